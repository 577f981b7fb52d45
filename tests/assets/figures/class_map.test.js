/* The class's dots: where they are, who has left the map, which one keys lead to. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "../oracles.js";
import { classFrame, dotsAt, nearestDot, nextDot } from "../../../assets/figures/class_map.js";
import { oracles } from "../oracles.js";

const AXES = { x: { length: 400, pixel: (weight) => 100 * weight }, y: { length: 300, pixel: (bias) => 300 - 50 * bias } };
const SIZE = { width: 400, height: 300 };

test("dots stand at their weight and bias", () => {
  const dots = dotsAt(AXES, { weight: [1, 2], bias: [3, 4], runs: "rP" });
  assert.deepEqual(dots, [{ run: "r", x: 100, y: 150 }, { run: "P", x: 200, y: 100 }]);
});

test("who has diverged stands at the edge of the map, each beside the others", () => {
  const weight = [2, 1e9, 2e9, -1e9, 3.9e30];
  const bias = [2, 2e9, 3e9, -2e9, 4e30];
  const [inside, ...gone] = dotsAt(AXES, { weight, bias, runs: "ddddd" });
  assert.deepEqual(inside, { run: "d", x: 200, y: 200 });
  assert.ok(gone.every(({ x, y }) => x >= 10 && x <= 390 && (y === 10 || y === 290)));
  assert.deepEqual(gone.map(({ y }) => y), [10, 10, 290, 10]);
  assert.equal(new Set(gone.map(({ x, y }) => `${x} ${y}`)).size, gone.length);
  const many = dotsAt(AXES, { weight: Array(200).fill(1e9), bias: Array(200).fill(1e9), runs: "d".repeat(200) });
  assert.ok(many.every(({ x }) => x >= 9.99 && x <= 390.01));
});

test("a press means the nearest dot, if one is near", () => {
  const dots = [{ x: 10, y: 10 }, { x: 20, y: 10 }];
  assert.equal(nearestDot(dots, [16, 10], 22), 1);
  assert.equal(nearestDot(dots, [90, 90], 22), null);
  assert.equal(nearestDot([], [1, 1], 22), null);
});

test("keys reach every dot, one after the other", () => {
  const dots = { weight: [3, 1, 2, 2], bias: [0, 5, 1, 9], runs: "rrrr" };
  for (const [forth, back, order] of [["ArrowRight", "ArrowLeft", [1, 2, 3, 0]], ["ArrowUp", "ArrowDown", [0, 2, 1, 3]]]) {
    let at = order[0];
    for (const next of order.slice(1)) assert.equal((at = nextDot(dots, at, forth)), next);
    assert.equal(nextDot(dots, at, forth), at);
    for (const next of order.toReversed().slice(1)) assert.equal((at = nextDot(dots, at, back)), next);
  }
  assert.ok(dots.weight[nextDot(dots, -1, "ArrowUp")] !== undefined);
  assert.equal(nextDot(dots, 0, "Home"), null);
  assert.equal(nextDot({ weight: [], bias: [], runs: "" }, -1, "ArrowUp"), null);
});

test("the frame only grows, and whoever is far out does not widen it", () => {
  const points = oracles.points[0].points ?? oracles.data.line;
  const start = { weight: [0], bias: 0 };
  const first = classFrame(points, start, { weight: [], bias: [] }, SIZE, null);
  const far = classFrame(points, start, { weight: [1e6], bias: [1e6] }, SIZE, first);
  assert.equal(far, first);
  const edge = first.weight[1] + 0.2 * (first.weight[1] - first.weight[0]);
  const wider = classFrame(points, start, { weight: [edge], bias: [3] }, SIZE, first);
  assert.ok(wider.weight[1] > edge && wider.weight[0] < first.weight[0]);
  assert.equal(classFrame(points, start, { weight: [], bias: [] }, SIZE, wider), wider);
});
