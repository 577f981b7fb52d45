/* Points of one's own: named as the server names them, used, touched while the run goes on, and taken back. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { toOriginal, toTraining, trainingPoints } from "../../../assets/lesson/inside.js";
import { gradient, loss } from "../../../assets/lesson/loss.js";
import { nextStep } from "../../../assets/lesson/map.js";
import { pointsOf } from "../../../assets/lesson/theory.js";
import { recordOf } from "../../../assets/page/files.js";
import { dataOf } from "../../../assets/run/command.js";
import { added, moved, passing, removed, tableNow, touch, withOutlier } from "../../../assets/run/edits.js";
import { changesOf, linkOf } from "../../../assets/run/link.js";
import { FieldError } from "../../../assets/run/link_fields.js";
import { openingOf } from "../../../assets/run/link_open.js";
import { isMixed, ownFrom, ownOf } from "../../../assets/run/link_points.js";
import { readLink } from "../../../assets/run/link_read.js";
import { packed, unpacked } from "../../../assets/run/packed.js";
import { named, nameOf, tableOf } from "../../../assets/run/own_points.js";
import { ratesOf } from "../../../assets/run/rates.js";
import { sha256 } from "../../../assets/run/sha256.js";
import { check, dump, restored } from "../../../assets/run/stored.js";
import { tablesOf } from "../../../assets/run/stored_tables.js";
import { firstState } from "../../../assets/run/state.js";
import { assertNear, numbersFrom } from "../numbers.js";
import { oracles, schema } from "../oracles.js";
import { act, answerTo, begun, frozen, ran, settings, settled, turn, wanted } from "../runs.js";

const FRAME = [-10, 10];
const READ = { features: [[1], [2], [3.5], [4]], targets: [2, 3, 7, 7.5], inputs: [{ name: "arm", unit: "cm" }], output: { name: "h", unit: "cm" } };

test("a hash is SHA-256, at every length about a block's", () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) % 256);
    assert.equal(sha256(bytes), createHash("sha256").update(bytes).digest("hex"));
  }
});

test("a table is named as the server names it", () => {
  assert.ok(oracles.own.length > 3);
  for (const { table, name } of oracles.own) assert.equal(nameOf(table), name);
});

test("until the server tells it, theory knows of touched points what it knows", () => {
  for (const { table, points } of oracles.own.filter((it) => it.table.inputs.length === 1)) {
    const { least_squares: best, curvatures, learning_rate_limit: limit } = pointsOf(table, points, "");
    assertNear(best.weight[0], points.least_squares.weight[0], { rel: 1e-6 });
    assertNear(best.bias, points.least_squares.bias, { rel: 1e-6 });
    assertNear(best.weight_error[0], points.least_squares.weight_error[0], { rel: 1e-6 });
    assertNear(limit, points.learning_rate_limit, { rel: 1e-6 });
    assertNear(curvatures[1], points.curvatures[1], { rel: 1e-6 });
  }
});

test("parameters of standardised features come back, and the next step is torch's", () => {
  for (const { points, held, before, after, rate, decay } of oracles.own) {
    const training = toTraining(points, before);
    held.weight.forEach((value, i) => assertNear(training.weight[i], value, 1e-6));
    assertNear(training.bias, held.bias, { rel: 1e-5 });
    assertNear(toOriginal(points, training).bias, before.bias, { rel: 1e-9 });
    if (points.inputs.length > 1) continue;
    const slope = gradient(trainingPoints(points), training, decay);
    const stepped = toTraining(points, after);
    assertNear([training.weight[0] - rate * slope.weight, training.bias - rate * slope.bias], [stepped.weight[0], stepped.bias], { rel: 1e-4, abs: 1e-5 });
    const next = nextStep(points, before, { name: "sgd", learning_rate: rate, weight_decay: decay });
    assertNear(next.weight, after.weight[0], { rel: 1e-4 });
    assertNear(next.bias, after.bias, { rel: 1e-4 });
  }
});

/** @returns {any} a page that has taken points of its own */
function taken(read = READ) {
  const table = tableOf(read);
  return settled(act(ran(begun(), 2), "use-points", { table, hash: nameOf(table) }));
}

test("points that are taken are a new run, paused, standardised in training", () => {
  const state = taken();
  assert.deepEqual([state.controls.dataset, state.controls.scaling, state.phase, state.record.epoch], ["points", "inside", "ready", 0]);
  assert.deepEqual(dataOf(state), { kind: "points", hash: state.own, n: 4, inputs: 1, scaling: "inside" });
  assert.deepEqual([state.points.targets, state.past.at(-1).what], [READ.targets, "use-points"]);
  const back = act(state, "undo");
  assert.deepEqual([back.controls.dataset, back.own, back.record.epoch], ["line", null, 2]);
});

