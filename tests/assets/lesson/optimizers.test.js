/* The borders of the learning rate, between runs of torch on both sides of each. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { borders, choiceOf, ruleNumbers } from "../../../assets/lesson/optimizers.js";
import { trainingOf } from "../../../assets/run/command.js";
import { assertNear } from "../numbers.js";
import { oracles, schema } from "../oracles.js";

const NONE = { limit: null, zigzag: null };

test("a run converges below the limit and diverges above it", () => {
  for (const { limit: plain, optimizer, below, above } of oracles.borders) {
    const { limit } = borders(plain, optimizer);
    assert.ok(!below.diverged && below.falls && above.diverged);
    assertNear([below.rate, above.rate], [0.97 * limit, 1.03 * limit]);
  }
});

test("up to the first border a run is smooth and beyond it zig-zags", () => {
  const { limit, smooth, zigzag } = oracles.zigzag;
  const border = borders(limit, { name: "sgd" }).zigzag;
  assertNear([smooth.rate, zigzag.rate], [0.9 * border, 1.3 * border]);
  assert.equal(new Set(smooth.sides).size, 1);
  assert.ok(zigzag.sides.slice(1).every((side, i) => side !== zigzag.sides[i]));
});

test("some optimizers have no fixed limit, and momentum has one border", () => {
  for (const name of ["adam", "adamw", "rmsprop", "adagrad"]) assert.deepEqual(borders(0.78, { name }), NONE);
  assert.equal(borders(0.78, { name: "sgd", momentum: 0.9 }).zigzag, null);
  assert.deepEqual(borders(0.78, { name: "lion" }), NONE);
});

test("every choice of the page is known by what its command carries", () => {
  const controls = Object.fromEntries(Object.entries(schema.controls).map(([name, row]) => [name, row.default]));
  for (const optimizer of Object.keys(schema.optimizers)) {
    const state = { schema, seeds: { start: 7 }, controls: { ...controls, optimizer } };
    assert.equal(choiceOf(trainingOf(state).optimizer), optimizer);
  }
});

test("the numbers of a rule are those of its buffers", () => {
  const told = { gradient: -2, before: 1, step: 3, buffer: (name) => ({ momentum_buffer: -3.8, square_avg: 4, sum: 9 })[name] ?? null };
  const numbers = (optimizer) => ruleNumbers({ ...told, optimizer });
  assert.equal(numbers({ name: "sgd" }), null);
  assert.deepEqual(numbers({ name: "sgd", weight_decay: 0.5 }), { gradient: -2, bare: -2.5, weight: 1 });
  assertNear(numbers({ name: "sgd", momentum: 0.9 }), { velocity: -3.8, before: -2, gradient: -2 });
  assertNear(numbers({ name: "sgd", momentum: 0.9, nesterov: true }), { step: -5.42, gradient: -2, velocity: -3.8 });
  assert.deepEqual(numbers({ name: "rmsprop" }), { step: 3, gradient: -2, root: 2 });
  assert.deepEqual(numbers({ name: "adagrad" }), { step: 3, gradient: -2, root: 3 });
  assert.equal(numbers({ name: "adam" }), null);
  assert.equal(ruleNumbers({ ...told, buffer: () => null, optimizer: { name: "rmsprop" } }), null);
});
