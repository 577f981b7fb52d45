/* What the page can compute by itself from points and parameters, in float64 and in the data's own units. */
(function (chalkline) {
  "use strict";

  const NEAR = 1.01; // within 1 % of the lowest possible loss
  const kept = new WeakMap();
  const multiplied = new WeakMap();

  /** @param {object} points @param {{weight: number[], bias: number}} parameters @returns {number[]} one a point */
  function predictions(points, { weight, bias }) {
    return points.features.map((row) => row.reduce((sum, value, i) => sum + Math.fround(value) * weight[i], bias));
  }

  /** @param {object} points @param {{weight: number[], bias: number}} parameters @returns {number[]} target − prediction */
  function residuals(points, parameters) {
    const predicted = predictions(points, parameters);
    return points.targets.map((target, i) => Math.fround(target) - predicted[i]);
  }

  /** @param {object} points @param {{weight: number[], bias: number}} parameters @returns {number} mean squared error */
  function loss(points, parameters) {
    return mean(residuals(points, parameters).map((residual) => residual ** 2));
  }

  /** @returns {number} the share of the targets' variance that the line explains; null where they do not vary */
  function rSquared(points, meanSquare) {
    const { y, yy } = moments(points);
    const variance = yy - y * y;
    return variance > 1e-12 * yy ? 1 - meanSquare / variance : null;
  }

  /** The means of x, x², y, xy and y² of points with one feature, computed once. */
  function moments(points) {
    if (kept.has(points)) return kept.get(points);
    const xs = points.features.map(([value]) => Math.fround(value));
    const ys = points.targets.map(Math.fround);
    const found = {
      x: mean(xs),
      xx: mean(xs.map((x) => x * x)),
      y: mean(ys),
      xy: mean(xs.map((x, i) => x * ys[i])),
      yy: mean(ys.map((y) => y * y)),
    };
    kept.set(points, found);
    return found;
  }

  function mean(values) {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  }

  /**
   * The gradient of the loss over all points with one feature; weight decay adds its share, as torch.optim does.
   * @param {object} points @param {{weight: number[], bias: number}} parameters @param {number} [decay]
   * @returns {{weight: number, bias: number}}
   */
  function gradient(points, { weight: [weight], bias }, decay = 0) {
    const { x, xx, y, xy } = moments(points);
    return {
      weight: 2 * (weight * xx + bias * x - xy) + decay * weight,
      bias: 2 * (weight * x + bias - y) + decay * bias,
    };
  }

  /** @returns {number} the loss at a place of the map, by its distance from least squares: never below the lowest */
  function lossAt(points, weight, bias) {
    return lossOn(points, { weight: [weight], bias });
  }

  /**
   * The loss on all points, whatever their number, without looking at each of them again: by the distance from least
   * squares where that is unique.
   * @param {object} points @param {{weight: number[], bias: number}} parameters @returns {number}
   */
  function lossOn(points, parameters) {
    const best = points.least_squares;
    if (!best.weight) return loss(points, parameters);
    const apart = [...parameters.weight.map((weight, i) => weight - best.weight[i]), parameters.bias - best.bias];
    const rise = products(points).reduce((sum, row, i) => sum + apart[i] * row.reduce((part, value, j) => part + value * apart[j], 0), 0);
    return best.loss + Math.max(0, rise);
  }

  /** The means of the products of every two columns of the points, the last column all ones; computed once. */
  function products(points) {
    if (multiplied.has(points)) return multiplied.get(points);
    const rows = points.features.map((row) => [...row.map(Math.fround), 1]);
    const found = rows[0].map((_, i) => rows[0].map((__, j) => mean(rows.map((row) => row[i] * row[j]))));
    multiplied.set(points, found);
    return found;
  }

  /**
   * How far from least squares, along each axis, gradient descent that converges can come from a start: as far as the
   * box about it whose sides lie along the Hessian's eigenvectors.
   * @param {object} points @param {{weight: number[], bias: number}} start @returns {{weight: number, bias: number}}
   */
  function reach(points, { weight: [weight], bias }) {
    const { x, xx } = moments(points);
    const best = points.least_squares;
    const angle = Math.abs(x) < 1e-6 ? 0 : Math.atan2(2 * x, xx - 1) / 2;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [dw, db] = [weight - best.weight[0], bias - best.bias];
    const [along, across] = [Math.abs(cos * dw + sin * db), Math.abs(cos * db - sin * dw)];
    return {
      weight: along * Math.abs(cos) + across * Math.abs(sin),
      bias: along * Math.abs(sin) + across * Math.abs(cos),
    };
  }

  /**
   * The borders of the learning rate for full batches: up to `zigzag` smooth, from `limit` on divergent; null where an
   * optimizer has none. Weight decay adds to every curvature. Sources: B. Polyak, 1964 (heavy ball); Nesterov as
   * torch.optim.SGD writes it, by the roots of its characteristic polynomial at −1.
   * @param {number} plainLimit 2/λmax of the data @param {object} optimizer as the command carries it
   * @returns {{limit: number|null, zigzag: number|null}}
   */
  function borders(plainLimit, { name, momentum = 0, nesterov = false, weight_decay: decay = 0 }) {
    if (name !== "sgd") return { limit: null, zigzag: null };
    const plain = 2 / (2 / plainLimit + decay);
    if (!momentum) return { limit: plain, zigzag: plain / 2 };
    return { limit: (plain * (1 + momentum)) / (nesterov ? 1 + 2 * momentum : 1), zigzag: null };
  }

  chalkline.lesson = { NEAR, predictions, residuals, loss, rSquared, gradient, lossAt, lossOn, reach, borders };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
