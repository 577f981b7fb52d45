/* When a run has come near to the lowest loss there is. */

import { lossOn } from "./loss.js";

/** @typedef {import("../run/history.js").History} History */
/** @typedef {import("../run/types.js").Points} Points */

const NEAR = 1.01; // within 1 %
/** @type {WeakMap<object, {points: Points, rows: number, from: number}>} */
const known = new WeakMap(); // by a history's lineage: the row from which on it is near, and how many rows that is known of

/** @param {number} loss @param {Points} points @returns {boolean} whether a loss is within 1 % of the lowest possible */
export function isNear(loss, points) {
  return loss <= NEAR * points.least_squares.loss;
}

/**
 * The epoch from which on the loss stays within 1 % of the lowest possible, both on the points of now: an epoch's own loss
 * may be of other points (docs/why/data.md). Only rows that are new are looked at.
 * @param {History} history @param {Points} points @returns {number|null}
 */
export function nearFrom(history, points) {
  const old = known.get(history.lineage);
  const near = old && old.points === points && old.rows <= history.length ? old : { points, rows: 0, from: 0 };
  for (; near.rows < history.length; near.rows += 1) {
    const parameters = { weight: history.weight(near.rows), bias: history.bias(near.rows) };
    if (!isNear(lossOn(points, parameters), points)) near.from = near.rows + 1;
  }
  known.set(history.lineage, near);
  return near.from < history.length ? history.epoch(near.from) : null;
}
