/* Epochs over learning rates: numpy's gradient descent, epoch by epoch, is the oracle of what theory says at once. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { uCurve } from "../../../assets/lesson/u_curve.js";
import { assertNear, median } from "../numbers.js";
import { oracles } from "../oracles.js";

const { u_curves: curves, u_curve_table: [rates, medians], u_curve_inside: inside } = oracles.classes;

const theoryOf = ({ points, start: [weight, bias], rates: asked }) => uCurve(points, { weight: [weight], bias }, asked);

/** Gradient descent of numpy, at the rates that converge. */
function found({ rates: asked, epochs }) {
  const all = asked.map((rate, i) => ({ rate, epochs: epochs[i] })).filter((it) => it.epochs !== null);
  return { rate: all.map((it) => it.rate), epochs: all.map((it) => it.epochs) };
}

test("theory counts the epochs that numpy's gradient descent takes, to the epoch", () => {
  for (const curve of curves) {
    const asked = { ...curve, rates: curve.rates.filter((rate) => rate < curve.points.learning_rate_limit) };
    assert.deepEqual(theoryOf(asked), found(asked));
  }
});

test("features that are standardised in training have a curve in the model's own rates", () => {
  const { points, start, rates: asked } = inside;
  assert.ok(points.inside === null || points.inside.scale.length === 1);
  assert.deepEqual(uCurve(points, { weight: [start[0]], bias: start[1] }, asked).rate, found(inside).rate);
});

test("the middle of many samples is the table that teachers know", () => {
  const columns = curves.map((curve) => theoryOf(curve));
  rates.forEach((rate, i) => {
    const epochs = columns.map((column) => column.epochs[column.rate.indexOf(rate)] ?? Infinity);
    assertNear(median(epochs), medians[i], { rel: 0.2 }, String(rate));
  });
});

test("the curve goes down to one rate, then up, and ends at the limit", () => {
  const [{ points, start }] = curves;
  const { rate, epochs } = uCurve(points, { weight: [start[0]], bias: start[1] });
  const lowest = epochs.indexOf(Math.min(...epochs));
  assert.ok(rate[lowest] > 0.5 && rate[lowest] < 0.75, String(rate[lowest]));
  assert.ok(epochs.every((value, i) => i === 0 || (i <= lowest ? value <= epochs[i - 1] : value >= epochs[i - 1])));
  assert.ok(rate.at(-1) < points.learning_rate_limit && rate.at(-1) > 0.99 * points.learning_rate_limit);
});

test("a start at the lowest place has arrived", () => {
  const [{ points }] = curves;
  const { weight, bias } = points.least_squares;
  assert.deepEqual(new Set(uCurve(points, { weight, bias }).epochs), new Set([0]));
});
