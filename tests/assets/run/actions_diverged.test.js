/* A run that has diverged: what is told, what goes on, and at which rate. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { bordersOf, divergence, isStuck } from "../../../assets/run/divergence.js";
import { buttons } from "../../../assets/run/state.js";
import { loss } from "../../../assets/lesson/loss.js";
import { moved } from "../../../assets/run/edits.js";
import { assertNear } from "../numbers.js";
import { schema } from "../oracles.js";
import { act, begun, diverged, ran, settings, settled, turn, wanted } from "../runs.js";
import { touched } from "./a_table.js";
import { assertChanged } from "./changes.js";

test("a run that diverges stops at its last good checkpoint, and tells of the epoch that showed it", () => {
  const state = diverged();
  const { record } = state;
  assert.deepEqual([state.phase, state.goal, record.diverged], ["diverged", null, true]);
  assert.equal(record.epoch, record.checkpoint.epoch + 1);
  assert.equal(wanted(state), null);
});

test("Start on a diverged run says what to change, and does nothing else", () => {
  const state = diverged();
  const explained = act(state, "play");
  assertChanged(state, explained, "notice");
  assert.deepEqual(explained.notice, { id: "notice.lower-rate.below", values: { rate: Number(bordersOf(state).limit.toPrecision(3)) } });
  assertChanged(state, act(state, "step"), "notice");
  assert.deepEqual(act(act(state, "view", { view: { limits: false } }), "play").notice, { id: "notice.lower-rate" });
});

test("under a lower rate Start and Step go on from the last good epoch", () => {
  const state = settings(diverged(), { learning_rate: 0.1 });
  assert.equal(isStuck(state), false);
  const playing = act(state, "play");
  assert.deepEqual([playing.phase, playing.goal, playing.record.epoch], ["playing", null, 12]);
  const on = ran(settled(act(state, "step")), 2);
  assert.deepEqual([on.phase, on.record.diverged, on.record.epoch], ["paused", false, 15]);
  assert.deepEqual(on.record.at(12), state.record.at(12));
});

test("Halve goes no lower than rates go", () => {
  const state = diverged();
  const [last] = state.record.segments.slice(-1);
  const { low } = schema.controls.learning_rate;
  const slow = { ...last, training: { ...last.training, optimizer: { ...last.training.optimizer, learning_rate: 1.5 * low } } };
  const record = Object.assign(Object.create(Object.getPrototypeOf(state.record)), state.record, { segments: [...state.record.segments.slice(0, -1), slow] });
  assert.equal(divergence({ ...state, record }).halved, low);
});

test("Halve goes on at half the rate, or as often halved as makes it stable", () => {
  const state = diverged();
  const { halved } = divergence(state);
  assert.ok(halved < 0.95 * bordersOf(state).limit && 2 * halved >= 0.95 * bordersOf(state).limit);
  const on = act(state, "halve");
  assert.equal(on.controls.learning_rate, halved);
  const playing = turn(turn(on));
  assert.deepEqual([playing.phase, playing.record.diverged], ["playing", false]);
  const good = begun();
  assert.equal(act(good, "halve"), good);
});

test("a diverged run can be looked back in, gone back in, and reset", () => {
  const state = diverged();
  const looking = act(state, "look-at", { epoch: 12 });
  assert.equal(buttons(looking).step, "plain");
  assert.equal(act(looking, "step").view.epoch, 13);
  assert.equal(settled(act(looking, "go-on-here")).phase, "paused");
  assert.equal(settled(act(state, "reset")).phase, "ready");
  assert.equal(act(state, "pause").phase, "diverged");
});

test("the card of a diverged run is closed, and comes back where Start or Step would say the same, and when a run diverges anew", () => {
  const closed = act(diverged(), "view", { view: { card: false } });
  assert.equal(act(closed, "play").view.card, true);
  assert.equal(act(closed, "step").view.card, true);
  const anew = settings(act(closed, "reset"), { learning_rate: 2.5 });
  assert.equal(ran(anew, 100).view.card, true);
});

test("the loss of a diverged run is of the points that are shown, and its own again where these come back", () => {
  const state = diverged();
  const fewer = settled(settings(state, { n: 20 }));
  assertNear(fewer.record.now.loss, loss(fewer.points, fewer.record.now), { rel: 1e-12 });
  assert.notEqual(fewer.record.now.loss, state.record.now.loss);
  const by = touched(state, (table) => moved(table, 3, { x: 0.5, y: 9 }));
  for (const now of [by, settled(by)]) {
    assertNear(now.record.now.loss, loss(now.points, now.record.now), { rel: 1e-12 });
    assert.notEqual(now.record.now.loss, state.record.now.loss);
  }
  assert.equal(settled(settings(fewer, { n: state.controls.n })).record.now.loss, state.record.now.loss);
  assert.deepEqual([fewer.phase, fewer.record.epoch, fewer.record.segments], [state.phase, state.record.epoch, state.record.segments]);
});
