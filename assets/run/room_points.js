/* The class as the data: its points as points of one's own, which a run goes on with while they are moved. */

import { pointsOf } from "../lesson/theory.js";
import { OWN } from "./command.js";
import { named } from "./own_points.js";
import { same } from "./record.js";
import { isThere } from "./room.js";

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Table} Table */
/** @typedef {{x: [number, number], y: [number, number], mode: string, names: [string, string], units: [string, string], outlier: boolean}} Plane */

/**
 * What the page does with the class's points: a new run on the first of them, and the run goes on with those that follow.
 * @param {State} state @param {Table} table @param {string|null} last the name of those that the page has taken before; null where it has not @returns {{action: Action|null, hash: string}} no action where the page shows other data meanwhile
 */
export function taking(state, table, last) {
  const { hash } = named(table);
  const { controls, own, tables } = state;
  const known = last ?? sameClass(state, table);
  if (known === null) return { action: { type: "use-points", table, hash }, hash };
  if (controls.dataset !== OWN || own === null || own !== known || hash === known) return { action: null, hash };
  const original = named(tables[own]);
  const points = pointsOf(table, state.points, hash);
  return { action: { type: "touch-points", table, hash, points, original, isContinued: true }, hash };
}

/** @param {State} state @param {Table} table @returns {string|null} the name of its points, where they are of this plane already: a page that was reloaded goes on with its run */
function sameClass({ controls, own, tables }, table) {
  if (controls.dataset !== OWN || own === null) return null;
  const of = (/** @type {Table} */ { inputs, output, x_range: x, y_range: y }) => [inputs, output, x, y];
  return same(of(tables[own]), of(table)) ? own : null;
}

/** @param {State} state @param {string|null} last of the class's points that the page has taken @returns {boolean} whether it learns from them now */
export function learnsFromClass({ controls, own }, last) {
  return controls.dataset === OWN && own !== null && own === last;
}

/** @param {Plane} plane @param {{x: number, y: number}} place in its units @returns {[number, number]} on the plane */
export function onPlane({ x, y }, place) {
  return [Math.min(x[1], Math.max(x[0], place.x)), Math.min(y[1], Math.max(y[0], place.y))];
}

/** Whether the page's own points are the class's now, to which each of its students gives one. @param {State} state @returns {boolean} */
export function givesToClass({ room }) {
  return room !== null && room.role === "member" && isThere(room) && Boolean(room.state.points);
}
