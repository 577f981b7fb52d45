/* The next batch and the last one, before and after torch has taken them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { lastBatch, nextBatch } from "../../../assets/lesson/batch.js";
import { comingStep } from "../../../assets/lesson/coming.js";
import { lastStep } from "../../../assets/lesson/step.js";
import { seen } from "../../../assets/run/state.js";
import { assertNear } from "../numbers.js";
import { oracles } from "../oracles.js";
import { act, begun, settings, settled } from "../runs.js";

/** A page that stands at one of torch's checkpoints, and at the one before it. */
function at({ points, size, seed, decay }, checkpoint, before = null) {
  const state = act(begun(), "view", { view: { byBatch: true } });
  const training = { optimizer: { name: "sgd", learning_rate: 0.05, ...(decay ? { weight_decay: decay } : {}) }, batch_size: size, seed };
  const data = { kind: points.kind, n: points.targets.length };
  const record = state.record.with({ checkpoint, before, segments: [{ epoch: 0, batch: 0, data, training }] });
  const controls = { ...state.controls, batch_size: size, n: points.targets.length, dataset: points.kind };
  return { ...state, points, shownData: data, seeds: { ...state.seeds, start: seed }, controls, record };
}

test("each batch leads where torch goes, and is told after it as before it", () => {
  for (const oracle of oracles.batches) {
    const { checkpoints, size, decay, points } = oracle;
    const optimizer = { name: "sgd", learning_rate: 0.05, ...(decay ? { weight_decay: decay } : {}) };
    checkpoints.slice(0, -1).forEach((checkpoint, i) => {
      const after = checkpoints[i + 1];
      const next = nextBatch(at(oracle, checkpoint));
      assert.deepEqual([next.epoch, next.number, next.count, next.of], [checkpoint.epoch, checkpoint.batch + 1, Math.ceil(points.targets.length / size), points.targets.length]);
      const [weight] = checkpoint.parameters["linear.weight"];
      const [bias] = checkpoint.parameters["linear.bias"];
      const { numbers } = comingStep(next.points, { weight: [weight], bias }, optimizer, null);
      const there = { weight: after.parameters["linear.weight"][0], bias: after.parameters["linear.bias"][0] };
      assertNear({ weight: numbers[0].after, bias: numbers[1].after }, there, { rel: 2e-5, abs: 2e-6 });
      const state = at(oracle, after, checkpoint);
      assert.equal(lastBatch(state).batch.number, next.number);
      const last = lastStep(state, seen(state));
      assertNear(last.gradient, { weight: numbers[0].direction, bias: numbers[1].direction }, { rel: 1e-9 });
      assert.deepEqual([last.steps, last.weight.before, last.weight.after, last.bias.before, last.bias.after], [1, weight, there.weight, bias, there.bias]);
    });
  }
});

test("where a step is an epoch, or the past is looked at, there is no next batch", () => {
  const [oracle] = oracles.batches;
  const state = at(oracle, oracle.checkpoints[1]);
  assert.notEqual(nextBatch(state), null);
  assert.equal(nextBatch({ ...state, view: { ...state.view, byBatch: false } }), null);
  assert.equal(nextBatch({ ...state, view: { ...state.view, epoch: 0 } }), null);
  assert.equal(nextBatch({ ...state, controls: { ...state.controls, batch_size: null }, record: state.record.with({ checkpoint: oracle.checkpoints[0] }) }), null);
  assert.deepEqual(lastStep(state, seen(state)), { id: "panel.step.batch-gone" });
});

test("what is seen inside an epoch are the weights of now, with the loss on all points", () => {
  let state = act(settings(begun(), { batch_size: 100, learning_rate: 0.05 }), "view", { view: { byBatch: true } });
  const first = seen(state);
  state = settled(act(state, "step"));
  const { checkpoint } = state.record;
  assert.deepEqual([checkpoint.epoch, checkpoint.batch, checkpoint.step, seen(state).part], [0, 1, 1, 1 / 3]);
  assert.deepEqual(seen(state).weight, checkpoint.parameters["linear.weight"]);
  assert.notEqual(seen(state).loss, first.loss);
  assert.equal(seen(state), seen(state));
  assert.deepEqual(seen({ ...state, view: { ...state.view, byBatch: false } }), state.record.now);
});
