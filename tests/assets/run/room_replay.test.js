/* Runs of others taken again from what their pages hand out: the member's own history is the oracle, number by number. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { recordOf } from "../../../assets/page/files.js";
import { Replay } from "../../../assets/run/room_replay.js";
import { tableOf, named } from "../../../assets/run/own_points.js";
import { act, answerTo, begun, diverged, ran, settings, settled } from "../runs.js";

/** All of it, as the wall asks for it. @returns {{replay: Replay, commands: any[]}} */
function replayed(record, server = answerTo) {
  const replay = new Replay(JSON.parse(JSON.stringify(record)), "snapshot-A");
  const commands = [];
  for (let command = replay.next(); command; command = replay.next()) {
    assert.ok(commands.length < 1000, "it comes to an end");
    commands.push(command);
    replay.take(server(command, replay.tables));
  }
  return { replay, commands };
}

function rowsOf({ record: { history } }) {
  return Array.from({ length: history.length }, (_, row) => ({ epoch: history.epoch(row), weight: history.weight(row), bias: history.bias(row), loss: history.loss(row) }));
}

const own = () => {
  const { table, hash } = named(tableOf({ features: [[1], [2], [3.5], [4]], targets: [2, 3, 7, 7.5], inputs: [{ name: "x", unit: "" }], output: { name: "y", unit: "" } }));
  return ran(settings(settled(act(begun(), "use-points", { table, hash })), { learning_rate: 0.02 }), 5);
};

/** @type {Record<string, () => any>} */
const RUNS = {
  "a run of a few epochs": () => ran(settings(begun(), { learning_rate: 0.3 }), 7),
  "a run whose rate and noise were changed": () => ran(settings(ran(settings(begun(), { learning_rate: 0.1 }), 9), { learning_rate: 0.5, n_samples: 100 }), 4),
  "a run that is longer than one command": () => ran(settings(begun(), { speed: 100, learning_rate: 0.2 }), 3),
  "a run in batches": () => ran(settings(begun(), { batch_size: 50, learning_rate: 0.1 }), 3),
  "a run that diverged": diverged,
  "a run on points of one's own": own,
  "no run yet": () => begun(),
};

for (const [name, make] of Object.entries(RUNS)) {
  test(`${name} replays to the bit`, () => {
    const state = make();
    const { replay } = replayed(recordOf(state));
    const wanted = rowsOf(state);
    assert.deepEqual(replay.rows.slice(0, wanted.length), wanted);
    assert.ok(replay.rows.length - wanted.length <= (state.phase === "diverged" ? 1 : 0));
    assert.deepEqual(replay.points.targets, state.points.targets);
    assert.equal(replay.at(0).epoch, 0);
    assert.deepEqual(replay.at(1e6), replay.rows.at(-1));
  });
}

test("each command has a number of its own, and none asks for too much at once", () => {
  const { commands } = replayed(recordOf(RUNS["a run that is longer than one command"]()));
  assert.deepEqual(commands.map(({ seq }) => seq), commands.map((_, i) => i + 1));
  assert.ok(commands.length > 3);
  assert.ok(commands.every(({ epochs }) => epochs <= 100));
});

test("a server that gives up in the middle of an epoch is asked again, to the bit", () => {
  const state = ran(settings(begun(), { batch_size: 50, learning_rate: 0.1 }), 3);
  const slow = (command, tables) => answerTo(command.epochs ? { ...command, epochs: 1, batch: command.checkpoint.batch ? (command.batch ?? 0) : 2 } : command, tables);
  const { replay } = replayed(recordOf(state), slow);
  assert.deepEqual(replay.rows, rowsOf(state));
});

test("what a server refuses ends the replay", () => {
  const { replay, commands } = replayed(recordOf(RUNS["a run of a few epochs"]()), () => ({ notice: { id: "server.unusable" } }));
  assert.deepEqual([replay.rows, replay.at(3), commands.length], [[], null, 1]);
});