test("points that are taken have a rate that their slider shows, and no line that was drawn over others", () => {
  const tiny = settings(begun(), { dataset: "gapminder-dollars" });
  const drawn = act(tiny, "my-line", { weight: 1, bias: 2 });
  const table = tableOf(READ);
  const state = settled(act(drawn, "use-points", { table, hash: nameOf(table) }));
  const { low, high } = ratesOf(state);
  assert.ok(tiny.controls.learning_rate < low && state.controls.learning_rate >= low && state.controls.learning_rate <= high);
  assert.equal(state.hand.line, null);
});

/** @returns {any} after another touch */
function touched(state, change, what = "moved-point", isContinued = false) {
  const before = tableNow(state, FRAME);
  return act(state, "touch-points", frozen(touch(state, named(before), change(before), what, isContinued)));
}

test("a run goes on with a point that was moved, and what is drawn changes at once", () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 5);
  const next = touched(state, (table) => moved(table, 3, { x: 0.5, y: 9 }));
  assert.deepEqual([next.controls.dataset, next.controls.scaling, next.points.targets[3], next.record.epoch], ["points", "none", 9, 5]);
  assert.deepEqual(next.points.true_weight, state.points.true_weight);
  assertNear(next.record.now.loss, loss(next.points, next.record.now), { rel: 1e-12 });
  assert.ok(next.record.segments.every(({ data }) => data.kind === "points"), "what it learned from before is a table too");
  const on = ran(settled(next), 3);
  assert.deepEqual([on.record.epoch, on.record.segments.length, on.record.segments[1].epoch], [8, 2, 5]);
  const tables = tablesOf(on);
  assert.deepEqual(Object.keys(tables).sort(), on.record.segments.map(({ data }) => data.hash).sort());
});

test("a drag is one thing to take back", () => {
  let state = ran(settings(begun(), { learning_rate: 0.1 }), 5);
  const before = state;
  for (let y = 1; y < 9; y += 1) state = touched(state, (table) => moved(table, 3, { x: 0.5, y }), "moved-point", y > 1);
  assert.deepEqual([state.past.length, state.past[0].what], [1, "moved-point"]);
  const back = act(state, "undo");
  for (const name of ["record", "controls", "own", "points", "shownData"]) assert.equal(back[name], before[name], name);
  assert.equal(act(back, "redo").points.targets[3], 8);
});

test("while a point is held the run learns from where it was told last, and all that it learned from is kept", () => {
  let state = act(ran(settings(begun(), { learning_rate: 0.1 }), 2), "play");
  const table = tableNow(state, FRAME);
  for (let y = 1; y < 40; y += 1) {
    const there = moved(table, 3, { x: 0.5, y: y / 10 });
    const isTold = y % 10 === 1;
    state = isTold ? act(state, "touch-points", { ...touch(state, named(table), there, "moved-point", y > 1), held: 3 }) : act(state, "drag-point", passing(state, there, 3, String(y)));
    assertNear(state.points.targets[3], y / 10, { rel: 1e-6 });
    const command = wanted(state);
    const later = y % 3 ? state : act(state, "drag-point", passing(state, moved(table, 3, { x: 0.5, y: 9 }), 3, `${y} late`));
    state = act(later, "answer", { command, progress: answerTo(command, later.tables), connection: {} });
    assert.ok(state.points.shown.startsWith("touched "), "no answer takes the point out of the hand");
  }
  const on = ran(settled(act(act(state, "let-go"), "pause")), 1);
  assert.deepEqual([on.past.length, on.held, on.record.segments.length], [1, null, 5]);
  assert.ok(on.record.segments.every(({ data }) => data.hash in on.tables));
  const { record } = on;
  const stored = { ...dump(on, 4), record: { ...record.place(), ...record.course(), history: record.history }, runs: [], tables: tablesOf(on) };
  assert.ok(check(stored, schema), "a reload brings it back");
});

test("what is taken back, or begun anew, lets the point go", () => {
  const held = act(touched(ran(begun(), 2), (table) => moved(table, 3, { x: 0.5, y: 1 })), "drag-point", { points: begun().points, held: 3 });
  assert.equal(held.held, 3);
  assert.deepEqual([act(held, "undo").held, act(held, "new-start", { seed: 4 }).held], [null, null]);
});

