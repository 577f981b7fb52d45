/* Points of one's own in a link: the tables that its run learned from, and the one of now. */

import { OWN } from "./command.js";
import { FieldError } from "./link_fields.js";
import { nameOf } from "./own_points.js";
import { isTable, MOST_TABLES, namesIn } from "./stored_tables.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Table} Table */
/** @typedef {{name: string, names: string[], tables: Table[]}} Own the name of the one of now, and all of them */

const FIELD = "changes";

/** @param {State} state @returns {Own|null} null where the data set is another */
export function ownOf(state) {
  const { controls, own, tables } = state;
  if (controls.dataset !== OWN || own === null) return null;
  const names = namesIn({ ...state, runs: [] }).filter((name) => name in tables);
  return { name: own, names, tables: names.map((name) => tables[name]) };
}

/** @param {State} state @returns {boolean} whether its run learned from another data set before that was touched, which no link can tell */
export function isMixed({ controls, record }) {
  return controls.dataset === OWN && record.segments.some(({ data }) => data.kind !== OWN);
}

/** @param {any} content what a link had packed @returns {{rows: any, own: string, names: string[], tables: Record<string, Table>}} throws FieldError where it is not right */
export function ownFrom(content) {
  const { own, tables, rows } = content ?? {};
  if (!Array.isArray(tables) || !tables.length || tables.length > MOST_TABLES || !tables.every(isWhole) || !tables[own]) throw new FieldError(FIELD, "");
  const names = tables.map(nameOf);
  const found = Object.fromEntries(names.map((name, i) => [name, tables[i]]));
  return { rows: rows?.length ? rows : null, own: names[own], names, tables: found };
}

/** @param {any} table @returns {boolean} */
function isWhole(table) {
  try {
    return isTable(table);
  } catch {
    return false; // a field was missing
  }
}
