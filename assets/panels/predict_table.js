/* The data as a table: features, target, prediction and residual of each example; a press asks for it. */

import { isTest } from "../lesson/curve.js";
import { predictions } from "../lesson/loss.js";
import { made, setAttribute, setText } from "../page/element.js";
import { short } from "../text/numbers.js";
import { unitName, variableName } from "../text/names.js";
import { text } from "../text/texts.js";

/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("../run/types.js").Variable} Variable */

const ROWS = { desk: 50, phone: 10 }; // at a time: a phone's page would be fifty rows longer
const DIGITS = 4;
const IDS = { rows: "data-rows", turn: "data-turn", which: "data-which", earlier: "data-earlier", later: "data-later" };

/** The table. */
export class DataTable {
  /** @param {(values: number[]) => void} ask */
  constructor(ask) {
    this.ask = ask;
    this.from = 0;
    this.count = ROWS.desk;
    this.made = "";
    /** @type {Points|null} */
    this.points = null;
    this.place = made("div", "", { id: IDS.rows });
    this.scroll = made("div", "", { className: "table-place", tabIndex: /** @type {any} */ (0) });
    this.scroll.setAttribute("role", "region");
    this.scroll.setAttribute("aria-label", text("panel.predict.table.label"));
    this.buttons = made("p", "", { id: IDS.turn });
    this.buttons.append(this.turn(-1), made("span", "", { id: IDS.which }), this.turn(1));
    this.place.append(this.buttons, this.scroll);
    this.scroll.addEventListener("click", ({ target }) => this.press(target));
  }

  /** @param {number} by pages @returns {HTMLElement} */
  turn(by) {
    const id = by < 0 ? IDS.earlier : IDS.later;
    const button = made("button", text(`panel.predict.${by < 0 ? "earlier" : "later"}`), { id, className: "inline" });
    button.addEventListener("click", () => {
      if (!this.points || button.getAttribute("aria-disabled") === "true") return;
      this.from += by * this.count;
      this.make(this.points);
      if (this.last) this.draw(...this.last);
    });
    return button;
  }

  /** @param {EventTarget|null} target */
  press(target) {
    const row = target instanceof Element ? target.closest("tr")?.dataset.example : undefined;
    if (row !== undefined && this.points) this.ask(this.points.features[Number(row)]);
  }

  /** @param {State} state @param {Points} points @param {Snapshot} now @param {number|null} example that is asked for */
  draw(state, points, now, example) {
    /** @type {[State, Points, Snapshot, number|null]} */
    this.last = [state, points, now, example];
    const count = state.view.isPhone ? ROWS.phone : ROWS.desk;
    if (points !== this.points || count !== this.count) {
      this.from -= this.from % count;
      this.count = count;
      if (points.targets.length <= this.from || points.kind !== this.points?.kind) this.from = 0;
      this.points = points;
      this.make(points);
    }
    const predicted = predictions(points, now);
    this.scroll.querySelectorAll("tr[data-example]").forEach((row) => {
      const i = Number(/** @type {HTMLElement} */ (row).dataset.example);
      const [prediction, residual] = [row.querySelector(".predicted"), row.querySelector(".residual")];
      if (prediction) setText(prediction, short(predicted[i], DIGITS));
      if (residual) setText(residual, short(points.targets[i] - predicted[i], DIGITS));
      setAttribute(/** @type {HTMLElement} */ (row), "aria-current", i === example);
    });
  }

  /** The rows of this page. @param {Points} points */
  make(points) {
    const n = points.targets.length;
    const last = Math.min(n, this.from + this.count);
    const table = made("table", "", { className: "compare-table" });
    const head = made("thead", "");
    head.append(rowOf("th", [text("panel.predict.head"), ...points.inputs.map((input) => headOf(points, input)), headOf(points, points.output), text("panel.predict.prediction"), text("panel.predict.residual")]));
    const body = made("tbody", "");
    for (let i = this.from; i < last; i += 1) body.append(exampleRow(points, i));
    table.append(head, body);
    this.scroll.replaceChildren(table);
    this.scroll.scrollTo({ top: 0 });
    const isOne = n <= this.count;
    this.buttons.hidden = isOne;
    this.setTurn(IDS.earlier, this.from > 0);
    this.setTurn(IDS.later, last < n);
    const which = this.buttons.children[1];
    setText(which, text("panel.predict.which", { from: this.from + 1, to: last, n }));
  }

  /** @param {string} id @param {boolean} isThere */
  setTurn(id, isThere) {
    const button = [...this.buttons.children].find((child) => child.id === id);
    if (button) setAttribute(/** @type {HTMLElement} */ (button), "aria-disabled", !isThere);
  }
}

/** @param {Points} points @param {Variable} variable @returns {string} "area (m²)" */
function headOf(points, variable) {
  const name = variableName(points, variable);
  return variable.unit ? text("panel.predict.with-unit", { name, unit: unitName(variable.unit) }) : name;
}

/** @param {Points} points @param {number} i @returns {HTMLElement} */
function exampleRow(points, i) {
  const row = rowOf("td", ["", ...points.features[i].map((value) => short(value, DIGITS)), short(points.targets[i], DIGITS), "", ""]);
  row.dataset.example = String(i);
  const [name, ...cells] = [...row.children];
  const button = made("button", String(i + 1), { className: "inline" });
  button.setAttribute("aria-label", [text("panel.predict.take", { row: i + 1 }), points.labels[i] ?? ""].join(" ").trim());
  name.append(button);
  if (isTest(points, i)) name.append(made("span", "", { className: "ring" }), made("span", text("curve.test")));
  cells[cells.length - 2].className = "predicted";
  cells[cells.length - 1].className = "residual";
  if (points.labels[i]) row.title = points.labels[i];
  return row;
}

/** @param {string} tag @param {string[]} texts @returns {HTMLElement} */
function rowOf(tag, texts) {
  const row = made("tr", "");
  row.append(...texts.map((words) => made(tag, words, tag === "th" ? { scope: "col" } : {})));
  return row;
}
