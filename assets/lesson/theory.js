/* What theory knows about points with one feature, for the moment until the server tells it (model/theory.py). */

import { designOf, learned } from "./curve.js";
import { eigenvalues, solved } from "./matrices.js";

/** @typedef {import("../run/types.js").LeastSquares} LeastSquares */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Table} Table */

const ALIKE = 1e-12; // of x² on average: a variance below that is rounding

/** @param {number[]} values @returns {number} */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param {number[]} xs @param {number[]} ys @returns {LeastSquares} by the deviations from the means */
function leastSquares(xs, ys) {
  const [x, y] = [mean(xs), mean(ys)];
  const spread = mean(xs.map((value) => (value - x) ** 2));
  if (spread <= ALIKE * mean(xs.map((value) => value * value))) return { weight: null, bias: null, loss: mean(ys.map((value) => (value - y) ** 2)), weight_error: null };
  const slope = mean(xs.map((value, i) => (value - x) * (ys[i] - y))) / spread;
  const bias = y - slope * x;
  const loss = mean(xs.map((value, i) => (ys[i] - slope * value - bias) ** 2));
  const freedom = xs.length - 2;
  return { weight: [slope], bias, loss, weight_error: freedom > 0 ? [Math.sqrt(loss / freedom / spread)] : null };
}

/** @param {number[][]} rows powers as the model sees them @param {number[]} ys @param {{mean: number[], scale: number[]}} inside @returns {LeastSquares} of a curve, in the data's own units */
function bestCurve(rows, ys, { mean: means, scale }) {
  const design = rows.map((row) => [...row, 1]);
  const { solution, loss } = solved(design, ys);
  if (!solution) return { weight: null, bias: null, loss, weight_error: null };
  const weight = solution.slice(0, -1).map((value, i) => value / scale[i]);
  return { weight, bias: weight.reduce((sum, value, i) => sum - value * means[i], solution[solution.length - 1]), loss, weight_error: null };
}

/** @param {number[]} xs as the model sees them @returns {[number, number]} the same of a line, 2 · [[mean x², mean x], [mean x, 1]] */
function curvaturesOfLine(xs) {
  const [first, square] = [mean(xs), mean(xs.map((x) => x * x))];
  return curvaturesFrom(first, square, square - first * first);
}

/** @param {number} first the mean of x @param {number} square that of x² @param {number} variance @returns {[number, number]} */
function curvaturesFrom(first, square, variance) {
  const half = Math.hypot(square - 1, 2 * first);
  const high = square + 1 + half;
  return [(4 * variance) / high, high]; // their product is the determinant
}

/**
 * What is known of a line's points by their moments alone.
 * @param {{n: number, x: number, y: number, spread: {x: number, xy: number, y: number}}} moments means, variances and covariance
 * @param {{mean: number[], scale: number[]}|null} inside @returns {Pick<Points, "least_squares"|"curvatures"|"learning_rate_limit">}
 */
export function lineFrom({ n, x, y, spread }, inside) {
  const [shift, scale] = [inside?.mean[0] ?? 0, inside?.scale[0] ?? 1];
  const [first, variance] = [(x - shift) / scale, spread.x / scale ** 2];
  const curvatures = curvaturesFrom(first, variance + first * first, variance);
  const limit = { curvatures, learning_rate_limit: 2 / curvatures[1] };
  if (spread.x <= ALIKE * (spread.x + x * x)) return { least_squares: { weight: null, bias: null, loss: spread.y, weight_error: null }, ...limit };
  const slope = spread.xy / spread.x;
  const loss = Math.max(0, spread.y - slope * spread.xy);
  const error = n > 2 ? [Math.sqrt(loss / (n - 2) / spread.x)] : null;
  return { least_squares: { weight: [slope], bias: y - slope * x, loss, weight_error: error }, ...limit };
}

/** @param {number[][]} rows as the model sees them @returns {number[]} the eigenvalues of the loss's Hessian, 2 · AᵀA / n with a last column of ones, smallest first */
function curvatures(rows) {
  const design = rows.map((row) => [...row, 1]);
  const hessian = design[0].map((_, i) => design[0].map((__, j) => 2 * mean(design.map((row) => row[i] * row[j]))));
  return eigenvalues(hessian).map((value) => Math.max(0, value));
}

/**
 * @param {Table} table of one feature @param {Pick<Points, "inside"|"degree"|"split">|null} before what was learned of the points before
 * @param {string} name of its content @returns {Points} to be drawn until the server tells of them
 */
export function pointsOf(table, before, name) {
  const { targets, inputs, output, labels } = table;
  const { inside = null, degree = 1, split = null } = before ?? {};
  /** @type {Points} */
  const points = {
    shown: `touched ${name}`, // no name that the server gives
    kind: "points",
    view: "line",
    features: table.features.map((row) => row.map(Math.fround)),
    x: null,
    targets: targets.map(Math.fround),
    inputs,
    output,
    feature_range: table.x_range,
    true_weight: table.true_weight,
    true_bias: table.true_bias,
    least_squares: { weight: null, bias: null, loss: 0, weight_error: null },
    curvatures: [],
    learning_rate_limit: Infinity,
    labels,
    scaling: null,
    inside,
    degree,
    split,
  };
  const some = learned(points);
  const design = designOf(some);
  const rows = inside ? design.map((row) => row.map((value, i) => (value - inside.mean[i]) / inside.scale[i])) : design;
  points.least_squares = degree > 1 && inside ? bestCurve(rows, some.targets, inside) : leastSquares(design.map(([x]) => x), some.targets);
  points.curvatures = degree > 1 ? curvatures(rows) : curvaturesOfLine(rows.map(([x]) => x));
  points.learning_rate_limit = 2 / points.curvatures[points.curvatures.length - 1];
  return points;
}
