/* Where axes begin and end. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "../oracles.js";
import { setPaperUpwards, spelled, wordsIn } from "../../../assets/figures/paper.js";

import { nice, niceCount, opened, paper, square } from "../../../assets/figures/axes.js";
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

/** @returns lines whose ends swing about 3, each so many times as far as the one before */
function swings(times, count) {
  return Array.from({ length: count }, (_, i) => {
    const end = 3 + 3 * (-times) ** i;
    return [end - 0.5, end + 0.5];
  });
}

test("where a run diverged slowly the paper stays, for its last lines are on it", () => {
  const closed = paper(-1, 7);
  assert.equal(opened(closed, swings(1.1, 40)), closed);
  assert.equal(opened(closed, []), closed);
});

test("where it diverged fast the paper opens for the next lines, whole ones, and never so far that the points are a streak", () => {
  const closed = paper(-1, 7);
  const height = ([low, high]) => high - low;
  for (const times of [2, 2.8, 5]) {
    const lines = swings(times, 9);
    const { range } = opened(closed, lines);
    const onIt = ([low, high]) => lines.filter(([from, to]) => from >= low && to <= high).length;
    assert.ok(onIt(range) > onIt(closed.range), `${times}`);
    assert.ok(range[0] <= closed.range[0] && range[1] >= closed.range[1]);
    assert.ok(height(range) <= 12 * 1.7 * height(closed.range), `${times}`);
  }
  assert.equal(opened(closed, swings(1000, 4)), closed);
});

test("where the name of the axis upwards stands no number is written, and all others are", () => {
  const ends = { touching: { range: [-7, 8], square: 1 }, between: { range: [-8, 7], square: 1 } };
  const texts = Object.entries(ends).map(([name, sheet]) => {
    const axis = {};
    setPaperUpwards(axis, sheet);
    assert.deepEqual(axis.tickvals, name === "touching" ? [-6, -4, -2, 0, 2, 4, 6, 8] : [-8, -6, -4, -2, 0, 2, 4, 6]);
    return axis.ticktext.at(-1);
  });
  assert.deepEqual(texts, ["", "6"]);
});

test("what somebody has written is no markup to Plotly, and is read back as it was", () => {
  const points = { kind: "points" };
  const name = '<a href="//x">1 < 2 & b</a>';
  const drawn = spelled(points, { name, unit: "<b>" });
  assert.ok(!drawn.includes("<"), drawn);
  assert.equal(wordsIn(`<i>${drawn}</i>`), `${name} (<b>)`);
});

test("counts are told in whole steps", () => {
  assert.deepEqual([0.2, 1, 1.4, 2.2, 2.5, 3, 7, 21].map(niceCount), [1, 1, 2, 5, 5, 5, 10, 25]);
});
