/* The table of the comparison: each run named by what tells it from the others, the line that it ended at, and what came of it. */

import { keyOf } from "../figures/compared_runs.js";
import { made } from "../page/element.js";
import { commonOf, namesOf, pointsApart } from "../run/differences.js";
import { datasetTitle, lineText, optimizerName } from "../text/names.js";
import { lossText, rate } from "../text/numbers.js";
import { first, text } from "../text/texts.js";
import { nearNotes, nearText } from "./near_words.js";

/** @typedef {import("../run/differences.js").Parts} Parts */
/** @typedef {import("../run/comparison.js").Told} Told */
/** @typedef {Told & {number: number|null}} Row number null is the run now */

/** The columns of the table, as its style names them. */
const COLUMNS = ["run", "line", "within", "epochs", "final"];

/** @param {Row[]} told the run now is the last @param {boolean} isNowAlone whether only its row is wanted @returns {HTMLElement[]} */
export function rowsOf(told, isNowAlone) {
  const names = namesOf(told).map((parts) => partsText(parts, told));
  const rows = told.map((run, i) => ({ row: rowOf(run, names[i]), apart: apartText(run, told) }));
  if (isNowAlone) return [rows[rows.length - 1].row];
  const reasons = [...new Set(rows.map(({ apart }) => apart))].sort((one, other) => one.length - other.length);
  const now = rows[rows.length - 1].row;
  // Those of other points stand together, under why they cannot be compared.
  const others = reasons.flatMap((reason) => {
    const together = rows.filter(({ apart, row }) => apart === reason && row !== now).map(({ row }) => row);
    together.forEach((row) => reason && (row.dataset.other = "true"));
    return reason ? [reasonRow(reason), ...together] : together;
  });
  return [...others, now];
}

/** @param {string} reason @returns {HTMLElement} */
function reasonRow(reason) {
  const row = document.createElement("tr");
  row.append(Object.assign(made("th", reason, { scope: "rowgroup", className: "why" }), { colSpan: COLUMNS.length }));
  return row;
}

/** @param {Row[]} told @returns {string} what all runs have alike, and what a star means */
export function noteOf(told) {
  const common = partsText(commonOf(told), told);
  const sentences = [common && told.length > 1 ? text("panel.compare.common", { parts: common }) : ""];
  if (told.some(({ changed }) => changed)) sentences.push(text("panel.compare.changed"));
  return [...new Set([...sentences, ...told.flatMap(nearNotes)])].filter(Boolean).join(" ");
}

/** @param {Row} run @param {string} name @returns {HTMLElement} */
function rowOf(run, name) {
  const row = document.createElement("tr");
  const [, , bias, ...weight] = run.rows[run.rows.length - 1];
  const texts = [
    (run.data.degree ?? 1) > 1 ? text("panel.compare.part.degree", { count: run.data.degree ?? 1 }) : lineText(weight, bias),
    nearText(run),
    String(run.epochs),
    run.diverged ? text("panel.compare.diverged") : lossText(run.loss),
  ];
  row.append(headOf(run, `${name}${run.changed ? "*" : ""}`), ...texts.map(cellOf));
  // A curve with more bends always has the lower loss: the other one is what runs of several degrees are told apart by.
  if (typeof run.testLoss === "number" && !run.diverged) row.lastElementChild?.append(made("span", text("panel.compare.test", { loss: lossText(run.testLoss) }), { className: "test" }));
  row.dataset.now = String(run.number === null);
  return row;
}

/** @param {Row} run @param {string} name @returns {HTMLElement} */
function headOf({ number }, name) {
  const cell = made("th", "", { scope: "row" });
  cell.dataset.column = "run";
  if (number === null) cell.append(text("panel.compare.now", { name }));
  else cell.append(keyOf(number), made("b", String(number)), ` ${name}`, forgetButton(number));
  return cell;
}

/** @param {string} words @param {number} i @returns {HTMLElement} */
function cellOf(words, i) {
  const cell = made("td", words);
  cell.dataset.column = COLUMNS[i + 1];
  return cell;
}

/** @param {number} number */
function forgetButton(number) {
  const button = made("button", "×", { className: "forget" });
  button.setAttribute("aria-label", text("panel.compare.forget.label", { number }));
  button.dataset.forget = String(number);
  return button;
}

/** @param {Row} run @param {Row[]} told @returns {string} */
function apartText(run, told) {
  const apart = pointsApart(run, told[told.length - 1]);
  if (!apart) return "";
  const [then, now] = apart.map((parts) => partsText(parts, told));
  return then ? text("panel.compare.apart", { then, now }) : text("panel.compare.apart.unknown");
}

/** @param {Parts} parts @param {Row[]} told @returns {string} "rate 0.1, batch 16" */
function partsText(parts, told) {
  return Object.entries(parts).map(([part, value]) => text(`panel.compare.part.${part.replace("_", "-")}`, { value: valueText(part, value, told), count: Number(value) })).join(", ");
}

/** @param {string} part @param {any} value @param {Row[]} told @returns {string} */
function valueText(part, value, told) {
  if (part === "kind") return datasetTitle(value);
  if (part === "scaling") return text(first(`scaling.${value}`));
  if (part === "optimizer") return optimizerName(value);
  if (part === "test_share") return text(`test-share.${value}`);
  if (part === "rate") return rate(value);
  if (part === "batch") return value === null ? text("batch-size.all") : String(value);
  if (part === "start") return lineText(value.slice(1), value[0]);
  // Seeds say nothing: the draws are counted.
  if (part === "seed") return String([...new Set(told.map(({ data }) => data.seed))].indexOf(value) + 1);
  return String(value);
}
