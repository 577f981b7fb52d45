/* Where axes begin and end. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { nice, paper, square } from "../../../assets/figures/axes.js";
import { assertNear, numbersFrom } from "../numbers.js";

const RANGES = [
  [-0.2, 5.6],
  [-220, 1090],
  [2.9, 3.1],
  [3, 3],
  [0, 1e-3],
  [-5e4, 8e5],
];

function assertHolds([low, high], { range: [bottom, top], square: side }) {
  assert.ok(bottom <= low - 0.049 * (high - low) && top >= high + 0.049 * (high - low), `${low} to ${high}`);
  assertNear((top - bottom) / side, 15);
  assertNear(bottom / side, Math.round(bottom / side), { abs: 1e-6 });
}

test("paper holds the values with room to spare, on whole squares", () => {
  for (const [low, high] of RANGES) assertHolds([low, high], paper(low, high));
  const random = numbersFrom(2);
  for (let i = 0; i < 1000; i += 1) {
    const [middle, half] = [10 ** (6 * random() - 3) * (random() - 0.5), 10 ** (6 * random() - 3)];
    assertHolds([middle - half, middle + half], paper(middle - half, middle + half));
  }
});

test("squares are 1, 2, 2.5 or 5 times a power of ten", () => {
  assert.deepEqual([0.9, 1, 1.1, 2.1, 2.6, 5.1, 0.012].map(nice), [1, 1, 2, 2.5, 5, 10, 0.02]);
  assert.deepEqual(square(0, 600), { range: [0, 600], square: 50 });
});
