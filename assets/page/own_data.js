/* Your own data: where a table is pasted or a file opened; how it was read is said at once, and one press uses it. */

import { nameOf, tableOf } from "../run/own_points.js";
import { FEWEST_POINTS, pointsOf, signOf, usedRows } from "../run/reading.js";
import { sentence, text } from "../text/texts.js";
import { closeDialog, madeDialog, openDialog } from "./dialog.js";
import { element, made, setText } from "./element.js";
import { choiceOf, showReading } from "./own_data_reading.js";
import { asFile, askForReading, isTooLarge } from "./own_data_request.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/reading.js").Reading} Reading */
/** @typedef {import("./own_data_request.js").Given} Given */

const ID = "own-data-view";
const IDS = { title: "own-data-title", text: "data-text", file: "data-file", name: "data-file-name", said: "data-reading", found: "data-found", decimal: "data-flip-decimal", header: "data-flip-header", take: "data-take" };
const TYPED_MS = 400;
const OTHER_SIGN = /** @type {Record<string, string>} */ ({ ",": ".", ".": ",", both: "," });

/** The view, in the page while it is open. */
export class OwnData {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Given} what is pasted or opened */
    this.given = { text: "" };
    /** @type {{decimal?: string, header?: boolean}} what was flipped */
    this.flipped = {};
    /** @type {Reading|null} */
    this.reading = null;
    this.asked = 0;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.later = undefined;
    this.place = made("section", "", { id: ID });
  }

  /** Open it, or close it where it is open. */
  flip() {
    if (this.place.isConnected) return this.close();
    this.place = this.made();
    openDialog(this.place, "own-data");
    this.read();
    element("data-text").focus();
  }

  close() {
    clearTimeout(this.later);
    closeDialog(this.place, "own-data");
  }

  /** @returns {HTMLElement} */
  made() {
    const place = madeDialog(ID, IDS.title, "own-data.close.label", () => this.close());
    const said = made("p", "", { id: IDS.said });
    said.setAttribute("role", "status");
    const found = made("div", "", { id: IDS.found });
    found.addEventListener("change", () => this.show());
    place.append(made("h2", text("own-data.heading"), { id: IDS.title }), this.fields(), said, this.presses(), found);
    this.listen(place);
    return place;
  }

  /** @returns {HTMLElement} where one pastes, and what opens a file */
  fields() {
    const place = made("div", "", { className: "data-fields" });
    const label = made("label", text("data-text"));
    label.setAttribute("for", "data-text");
    const field = /** @type {HTMLTextAreaElement} */ (made("textarea", "", { id: IDS.text }));
    Object.assign(field, { value: this.given.text ?? "", spellcheck: false, rows: 6, autocomplete: "off" });
    field.addEventListener("input", ({ inputType }) => this.takeIn({ text: field.value }, /** @type {any} */ (inputType) === "insertFromPaste" ? 0 : TYPED_MS));
    const what = made("p", text("data-text.what"), { className: "note" });
    place.append(label, field, what, this.fileField());
    return place;
  }

  /** @returns {HTMLElement} */
  fileField() {
    const row = made("div", "", { className: "share-row" });
    const label = made("label", text("data-file"), { className: "inline" });
    const field = /** @type {HTMLInputElement} */ (made("input", "", { id: IDS.file, className: "visually-hidden" }));
    Object.assign(field, { type: "file", accept: ".csv,.tsv,.txt,.dat,.xlsx,.ods,text/csv,text/plain" });
    field.addEventListener("change", () => {
      const [file] = field.files ?? [];
      if (file) this.open(file);
      field.value = "";
    });
    label.append(field);
    row.append(label, made("span", this.given.name ?? text("data-file.what"), { id: IDS.name, className: "note" }));
    return row;
  }

  /** @returns {HTMLElement} what uses the points, and what has them read otherwise */
  presses() {
    const row = made("div", "", { className: "share-row" });
    const decimal = button(IDS.decimal, () => this.turn({ ...this.flipped, decimal: OTHER_SIGN[this.sign()] }));
    const header = button(IDS.header, () => this.turn({ ...this.flipped, header: !(this.reading?.header ?? this.flipped.header) }));
    row.append(button(IDS.take, () => this.take()), decimal, header);
    return row;
  }

  /** @param {HTMLElement} place */
  listen(place) {
    place.addEventListener("dragover", (event) => event.preventDefault());
    place.addEventListener("drop", (event) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      event.stopPropagation(); // elsewhere on the page a file is a run
      this.open(file);
    });
    place.addEventListener("paste", (event) => {
      if (!isTooLarge(event.clipboardData?.getData("text/plain") ?? "")) return;
      event.preventDefault();
      this.refuse(text("reading.too-large"));
    });
  }

  /** @param {Given} given @param {number} wait milliseconds, for who goes on typing */
  takeIn(given, wait) {
    this.given = given;
    this.flipped = {};
    setText("data-file-name", given.name ?? text("data-file.what"));
    clearTimeout(this.later);
    this.later = setTimeout(() => this.read(), wait);
  }

  /** @param {File} file */
  async open(file) {
    const given = await asFile(file).catch(() => undefined);
    if (given === undefined) return this.refuse(text("own-data.failed")); // a folder, or one that is gone
    if (!given) return this.refuse(text("reading.too-large"));
    /** @type {HTMLTextAreaElement} */ (element("data-text")).value = "";
    this.takeIn(given, 0);
  }

  /** @param {{decimal?: string, header?: boolean}} flipped */
  turn(flipped) {
    this.flipped = flipped;
    this.read();
  }

  /** @returns {string} the decimal sign that the text is read with */
  sign() {
    return this.flipped.decimal ?? (this.reading ? signOf(this.reading) : "");
  }

  /** Have it read, and show what came of it, if nothing else was asked meanwhile. */
  async read() {
    const asked = ++this.asked;
    const isEmpty = this.given.file === undefined && !this.given.text?.trim();
    if (isEmpty) return this.refuse("");
    const wait = setTimeout(() => setText("data-reading", text("own-data.reading")), TYPED_MS);
    const said = await askForReading({ ...this.given, ...this.flipped });
    clearTimeout(wait);
    if (asked !== this.asked || !this.place.isConnected) return;
    if ("notice" in said) return this.refuse(sentence(said.notice));
    this.reading = said;
    element("data-found").replaceChildren();
    this.show();
  }

  /** Say why nothing can be used. @param {string} words */
  refuse(words) {
    this.asked += 1;
    this.reading = null;
    setText("data-reading", words);
    element("data-found").replaceChildren();
    this.level();
  }

  /** Show the reading for the columns that are chosen. */
  show() {
    if (this.reading) showReading(this.reading);
    this.level();
  }

  /** Buttons as they can be pressed now. */
  level() {
    const { reading } = this;
    const sign = this.sign();
    const [decimal, header, take] = [IDS.decimal, IDS.header, IDS.take].map(element);
    const hadFocus = document.activeElement;
    decimal.hidden = !sign;
    header.hidden = !reading && this.flipped.header === undefined;
    const doubt = reading?.sentences.find(({ id }) => id === "reading.asked")?.values;
    const flipTo = OTHER_SIGN[sign] === "," ? "comma" : "point";
    setText(decimal, doubt ? text("data-flip-decimal", { cell: doubt.cell, value: doubt.other }) : text(`data-flip-decimal.${flipTo}`));
    setText(header, text(`data-flip-header.${(reading?.header ?? this.flipped.header) ? "off" : "on"}`));
    setText(take, text("data-take"));
    const isReady = reading !== null && usedRows(reading, choiceOf(reading)).length >= FEWEST_POINTS;
    take.toggleAttribute("disabled", !isReady);
    if (hadFocus instanceof HTMLElement && (hadFocus.hidden || hadFocus.matches(":disabled"))) element("data-text").focus();
  }

  /** Use the points as they were read. */
  take() {
    if (!this.reading) return;
    const points = pointsOf(this.reading, choiceOf(this.reading), text("own-data.untitled"));
    this.close();
    const table = tableOf(points);
    this.store.dispatch({ type: "use-points", table, hash: nameOf(table) });
  }
}

/** @param {string} id @param {() => void} press @returns {HTMLElement} */
function button(id, press) {
  const one = made("button", "", { id, className: "inline" });
  one.addEventListener("click", press);
  return one;
}
