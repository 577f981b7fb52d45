/* All touches taken back by one press: the points as they were, and what was touched again. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { added, moved, removed } from "../../../assets/run/edits.js";
import { originalAgain, originalPlace } from "../../../assets/run/original.js";
import { nameOf, tableOf } from "../../../assets/run/own_points.js";
import { offered, offersMore } from "../../../assets/run/undo.js";
import { act, begun, ran, settings, settled } from "../runs.js";
import { READ, taken, touched } from "./a_table.js";

const CHANGES = [
  ["moved-point", (table) => moved(table, 0, { x: 0.5, y: 5 })],
  ["added-point", (table) => added(table, { x: 0.2, y: 1 })],
  ["removed-point", (table) => removed(table, 1)],
];

/** @returns {any} after three touches, and some epochs on the way */
function thrice(state) {
  return CHANGES.reduce((now, [what, change]) => ran(settled(touched(now, change, what)), 1), state);
}

/** @returns {any} after the press */
function pressed(state) {
  const { type, ...given } = originalAgain(state);
  return act(state, type, given);
}

test("one press brings the data set back that was touched, however often, and one more brings the touches back", () => {
  for (const before of [ran(settings(begun(), { learning_rate: 0.1 }), 3), ran(settings(begun(), { dataset: "hubble" }), 2), ran(taken(), 2)]) {
    const state = thrice(before);
    const back = pressed(state);
    for (const name of ["own", "controls", "points", "record", "seeds", "past"]) assert.deepEqual(back[name], before[name], name);
    assert.deepEqual([originalPlace(before), originalPlace(back), offered(back)], [-1, -1, "touched"]);
    const again = act(back, "redo");
    for (const name of ["own", "controls", "points", "record"]) assert.deepEqual(again[name], state[name], name);
    assert.deepEqual([offered(again), originalPlace(again)], ["touched", before.past.length]);
    assert.equal(act(again, "undo").own, before.own);
    assert.equal(offersMore({ ...again, offer: "redo" }), true);
  }
});

test("a new start between touches leaves the original what it was; other points are another original", () => {
  const line = ran(begun(), 2);
  const once = act(touched(line, CHANGES[0][1]), "new-start", { seed: 9 });
  assert.equal(pressed(thrice(settled(once))).points, line.points);
  const table = tableOf(READ);
  const other = settled(act(thrice(line), "use-points", { table, hash: nameOf(table) }));
  assert.equal(originalPlace(other), -1);
  assert.equal(pressed(thrice(other)).own, nameOf(table));
});

test("where it is not known what points were before, nothing is offered", () => {
  const { past, ...state } = thrice(begun());
  assert.ok(originalPlace({ past, ...state }) >= 0);
  assert.equal(originalPlace({ ...state, past: past.slice(-2) }), -1);
  assert.equal(originalPlace({ ...state, past: [] }), -1);
});
