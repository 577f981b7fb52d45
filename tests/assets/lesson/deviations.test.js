/* Weights per standard deviation: those of least squares on features that numpy has standardised. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { perDeviation, spreads } from "../../../assets/lesson/deviations.js";
import { oracles } from "../oracles.js";

function near(value, wanted) {
  assert.ok(Math.abs(value - wanted) <= 1e-7 * (1 + Math.abs(wanted)), `${value} is not ${wanted}`);
}

test("a weight per standard deviation is the weight times the deviation, as on standardised features", () => {
  for (const { points, deviations, told } of oracles.deviations) {
    spreads(points).forEach(({ deviation }, i) => near(deviation, deviations[i]));
    const { weight, bias } = points.least_squares;
    const found = perDeviation(points, { weight, bias });
    found.weight.forEach((value, i) => near(value, told.weight[i]));
    near(found.bias, told.bias);
  }
});
