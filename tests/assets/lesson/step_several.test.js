/* A step of several weights, in the numbers that the model holds: torch made it, and numpy has its gradient. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { comingStep, nudged } from "../../../assets/lesson/coming.js";
import { learned } from "../../../assets/lesson/curve.js";
import { toTraining, trainingPoints } from "../../../assets/lesson/inside.js";
import { gradients, lastStep } from "../../../assets/lesson/step.js";
import { oracles } from "../oracles.js";
import { begun, settings } from "../runs.js";

const { curves } = oracles;

function near(value, wanted, size = Math.abs(wanted)) {
  assert.ok(Math.abs(value - wanted) <= 2e-6 * (size + 1e-3), `${value} is not ${wanted}`);
}

/** A page whose run has these two epochs. */
function after(points, optimizer, size, ends) {
  const state = begun();
  const segment = { epoch: 0, batch: 0, data: state.shownData, training: { optimizer, batch_size: size, seed: 0 } };
  const rows = ends.map((end, epoch) => ({ epoch, ...end }));
  const record = { rowOf: (epoch) => epoch, at: (row) => rows[row], segments: [segment], segmentAt: () => segment, checkpoint: null };
  return lastStep({ ...state, points, record }, rows[1]);
}

for (const { points, rate, decay, seen, taken, gradient, before, after: end } of oracles.steps) {
  const optimizer = { name: "sgd", learning_rate: rate, ...(decay ? { weight_decay: decay } : {}) };
  const largest = Math.max(...gradient.map(Math.abs));
  const scaled = points.inside ? "standardised" : "as they are";

  test(`the gradient of each weight and where it leads, ${scaled}, decay ${decay}`, () => {
    const held = toTraining(points, seen);
    const slope = gradients(trainingPoints(points), held, decay);
    [...slope.weight, slope.bias].forEach((value, i) => near(value, gradient[i], largest));
    const { numbers, steps } = comingStep(trainingPoints(points), held, optimizer, null);
    assert.equal(steps, 1);
    numbers.forEach((line, i) => {
      near(line.before, before[i]);
      near(line.direction, gradient[i], largest);
      near((2 / points.targets.length) * line.sum + decay * before[i], gradient[i], largest);
      near(line.after, end[i], Math.abs(end[i]) + rate * largest);
    });
  });

  test(`the last step is told line by line, ${scaled}, decay ${decay}`, () => {
    const step = after(points, optimizer, null, [seen, taken]);
    [...step.weights, step.bias].forEach((line, i) => {
      near(line.before, before[i]);
      near(line.after, end[i]);
      near(line.direction, gradient[i], largest);
    });
    const [first] = after(points, optimizer, 8, [seen, taken]).weights; // in batches: the steps together
    near(first.direction, (before[0] - end[0]) / rate, Math.abs(before[0] / rate));
  });

  test(`a nudge of each weight measures its gradient, ${scaled}, decay ${decay}`, () => {
    const held = toTraining(points, seen);
    const slopes = nudged(trainingPoints(points), held, 0.001).map(({ quotient }) => quotient);
    slopes.forEach((slope, i) => near(slope, gradient[i] - decay * before[i], largest));
  });
}

test("points for testing have no part in the step", () => {
  const houses = settings(settings(begun(), { dataset: "house-prices" }), { test_share: 30, batch_size: 140, learning_rate: 0.1 });
  const { points, record } = houses;
  const apart = learned(points);
  assert.ok(apart.targets.length > 140 && apart.targets.length < points.targets.length);
  const errors = apart.targets.map((target, i) => record.now.bias + apart.features[i].reduce((sum, x, j) => sum + x * record.now.weight[j], 0) - target);
  const held = toTraining(points, record.now);
  const level = (2 * errors.reduce((sum, error) => sum + error, 0)) / errors.length;
  near(gradients(trainingPoints(points), held).bias, level);
  const { numbers, steps } = comingStep(trainingPoints(points), held, { name: "sgd", learning_rate: 0.1 }, 140);
  near(numbers.at(-1).direction, level);
  assert.equal(steps, 2);
});

test("of points that are kept for testing, and of the powers of a curve, the sums are those that are learned from", () => {
  for (const { points, shots, learned } of curves) {
    const [held, then] = [shots[0], shots[1]].map((shot) => toTraining(points, shot));
    const { rows, numbers } = comingStep(trainingPoints(points), held, { name: "sgd", learning_rate: 0.01, weight_decay: 0.1 }, null);
    assert.equal(rows.length, learned);
    const size = Math.max(...numbers.map(({ before, direction }) => Math.abs(before) + Math.abs(direction)));
    [...then.weight, then.bias].forEach((end, i) => assert.ok(Math.abs(numbers[i].after - end) <= 1e-4 * size, `${numbers[i].after} is not ${end}`));
    for (const row of rows) {
      const xs = row.slice(0, held.weight.length);
      const [target, prediction, error, ...products] = row.slice(held.weight.length);
      near(prediction, xs.reduce((sum, x, i) => sum + x * held.weight[i], held.bias), size);
      assert.deepEqual([error, products], [prediction - target, xs.map((x) => error * x)]);
    }
  }
});