test("a reload and a link leave the rate of touched points as it was, whatever their limit", async () => {
  const tiny = tableOf({ ...READ, features: [[1500], [2000], [3500], [4000]] });
  const raw = settled(act(settled(act(begun(), "use-points", { table: tiny, hash: nameOf(tiny) })), "set", { controls: { scaling: "none" } }));
  const line = ran(touched(ran(begun(), 2), (table) => moved(table, 3, { x: 0.5, y: 1 })), 2);
  for (const state of [settings(raw, { learning_rate: 3e-8 }), settings(line, { learning_rate: 0.02 })]) {
    const { record } = state;
    const stored = { ...dump(state, 4), record: { ...record.place(), ...record.course(), history: record.history }, runs: [], tables: tablesOf(state) };
    const back = settled(restored(firstState(schema, "b", {}), check(stored, schema)));
    assert.equal(back.controls.learning_rate, state.controls.learning_rate);
    assert.equal((await opened(state)).controls.learning_rate, state.controls.learning_rate);
  }
});

test("a start on large numbers makes a link that opens", async () => {
  const large = tableOf({ ...READ, targets: [4e6, 5e6, 7e6, 9e6] });
  const state = ran(settled(act(settled(act(begun(), "use-points", { table: large, hash: nameOf(large) })), "start-at", { weight: 0, bias: 4e6 })), 1);
  assert.deepEqual((await opened(state)).record.now, state.record.now);
});

test("an answer about points that have been touched since brings no points back", () => {
  let state = act(ran(taken(), 2), "play");
  const command = wanted(state);
  state = touched(state, (table) => moved(table, 0, { x: 1, y: 5 }));
  const late = act(state, "answer", { command, progress: { ...answerTo(command, state.tables), points: oracles.own[0].points }, connection: {} });
  assert.equal(late.points.targets[0], 5);
  assert.equal(turn(late).points.targets[0], 5);
  assert.deepEqual(turn(late).shownData, dataOf(late));
});

test("what is on its way is dropped where another data set becomes one's own", () => {
  const state = act(ran(begun(), 2), "play");
  assert.equal(touched(state, (table) => moved(table, 0, { x: 1, y: 5 })).generation, state.generation + 1);
});

test("two hundred touches at random are taken back one by one, exactly", () => {
  const next = numbersFrom(7);
  const pick = (n) => Math.floor(next() * n);
  let state = ran(settings(begun(), { learning_rate: 0.05 }), 3);
  const way = [state];
  for (let i = 0; i < 200; i += 1) {
    const place = { x: next(), y: 20 * next() - 10 };
    const kind = pick(3);
    const change = [(t) => moved(t, pick(t.targets.length), place), (t) => added(t, place), (t) => removed(t, pick(t.targets.length))][kind];
    state = touched(state, change, ["moved-point", "added-point", "removed-point"][kind]);
    if (i % 40 === 0) state = ran(settled(state), 1);
    way.push(state);
  }
  for (let i = 199; i >= 0; i -= 1) {
    state = act(state, "undo");
    for (const name of ["own", "controls", "points"]) assert.deepEqual(state[name], way[i][name], `${name} ${i}`);
  }
  assert.equal(state.record, way[0].record);
  assert.equal(state.past.length, 0);
});

test("no point leaves the frame, and a line keeps two", () => {
  const table = tableOf(READ);
  assert.deepEqual(moved(table, 1, { x: 1e9, y: -1e9 }).features[1], [table.x_range[1]]);
  assert.deepEqual(moved(table, 1, { x: 1e9, y: -1e9 }).targets[1], table.y_range[0]);
  const [low, high] = withOutlier(table, 2).y_range;
  assert.ok(low === table.y_range[0] && high > table.y_range[1] && high > withOutlier(table, 2).targets.at(-1)); // which an outlier opens
  const two = removed(removed(table, 0), 0);
  assert.equal(removed(two, 0), two);
  assert.ok(table.x_range[0] <= 1 && table.x_range[1] >= 4 && table.y_range[0] <= 2 && table.y_range[1] >= 7.5);
});

test("an outlier of +5 at the edge tilts the line of 20 points by 1.26 and of 250 by 0.12, and at the mean not at all", () => {
  for (const [n, told] of [[20, 1.26], [250, 0.12]]) {
    const table = tableNow(settings(begun(), { n }), FRAME);
    const xs = table.features.map(([x]) => x);
    const mean = xs.reduce((sum, x) => sum + x, 0) / n;
    const sxx = xs.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    const slope = (it) => pointsOf(it, null, "").least_squares.weight[0];
    const tilt = slope(withOutlier(table, 1, 5)) - slope(table);
    assertNear(tilt, (5 * (1 - mean)) / (sxx * (1 + 1 / n) + (1 - mean) ** 2), { rel: 1e-5 });
    assertNear(tilt, told, { rel: 0.16 }); // which of the draws it is
    assertNear(slope(withOutlier(table, mean, 5)), slope(table), { abs: 1e-6 });
    const pressed = slope(withOutlier(table, 1)) - slope(table);
    assertNear(pressed, told, { rel: 0.2 }); // a press is about as far
  }
});

