/* What is taken along: the menu of it, and what is made when it is asked for, a picture for a worksheet, or a table as CSV. */

import { learned } from "../lesson/curve.js";
import { DrawnSamples, sampleRows } from "../figures/drawn_samples.js";
import { wallPicture } from "../figures/wall.js";
import { seen } from "../run/state.js";
import { all, made } from "./element.js";
import { fileName, giveText, table } from "./files.js";
import { give } from "./give.js";
import { text } from "../text/texts.js";

/** @typedef {import("../run/types.js").State} State */

/** @type {Record<string, string>} what holds the rows of each table */
const TABLES = { weights: "#weights-rows", step: "#step-table,#step-several,#coming-table", runs: ".compare-table" };

/** @type {Record<string, string[]>} what stands in one place */
const TOGETHER = { compare: ["compare", "runs"], sampling: ["fan", "histogram"] };
const SAMPLES = "histogram"; // of which the numbers can be taken too

const MODES = /** @type {const} */ (["light", "dark"]);
const FORMATS = ["png", "svg"];
const OPERATORS = ["=", "≈", "−", "×"];
const ERROR = " ± ";
const MARK = "†";
const BRACKETS = /^\((.*)\)$/;

/** @param {string} name of a figure or table @returns {HTMLElement} what of it can be taken along */
export function menu(name) {
  const place = made("div", "", { className: "take-menu" });
  const names = TOGETHER[name] ?? [name];
  names.forEach((one) => {
    if (names.length > 1) place.append(made("strong", text(`picture.${one}`)));
    place.append(...MODES.map((mode) => row(one, mode)));
    if (one in TABLES || one === SAMPLES) place.append(choice(one, "light", "csv"));
  });
  place.append(made("span", "", { className: "take-words" }));
  place.lastElementChild?.setAttribute("role", "status");
  return place;
}

/** @param {string} name @param {"light"|"dark"} mode */
function row(name, mode) {
  const place = made("div", "");
  place.append(made("span", text(`take.${mode}`)), ...FORMATS.map((format) => choice(name, mode, format)));
  return place;
}

/** @param {string} name @param {string} mode @param {string} format */
function choice(name, mode, format) {
  const button = made("button", format.toUpperCase(), { className: "inline" });
  const said = { figure: text(`picture.${name}`), format: format.toUpperCase(), mode: text(`take.${mode}`) };
  button.setAttribute("aria-label", text(format === "csv" ? "take.table" : "take.picture", said));
  Object.assign(button.dataset, { take: name, takeMode: mode, takeFormat: format });
  return button;
}

/** @param {State} state @param {DOMStringMap} wanted @returns {Promise<string>} what became of it, in words */
export async function taken(state, { take: name = "", takeMode, takeFormat: format = "" }) {
  const { points } = state;
  if (!points) return "";
  if (format === "csv" && name === SAMPLES) return giveText(table(sampleRows(new DrawnSamples().of(state, learned(points)))), fileName(state, "samples"), format);
  const file = fileName(state, name, seen(state)?.epoch);
  if (format === "csv") return giveText(table(numbersAlone(rowsOf(name))), file, format);
  const mode = takeMode === "dark" ? "dark" : "light";
  const rows = name in TABLES ? rowsOf(name) : undefined;
  const url = await wallPicture(state, points, name, { mode, format, rows });
  return give({ name: `${file}.${format}`, url });
}

/** @param {string} name of a table @returns {string[][]} what its cells say, as they are seen */
function rowsOf(name) {
  const isSeen = (/** @type {Element} */ part) => /** @type {HTMLElement} */ (part).offsetParent !== null && getComputedStyle(part).visibility === "visible";
  const [place] = all(TABLES[name]).filter(isSeen);
  const rows = [...(place instanceof HTMLTableElement ? place.rows : place.children)].filter(isSeen);
  const cells = (/** @type {Element} */ row) => [...row.children].filter((cell) => isSeen(cell) && cell.getAttribute("aria-hidden") !== "true");
  return rows.map((row) => cells(row).map((cell) => saidBy(/** @type {HTMLElement} */ (cell))));
}

/** What a spreadsheet reads as numbers: no brackets, no columns of operators, an error and a mark in columns of their own. @param {string[][]} rows */
export function numbersAlone(rows) {
  const columns = rows[0].map((_, i) => rows.map((row) => row[i] ?? ""));
  const kept = columns.filter((column) => !column.slice(1).every((cell) => OPERATORS.includes(cell)));
  const parted = kept.flatMap((column) => {
    if (column.some((cell) => cell.endsWith(MARK))) return [column.map((cell) => cell.replace(MARK, "")), column.map((cell, i) => (!i || cell.endsWith(MARK) ? MARK : ""))];
    if (!column.some((cell) => cell.includes(ERROR))) return [column];
    return [column.map((cell) => cell.split(ERROR)[0]), column.map((cell, i) => (i ? (cell.split(ERROR)[1] ?? "") : ERROR.trim()))];
  });
  return rows.map((_, i) => parted.map((column) => column[i].replace(BRACKETS, "$1")));
}

/** @param {HTMLElement} cell @returns {string} without the buttons in it */
function saidBy(cell) {
  const copy = /** @type {HTMLElement} */ (cell.cloneNode(true));
  copy.querySelectorAll("button").forEach((button) => button.remove());
  const parts = [...copy.children].map((part) => part.textContent?.trim()).filter(Boolean);
  return parts.length ? parts.join(" ") : (copy.textContent ?? "").trim();
}
