/* What is done to points with one feature: each makes another table, and the action that goes on with it. */

import { isCurve } from "../lesson/curve.js";
import { pointsOf } from "../lesson/theory.js";
import { isUnscaled } from "./own.js";
import { nameOf, tableFrom } from "./own_points.js";

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Table} Table */
/** @typedef {{x: number, y: number}} Place in the units of the axes */

const LEAST = 2; // points that a line needs
export const MOST = 5000;
const FAR = 3; // times as far from the line as most of the targets lie apart
const SPARE = 0.05; // of the height

/** @param {Table} table @param {number} i @param {Place} to @returns {Table} */
export function moved(table, i, to) {
  const { x, y } = within(table, to);
  const replaced = (/** @type {any[]} */ list, /** @type {any} */ value) => list.map((old, at) => (at === i ? value : old));
  return { ...table, features: replaced(table.features, [x]), targets: replaced(table.targets, y) };
}

/** @param {Table} table @param {Place} at @returns {Table} with one more, the last; the same where there is no room */
export function added(table, at) {
  if (table.targets.length >= MOST) return table;
  const { x, y } = within(table, at);
  const labels = table.labels.length ? [...table.labels, ""] : table.labels;
  return { ...table, features: [...table.features, [x]], targets: [...table.targets, y], labels };
}

/**
 * Where points are kept for testing, the last one takes the place of the one that goes: all others stay on their sides.
 * @param {Table} table @param {number} i @param {import("./types.js").Points|null} [points] as they are shown @returns {Table} without it; the same where a line would have too few
 */
export function removed(table, i, points = null) {
  const last = table.targets.length - 1;
  if (last < LEAST) return table;
  const isSplit = Boolean(points?.split);
  const others = (/** @type {any[]} */ list) => (isSplit ? list.map((it, at) => (at === i ? list[last] : it)).slice(0, last) : list.filter((_, at) => at !== i));
  return { ...table, features: others(table.features), targets: others(table.targets), labels: table.labels.length ? others(table.labels) : [] };
}

/**
 * A point far above the line of least squares; where the frame is too low for it, that grows upwards.
 * @param {Table} table @param {number} x where @param {number} [by] how far @returns {Table}
 */
export function withOutlier(table, x, by = FAR * mostOf(table.targets)) {
  const { weight, bias } = pointsOf(table, null, "").least_squares;
  const line = weight && bias !== null ? weight[0] * x + bias : table.targets.reduce((sum, y) => sum + y, 0) / table.targets.length;
  const y = line + by;
  const [low, high] = table.y_range ?? [y, y];
  return added({ ...table, y_range: table.y_range && [low, Math.max(high, y + SPARE * (y - low))] }, { x, y });
}

/** @param {Table} table @returns {number} the edge of x: of drawn points the end of what they are drawn from, of measured ones the largest, which lies within the frame */
export function edgeOf({ x_range: range, true_weight: truth, features }) {
  return range && truth ? range[1] : Math.max(...features.map(([x]) => x));
}

/** How far apart the middle four fifths of some values lie: a few that are far off do not change it. @param {number[]} values @returns {number} all of them, or one, where that is nothing */
function mostOf(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (/** @type {number} */ share) => sorted[Math.round(share * (sorted.length - 1))];
  return at(0.9) - at(0.1) || at(1) - at(0) || Math.abs(at(1)) || 1;
}

/** @param {Table} table @param {Place} place @returns {Place} within its frame, which does not move */
function within({ x_range: xs, y_range: ys }, { x, y }) {
  return { x: bounded(x, xs), y: bounded(y, ys) };
}

/** @param {number} value @param {[number, number]|null} range */
function bounded(value, range) {
  return range ? Math.min(range[1], Math.max(range[0], value)) : value;
}

/** @param {State} state @returns {boolean} whether there are points over one feature */
export function canTouch({ points }) {
  return points !== null && points.inputs.length === 1 && points.x === null;
}

/** @param {State} state @param {[number, number]} yRange of the figure @returns {Table|null} the points of now as a table of one's own; null where they cannot be touched */
export function tableNow(state, yRange) {
  const { own, tables, points } = state;
  if (!points || !canTouch(state)) return null;
  if (!isUnscaled(state) || own === null) return tableFrom(points, yRange);
  const table = { ...tables[own], y_range: yRange };
  const { inside } = points;
  return inside && !table.mean && !isCurve(points) ? { ...table, mean: inside.mean, scale: inside.scale } : table;
}

/**
 * @param {State} state @param {{table: Table, hash: string}} original as tableNow() has it @param {Table} table what it became
 * @param {"moved-point"|"added-point"|"removed-point"|"outlier"} what @param {boolean} [isContinued] whether it is the same drag still
 * @returns {Action}
 */
export function touch({ points }, original, table, what, isContinued = false) {
  const hash = nameOf(table);
  return { type: "touch-points", table, hash, points: pointsOf(table, points, hash), original, what, isContinued };
}

/** @param {State} state @param {Table} table on its way @param {number} point that is held @param {string} frame a name of its own @returns {Action} which draws it, and tells the run nothing */
export function passing({ points }, table, point, frame) {
  return { type: "drag-point", points: pointsOf(table, points, frame), held: point };
}
