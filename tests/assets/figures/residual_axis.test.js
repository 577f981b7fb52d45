/* What residuals stand over: a feature, or the prediction; all of them lie between the ends. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { axisOf, nameOf, overOf } from "../../../assets/figures/residual_axis.js";
import { begun, ran, settings } from "../runs.js";

const houses = ran(settings(begun(), { dataset: "house-prices" }), 3);
const { points, record } = houses;

/** @returns the axis when this was chosen */
function over(place) {
  return axisOf({ ...houses, view: { ...houses.view, over: place } }, points, record.now);
}

test("over a feature they stand where it says, at first over the first", () => {
  points.inputs.forEach((_, i) => assert.deepEqual(over(i).xs, points.features.map((row) => row[i])));
  assert.deepEqual(over(null), over(0));
  assert.equal(overOf(7, points), 0); // chosen for other data
  assert.deepEqual([nameOf(points, 0), nameOf(points, 1), nameOf(points, 4)], ["area (m²)", "bedrooms", "prediction (k€)"]);
});

test("over the prediction they stand where the model is now, and the axis holds start and targets", () => {
  const { weight, bias } = record.now;
  const { xs, ends } = over(4);
  points.features.forEach((row, i) => assert.ok(Math.abs(xs[i] - row.reduce((sum, value, j) => sum + value * weight[j], bias)) < 1e-6 * (1 + Math.abs(xs[i]))));
  assert.ok(ends[0] < Math.min(...points.targets) && ends[1] > Math.max(...points.targets));
  for (const i of [0, 1, 2, 3]) {
    const axis = over(i);
    assert.ok(axis.xs.every((x) => x > axis.ends[0] && x < axis.ends[1]));
  }
});

test("a line's stand over its x", () => {
  const line = ran(begun(), 2);
  assert.deepEqual(axisOf({ ...line, view: { ...line.view, over: 1 } }, line.points, line.record.now).xs, line.points.features.map(([x]) => x));
});
