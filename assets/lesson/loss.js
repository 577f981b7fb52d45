/* What the page can compute by itself from points and parameters, in float64 and in the data's own units. */

import { designOf, isCurve, learned, tested } from "./curve.js";

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */

/** @type {WeakMap<Points, {x: number, xx: number, y: number, xy: number, yy: number}>} */
const knownMoments = new WeakMap();
/** @type {WeakMap<Points, number[][]>} */
const knownProducts = new WeakMap();

/** @param {Points} points @param {Parameters} parameters of a line over a curve's points, the first weight alone @returns {number[]} one a point */
export function predictions(points, { weight, bias }) {
  return designOf(points).map((row) => row.reduce((sum, value, i) => sum + value * (weight[i] ?? 0), bias));
}

/** @param {Points} points @param {Parameters} parameters @returns {number[]} target − prediction */
export function residuals(points, parameters) {
  const predicted = predictions(points, parameters);
  return points.targets.map((target, i) => Math.fround(target) - predicted[i]);
}

/** @param {Points} points @param {Parameters} parameters @returns {number} mean squared error on those that are learned from */
export function loss(points, parameters) {
  return meanSquare(residuals(learned(points), parameters));
}

/** @param {Points} points @param {Parameters} parameters @returns {number|null} mean squared error on those for testing; null where there are none */
export function testLoss(points, parameters) {
  const others = tested(points);
  return others && meanSquare(residuals(others, parameters));
}

/** @param {number[]} values @returns {number} */
export function meanSquare(values) {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}

/** @param {Points} points @param {number} error the mean squared error @returns {number|null} the share of the targets' variance that the model explains; null where they do not vary */
export function rSquared(points, error) {
  const { y, yy } = moments(points);
  const variance = yy - y * y;
  return variance > 1e-12 * yy ? 1 - error / variance : null;
}

/** The means of x, x², y, xy and y² of points with one feature that are learned from, computed once. @param {Points} all */
export function moments(all) {
  const points = learned(all);
  const known = knownMoments.get(points);
  if (known) return known;
  const xs = points.features.map(([value]) => Math.fround(value));
  const ys = points.targets.map(Math.fround);
  const found = {
    x: mean(xs),
    xx: mean(xs.map((x) => x * x)),
    y: mean(ys),
    xy: mean(xs.map((x, i) => x * ys[i])),
    yy: mean(ys.map((y) => y * y)),
  };
  knownMoments.set(points, found);
  return found;
}

/** The means of the products of every two columns of the points that are learned from, the last column all ones; computed once. @param {Points} all */
function products(all) {
  const points = learned(all);
  const known = knownProducts.get(points);
  if (known) return known;
  const rows = designOf(points).map((row) => [...row, 1]);
  const found = rows[0].map((_, i) => rows[0].map((__, j) => mean(rows.map((row) => row[i] * row[j]))));
  knownProducts.set(points, found);
  return found;
}

/** @param {number[]} values @returns {number} */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The gradient of the loss over all points with one weight that are learned from; weight decay adds its share, as torch.optim does.
 * @param {Points} points @param {Parameters} parameters @param {number} [decay]
 * @returns {{weight: number, bias: number}}
 */
export function gradient(points, { weight: [weight], bias }, decay = 0) {
  const { x, xx, y, xy } = moments(points);
  return {
    weight: 2 * (weight * xx + bias * x - xy) + decay * weight,
    bias: 2 * (weight * x + bias - y) + decay * bias,
  };
}

/**
 * The loss on all points, whatever their number, without looking at each of them again: by the distance from least squares
 * where that is unique, and so never below the lowest. Powers are too alike for that: of a curve each point is looked at.
 * @param {Points} points @param {Parameters} parameters @returns {number}
 */
export function lossOn(points, parameters) {
  const { weight, bias, loss: lowest } = points.least_squares;
  if (!weight || bias === null || isCurve(points)) return loss(points, parameters);
  const apart = [...parameters.weight.map((value, i) => value - weight[i]), parameters.bias - bias];
  const rise = products(points).reduce((sum, row, i) => sum + apart[i] * row.reduce((part, value, j) => part + value * apart[j], 0), 0);
  return lowest + Math.max(0, rise);
}

/** @param {Points} points with one feature @param {number} weight @param {number} bias @returns {number} the loss at a place of the map */
export function lossAt(points, weight, bias) {
  return lossOn(points, { weight: [weight], bias });
}
