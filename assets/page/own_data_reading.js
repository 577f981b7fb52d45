/* A reading as it is seen: one sentence, what was left out, which columns are used, and the first rows of them. */

import { FEWEST_POINTS, mostFeatures, numberColumns, rowsLeftOut, signOf, usedRows } from "../run/reading.js";
import { plain } from "../text/numbers.js";
import { sentence, text } from "../text/texts.js";
import { all, element, made, setText } from "./element.js";

/** @typedef {import("../run/reading.js").Reading} Reading */
/** @typedef {import("../run/reading.js").Choice} Choice */
/** @typedef {import("../run/reading.js").LeftOut} LeftOut */

const IDS = { seen: "data-seen", out: "data-left-out", more: "data-more", all: "data-all" };
const PREVIEWED = 5;
const NAMED_ROWS = 6;
const LISTED = 50;

/** @param {Reading} reading @returns {Choice} the columns that are chosen on the page */
export function choiceOf(reading) {
  const chosen = (/** @type {string} */ id) => /** @type {HTMLSelectElement|null} */ (document.getElementById(id))?.value;
  const x = Number(chosen("data-x") ?? reading.x);
  const target = Number(chosen("data-y") ?? reading.y);
  const more = all("#data-more input:checked").map((box) => Number(/** @type {HTMLInputElement} */ (box).value));
  const features = [...new Set([x, ...more])].filter((place) => place !== target);
  const others = numberColumns(reading).filter((place) => place !== target);
  return { features: features.length ? features.sort((one, other) => one - other) : others.slice(0, 1), target };
}

/** @param {import("../run/reading.js").Variable} variable @returns {string} "Weg (cm)" */
function titleOf({ name, unit }) {
  return unit ? text("own-data.with-unit", { name, unit }) : name;
}

/** @param {Reading} reading */
export function showReading(reading) {
  const place = element("data-found");
  if (!place.childElementCount) place.append(...choices(reading), made("div", "", { id: IDS.seen }));
  const choice = choiceOf(reading);
  levelChoices(choice, mostFeatures(reading));
  const out = rowsLeftOut(reading, choice);
  setText("data-reading", words(reading, choice, out));
  const list = leftOutList(reading, out);
  element("data-seen").replaceChildren(...(list ? [list] : []), preview(reading, choice));
}

/** @param {Reading} reading @param {Choice} choice @param {LeftOut[]} out @returns {string} how it was read, in numbers */
function words(reading, choice, out) {
  const count = usedRows(reading, choice).length;
  const few = count < FEWEST_POINTS ? [text("own-data.few", { count, fewest: FEWEST_POINTS })] : [];
  const how = text("own-data.how", { rows: text("own-data.rows", { count }), delimiter: text(`own-data.${reading.delimiter}`), decimal: decimalWords(reading) });
  const left = out.length ? [text("own-data.left-out", { count: out.length, rows: listed(out.map(({ row }) => plain(row))) })] : [];
  return [...few, how, ...left, ...reading.sentences.map(sentence)].join(" ");
}

/** @param {Reading} reading */
function decimalWords(reading) {
  const sign = signOf(reading);
  if (sign === "both") {
    const having = (/** @type {string} */ one) => listed(reading.columns.filter(({ decimal }) => decimal === one).map(({ name }) => name));
    return text("own-data.decimal.both", { comma: having(","), point: having(".") });
  }
  if (sign) return text(sign === "," ? "own-data.decimal.comma" : "own-data.decimal.point");
  return text(reading.delimiter === "sheet" ? "own-data.decimal.typed" : "own-data.decimal.none");
}

/** @param {string[]} names @returns {string} "7, 9 and 19" */
function listed(names) {
  const shown = names.slice(0, NAMED_ROWS);
  if (names.length > NAMED_ROWS) return text("own-data.left-out.many", { rows: shown.join(", "), more: names.length - NAMED_ROWS });
  const last = shown.pop() ?? "";
  return shown.length ? text("own-data.left-out.more", { rows: shown.join(", "), last }) : last;
}

