/* What is done with points of one's own: taken, or touched while the run goes on. */

import { measuredAgain } from "./answers.js";
import { dataOf, OWN } from "./command.js";
import { same } from "./record.js";
import { drop, newRun } from "./transitions.js";

/** @typedef {import("./types.js").DataSpec} DataSpec */
/** @typedef {import("./types.js").Points} Points */
/** @typedef {import("./types.js").State} State */
/** @typedef {{table: import("./types.js").Table, hash: string}} Named */

/** What is learned of other points at first. */
export const LINE = { degree: 1, test_share: 0 };

/** @param {State} state @param {Named} named @returns {State} a new run on these points */
export function using(state, { table, hash }) {
  const controls = { ...state.controls, ...LINE, dataset: OWN, scaling: state.schema.data[OWN].scaling };
  return newRun({ ...state, controls, own: hash, tables: { ...state.tables, [hash]: table }, shownData: null });
}

/**
 * The run goes on with changed points, which are drawn at once; the server tells soon what theory knows of them.
 * @param {State} state @param {Named & {points: Points, original: Named, held?: number|null}} touched `original`: the points before, as a table; `held` while it is dragged
 * @returns {State}
 */
export function touching(state, { table, hash, points, original, held = null }) {
  const tables = { ...state.tables, [hash]: table };
  const touched = { ...state, own: hash, tables, points, held, shownData: null, shownKind: OWN };
  if (isUnscaled(state)) return measuredAgain(touched);
  return measuredAgain(drop(asOwn(touched, original)));
}

/** @param {State} state @returns {boolean} whether its points are one's own, shown as the table has them */
export function isUnscaled({ controls, schema }) {
  return controls.dataset === OWN && ["none", schema.data[OWN].scaling].includes(controls.scaling);
}

/** A point is drawn where it is dragged to. @param {State} state @param {{points: Points, held: number}} drag @returns {State} */
export function dragging(state, { points, held }) {
  return measuredAgain({ ...state, points, held, shownData: null });
}

/** Another data set becomes one's own: the same numbers, so that a run on it is one on them. @param {State} state @param {Named} original @returns {State} */
function asOwn(state, { table, hash }) {
  const controls = { ...state.controls, dataset: OWN, scaling: "none" };
  const tables = { ...state.tables, [hash]: table };
  const data = dataOf({ ...state, controls, tables, own: hash });
  const { record } = state;
  const { startData } = record;
  const before = record.segments[0]?.data ?? startData; // before its first epoch another number of points may have been asked for
  const isOne = before !== null && record.segments.every((segment) => same(segment.data, before));
  if (!isOne) return { ...state, controls, tables }; // its points were changed on the way: the record tells of both kinds
  const segments = record.segments.map((segment) => ({ ...segment, data }));
  return { ...state, controls, tables, record: record.with({ segments, startData: same(startData, before) ? data : startData }) };
}
