/* What can be said of a run in a few words: whether its loss falls, and where its slope is to end. */

import { isCurve } from "../lesson/curve.js";
import { isNear } from "../lesson/near.js";
import { isHidden } from "./hidden.js";
import { seen } from "./state.js";

/** @typedef {import("./types.js").State} State */

const BACK = 10; // epochs
const LEVEL = 1e-3; // of the loss
const NARROW = 1000; // times as steep one way as another
const CRAWL = 0.998; // of the way to the lowest loss is left after ten epochs

/** @param {State} state @returns {"falling"|"rising"|"level"|"first"} how the loss of the epoch that is shown has come about */
export function trendOf(state) {
  const { record } = state;
  const row = record.rowOf(seen(state)?.epoch ?? 0);
  if (row < 1) return "first";
  const [now, then] = [row, Math.max(0, row - BACK)].map((at) => record.history.loss(at));
  if (Math.abs(now - then) <= LEVEL * then) return "level";
  return now < then ? "falling" : "rising";
}

/**
 * @param {State} state of a line or of several features
 * @returns {boolean} whether it is far from the lowest loss, by its epochs and because features of such sizes make a narrow valley of it
 */
export function isCrawling({ record: { history }, points, view }) {
  const row = history.length - 1;
  if (!points || !view.limits || row < BACK || isCurve(points) || points.curvatures[0] * NARROW > points.curvatures[points.curvatures.length - 1]) return false;
  const [now, then] = [row, row - BACK].map((at) => history.loss(at) - points.least_squares.loss);
  return now > CRAWL * then && now > 0 && !isNear(history.loss(row), points);
}

/** @param {State} state @returns {number|null} the true weight, or where none is known that of least squares; null while it is part of a hidden answer */
export function aimOf(state) {
  const { points, view } = state;
  if (!points || !view.limits || points.inputs.length > 1 || isCurve(points)) return null;
  const [name, weight] = points.true_weight ? ["true-line", points.true_weight] : ["least-squares", points.least_squares.weight];
  return weight && !isHidden(state, name) ? weight[0] : null;
}
