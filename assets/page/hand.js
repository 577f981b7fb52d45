/* My line: its numbers under the key of the fit, and two handles on it, for mouse, finger and keys. */

import { endsOf } from "../figures/skeleton.js";
import { lineThrough } from "../lesson/line.js";
import { handLine, isHandShown, lossOfLine, MOST } from "../run/hand.js";
import { isHidden } from "../run/hidden.js";
import { seen } from "../run/state.js";
import { lossText, plain, short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { element, made, setAttribute, setData, setText } from "./element.js";
import { typedValue } from "./typed.js";

/** @typedef {import("../figures/picture.js").Picture} Picture */
/** @typedef {import("../run/hand.js").Line} Line */
/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("../lesson/line.js").Place} Place */
/** @typedef {{side: number, pivot: Place, from: number, at: number}} Drag the other handle as it was, and where the pointer took this one */

const SIDES = [0.12, 0.88]; // of the axis
const NAMES = ["left", "right"];
const IDS = { row: "hand", loss: "my-line-loss", words: "guess-words" };
const FIELDS = { weight: "my-line-weight", bias: "my-line-bias" };
const STEPS = 100; // of a key, over the height of the figure
const FAR = 10;
/** @type {Record<string, number>} */
const KEYS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: FAR, PageDown: -FAR };
const LEVEL_MS = 300;

/** What one draws with. */
export class HandLine {
  /** @param {Store} store @param {Picture} picture */
  constructor(store, picture) {
    this.store = store;
    this.picture = picture;
    /** @type {Drag|null} */
    this.drag = null;
    /** @type {{line: Line|null, side: number, pivot: Place}|null} of the last key */
    this.keyed = null;
    /** @type {Record<string, string>} what was written into the fields last */
    this.shown = {};
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.later = undefined;
    this.row = this.madeRow();
    this.handles = NAMES.map((name, side) => this.madeHandle(name, side));
    store.subscribe((state, before) => this.follow(state, before));
    picture.afterFit = () => this.place(store.state);
  }

  /** @param {State} state @param {State} [before] */
  follow(state, before) {
    const isShown = isHandShown(state);
    if (!this.row.isConnected) element("key").append(this.row);
    setData(element("page"), "hand", isShown);
    if (this.row.hidden === isShown) this.row.hidden = !isShown;
    if (before && state.hand.line !== before.hand.line) this.levelLater();
    if (isShown) this.write(state);
    this.place(state);
  }

