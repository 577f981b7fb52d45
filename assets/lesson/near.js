/* When a run has come near to the lowest loss there is. */

import { learned } from "./curve.js";
import { lossOn } from "./loss.js";

/** @typedef {import("../run/history.js").History} History */
/** @typedef {import("../run/types.js").Points} Points */

const NOTHING = 1e-6; // of what the targets vary: where the lowest loss is less, nothing comes within 1 % of it
/** @type {WeakMap<Points, number>} */
const variances = new WeakMap();
/** @type {WeakMap<object, {points: Points, since: number, rows: number, from: number}>} */
const known = new WeakMap(); // by a history's lineage: the row from which on it is near, and how many rows that is known of

/** @param {number} loss @param {Points} points @returns {boolean} whether a loss is within 1 % of the lowest possible, or next to nothing */
export function isNear(loss, points) {
  return isWithin(loss, points, 1);
}

/** @param {number} loss @param {Points} points @param {number} percent @returns {boolean} whether it is so near to the lowest possible, or next to nothing */
export function isWithin(loss, points, percent) {
  return loss <= nearLoss(points.least_squares.loss, variance(points), percent);
}

/** @param {number} lowest @param {number} variance of the targets @param {number} [percent] @returns {number} the loss that is so near to the lowest possible, as near_loss() of model/theory.py */
export function nearLoss(lowest, variance, percent = 1) {
  return Math.max((1 + percent / 100) * lowest, NOTHING * variance);
}

/** @param {Points} points @returns {boolean} whether a line can fit them all, as without noise */
export function isNoiseless(points) {
  return 1.01 * points.least_squares.loss < NOTHING * variance(points);
}

/** @param {Points} points @returns {number} the variance of the targets that are learned from */
function variance(points) {
  const known = variances.get(points);
  if (known !== undefined) return known;
  const { targets } = learned(points);
  const mean = targets.reduce((sum, value) => sum + value, 0) / targets.length;
  const found = targets.reduce((sum, value) => sum + (value - mean) ** 2, 0) / targets.length;
  variances.set(points, found);
  return found;
}

/**
 * The epoch from which on the loss stays within 1 % of the lowest possible, of those that learned from the points of now
 * (docs/why/data.md). Only rows that are new are looked at.
 * @param {History} history @param {Points} points @param {number} [since] the epoch after which it learned from them alone; 0 where there were no others
 * @returns {number|null}
 */
export function nearFrom(history, points, since = 0) {
  const old = known.get(history.lineage);
  const isSame = old && old.points === points && old.since === since && old.rows <= history.length;
  const first = since && history.length ? history.rowOf(since) + 1 : 0;
  const near = isSame ? old : { points, since, rows: first, from: first };
  for (; near.rows < history.length; near.rows += 1) {
    const parameters = { weight: history.weight(near.rows), bias: history.bias(near.rows) };
    if (!isNear(lossOn(points, parameters), points)) near.from = near.rows + 1;
  }
  known.set(history.lineage, near);
  return near.from < history.length ? history.epoch(near.from) : null;
}
