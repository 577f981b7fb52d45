/* Runs that are kept to compare, and the view, which is changed by itself. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { MOST_RUNS } from "../../../assets/run/comparison.js";
import { seen } from "../../../assets/run/state.js";
import { act, begun, ran, settings } from "../runs.js";
import { FIRST, assertChanged } from "./changes.js";

test("a run is kept under the first number that is free, and forgotten alone or with all", () => {
  let state = ran(begun(), 3);
  for (let i = 0; i < 3; i += 1) state = act(state, "keep-run");
  state = act(state, "forget-run", { number: 2 });
  assert.deepEqual(state.runs.map(({ number }) => number), [1, 3]);
  assert.deepEqual(act(state, "keep-run").runs.map(({ number }) => number), [1, 3, 2]);
  assert.deepEqual(act(state, "forget-runs").runs, []);
});

test("at most eight runs are kept, and none where there is none", () => {
  let state = ran(begun(), 1);
  for (let i = 0; i < MOST_RUNS; i += 1) state = act(state, "keep-run");
  assert.equal(state.runs.length, MOST_RUNS);
  assert.equal(act(state, "keep-run"), state);
  assert.equal(act(FIRST, "keep-run"), FIRST);
});

test("a run is kept with what is told of it, and stays so", () => {
  const state = ran(settings(ran(begun(), 3), { learning_rate: 0.1, batch_size: 300 }), 2);
  const [run] = act(state, "keep-run").runs;
  assert.deepEqual([run.epochs, run.changed, run.diverged, run.optimizer.learning_rate, run.batchSize], [5, true, false, 0.1, 300]);
  assert.deepEqual([run.loss, run.shown, run.rows.length], [seen(state).loss, state.points.shown, 6]);
});

test("the view is changed by itself", () => {
  const state = begun();
  for (const [type, given] of [
    ["view", { view: { logarithmic: false } }],
    ["show-trace", { name: "True line", shown: false }],
    ["open-panel", { panel: "map" }],
    ["projector", { open: true }],
  ]) {
    assertChanged(state, act(state, type, given), "view");
  }
  assert.deepEqual(act(state, "show-trace", { name: "Data", shown: false }).view.shown, { ...state.view.shown, Data: false });
  assert.deepEqual(act(act(state, "open-panel", { panel: "map" }), "close-panel", { panel: "map" }).view.panels, []);
});

test("the projector opens and is left in the mode of then", () => {
  for (const mode of ["light", "dark"]) {
    const desk = begun({ mode });
    const wall = act(desk, "projector", { open: true });
    assert.deepEqual(wall.view, { ...desk.view, projector: true });
    assert.equal(act(wall, "projector", { open: true }), wall);
    assert.deepEqual(act(wall, "projector", { open: false }).view, desk.view);
    assert.equal(act(desk, "projector", { open: false }), desk);
  }
});
