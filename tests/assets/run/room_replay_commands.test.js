/* Runs of others taken again: the commands that any page would send, in their order, until the run stands where it stood. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Replay } from "../../../assets/run/room_replay.js";

const START = { epoch: 0, batch: 0, step: 0 };
const POINTS = { shown: "h1" };
const segment = (epoch, rate, batch = 0, data = { kind: "line" }) => ({ epoch, batch, data, training: { optimizer: { learning_rate: rate } } });

/** A server that does all that it is asked, at most so many epochs at once. */
function answered(replay, most = 100) {
  const asked = [];
  for (let command = replay.next(); command; command = replay.next()) {
    asked.push([command.epochs, command.training.optimizer.learning_rate, command.batch ?? 0, command.shown]);
    const whole = command.batch ? command.epochs - 1 : command.epochs;
    const first = command.checkpoint.epoch;
    const done = Math.min(whole, most);
    const rows = Array.from({ length: done + (command.epochs ? 0 : 1) }, (_, i) => first + i + (command.epochs ? 1 : 0));
    const epoch = first + done;
    const batch = done === whole ? (command.batch ?? 0) : 0;
    replay.take({ epoch, weight: rows.map((n) => [n]), bias: rows, loss: rows, checkpoint: { epoch, batch }, points: asked.length === 1 ? POINTS : undefined, diverged: false });
    assert.ok(asked.length < 50);
  }
  return asked;
}

test("each stretch is asked for under its own settings, a hundred epochs at most, points once", () => {
  const replay = new Replay({ segments: [segment(0, 0.1), segment(3, 0.5)], epoch: 210, batch: 0, start: START }, "a");
  const asked = answered(replay);
  assert.deepEqual(asked, [[0, 0.1, 0, null], [3, 0.1, 0, "h1"], [100, 0.5, 0, "h1"], [100, 0.5, 0, "h1"], [7, 0.5, 0, "h1"]]);
  assert.deepEqual(replay.rows.map(({ epoch }) => epoch), Array.from({ length: 211 }, (_, epoch) => epoch));
  assert.deepEqual([replay.at(5).loss, replay.at(999).epoch], [5, 210]);
});

test("a server that does less is asked for the rest", () => {
  const replay = new Replay({ segments: [segment(0, 0.1)], epoch: 25, batch: 0, start: START }, "a");
  assert.deepEqual(answered(replay, 10).map(([epochs]) => epochs), [0, 25, 15, 5]);
  assert.equal(replay.rows.length, 26);
});

test("a run that stood in the middle of an epoch ends there, and one that never ran has its start", () => {
  const replay = new Replay({ segments: [segment(0, 0.1)], epoch: 2, batch: 3, start: START }, "a");
  assert.deepEqual(answered(replay).at(-1), [3, 0.1, 3, "h1"]);
  assert.equal(replay.rows.at(-1).epoch, 2);
  const still = new Replay({ segments: [segment(0, 0.1)], epoch: 0, batch: 0, start: START }, "a");
  assert.deepEqual(answered(still), [[0, 0.1, 0, null]]);
  assert.equal(still.at(0).epoch, 0);
});

test("a run that is refused or diverges is over, and points of one's own come along by their names", () => {
  const replay = new Replay({ segments: [segment(0, 9)], epoch: 9, batch: 0, start: START }, "a");
  replay.next();
  replay.take({ notice: { id: "server.unusable" } });
  assert.deepEqual([replay.next(), replay.isOver], [null, true]);
  const own = new Replay({ segments: [segment(0, 0.1, 0, { kind: "points", hash: "x1" }), segment(2, 0.1, 0, { kind: "points", hash: "x2" }), segment(4, 0.1, 0, { kind: "points", hash: "x1" })], points: [{ n: 1 }, { n: 2 }], epoch: 5, batch: 0, start: START }, "a");
  assert.deepEqual(own.tables, { x1: { n: 1 }, x2: { n: 2 } });
});
