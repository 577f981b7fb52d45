/* What theory knows about points with one feature, for the moment until the server tells it (model/theory.py). */

import { designOf, learned, powers } from "./curve.js";
import { eigenvalues, solved } from "./matrices.js";
import { nearLoss } from "./near.js";

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

/** @param {number[]} xs @param {number[]} ys @param {number} degree @returns {LeastSquares} the best polynomial, as best_curve() of model/theory.py finds it */
function bestCurve(xs, ys, degree) {
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const [middle, half] = [(low + high) / 2, (high - low) / 2 || 1];
  const { solution, loss } = solved(xs.map((x) => [1, ...powers((x - middle) / half, degree)]), ys);
  const none = { weight: null, bias: null, loss, weight_error: null };
  if (!solution) return none;
  const [bias, ...weight] = aboutZero(solution, middle, half);
  const made = mean(xs.map((x, i) => (powers(x, degree).reduce((sum, power, j) => sum + power * weight[j], bias) - ys[i]) ** 2));
  const up = mean(ys);
  return made <= nearLoss(loss, mean(ys.map((y) => (y - up) ** 2))) ? { ...none, weight, bias } : none;
}

/** @param {number[]} coefficients of the powers of (x − middle) / half, lowest first @param {number} middle @param {number} half @returns {number[]} those of the powers of x */
function aboutZero(coefficients, middle, half) {
  return coefficients.reduceRight((found, coefficient) => {
    const shifted = [0, ...found.map((value) => value / half)];
    found.forEach((value, i) => (shifted[i] -= (value * middle) / half));
    return [shifted[0] + coefficient, ...shifted.slice(1)];
  }, /** @type {number[]} */ ([]));
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
  const rounded = degree > 1 ? Math.fround : Number; // powers as the model has them; a line's sums are not rounded (held_points.js)
  const rows = inside ? design.map((row) => row.map((value, i) => rounded((value - inside.mean[i]) / inside.scale[i]))) : design;
  points.least_squares = degree > 1 ? bestCurve(design.map(([x]) => x), some.targets, degree) : leastSquares(design.map(([x]) => x), some.targets);
  points.curvatures = degree > 1 ? curvatures(rows) : curvaturesOfLine(rows.map(([x]) => x));
  points.learning_rate_limit = 2 / points.curvatures[points.curvatures.length - 1];
  return points;
}