/** @param {Reading} reading @param {LeftOut[]} out @returns {HTMLElement|null} each row with the cell that was the reason */
function leftOutList(reading, out) {
  if (!out.length) return null;
  const list = made("ul", "", { id: IDS.out });
  const lines = out.slice(0, LISTED).map(({ row, column, cell, reason }) => {
    const line = made("li", "");
    const name = column < 0 ? "" : reading.columns[column].name;
    line.append(made("strong", text("own-data.left-out.row", { row })), ` ${text(`own-data.left-out.${reason}`, { column: name, cell })}`);
    return line;
  });
  list.append(...lines);
  if (out.length > LISTED) list.append(made("li", text("own-data.left-out.other", { count: out.length - LISTED })));
  return list;
}

/** @param {Reading} reading @returns {HTMLElement[]} x and y by name and more features, where there are more than two columns */
function choices(reading) {
  const columns = numberColumns(reading);
  if (columns.length < 3) return [];
  const row = made("div", "", { className: "data-columns" });
  row.append(...select(reading, "data-x", "own-data.x", reading.x), ...select(reading, "data-y", "own-data.y", reading.y));
  const more = made("fieldset", "", { id: IDS.more });
  more.append(made("legend", text("own-data.features", { most: mostFeatures(reading) })), allOf(more));
  columns.forEach((place) => {
    const label = made("label", "", { className: "share-switch" });
    const box = /** @type {HTMLInputElement} */ (made("input", ""));
    Object.assign(box, { type: "checkbox", value: String(place) });
    label.append(box, made("span", titleOf(reading.columns[place])));
    more.append(label);
  });
  return [row, more];
}

/** @param {Reading} reading @param {string} id @param {string} name @param {number} chosen */
function select(reading, id, name, chosen) {
  const label = made("label", text(name));
  label.setAttribute("for", id);
  const field = /** @type {HTMLSelectElement} */ (made("select", "", { className: "form-select" }));
  field.id = id;
  field.append(...numberColumns(reading).map((place) => made("option", titleOf(reading.columns[place]), { value: String(place) })));
  field.value = String(chosen);
  return [label, field];
}

/** @param {HTMLElement} more @returns {HTMLElement} a press on every box, or off */
function allOf(more) {
  const button = made("button", text("own-data.all"), { id: IDS.all, className: "inline" });
  button.addEventListener("click", () => {
    const boxes = /** @type {HTMLInputElement[]} */ ([...more.querySelectorAll("input")]);
    const isAll = boxes.some(({ checked, disabled }) => !checked && !disabled);
    boxes.forEach((box) => box.checked === isAll || box.disabled || box.click());
  });
  return button;
}

/** What is x is a feature, and y is none. @param {Choice} choice @param {number} most features */
function levelChoices({ features, target }, most) {
  const x = /** @type {HTMLSelectElement|null} */ (document.getElementById("data-x"));
  if (x && Number(x.value) === target) x.value = String(features[0]);
  all("#data-more input").forEach((one) => {
    const box = /** @type {HTMLInputElement} */ (one);
    const place = Number(box.value);
    const isGiven = place === target || place === Number(x?.value);
    box.disabled = isGiven || (features.length >= most && !box.checked);
    if (isGiven) box.checked = place !== target;
  });
}

/** @param {Reading} reading @param {Choice} choice */
function preview(reading, { features, target }) {
  const place = made("div", "", { className: "table-place" });
  place.tabIndex = 0;
  place.setAttribute("role", "region");
  place.setAttribute("aria-label", text("own-data.preview"));
  const table = made("table", "", { className: "data-preview" });
  const wanted = [...features, target];
  const head = made("tr", "");
  head.append(...wanted.map((column) => made("th", titleOf(reading.columns[column]), /** @type {any} */ ({ scope: "col" }))));
  const rows = usedRows(reading, { features, target }).slice(0, PREVIEWED).map((at) => {
    const row = made("tr", "");
    row.append(...wanted.map((column) => made("td", plain(/** @type {number} */ (reading.columns[column].numbers[at])))));
    return row;
  });
  table.append(head, ...rows);
  place.append(table);
  return place;
}
