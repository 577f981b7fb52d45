/* What begins a run anew: Reset, New start, New data, a place on the map. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { seen } from "../../../assets/run/state.js";
import { act, begun, ran, settings, settled, turn, wanted } from "../runs.js";
import { FIRST } from "./changes.js";

test("Reset leads back to this run's start, paused, and keeps what the controls say", () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 5);
  const back = act(state, "reset");
  assert.deepEqual([back.phase, back.stale, back.record.epoch, back.controls], ["ready", true, 0, state.controls]);
  assert.equal(back.record.checkpoint, state.record.start);
  const again = settled(back);
  assert.deepEqual(seen(again), state.record.at(0));
  assert.equal(act(again, "reset"), again);
});

test("Reset under noise turned since tells the start's loss on the points of now", () => {
  const state = settled(act(settings(ran(begun(), 5), { n: 50 }), "reset"));
  assert.deepEqual(state.record.at(0).weight, begun().record.at(0).weight);
  assert.notEqual(state.record.at(0).loss, begun().record.at(0).loss);
});

test("New start is another seed of the weights, New data one of the points; both are new runs", () => {
  const state = ran(begun(), 5);
  const start = act(state, "new-start", { seed: 5 });
  assert.deepEqual([start.seeds, start.phase, start.record.checkpoint], [{ ...state.seeds, start: 5 }, "ready", null]);
  assert.equal(wanted(start).training.seed, 5);
  const data = act(state, "new-data", { seed: 9 });
  assert.deepEqual([data.seeds, data.phase, data.controls], [{ ...state.seeds, data: 9 }, "ready", state.controls]);
  assert.equal(wanted(data).data.seed, 9);
  assert.equal(settled(data).points.shown, JSON.stringify(wanted(data).data));
});

test("real data cannot be drawn anew", () => {
  const state = ran(settings(begun(), { dataset: "hubble" }), 2);
  assert.equal(act(state, "new-data", { seed: 9 }), state);
});

test("what begins a run while one plays drops what is in flight and does not play", () => {
  const playing = turn(act(begun(), "play"));
  for (const [type, given] of [["reset"], ["new-start", { seed: 5 }], ["new-data", { seed: 5 }], ["start-at", { weight: 1, bias: 1 }]]) {
    const state = act(playing, type, given);
    assert.deepEqual([type, state.phase, state.goal], [type, "ready", null]);
    assert.ok(state.generation > playing.generation);
  }
});

test("a place on the map is a start, to which Reset comes back", () => {
  const chosen = settled(act(ran(begun(), 3), "start-at", { weight: 1.1, bias: -2.2 }));
  assert.deepEqual(seen(chosen).weight, [Math.fround(1.1)]);
  assert.equal(chosen.record.start.start_loss, seen(chosen).loss);
  const back = settled(act(ran(chosen, 4), "reset"));
  assert.deepEqual(seen(back), seen(chosen));
  assert.equal(act(FIRST, "start-at", { weight: 1, bias: 1 }), FIRST);
  const several = settings(begun(), { dataset: "house-prices" });
  assert.equal(act(several, "start-at", { weight: 1, bias: 1 }), several);
});
