/* What is predicted for one example, term by term, and what else is known of it. */

import { powers } from "./curve.js";

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */

/** @param {Parameters} parameters @param {number[]} values of the features @returns {number} */
export function predictedFor({ weight, bias }, values) {
  return factorsOf(weight, values).reduce((sum, value, i) => sum + value * weight[i], bias);
}

/** @param {number[]} weight @param {number[]} values asked for @returns {number[]} what the weights multiply: of a curve the powers of the one */
export function factorsOf(weight, values) {
  return weight.length > values.length ? powers(values[0], weight.length) : values;
}

/** @param {Points} points @returns {Parameters|null} the true parameters, or those of least squares where no truth is known; null where these are many */
export function aimOf({ true_weight: truth, true_bias: trueBias, least_squares: { weight, bias } }) {
  if (truth && trueBias !== null) return { weight: truth, bias: trueBias };
  return weight && bias !== null ? { weight, bias } : null;
}

/** @param {Points} points @param {number[]} values @returns {number|null} the first example that has these features */
export function exampleWith({ features }, values) {
  const found = features.findIndex((row) => row.every((value, i) => Math.fround(value) === Math.fround(values[i])));
  return found < 0 ? null : found;
}

/** @param {Points} points @param {number[]} values @returns {{i: number, low: number, high: number}|null} the first feature whose value is none that the data have room for */
export function beyond(points, values) {
  const found = values.map((value, i) => ({ i, ...rangeOf(points, i), value })).find(({ value, low, high }) => value < low || value > high);
  return found ? { i: found.i, low: found.low, high: found.high } : null;
}

/** @param {Points} points @param {number} i a feature */
function rangeOf(points, i) {
  const column = points.features.map((row) => row[i]);
  return { low: Math.min(...column), high: Math.max(...column) };
}
