/* Points of one's own in a link: the tables that its run learned from, and the one of now. */

import { OWN } from "./command.js";
import { FieldError } from "./link_fields.js";
import { nameOf } from "./own_points.js";
import { isTable, MOST_TABLES, namesIn } from "./stored_tables.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Table} Table */
/** @typedef {[kind: string, scaling: string]} Base the data set that its run learned from before that was touched */
/** @typedef {{name: string, names: string[], tables: Table[], base: Base|null}} Own the name of the one of now, and all of them */

const FIELD = "changes";

/** @param {State} state @returns {Own|null} null where the data set is another */
export function ownOf(state) {
  const { controls, own, tables } = state;
  if (controls.dataset !== OWN || own === null) return null;
  const names = namesIn({ ...state, runs: [] }).filter((name) => name in tables);
  return { name: own, names, tables: names.map((name) => tables[name]), base: baseOf(state) };
}

/** @param {State} state @returns {Base|null} null where it has learned from points of one's own alone */
function baseOf({ record, goal }) {
  const stages = goal?.training ? [goal, ...(goal.course ?? [])] : [];
  const other = [...record.segments, ...stages].find(({ data }) => data && data.kind !== OWN)?.data;
  return other ? [other.kind, other.scaling ?? "none"] : null;
}

/** @param {State} state @returns {boolean} whether its run learned from another data set before that was touched */
export function isMixed(state) {
  return state.controls.dataset === OWN && baseOf(state) !== null;
}

/** @param {any} content what a link had packed @param {import("./types.js").Schema} schema @returns {{rows: any, own: string, names: string[], tables: Record<string, Table>, base: Base|null}} throws FieldError where it is not right */
export function ownFrom(content, { data }) {
  const { own, tables, rows, base = null } = content ?? {};
  if (!Array.isArray(tables) || !tables.length || tables.length > MOST_TABLES || !tables.every(isWhole) || !tables[own]) throw new FieldError(FIELD, "");
  const isBase = base === null || (Array.isArray(base) && typeof base[0] === "string" && Object.hasOwn(data, base[0]) && base[0] !== OWN && ["none", ...data[base[0]].scalings].includes(base[1]));
  if (!isBase) throw new FieldError(FIELD, "");
  const names = tables.map(nameOf);
  const found = Object.fromEntries(names.map((name, i) => [name, tables[i]]));
  return { rows: rows?.length ? rows : null, own: names[own], names, tables: found, base };
}

/** @param {any} table @returns {boolean} */
function isWhole(table) {
  try {
    return isTable(table);
  } catch {
    return false; // a field was missing
  }
}
