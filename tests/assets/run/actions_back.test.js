/* Looking back, and going back: to the same numbers, under the settings of then. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isPlaying, isStill, seen } from "../../../assets/run/state.js";
import { act, begun, ran, settings, settled, turn } from "../runs.js";
import { FIRST, assertChanged, lookingBack } from "./changes.js";

test("one can look back where nothing moves and something has been", () => {
  const state = begun();
  assert.equal(isStill(state), false);
  assert.equal(isStill(ran(state, 2)), true);
  assert.equal(isStill({ ...ran(state, 2), points: null }), false);
  assert.equal(isStill(act(ran(state, 2), "play")), false);
  assert.equal(isStill(act(ran(state, 2), "step")), false);
});

test("looking back shows an epoch and changes nothing of the run", () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 8);
  const looking = act(state, "look-at", { epoch: 3 });
  assertChanged(state, looking, "view");
  assert.deepEqual(seen(looking), state.record.at(3));
  assert.equal(act(looking, "look-at", { epoch: 3 }), looking);
  assert.equal(act(looking, "look-at", { epoch: 8 }).view.epoch, null);
  assert.equal(act(looking, "look-at", { epoch: Infinity }).view.epoch, null);
  assert.equal(act(looking, "look-at", { epoch: -5 }).view.epoch, 0);
});

test("looking further and back, row by row, ends at both ends", () => {
  const state = ran(begun(), 3);
  const back = act(act(state, "look-by", { rows: -1 }), "look-by", { rows: -1 });
  assert.equal(back.view.epoch, 1);
  const start = act(back, "look-by", { rows: -1 });
  assert.equal(start.view.epoch, 0);
  assert.equal(act(start, "look-by", { rows: -1 }), start);
  assert.equal(act(act(state, "look-by", { rows: -1 }), "look-by", { rows: 1 }).view.epoch, null);
});

test("what plays or has a goal is not looked back in", () => {
  for (const type of ["play", "step"]) {
    const state = act(ran(begun(), 3), type);
    assert.equal(act(state, "look-at", { epoch: 1 }), state);
  }
  assert.equal(act(FIRST, "look-at", { epoch: 1 }), FIRST);
});

test("going on from an epoch replays up to it, to the same numbers, and then rests", () => {
  const before = lookingBack();
  const replaying = act(before, "go-on-here");
  assert.deepEqual([replaying.phase, replaying.view.epoch, replaying.goal.epoch, replaying.goal.then], ["replaying", null, 3, null]);
  assert.deepEqual(seen(replaying), before.record.at(3), "what was looked at is shown until it is there");
  const back = settled(replaying);
  assert.deepEqual([back.phase, back.goal, back.record.epoch], ["paused", null, 3]);
  assert.deepEqual(back.record.history.rows(99), before.record.history.rows(99).slice(0, 4));
});

test("a replay runs under the settings of then, and what follows under those of now", () => {
  const state = act(settings(ran(settings(begun(), { learning_rate: 0.1 }), 8), { learning_rate: 0.02 }), "look-at", { epoch: 5 });
  const back = settled(act(state, "go-on-here"));
  assert.equal(back.controls.learning_rate, 0.02);
  const on = settled(act(back, "step"));
  assert.deepEqual(on.record.segments.map(({ epoch, training }) => [epoch, training.optimizer.learning_rate]), [[0, 0.1], [5, 0.02]]);
});

test("going on from a full checkpoint is there at once", () => {
  const state = act(ran(begun(), 3), "look-at", { epoch: 0 });
  const back = act(state, "go-on-here");
  assert.deepEqual([back.phase, back.goal, back.record.epoch], ["ready", null, 0]);
});

test("go-on-here without an epoch looked at changes nothing", () => {
  const state = ran(begun(), 3);
  assert.equal(act(state, "go-on-here"), state);
});

test("play, step and pause while it goes back say what follows", () => {
  const replaying = act(lookingBack(), "go-on-here");
  const willPlay = act(replaying, "play");
  assert.deepEqual([willPlay.phase, willPlay.goal.then, isPlaying(willPlay)], ["replaying", "play", true]);
  assert.equal(turn(willPlay).phase, "playing");
  assert.deepEqual(act(willPlay, "pause").goal.then, null);
  const willStep = act(replaying, "step");
  assert.equal(willStep.goal.then, "step");
  assert.deepEqual([settled(willStep).phase, settled(willStep).record.epoch], ["paused", 4]);
});
