/* A run of a curve, or with points for testing: what starts it anew, and that reload, link, undo and touch carry it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { learned, learnedCount } from "../../../assets/lesson/curve.js";
import { lastStep } from "../../../assets/lesson/step.js";
import { dataTable, historyTable, recordOf } from "../../../assets/page/files.js";
import { comparable, comparedRun, summaryOf } from "../../../assets/run/comparison.js";
import { namesOf, pointsApart } from "../../../assets/run/differences.js";
import { commandOf, dataOf } from "../../../assets/run/command.js";
import { moved, removed, tableNow, touch } from "../../../assets/run/edits.js";
import { handLine, lossOfLine } from "../../../assets/run/hand.js";
import { History } from "../../../assets/run/history.js";
import { changesOf, linkOf } from "../../../assets/run/link.js";
import { openingOf } from "../../../assets/run/link_open.js";
import { readLink } from "../../../assets/run/link_read.js";
import { named } from "../../../assets/run/own_points.js";
import { packed, unpacked } from "../../../assets/run/packed.js";
import { Saved } from "../../../assets/run/saved.js";
import { firstState, isInBatches } from "../../../assets/run/state.js";
import { stepsAt } from "../../../assets/run/steps.js";
import { isAvailable, whyNot } from "../../../assets/run/view.js";
import { assertNear } from "../numbers.js";
import { schema } from "../oracles.js";
import { act, begun, ran, settings, settled } from "../runs.js";

const FRAME = [-4, 12];
const SHAPE = { degree: 3, test_share: 30 };
const SMALL = { n: 20, learning_rate: 0.02 };

/** @returns a paused run of a curve with points for testing */
function curve(shape = SHAPE, epochs = 12) {
  return ran(settings(settings(begun(), SMALL), shape), epochs);
}

/** A tab's storage. */
function storage() {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text), removeItem: (key) => kept.delete(key), key: (i) => [...kept.keys()][i] ?? null, get length() { return kept.size; } };
}

test("degree and test share are part of the data of a command, where they say something", () => {
  assert.deepEqual(Object.keys(dataOf(begun())), ["kind", "n", "noise", "seed"]);
  const { data } = commandOf(curve(), 1);
  assert.deepEqual(data, { kind: "line", n: 20, noise: 0.25, seed: 7, degree: 3, test_share: 30, split_seed: 7 });
});

test("another degree or share is a new run, paused, and can be taken back", () => {
  const line = ran(settings(begun(), SMALL), 20);
  for (const controls of [{ degree: 4 }, { test_share: 20 }]) {
    const other = act(line, "set", { controls });
    assert.deepEqual([other.phase, other.record.epoch, other.record.start], ["ready", 0, null]);
    assert.equal(other.past[other.past.length - 1].what, Object.keys(controls)[0].replace("_", "-"));
    const there = settled(other);
    assert.equal(there.record.now.weight.length, controls.degree ?? 1);
    assert.deepEqual(act(there, "undo").record.now, line.record.now);
  }
});

test("a history has the loss on the points for testing, and the loss on the others", () => {
  const { record, points } = curve();
  assert.ok(record.history.isTested && record.history.dims === 3);
  assert.equal(learned(points).targets.length, 14);
  assert.equal(typeof record.now.testLoss, "number");
  assert.notEqual(record.now.testLoss, record.now.loss);
  assert.equal(curve({ degree: 3 }).record.now.testLoss, undefined);
});

test("data with several features have no degree, and it is said", () => {
  const houses = settings(begun(), { dataset: "house-prices" });
  const asked = act(houses, "set", { controls: { degree: 2 } });
  assert.deepEqual([asked.controls.degree, asked.notice.id], [1, "notice.one-feature"]);
  assert.equal(asked.record, houses.record);
  assert.equal(settings(houses, { test_share: 30 }).record.history.isTested, true);
  assert.equal(settings(curve(), { dataset: "house-prices" }).controls.degree, 1); // other data begin as a line
});

test("the map has room for a line, the other panels for a curve", () => {
  const state = curve();
  const ofLines = Object.keys(schema.panels).filter((name) => ["line", "linear"].includes(schema.panels[name].features));
  assert.deepEqual(Object.keys(schema.panels).filter((name) => !isAvailable(state, name)), ofLines);
  assert.deepEqual(["map", "sampling"].map((name) => whyNot(state, name)), ["panels.no-curve", "panels.two-parameters"]);
  assert.ok(isAvailable(curve({ test_share: 30 }), "map"));
});

test("batches and steps count the points that are learned from", () => {
  const state = settings(curve(), { batch_size: 15 });
  assert.equal(isInBatches(state), false); // 14 of 20
  assert.equal(isInBatches(settings(state, { batch_size: 13 })), true);
  const { record, points } = curve();
  assert.equal(stepsAt(record, 5, points), 5);
  assert.equal(learnedCount(points, 9), 9);
});

test("the last step is told for each weight", () => {
  const state = curve();
  const step = lastStep(state, state.record.now);
  assert.equal(step.weights.length, 3);
  for (const line of [...step.weights, step.bias]) assertNear(line.before - 0.02 * line.direction, line.after, { rel: 1e-4, abs: 1e-5 });
});

test("a reload brings it back to the bit", () => {
  const state = curve(SHAPE, 300);
  const store = storage();
  assert.ok(new Saved(store, "a").save(state, 5));
  const { state: back } = new Saved(store, "b").load(firstState(schema, "a1b2", {}));
  assert.deepEqual([back.controls.degree, back.controls.test_share], [3, 30]);
  assert.deepEqual(back.record.dump(), state.record.dump());
  assert.deepEqual(back.record.now, state.record.now);
  const torn = storage();
  new Saved(torn, "a").save({ ...state, record: state.record.with({ startData: null }) }, 5);
  assert.equal(new Saved(torn, "b").load(firstState(schema, "a1b2", {})).state.record.start, null); // no such history
});

