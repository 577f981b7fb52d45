/* The record of a run: a value, of which every answer makes another. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { growth, lastGoodEpoch } from "../../../assets/run/divergence.js";
import { RunRecord, startFrom } from "../../../assets/run/record.js";
import { stepsAt, stepsOf } from "../../../assets/run/steps.js";
import { answer, checkpoint, command, first } from "./answers.js";

/** @returns the record after so many epochs, each by a command of its own */
function afterEpochs(count) {
  let record = first();
  for (let epoch = 0; epoch < count; epoch += 1) record = record.take(command(epoch, 1), answer(epoch + 1, [1]));
  return record;
}

test("the record keeps history, segments and checkpoints", () => {
  const record = afterEpochs(250).take(command(250, 1, 0.2), answer(251, [0.5]));
  const dump = record.dump();
  assert.deepEqual([record.epoch, stepsOf(record, 250)], [251, 251]);
  assert.deepEqual(
    dump.segments.map(({ epoch, training }) => [epoch, training.optimizer.learning_rate]),
    [
      [0, 0.1],
      [250, 0.2],
    ],
  );
  assert.deepEqual(
    dump.checkpoints.map(({ epoch }) => epoch),
    [0, 100, 200, 250],
  );
  assert.equal(dump.rows.length, 252);
});

test("a diverged record knows its last good epoch and goes back there", () => {
  const good = first().take(command(0, 3), answer(3, [4, 1, 0.5]));
  const diverged = good.take(command(3, 3, 1), answer(6, [1, 2, 4], true));
  assert.deepEqual([lastGoodEpoch(diverged), growth(diverged), stepsOf(diverged, 250)], [3, 2, 6]);
  const { record, replay } = diverged.rewind(3);
  assert.equal(replay.training.optimizer.learning_rate, 1);
  assert.equal(replay.epoch, 3);
  assert.deepEqual([record.epoch, record.diverged], [3, false]);
});

test("a record that diverged goes on from the end of the last good epoch, not from within the next", () => {
  const good = first().take(command(0, 3), answer(3, [4, 1, 0.5]));
  const diverged = good.take(command(3, 3, 1), { ...answer(4, [1e9], true), checkpoint: checkpoint(3, 2, 5) });
  assert.equal(diverged.checkpoint, good.checkpoint);
});

test("of a long run each epoch is told, and some of the checkpoints", () => {
  let record = first();
  for (let epoch = 0; epoch < 9000; epoch += 100) record = record.take(command(epoch, 100), answer(epoch + 100, Array(100).fill(0.5)));
  const dump = record.dump();
  assert.deepEqual([dump.rows.length, dump.rows[0]], [9001, [0, 16, 16, 16]]);
  assert.ok(dump.checkpoints.length <= 52);
});

test("steps up to an epoch follow the batches on the way", () => {
  let record = first();
  const step = (from, to, size, steps) => {
    const sent = command(from, to - from);
    const progress = answer(to, Array(to - from).fill(1));
    const training = { ...sent.training, batch_size: size };
    record = record.take({ ...sent, training, checkpoint: record.checkpoint }, { ...progress, checkpoint: checkpoint(to, 0, steps) });
  };
  step(0, 3, null, 3);
  step(3, 5, 100, 3 + 2 * 3);
  step(5, 6, null, 10);
  assert.deepEqual(
    [0, 2, 3, 4, 5, 6].map((epoch) => stepsAt(record, epoch, 250)),
    [0, 2, 3, 6, 9, 10],
  );
});

test("each epoch knows the settings it was trained under", () => {
  const record = first()
    .take(command(0, 2), answer(2, [4, 2]))
    .take(command(2, 2, 0.5), answer(4, [1, 0.5]));
  assert.deepEqual(
    [0, 1, 2, 3].map((epoch) => record.segmentAt(epoch).training.optimizer.learning_rate),
    [0.1, 0.1, 0.5, 0.5],
  );
});

test("a chosen start is what Reset comes back to", () => {
  const start = startFrom({ ...first().start, start_loss: 16 }, { weight: [1.5], bias: 2.5 }, 3);
  const chosen = RunRecord.beginFrom(start, null, { weight: [1.5], bias: 2.5 })
    .take({ ...command(null, 0), checkpoint: start }, { ...answer(0, [3]), checkpoint: start })
    .take({ ...command(0, 2), checkpoint: start }, answer(2, [2, 1]))
    .reset();
  assert.deepEqual(chosen.checkpoint.parameters, { "linear.weight": [1.5], "linear.bias": [2.5] });
  assert.deepEqual([chosen.checkpoint.start_loss, chosen.epoch, chosen.segments.length], [3, 0, 0]);
});

test("a record that was taken on stays what it was", () => {
  const before = first().take(command(0, 2), answer(2, [4, 2]));
  const dump = JSON.stringify(before.dump());
  const [one, other] = [0.5, 0.25].map((loss) => before.take(command(2, 1, loss), answer(3, [loss])));
  before.reset();
  before.rewind(1);
  assert.equal(JSON.stringify(before.dump()), dump);
  assert.deepEqual([one.now.loss, other.now.loss, before.epoch], [0.5, 0.25, 2]);
});

test("other points under a run that stands still tell its last loss anew, and its history stays", () => {
  const before = first().take(command(0, 2), answer(2, [4, 2]));
  const look = { ...command(2, 0), data: { kind: "line", n: 10 } };
  const record = before.take(look, { ...answer(2, [7]), checkpoint: before.checkpoint });
  assert.deepEqual([record.now.loss, record.history.loss(2)], [7, 2]);
  const on = record.take({ ...look, epochs: 1, checkpoint: record.checkpoint }, answer(3, [6]));
  assert.deepEqual([on.at(2).loss, on.now.loss], [2, 6]);
});

test("settings changed twice between two steps leave one segment", () => {
  const record = first()
    .take(command(0, 2), answer(2, [4, 2]))
    .take(command(2, 0, 0.5), { ...answer(2, [2]), checkpoint: checkpoint(2) })
    .take(command(2, 1, 0.7), answer(3, [1]));
  assert.deepEqual(
    record.segments.map(({ epoch, training }) => [epoch, training.optimizer.learning_rate]),
    [
      [0, 0.1],
      [2, 0.7],
    ],
  );
});

test("a rewind goes to the nearest checkpoint at the end of an epoch", () => {
  const record = afterEpochs(250);
  assert.equal(record.rewind(249).record.checkpoint.epoch, 200);
  assert.equal(record.rewind(200).record.checkpoint.epoch, 200);
  assert.equal(record.rewind(199).record.checkpoint.epoch, 100);
  assert.equal(record.rewind(99).record.checkpoint.epoch, 0);
  assert.equal(record.rewind(199).record.epoch, 100);
});
