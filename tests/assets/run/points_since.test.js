/* What Compare tells of a run is true of the points that it learned from, also after a change of them, a reload, and where epochs are gone. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { comparable, summaryOf } from "../../../assets/run/comparison.js";
import { moved as changed, touch } from "../../../assets/run/edits.js";
import { History } from "../../../assets/run/history.js";
import { pointsSince } from "../../../assets/run/points_since.js";
import { act, begun, ran, settings, settled } from "../runs.js";
import { taken } from "./a_table.js";

const FAST = { learning_rate: 0.5 };

/** @returns when the run is nearly there, since when it has learned from its points, and how sure that is */
function nearOf(state) {
  const { near, since, unsure } = summaryOf(state);
  return [near, since, unsure];
}

test("nearly there is counted from when the points changed: the epochs before learned from others", () => {
  const first = ran(settings(begun(), FAST), 150);
  const [near] = nearOf(first);
  assert.ok(near > 5 && near < 100, String(near));
  assert.deepEqual(nearOf(settings(first, { noise: 2 })), [null, 150, 0]);
  const on = ran(settings(first, { noise: 2 }), 10);
  assert.deepEqual(nearOf(on), [151, 150, 0]);
  const again = settings(on, { n: 100 });
  assert.deepEqual(nearOf(again), [null, 160, 0]);
  assert.deepEqual(nearOf(settings(again, { n: 250 })), [151, 150, 0], "taken back before anything learned from them");
  assert.deepEqual(nearOf(ran(settings(on, { learning_rate: 0.1 }), 3)), [151, 150, 0], "the same points at another rate");
});

test("points that changed before the first epoch are the only ones", () => {
  const state = ran(settings(settings(begun(), FAST), { noise: 2 }), 30);
  assert.equal(pointsSince(state.record), 0);
  assert.equal(pointsSince(begun().record), 0);
});

test("where epochs are gone it says of how many it does not know", () => {
  const state = ran(settings(begun(), FAST), 60);
  const [near] = nearOf(state);
  const without = (count) => {
    const rows = state.record.history.rows(Infinity).filter(([epoch]) => epoch < near - count || epoch >= near);
    return nearOf({ ...state, record: state.record.with({ history: History.of(rows) }) });
  };
  assert.deepEqual(without(0), [near, 0, 0]);
  assert.deepEqual(without(3), [near, 0, 3]);
});

test("a run that is kept knows all of it", () => {
  const [run] = act(ran(settings(ran(settings(begun(), FAST), 40), { noise: 2 }), 5), "keep-run").runs;
  assert.deepEqual([run.near, run.since, run.unsure], [41, 40, 0]);
});

test("a run whose points are being moved can be told of and kept, and compared when the server knows them", () => {
  const run = ran(settings(begun(), FAST), 20);
  const held = act(run, "drag-point", { points: { ...run.points, shown: "touched on the way" }, held: 3 });
  assert.deepEqual(summaryOf(held).data, run.shownData);
  const moving = ran(taken(), 5);
  const moved = act(moving, "touch-points", touch(moving, { table: moving.tables[moving.own], hash: moving.own }, changed(moving.tables[moving.own], 0, { x: 1, y: 5 }), "moved-point"));
  assert.equal(moved.shownData, null);
  const kept = settled(act(moved, "keep-run"));
  assert.equal(comparable(kept).length, 1);
});