test("a link brings it back, and one without the fields is a line with all its points", async () => {
  const state = act(curve(), "set", { controls: { noise: 0.5 } });
  const more = ran(settled(state), 4);
  const query = linkOf(more, await packed(changesOf(more), null), "en");
  assert.match(query, /&degree=3&test=30&/);
  const { link } = readLink(query, schema, ["en"]);
  const opened = settled(act(begun(), "open", { opening: openingOf(begun(), link, await unpacked(link.changes)) }));
  assert.deepEqual(opened.record.now, more.record.now);
  const { link: plain } = readLink("v=1&n=20", schema, ["en"]);
  assert.deepEqual([plain.controls.degree, plain.controls.test_share], [1, 0]);
});

test("what a link may not ask for is named", () => {
  for (const [query, field] of [["degree=0", "degree"], ["degree=10", "degree"], ["degree=2.5", "degree"], ["test=25", "test"], ["test=60", "test"], ["data=house-prices&degree=2", "degree"]]) {
    assert.deepEqual({ ...readLink(`v=1&${query}`, schema, ["en"]), value: "" }, { fault: "field", field, value: "" });
  }
});

test("a curve can begin with a line, and a link says so", async () => {
  const drawn = act(curve(), "my-line", { weight: 1.5, bias: 2 });
  const started = settled(act(drawn, "start-from-my-line"));
  assertNear(started.record.history.at(0).weight, [1.5, 0, 0], { abs: 1e-6 });
  assertNear(started.record.now.loss, lossOfLine(started.points, handLine(drawn)), { rel: 1e-5 });
  assert.equal(typeof started.record.now.testLoss, "number");
  const { link } = readLink(linkOf(started, "", "en"), schema, ["en"]);
  const opened = settled(act(begun(), "open", { opening: openingOf(begun(), link, null) }));
  assert.deepEqual(opened.record.start, started.record.start);
});

test("a point that is moved keeps its side, and the run goes on", () => {
  const state = curve();
  const table = tableNow(state, FRAME);
  assert.deepEqual([table.mean, table.features[0].length], [null, 1]);
  const place = state.points.split.test[0];
  const after = moved(table, place, { x: 0.5, y: 9 });
  const touched = settled(act(state, "touch-points", touch(state, named(table), after, "moved-point")));
  assert.deepEqual([touched.controls.degree, touched.controls.test_share, dataOf(touched).degree], [3, 30, 3]);
  assert.equal(touched.record.now.loss, state.record.now.loss); // it is not learned from
  assert.ok(touched.record.now.testLoss > state.record.now.testLoss);
  const again = ran(touched, 3);
  assert.equal(again.record.history.length, state.record.history.length + 3);
  assert.deepEqual(tableNow(again, FRAME).mean, null);
  assert.equal(recordOf(again.record.segments.length ? again : state).points.length > 0, true);
});

test("a point that is removed takes no other from its side but the last", () => {
  const { points } = curve();
  const table = tableNow(curve(), FRAME);
  const after = removed(table, 3, points);
  assert.deepEqual(after.targets, [...table.targets.slice(0, 3), table.targets[19], ...table.targets.slice(4, 19)]);
  assert.deepEqual(removed(table, 3).targets, table.targets.filter((_, i) => i !== 3));
});

test("runs of other degrees on the same points are compared, of other splits not", () => {
  const kept = act(curve(), "keep-run");
  const higher = ran(settings(kept, { degree: 5 }), 5);
  assert.equal(comparable(higher).length, 1);
  assert.equal(pointsApart(higher.runs[0], summaryOf(higher)), null);
  assert.deepEqual(namesOf([higher.runs[0], summaryOf(higher)]).map(({ degree }) => degree), [3, 5]);
  const other = ran(settings(kept, { test_share: 50 }), 5);
  assert.deepEqual(comparable(other), []);
  assert.deepEqual(pointsApart(other.runs[0], summaryOf(other)), [{ test_share: 30 }, { test_share: 50 }]);
  assert.ok(comparedRun(higher).rows.every((row) => row.length === 3 + 5));
  const { testLoss } = kept.record.now;
  assert.ok(testLoss > 0);
  assert.deepEqual([kept.runs[0].testLoss, summaryOf(higher).testLoss, summaryOf(curve({ degree: 3 })).testLoss], [testLoss, higher.record.now.testLoss, null]);
});

test("what is taken along tells of every weight, the test loss and the points for testing", () => {
  const { record, points } = curve();
  const [head, ...rows] = historyTable(record, points).split("\n");
  assert.match(head, /^epoch,weight_x,weight_x2,weight_x3,bias,loss,test_loss,/);
  const { weight, bias, loss, testLoss } = record.now;
  assert.deepEqual(rows[record.history.length - 1].split(",").slice(1, 7).map(Number), [...weight, bias, loss, testLoss]);
  const [names, ...lines] = dataTable(points).trim().split("\n");
  assert.match(names, /,test$/);
  assert.equal(lines.filter((line) => line.endsWith(",1")).length, 6);
});

test("a history of a run with points for testing has a place for those that have none", () => {
  const history = History.of([[0, 2, 0.5, 1, -1], [1, 1, 0.5, 1, 3]], true);
  assert.deepEqual([history.dims, history.testLoss(0), history.testLoss(1)], [1, null, 3]);
  assert.deepEqual(history.lossExtent(true), [3, 3]);
  assert.deepEqual(history.outline(10), [[0, 2, 0.5, 1], [1, 1, 0.5, 1]]);
});

