/* What answers and refusals of the server do to the state. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { loss } from "../../../assets/lesson/loss.js";
import { seen } from "../../../assets/run/state.js";
import { act, answerTo, begun, frozen, ran, settings, turn, wanted } from "../runs.js";
import { FIRST, assertChanged } from "./changes.js";

test("a refusal changes nothing but what is said, and stops", () => {
  const playing = turn(act(begun(), "play"));
  const state = act(playing, "answer", { command: wanted(playing), progress: { seq: 1, notice: { id: "server.unusable", values: { reason: "x" } } }, connection: {} });
  assert.deepEqual([state.phase, state.notice.id, state.record], ["paused", "server.unusable", playing.record]);
});

test("a stored run that the server refuses starts anew, with a sentence", () => {
  const stored = frozen({ ...ran(begun(), 3), points: null, shownData: null });
  const state = act(stored, "refuse", { notice: { id: "server.checkpoint.finite" } });
  assert.deepEqual([state.notice, state.record.checkpoint, state.phase, state.stale], [{ id: "notice.unreadable" }, null, "ready", true]);
});

/** @returns the state after an answer of another version of the server, which knows no such checkpoint and began anew */
function updated(state) {
  const command = wanted(state);
  const progress = { ...answerTo({ ...command, checkpoint: null }), notice: { id: "server.updated" } };
  return act(state, "answer", { command, progress, connection: {} });
}

test("a server of another version begins the run anew and stops it, unless it had only just begun", () => {
  const state = updated(turn(act(begun(), "play")));
  assert.deepEqual([state.phase, state.record.checkpoint, state.notice.id], ["ready", null, "server.updated"]);
  const fresh = updated(act(begun(), "play"));
  assert.equal(fresh.phase, "playing");
  assert.equal(turn(turn(fresh)).record.epoch, 1);
});

test("a sentence of a server that takes no new pages goes with its next answer, any other stays", () => {
  const notice = { id: "server.too-many-pages" };
  const waiting = act(FIRST, "wait", { notice });
  assert.deepEqual([waiting.notice, waiting.refused], [notice, true]);
  assert.deepEqual([turn(waiting).notice, turn(waiting).refused], [null, false]);
  const said = act(act(begun(), "play"), "say", { notice });
  assert.deepEqual(turn(said).notice, notice);
});

test("the connection is told by itself", () => {
  const state = begun();
  const waiting = act(state, "connection", { connection: { waiting: true } });
  assertChanged(state, waiting, "connection");
  assert.deepEqual(waiting.connection, { ...state.connection, waiting: true });
});

test("an answer with a pace is told of", () => {
  const playing = act(begun(), "play");
  const command = wanted(playing);
  const connection = { waiting: false, paceMs: 250, perSecond: 4 };
  assert.deepEqual(act(playing, "answer", { command, progress: answerTo(command), connection }).connection, connection);
});

test("inside an epoch the page measures the loss on other points itself", () => {
  const state = act(ran(begun(), 3), "set", { controls: { n: 20 } });
  const command = wanted(state);
  const halfway = { ...state.record.checkpoint, batch: 2, step: 5, batch_size: 100 };
  const progress = { ...answerTo(command), weight: [], bias: [], loss: [], checkpoint: halfway };
  const after = act(state, "answer", { command, progress, connection: {} });
  assert.equal(after.record.checkpoint.batch, 2);
  assert.notEqual(seen(after).loss, seen(state).loss);
  assert.equal(after.record.history.loss(3), state.record.history.loss(3));
});

test("other points inside an epoch: the loss of the last whole one is told on them, until another is whole", () => {
  const before = ran(settings(begun(), { learning_rate: 0.1 }), 3);
  const playing = act(act(before, "set", { controls: { noise: 1 } }), "play");
  const command = wanted(playing);
  const others = { ...answerTo({ ...command, epochs: 0 }).points };
  const { checkpoint } = before.record;
  const inside = { seq: 1, epoch: 3, weight: [], bias: [], loss: [], checkpoint: { ...checkpoint, batch: 2, step: checkpoint.step + 2 }, diverged: false, pace_ms: 100 };
  const told = act(playing, "answer", { command, progress: { ...inside, points: { ...others, targets: others.targets.map((value) => value + 1) } }, connection: {} });
  const wantedLoss = loss(told.points, told.record.now);
  assert.equal(told.record.now.loss, wantedLoss);
  assert.notEqual(wantedLoss, before.record.now.loss);
  const further = act(told, "answer", { command: { ...command, checkpoint: told.record.checkpoint }, progress: { ...inside, checkpoint: { ...inside.checkpoint, batch: 3 } }, connection: {} });
  assert.equal(further.record.now.loss, wantedLoss);
});
