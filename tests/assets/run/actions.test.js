/* What Start, Pause and Step do to the state. Every state is frozen before the next action (runs.js): none changes what it is given. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { reduce } from "../../../assets/run/actions.js";
import { wish } from "../../../assets/run/command.js";
import { act, begun, settings, settled, turn, wanted } from "../runs.js";
import { FIRST, assertChanged, lookingBack } from "./changes.js";

test("a page that has just been opened asks for its points, and is ready when they are there", () => {
  assert.equal(wish(FIRST, false).look, true);
  const state = begun();
  assert.equal(wanted(state), null);
  assert.deepEqual([state.phase, state.stale, state.record.epoch, state.record.segments.length], ["ready", false, 0, 1]);
});

test("play plays, and pause rests where it is", () => {
  const ready = begun();
  const playing = act(ready, "play");
  assertChanged(ready, playing, "phase");
  const paused = act(turn(turn(playing)), "pause");
  assert.deepEqual([playing.phase, paused.phase, paused.record.epoch], ["playing", "paused", 2]);
  assert.equal(act(playing, "pause").phase, "ready");
  assert.equal(wanted(paused), null);
});

test("play asks for as many epochs as the speed says", () => {
  const state = turn(act(settings(begun(), { speed: 25 }), "play"));
  assert.equal(state.record.epoch, 25);
});

test("play while it plays, or while the server is waited for, changes nothing", () => {
  const playing = act(begun(), "play");
  assert.equal(act(playing, "play"), playing);
  const waiting = act(begun(), "connection", { connection: { waiting: true } });
  assert.equal(act(waiting, "play"), waiting);
  assert.equal(act(waiting, "step"), waiting);
});

test("pause drops the command in flight", () => {
  const playing = act(begun(), "play");
  assert.equal(act(playing, "pause").generation, playing.generation + 1);
});

test("play goes on from now, whatever is looked at", () => {
  const state = act(lookingBack(), "play");
  assert.deepEqual([state.phase, state.view.epoch, turn(state).record.epoch], ["playing", null, 9]);
});

test("a step is exactly one epoch more, and then it rests", () => {
  const stepping = act(begun(), "step");
  assert.deepEqual([stepping.phase, stepping.goal], ["stepping", { epoch: 1, then: null }]);
  const after = settled(stepping);
  assert.deepEqual([after.phase, after.goal, after.record.epoch], ["paused", null, 1]);
});

test("a step pauses what plays", () => {
  const playing = turn(act(settings(begun(), { speed: 25 }), "play"));
  const after = settled(act(playing, "step"));
  assert.deepEqual([after.phase, after.record.epoch], ["paused", 26]);
});

test("steps asked for while one is under way are added", () => {
  const three = act(act(act(begun(), "step"), "step"), "step");
  assert.equal(three.goal.epoch, 3);
  assert.equal(settled(three).record.epoch, 3);
});

test("a step at an epoch of the past looks at the next one", () => {
  const looking = lookingBack();
  const next = act(looking, "step");
  assertChanged(looking, next, "view");
  assert.equal(next.view.epoch, 4);
});

test("a step before the page has a checkpoint waits for one", () => {
  assert.equal(act(FIRST, "step").phase, "ready");
});

test("pause while it steps rests", () => {
  const state = act(act(begun(), "step"), "pause");
  assert.deepEqual([state.phase, state.goal], ["ready", null]);
});

test("an action that there is not is an error", () => {
  assert.throws(() => reduce(FIRST, { type: "explode" }), /explode/);
  assert.throws(() => reduce(FIRST, { type: "toString" }), /toString/);
});