test("an outlier is taken back by its name, and its frame with it", () => {
  const before = ran(begun(), 3);
  const original = tableNow(before, [-1, 6.5]);
  const state = settled(act(before, "touch-points", touch(before, named(original), withOutlier(original, 1), "outlier")));
  assert.deepEqual([state.past.at(-1).what, state.points.targets.length, state.record.epoch], ["outlier", 251, 3]);
  assert.ok(state.tables[state.own].y_range[1] > state.points.targets.at(-1));
  const back = settled(act(state, "undo"));
  assert.deepEqual([back.controls.dataset, back.points.targets.length, back.record.epoch], ["line", 250, 3]);
});

test("where all values are alike, or a few are far off, an outlier is still far, and not without end", () => {
  const table = (targets) => tableOf({ ...READ, features: targets.map((_, i) => [i]), targets });
  const by = (targets) => withOutlier(table(targets), 1).targets.at(-1) - targets[0];
  assert.deepEqual([by([4, 4, 4, 4]), by([0, 0, 0, 0])], [12, 3]);
  const once = withOutlier(table([1, 2, 3, 4, 5, 6, 7, 8]), 7);
  const twice = withOutlier(once, 7);
  assert.ok(twice.targets.at(-1) - once.targets.at(-1) < 12);
});

test("what the server makes code of has the points of each segment once", () => {
  const state = ran(touched(ran(taken(), 2), (table) => moved(table, 0, { x: 1, y: 5 })), 3);
  const { points, segments } = recordOf(state);
  assert.deepEqual(points.map(nameOf), segments.map(({ data }) => data.hash));
  assert.equal(recordOf(ran(begun(), 2)).points, undefined);
});

/** @returns {Promise<any>} the state after opening the link of a state in a fresh page */
async function opened(state) {
  const query = linkOf(state, await packed(changesOf(state), ownOf(state)), "en");
  const { link } = readLink(query, schema, ["en"]);
  const fresh = begun();
  return settled(act(fresh, "open", { opening: openingOf(fresh, link, await unpacked(link.changes)) }));
}

test("a link brings points of one's own, and the run that learned from them", async () => {
  const plain = ran(taken(), 3);
  const touchedOften = ran(touched(ran(touched(plain, (table) => moved(table, 0, { x: 1, y: 5 })), 4), (table) => added(table, { x: 2, y: 2 })), 2);
  for (const state of [taken(), plain, touchedOften]) {
    const there = await opened(state);
    assert.deepEqual([there.own, there.record.epoch, there.record.now], [state.own, state.record.epoch, state.record.now]);
    assert.deepEqual(there.record.segments, state.record.segments);
    assert.deepEqual(there.tables[there.own], state.tables[state.own]);
  }
});

test("a link whose points are not right is refused", async () => {
  const content = await unpacked(readLink(linkOf(taken(), await packed([], ownOf(taken())), "en"), schema, ["en"]).link.changes);
  assert.ok(ownFrom(content).own);
  for (const spoilt of [null, [], { ...content, own: 1 }, { ...content, tables: [] }, { ...content, tables: [{ ...content.tables[0], targets: [1, "2"] }] }, { ...content, tables: [{}] }]) {
    assert.throws(() => ownFrom(spoilt), FieldError);
  }
});

test("a run that learned from another data set of several kinds before is told as such", () => {
  const noisy = ran(settings(ran(settings(begun(), { learning_rate: 0.1 }), 3), { noise: 0.5 }), 2);
  const state = ran(touched(noisy, (table) => moved(table, 0, { x: 0.5, y: 5 })), 2);
  assert.deepEqual([isMixed(state), isMixed(ran(taken(), 2)), isMixed(noisy)], [true, false, false]);
});

test("a reload brings points of one's own back, and only what is whole", () => {
  const state = ran(touched(ran(taken(), 2), (table) => moved(table, 0, { x: 1, y: 5 })), 3);
  const { record } = state;
  const stored = { ...dump(state, 4), record: { ...record.place(), ...record.course(), history: record.history }, runs: [], tables: tablesOf(state) };
  const back = restored(firstState(schema, "b", {}), check(stored, schema));
  assert.deepEqual([dataOf(back), back.tables], [dataOf(state), tablesOf(state)]);
  assert.equal(check({ ...stored, tables: {} }, schema), null);
  const [name] = Object.keys(stored.tables);
  for (const change of [{ targets: [1] }, { labels: ["a"] }, { title: "\n" }, { mean: [1] }, { x_range: [2, 1] }, { features: 5 }, { output: { name: 5, unit: "" } }]) {
    assert.equal(check({ ...stored, tables: { ...stored.tables, [name]: { ...stored.tables[name], ...change } } }, schema), null, JSON.stringify(change));
  }
});
