/* The coming step: its sums against finite differences of numpy's loss, and where it leads against torch. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { comingStep, decimalsOf, nudged } from "../../../assets/lesson/coming.js";
import { assertNear } from "../numbers.js";
import { oracles } from "../oracles.js";

const SGD = { name: "sgd", learning_rate: 0.4 };

test("2 ÷ n × Σ is the slope of the loss, and each row is what it says", () => {
  for (const { points, at, slope, residuals } of oracles.points) {
    const { rows, numbers } = comingStep(points, at, SGD, null);
    const [weight, bias] = numbers;
    assertNear({ weight: (2 / rows.length) * weight.sum, bias: (2 / rows.length) * bias.sum }, slope, { rel: 1e-5 });
    assertNear({ weight: weight.direction, bias: bias.direction }, slope, { rel: 1e-5 });
    rows.forEach(([x, target, prediction, error, product], i) => {
      assertNear(prediction, at.weight[0] * x + at.bias, { rel: 1e-9 });
      assert.deepEqual([error, product], [prediction - target, error * x]);
      assertNear(error, -residuals[i], { rel: 1e-5, abs: 1e-5 });
    });
  }
});

test("it leads where torch goes, with weight decay too", () => {
  for (const { points, decay, before, after } of oracles.next) {
    const { rows, numbers } = comingStep(points, before, { ...SGD, weight_decay: decay }, null);
    const [weight, bias] = numbers;
    assertNear({ weight: weight.after, bias: bias.after }, { weight: after.weight[0], bias: after.bias }, { rel: 1e-6 });
    assertNear(weight.direction, (2 / rows.length) * weight.sum + decay * before.weight[0], { rel: 1e-9 });
  }
});

test("small batches and other optimizers are told apart", () => {
  const [{ points, before }] = oracles.next;
  assert.deepEqual([null, 250, 50].map((size) => comingStep(points, before, SGD, size).steps), [1, 1, 5]);
  assert.equal(comingStep(points, before, { name: "adam", learning_rate: 0.1 }, null).isPlain, false);
});

test("a nudge measures the gradient", () => {
  for (const { points, at, slope } of oracles.points) {
    const [weight, bias] = nudged(points, at, 0.001);
    assertNear({ weight: weight.quotient, bias: bias.quotient }, slope, { rel: 1e-5 });
    assertNear((weight.up - weight.down) / 0.002, weight.quotient, { rel: 1e-9 });
  }
});

test("a column has one number of decimals, fewer where its numbers are large", () => {
  assert.deepEqual([[0.5, -0.001], [1, 12.3], [-454, 2], [1e7], [0]].map(decimalsOf), [4, 3, 2, 0, 4]);
});
