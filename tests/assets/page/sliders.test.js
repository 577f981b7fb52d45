/* The stops of the learning rate's slider. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { rateOf, stop, valueOf } from "../../../assets/page/sliders.js";

test("the slider stops at the rates a teacher names", () => {
  const stops = [0.0001, 0.01, 0.1, 0.3, 0.5, 0.6, 0.65, 0.75, 1, 10];
  assert.deepEqual(
    stops.map((rate) => stop(rate)),
    stops,
  );
  assert.equal(stop(0.0123), 0.012);
  assert.deepEqual([stop(0.1, 1), stop(0.1, -1)], [0.11, 0.09]);
  assert.deepEqual([stop(10, 1), stop(0.0001, -1)], [10, 0.0001]);
  assert.equal(rateOf(valueOf(0.35)), 0.35);
});

test("from between two stops a key leads to the next one, and misses none", () => {
  const places = [[0.784, 0.8, 0.75], [0.79, 0.8, 0.75], [0.375, 0.4, 0.35], [0.975, 1, 0.9], [0.0293, 0.03, 0.028], [0.0001234, 0.00013, 0.00012]];
  for (const [rate, up, down] of places) assert.deepEqual([stop(rate, 1), stop(rate, -1)], [up, down], String(rate));
});
