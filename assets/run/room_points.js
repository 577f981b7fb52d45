/* The class as the data: its points as points of one's own, which a run goes on with while they are moved. */

import { pointsOf } from "../lesson/theory.js";
import { OWN } from "./command.js";
import { named } from "./own_points.js";

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
  if (last === null) return { action: { type: "use-points", table, hash }, hash };
  const { controls, own, tables } = state;
  if (controls.dataset !== OWN || own !== last || hash === last) return { action: null, hash };
  const original = named(tables[own]);
  const points = pointsOf(table, state.points, hash);
  return { action: { type: "touch-points", table, hash, points, original, isContinued: true }, hash };
}

/** @param {Plane} plane @param {{x: number, y: number}} place in its units @returns {[number, number]} on the plane */
export function onPlane({ x, y }, place) {
  return [Math.min(x[1], Math.max(x[0], place.x)), Math.min(y[1], Math.max(y[0], place.y))];
}
