/* Points that are touched while the run goes on: moved, added, removed, held, and taken back one by one. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { loss } from "../../../assets/lesson/loss.js";
import { dataOf } from "../../../assets/run/command.js";
import { added, moved, passing, removed, tableNow, touch, withOutlier } from "../../../assets/run/edits.js";
import { named, tableOf } from "../../../assets/run/own_points.js";
import { offersMore } from "../../../assets/run/undo.js";
import { check, dump } from "../../../assets/run/stored.js";
import { tablesOf } from "../../../assets/run/stored_tables.js";
import { assertNear, numbersFrom } from "../numbers.js";
import { oracles, schema } from "../oracles.js";
import { act, answerTo, begun, diverged, ran, settings, settled, turn, wanted } from "../runs.js";
import { FRAME, READ, taken, touched } from "./a_table.js";

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

test("a run that has diverged has its loss told of the points that are there, touched or asked for", () => {
  const state = diverged();
  for (const next of [touched(state, (table) => moved(table, 3, { x: 0.5, y: 9 })), settled(settings(state, { n: 20 }))]) {
    assert.ok(next.record.diverged && next.points !== state.points);
    assertNear(next.record.now.loss, loss(next.points, next.record.now), { rel: 1e-12 });
    assert.notEqual(next.record.now.loss, state.record.now.loss);
    assert.equal(next.record.history, state.record.history);
  }
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
    assert.equal(offersMore(state), i > 0); // with a finger too: the press stays until nothing touched is left
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
