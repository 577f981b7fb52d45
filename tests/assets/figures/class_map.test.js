/* The class's dots: where they are, who has left the map, and what the map's frame holds. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "../oracles.js";
import { classFrame, dotsAt } from "../../../assets/figures/class_map.js";
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

test("the frame grows with dots, and whoever is far out does not widen it", () => {
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

test("other data of the same kind leave the frame where it is while all that is to be seen is on it", () => {
  const points = oracles.points[0].points ?? oracles.data.line;
  const start = { weight: [0], bias: 0 };
  const first = classFrame(points, start, { weight: [], bias: [] }, SIZE, null);
  const { least_squares: best } = points;
  const few = { ...points, least_squares: { ...best, weight: [best.weight[0] + 0.1], bias: best.bias - 0.1, weight_error: [100] } };
  const dots = { weight: [best.weight[0]], bias: [best.bias] };
  assert.equal(classFrame(few, start, dots, SIZE, first), first);
  const elsewhere = { ...points, least_squares: { ...best, weight: [first.weight[1] + 1] } };
  assert.notEqual(classFrame(elsewhere, start, dots, SIZE, first), first);
  const wide = { ...first, weight: [-1e3, 1e3] };
  assert.deepEqual(classFrame(points, start, dots, SIZE, wide), first); // what is much too wide is given back
  const narrow = { width: 150, height: 300 };
  const [valley, bowl] = [19, 2].map((times) => ({ ...points, curvatures: [1, times] }));
  const [long, round] = [valley, bowl].map((one) => classFrame(one, start, dots, SIZE, null));
  assert.equal(classFrame(valley, start, dots, narrow, long), long);
  assert.notEqual(classFrame(bowl, start, dots, narrow, round), round); // one scale for both axes
});

test("while the loss is covered nothing of the frame tells where it is lowest", () => {
  const points = oracles.points[0].points ?? oracles.data.line;
  const start = { weight: [0.5], bias: 0.25 };
  const frame = (old, isCovered, one = points) => classFrame(one, start, { weight: [], bias: [] }, SIZE, old, isCovered);
  const middle = ([low, high]) => (low + high) / 2;
  const covered = frame(null, true);
  [middle(covered.weight) - 0.5, middle(covered.bias) - 0.25].forEach((off) => assert.ok(Math.abs(off) < 1e-9));
  const { least_squares: best } = points;
  const other = { ...points, least_squares: { ...best, weight: [best.weight[0] * 1.01], bias: best.bias * 1.01 } };
  assert.deepEqual(frame(null, true, other), covered);
  const told = frame(covered, false);
  [middle(told.weight) - best.weight[0], middle(told.bias) - best.bias].forEach((off) => assert.ok(Math.abs(off) < 1e-9));
  assert.deepEqual(frame(told, true), covered);
});

test("while the answer is covered, the lowest place is nowhere in particular on the map", () => {
  const points = oracles.points[0].points ?? oracles.data.line;
  const { weight, bias } = points.least_squares;
  const places = [[0, 0], [-3, 5], [1, -2]].map(([w, b]) => {
    const frame = classFrame(points, { weight: [w], bias: b }, { weight: [], bias: [] }, SIZE, null, true);
    const [across, up] = [frame.weight, frame.bias].map(([low, high]) => (low + high) / 2);
    assert.deepEqual([across, up], [w, b]); // about the start
    return [(weight[0] - frame.weight[0]) / (frame.weight[1] - frame.weight[0]), (bias - frame.bias[0]) / (frame.bias[1] - frame.bias[0])];
  });
  assert.ok(places.flat().every((share) => share > 0 && share < 1)); // it can be answered
  assert.equal(new Set(places.map((place) => place.map((share) => share.toFixed(2)).join())).size, places.length);
  const open = classFrame(points, { weight: [0], bias: 0 }, { weight: [], bias: [] }, SIZE, null);
  assert.notEqual(classFrame(points, { weight: [0], bias: 0 }, { weight: [], bias: [] }, SIZE, open, true), open);
});
