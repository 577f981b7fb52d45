/* What theory knows about points with one feature, for the moment until the server tells it (model/theory.py). */

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

/** @param {number[]} xs as the model sees them @returns {[number, number]} the eigenvalues of the loss's Hessian, 2 · [[mean x², mean x], [mean x, 1]] */
function curvatures(xs) {
  const [first, square] = [mean(xs), mean(xs.map((x) => x * x))];
  const half = Math.hypot(square - 1, 2 * first);
  const high = square + 1 + half;
  return [(4 * (square - first * first)) / high, high]; // their product is the determinant
}

/** @param {Table} table of one feature @param {{mean: number[], scale: number[]}|null} inside @param {string} name of its content @returns {Points} to be drawn until the server tells of them */
export function pointsOf(table, inside, name) {
  const { targets, inputs, output, labels } = table;
  const features = table.features.map((row) => row.map(Math.fround));
  const xs = features.map(([x]) => x);
  const curves = curvatures(inside ? xs.map((x) => (x - inside.mean[0]) / inside.scale[0]) : xs);
  return {
    shown: `touched ${name}`, // no name that the server gives
    kind: "points",
    view: "line",
    features,
    x: null,
    targets: targets.map(Math.fround),
    inputs,
    output,
    feature_range: table.x_range,
    true_weight: table.true_weight,
    true_bias: table.true_bias,
    least_squares: leastSquares(xs, targets.map(Math.fround)),
    curvatures: curves,
    learning_rate_limit: 2 / curves[1],
    labels,
    scaling: null,
    inside,
  };
}