  /** Plotly's own data follow when the line has come to rest. */
  levelLater() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.picture.level(this.store.state), LEVEL_MS);
  }

  /* ---- its numbers ---- */

  /** @returns {HTMLElement} */
  madeRow() {
    const row = made("div", "", { id: IDS.row, hidden: /** @type {any} */ (true) });
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", text("my-line"));
    const button = (/** @type {string} */ id) => {
      const one = made("button", text(id), { id, className: "inline" });
      one.addEventListener("click", () => this.store.dispatch({ type: id }));
      return one;
    };
    const numbers = made("span", "", { className: "hand-numbers" });
    numbers.append(made("span", text("my-line.equals"), { className: "maths" }), this.madeField("weight"), made("span", text("my-line.plus"), { className: "maths" }), this.madeField("bias"), made("span", "", { id: IDS.loss }));
    row.append(numbers, button("lock-guess"), button("start-from-my-line"), made("span", "", { id: IDS.words }));
    return row;
  }

  /** @param {"weight"|"bias"} name @returns {HTMLElement} */
  madeField(name) {
    const field = /** @type {HTMLInputElement} */ (made("input", "", { id: FIELDS[name], className: "form-control" }));
    Object.assign(field, { type: "text", inputMode: "decimal", autocomplete: "off" });
    field.setAttribute("aria-label", text(FIELDS[name]));
    field.addEventListener("change", () => this.take(field, name));
    field.addEventListener("blur", () => this.write(this.store.state));
    field.addEventListener("keydown", ({ key }) => {
      if (key === "Enter") this.take(field, name);
    });
    return field;
  }

  /** @param {HTMLInputElement} field @param {"weight"|"bias"} name */
  take(field, name) {
    const { state, dispatch } = this.store;
    const value = typedValue(field.value, { id: field.id, key: "", kind: "number", default: 0, low: -MOST, high: MOST, step: 0, choices: [] });
    setAttribute(field, "aria-invalid", value === undefined);
    const bounds = { low: short(-MOST, 1), high: short(MOST, 1) };
    if (value === undefined) dispatch({ type: "say", notice: { id: "field.number", values: { field: text(field.id), ...bounds } } });
    else if (value !== Number(written(handLine(state)[name]))) dispatch({ type: "my-line", ...handLine(state), [name]: value });
  }

  /** @param {State} state */
  write(state) {
    const { points, hand } = state;
    const now = seen(state);
    if (!points || !now || !isHandShown(state)) return;
    const line = handLine(state);
    Object.entries(FIELDS).forEach(([name, id]) => {
      const field = /** @type {HTMLInputElement} */ (this.row.querySelector(`#${id}`));
      if (field === document.activeElement && field.value !== this.shown[name]) return; // somebody types
      field.value = this.shown[name] = written(line[/** @type {"weight"|"bias"} */ (name)]);
      setAttribute(field, "aria-invalid", false);
    });
    const isTold = !isHidden(state, "loss");
    setText(IDS.loss, isTold ? text("my-line.loss", { loss: lossText(lossOfLine(points, line)) }) : "");
    const { guess } = hand;
    const told = guess && { guess: lossText(lossOfLine(points, guess)), model: lossText(now.loss), lowest: lossText(points.least_squares.loss) };
    setText(IDS.words, told && isTold ? text(state.view.limits ? "my-line.compared" : "my-line.compared.hidden", told) : "");
  }

  /* ---- its handles ---- */

  /** @param {string} name @param {number} side @returns {HTMLElement} */
  madeHandle(name, side) {
    const handle = made("div", "", { className: "hand-handle", tabIndex: /** @type {any} */ (0) });
    Object.entries({ role: "slider", "aria-label": text(`my-line.${name}`), "aria-orientation": "vertical" }).forEach(([key, value]) => handle.setAttribute(key, value));
    handle.addEventListener("pointerdown", (event) => this.hold(event, side));
    handle.addEventListener("pointermove", (event) => this.move(event));
    ["pointerup", "pointercancel"].forEach((end) => handle.addEventListener(end, () => (this.drag = null)));
    handle.addEventListener("keydown", (event) => this.onKey(event, side));
    return handle;
  }

  /** Bring the handles to where the line is. @param {State} state */
  place(state) {
    const isShown = isHandShown(state) && this.picture.fit.graph.isDrawn;
    this.handles.forEach((handle, side) => {
      if (!handle.isConnected && isShown) document.querySelector(".fit-place")?.append(handle);
      if (handle.hidden === isShown) handle.hidden = !isShown;
      if (isShown) this.placeHandle(handle, state, side);
    });
  }

  /** @param {HTMLElement} handle @param {State} state @param {number} side */
  placeHandle(handle, state, side) {
    const { x, y } = this.picture.fit.graph.axes();
    const at = this.at(state, side);
    const up = Math.min(y.length, Math.max(0, y.pixel(at.y)));
    handle.style.left = `${x.offset + x.pixel(at.x)}px`;
    handle.style.top = `${y.offset + up}px`;
    const [low, high] = y.range;
    const loss = state.points && !isHidden(state, "loss") ? lossText(lossOfLine(state.points, handLine(state))) : "";
    const told = text("my-line.spoken", { x: short(at.x, 3), y: short(at.y, 3), loss });
    Object.entries({ min: low, max: high, now: Math.min(high, Math.max(low, at.y)), text: told }).forEach(([key, value]) => setAttribute(handle, `aria-value${key}`, String(value)));
  }

  /** @param {State} state @param {number} side @returns {Place} where a handle holds the line */
  at(state, side) {
    const [left, right] = state.points ? endsOf(state.points) : [0, 1];
    const { weight, bias } = handLine(state);
    const x = left + SIDES[side] * (right - left);
    return { x, y: weight * x + bias };
  }

  /** @param {PointerEvent} event @param {number} side */
  hold(event, side) {
    const { state } = this.store;
    const handle = /** @type {HTMLElement} */ (event.currentTarget);
    event.preventDefault();
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    this.drag = { side, pivot: this.at(state, 1 - side), from: event.clientY, at: parseFloat(handle.style.top) };
  }

  /** @param {PointerEvent} event */
  move({ clientY }) {
    if (!this.drag) return;
    const { y } = this.picture.fit.graph.axes();
    const { side, pivot, from, at } = this.drag;
    this.lead(side, pivot, y.value(at + clientY - from - y.offset));
  }

  /** Through what the other handle holds, and this place, which is brought into the figure. @param {number} side @param {Place} pivot @param {number} up */
  lead(side, pivot, up) {
    const [low, high] = this.picture.fit.graph.axes().y.range;
    const { x } = this.at(this.store.state, side);
    this.store.dispatch({ type: "my-line", ...lineThrough(pivot, { x, y: Math.min(high, Math.max(low, up)) }, high - low) });
  }

  /** @param {KeyboardEvent} event @param {number} side */
  onKey(event, side) {
    const steps = KEYS[event.key];
    if (!steps || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { store, keyed } = this;
    const [low, high] = this.picture.fit.graph.axes().y.range;
    const isSame = keyed?.line === store.state.hand.line && keyed?.side === side; // the pivot stays where it was while keys follow each other
    const pivot = isSame && keyed ? keyed.pivot : this.at(store.state, 1 - side);
    this.lead(side, pivot, this.at(store.state, side).y + (steps * (event.shiftKey ? FAR : 1) * (high - low)) / STEPS);
    this.keyed = { line: store.state.hand.line, side, pivot };
  }
}

/** @param {number} value @returns {string} as it may be typed */
function written(value) {
  return plain(Number(value.toPrecision(6)));
}
