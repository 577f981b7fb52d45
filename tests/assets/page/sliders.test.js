/* The stops of the sliders. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { schema } from "../oracles.js";
import { evenStop, rateOf, stop, valueOf } from "../../../assets/page/sliders.js";

const bounds = schema.controls.learning_rate;

test("the slider stops at the rates a teacher names", () => {
  const stops = [0.0001, 0.01, 0.1, 0.3, 0.5, 0.6, 0.65, 0.75, 1, 10];
  assert.deepEqual(
    stops.map((rate) => stop(rate, bounds)),
    stops,
  );
  assert.equal(stop(0.0123, bounds), 0.012);
  assert.deepEqual([stop(0.1, bounds, 1), stop(0.1, bounds, -1)], [0.11, 0.09]);
  assert.deepEqual([stop(10, bounds, 1), stop(0.0001, bounds, -1)], [10, 0.0001]);
  assert.equal(rateOf(valueOf(0.35)), 0.35);
});

test("a slider of small rates stops at rates that can be said, from one end to the other", () => {
  const { low, high } = schema.data["gapminder-dollars"].rates.none;
  const seen = [low];
  while (seen.at(-1) < high) seen.push(stop(seen.at(-1), { low, high }, 1));
  assert.equal(seen.length, 5 * 24 + 1);
  assert.ok(seen.includes(3e-9) && seen.includes(2.2e-12) && seen.every((rate) => String(rate).replace(/e.*/, "").length <= 3), seen.join(" "));
  for (const rate of seen) assert.equal(rateOf(valueOf(rate)), rate);
  for (const rate of seen.slice(1)) assert.equal(stop(stop(rate, { low, high }, -1), { low, high }, 1), rate);
  assert.deepEqual([stop(low, { low, high }, -1), stop(high, { low, high }, 24)], [low, high]);
});

test("from between two stops a key leads to the next one, and misses none", () => {
  const places = [[0.784, 0.8, 0.75], [0.79, 0.8, 0.75], [0.375, 0.4, 0.35], [0.975, 1, 0.9], [0.0293, 0.03, 0.028], [0.0001234, 0.00013, 0.00012]];
  for (const [rate, up, down] of places) assert.deepEqual([stop(rate, bounds, 1), stop(rate, bounds, -1)], [up, down], String(rate));
});

test("the noise stands at multiples of its step, and a typed one lies between two of them", () => {
  const even = schema.data.line.noise;
  const at = (value, by) => evenStop(value, even, by);
  assert.deepEqual([at(0.33), at(0.34, 0), at(0.6), at(1.9999)], [0.35, 0.35, 0.6, 2]);
  assert.deepEqual([at(0.33, 1), at(0.33, -1), at(0.35, 1), at(0.35, -1), at(0.15, 1)], [0.35, 0.3, 0.4, 0.3, 0.2]);
  assert.deepEqual([at(1.9, 10), at(0.2, -10), at(0.25, 10)], [2, 0, 0.75]);
  for (let i = 0, value = even.low; value < even.high; i += 1, value = at(value, 1)) assert.equal(value, Number((i * even.step).toPrecision(6)));
});
