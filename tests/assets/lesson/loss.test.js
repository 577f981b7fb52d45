/* Loss, residuals, R² and gradient, held against numpy and finite differences. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { gradient, loss, lossAt, lossOn, residuals, rSquared } from "../../../assets/lesson/loss.js";
import { assertNear } from "../numbers.js";
import { oracles } from "../oracles.js";

test("residuals, loss and R² are numpy's", () => {
  for (const { points, at, ...wanted } of oracles.points) {
    assertNear(residuals(points, at), wanted.residuals, { rel: 1e-6, abs: 1e-6 });
    assertNear(loss(points, at), wanted.loss);
    assertNear(rSquared(points, loss(points, at)), wanted.share);
  }
});

test("the gradient is the finite difference of the loss", () => {
  for (const { points, at, slope } of oracles.points) assertNear(gradient(points, at), slope, { rel: 1e-5 });
});

test("the map shows the loss itself", () => {
  for (const { points, losses } of oracles.points) {
    for (const { weight, bias, loss: wanted } of losses) assertNear(lossAt(points, weight, bias), wanted);
  }
});

test("the loss on other points is their mean squared error", () => {
  for (const { points, at, loss: wanted } of oracles.losses) assertNear(lossOn(points, at), wanted);
});

test("where least squares is not unique the loss on other points is looked up point by point", () => {
  const points = { ...oracles.losses[0].points, least_squares: { weight: null, bias: null, loss: 0, weight_error: null } };
  assertNear(lossOn(points, oracles.losses[0].at), oracles.losses[0].loss);
});

test("targets that do not vary have no R²", () => {
  const points = { features: [[0], [1]], targets: [2, 2] };
  assert.equal(rSquared(points, 0.1), null);
});
