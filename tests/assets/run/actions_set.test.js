/* Controls: which of them a run goes on under, and which begin a new one. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { seen } from "../../../assets/run/state.js";
import { schema } from "../oracles.js";
import { act, begun, ran, settings, settled, turn } from "../runs.js";
import { assertChanged } from "./changes.js";

test("rate, speed and noise, batch size and number of points: the run goes on", () => {
  const state = turn(act(begun(), "play"));
  for (const controls of [{ learning_rate: 0.3 }, { speed: 5 }, { noise: 1 }, { batch_size: 300 }, { n: 20 }, { weight_decay: 0.1 }]) {
    const set = act(state, "set", { controls });
    assertChanged(state, set, "controls");
    assert.equal(turn(set).record.epoch > state.record.epoch, true);
  }
});

test("another optimizer: the run goes on, in a segment of its own", () => {
  const state = settled(act(ran(settings(ran(begun(), 3), { optimizer: "momentum" }), 3), "pause"));
  assert.deepEqual([state.record.epoch, state.record.segments.map(({ epoch }) => epoch)], [6, [0, 3]]);
  assert.equal(state.record.checkpoint.buffers["linear.weight.momentum_buffer"].length, 1);
});

test("settings of a run that stands still open a segment with its next step, not before", () => {
  const state = settings(ran(begun(), 3), { learning_rate: 0.3 });
  assert.equal(state.record.segments.length, 1);
  assert.equal(settled(act(state, "step")).record.segments.length, 2);
});

test("other points under a run that stands still come at once, and are measured on them", () => {
  const before = ran(begun(), 3);
  const state = settings(before, { n: 20 });
  assert.equal(state.points.targets.length, 20);
  assert.deepEqual([state.record.epoch, state.record.history.loss(3)], [3, before.record.history.loss(3)]);
  assert.notEqual(seen(state).loss, seen(before).loss);
});

test("data set and scaling: a new run, paused, with the noise of its units and the feature as it is", () => {
  const playing = turn(act(settings(begun(), { scaling: "ten" }), "play"));
  const houses = act(playing, "set", { controls: { dataset: "house-prices" } });
  assert.deepEqual([houses.phase, houses.record.checkpoint, houses.shownData], ["ready", null, null]);
  assert.deepEqual([houses.controls.noise, houses.controls.scaling], [schema.data["house-prices"].noise.default, "inside"]);
  const hubble = act(playing, "set", { controls: { dataset: "hubble" } });
  assert.equal(hubble.controls.noise, playing.controls.noise);
  const scaled = act(playing, "set", { controls: { scaling: "none" } });
  assert.deepEqual([scaled.phase, scaled.record.checkpoint], ["ready", null]);
  assert.equal(settled(houses).points.kind, "house-prices");
});

test("where no truth is known, least squares is shown, and where it is, no more", () => {
  const state = settings(begun(), { dataset: "hubble" });
  assert.equal(state.view.shown["Least squares"], true);
  const off = act(state, "show-trace", { name: "Least squares", shown: false });
  assert.equal(settings(off, { scaling: "ten" }).view.shown["Least squares"], false);
  assert.equal(settings(state, { dataset: "line" }).view.shown["Least squares"], false);
});

test("a control that is set takes back what was said", () => {
  const said = act(begun(), "say", { notice: { id: "panels.one-feature" } });
  assert.deepEqual(said.notice, { id: "panels.one-feature" });
  assert.equal(act(said, "set", { controls: { noise: 1 } }).notice, null);
  assert.equal(act(said, "play").notice, null);
  assert.equal(act(said, "say", { notice: null }).notice, null);
  assert.equal(act(said, "view", { view: { more: true } }).notice, said.notice);
});
