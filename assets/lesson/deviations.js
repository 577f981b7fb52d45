/* Features counted in standard deviations from their means: then their weights can be compared. */

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {{mean: number, deviation: number}} Spread of the points on screen, as numpy's std() has it */

/** @type {WeakMap<Points, Spread[]>} */
const known = new WeakMap();

/** @param {Points} points @returns {Spread[]} one a feature, worked out once */
export function spreads(points) {
  const found = known.get(points) ?? points.inputs.map((_, i) => spreadOf(points.features.map((row) => Math.fround(row[i]))));
  known.set(points, found);
  return found;
}

/** @param {number[]} values @returns {Spread} */
function spreadOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

/** @param {Points} points @param {Parameters} parameters @returns {Parameters} how much a standard deviation of each feature changes the prediction, and the prediction where all are at their means */
export function perDeviation(points, { weight, bias }) {
  const all = spreads(points);
  return { weight: weight.map((value, i) => value * all[i].deviation), bias: weight.reduce((sum, value, i) => sum + value * all[i].mean, bias) };
}

/** @param {Points} points @param {Parameters} told as perDeviation() tells them @param {Parameters} before whose weights stay where a feature does not vary @returns {Parameters} */
export function perUnit(points, told, before) {
  const all = spreads(points);
  const weight = told.weight.map((value, i) => (all[i].deviation ? value / all[i].deviation : before.weight[i]));
  return { weight, bias: weight.reduce((sum, value, i) => sum - value * all[i].mean, told.bias) };
}
