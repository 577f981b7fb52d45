/* Features that are standardised in training alone: parameters as the model holds them, and in the data's own units. */

import { designOf } from "./curve.js";
import { gradient } from "./loss.js";

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */

/** @param {Points} points @param {Parameters} parameters in the data's own units @returns {Parameters} as the model holds them */
export function toTraining({ inside }, parameters) {
  if (!inside) return parameters;
  const { mean, scale } = inside;
  const { weight, bias } = parameters;
  return { weight: weight.map((value, i) => value * scale[i]), bias: weight.reduce((sum, value, i) => sum + value * mean[i], bias) };
}

/** @param {Points} points @param {Parameters} parameters as the model holds them @returns {Parameters} in the data's own units */
export function toOriginal({ inside }, parameters) {
  if (!inside) return parameters;
  const { mean, scale } = inside;
  const weight = parameters.weight.map((value, i) => value / scale[i]);
  return { weight, bias: weight.reduce((sum, value, i) => sum - value * mean[i], parameters.bias) };
}

/** @type {WeakMap<Points, Points>} */
const knownTrainings = new WeakMap();

/** @param {Points} points @returns {Points} as the model sees them; the same where nothing is standardised */
export function trainingPoints(points) {
  const { inside } = points;
  if (!inside) return points;
  const known = knownTrainings.get(points);
  if (known) return known;
  const features = designOf(points).map((row) => row.map((value, i) => Math.fround((value - inside.mean[i]) / inside.scale[i])));
  const found = { ...points, features, inside: null, feature_range: null, degree: 1 };
  knownTrainings.set(points, found);
  return found;
}

/** @param {Points} points with one feature @param {Parameters} parameters as the model holds them @param {number} [decay] @returns {{weight: number, bias: number}} the gradient by these */
export function trainingGradient(points, parameters, decay = 0) {
  if (!points.inside) return gradient(points, parameters, decay);
  const [mean, scale] = [points.inside.mean[0], points.inside.scale[0]];
  const { weight, bias } = gradient(points, toOriginal(points, parameters));
  return { weight: (weight - bias * mean) / scale + decay * parameters.weight[0], bias: bias + decay * parameters.bias };
}
