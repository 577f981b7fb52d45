/* The data sets side by side: points, units, slope, largest learning rate, source. Its numbers are the server's model's. */

import { request } from "../run/request.js";
import { datasetTitle, unitName, variableName } from "../text/names.js";
import { brief, short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { madeDialog } from "./dialog.js";
import { element, made, setMarked } from "./element.js";

/** @typedef {import("../run/types.js").Variable} Variable */
/** @typedef {{kind: string, n: number, inputs: Variable[], output: Variable, weight: number[]|null, limit: number, source: string, licence: string}} Row */

const ID = "data-table";
const TITLE = "data-table-title";
const ADDRESS = "/data-sets.json";
const COLUMNS = ["data", "points", "slope", "rate"];
const DIGITS = 4;
const RATE_DIGITS = 3;

/** @returns {Promise<Row[]>} */
export function fetchRows() {
  return request(ADDRESS, (response) => {
    if (!response.ok) throw new Error(`${ADDRESS}: ${response.status}`);
    return response.json();
  });
}

/** Show them over the page, with the focus on what closes it. @param {Row[]} rows @param {boolean} isAnswered whether slopes and rates may be seen */
export function showTable(rows, isAnswered) {
  document.getElementById(ID)?.remove();
  const place = madeDialog(ID, TITLE, "side-by-side.close.label", () => {
    place.remove();
    element("about-button").focus();
  });
  const note = made("p", "");
  setMarked(note, text("side-by-side.note"));
  place.append(made("h2", text("side-by-side.title"), { id: TITLE }), tableOf(rows, isAnswered ? COLUMNS : COLUMNS.slice(0, COLUMNS.indexOf("slope"))), note);
  document.body.append(place); // not into the page, of which Dash may draw another meanwhile
  /** @type {HTMLElement} */ (place.querySelector(".close")).focus();
}

/** @param {Row[]} rows @param {string[]} columns @returns {HTMLElement} */
function tableOf(rows, columns) {
  const table = made("table", "");
  const head = made("tr", "");
  head.append(...columns.map((name) => Object.assign(made("th", text(`side-by-side.${name}`)), { scope: "col" })));
  const top = made("thead", "");
  top.append(head);
  table.append(top, ...rows.map((row) => bodyOf(row, columns)));
  return table;
}

/** @param {Row} row @param {string[]} columns @returns {HTMLElement} its numbers, and below them where it is from */
function bodyOf(row, columns) {
  const numbers = made("tr", "");
  const title = Object.assign(made("th", datasetTitle(row.kind)), { scope: "row" });
  const slope = row.weight ? row.weight.map((weight) => brief(weight, DIGITS)).join(", ") : "";
  numbers.append(title, ...[String(row.n), slope, short(row.limit, RATE_DIGITS)].slice(0, columns.length - 1).map((value) => made("td", value)));
  const told = made("td", `${over(row)}. ${sourceOf(row)}`);
  told.setAttribute("colspan", String(columns.length));
  const below = made("tr", "");
  below.append(told);
  const body = made("tbody", "");
  body.append(numbers, below);
  return body;
}

/** @param {Row} row @returns {string} "velocity (km/s) over distance (Mpc)" */
function over({ kind, inputs, output }) {
  const named = (/** @type {Variable} */ variable) => {
    const name = variableName({ kind }, variable);
    return variable.unit ? text("side-by-side.with-unit", { name, unit: unitName(variable.unit) }) : name;
  };
  return text("side-by-side.over", { output: named(output), inputs: inputs.map(named).join(", ") });
}

/** @param {Row} row */
function sourceOf({ source, licence }) {
  return source ? text("side-by-side.source", { source, licence: text(`licence.${licence}`) }) : text("side-by-side.made");
}
