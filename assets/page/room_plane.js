/* The plane on which a student places a point of the class's data: the points of all, the line that the page has learned of them, one's own. */

import { nice } from "../figures/axes.js";
import { learnsFromClass, onPlane } from "../run/room_points.js";
import { seen } from "../run/state.js";
import { short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { drawn } from "./svg.js";

/** @typedef {import("../run/room_points.js").Plane} Plane */
/** @typedef {import("../run/types.js").State} State */

const ID = "class-plane";
const [WIDTH, HEIGHT] = [400, 300];
const [GAP, LINE_HEIGHT] = [5, 14];
const LINES = 4; // about so many of the grid along an axis
const STEPS = 40; // presses of an arrow key from edge to edge
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** One plane, as long as it is shown. */
export class PointPlane {
  /** @param {Plane} plane @param {(point: [number, number]) => void} put what is told where one's own point is to be */
  constructor(plane, put) {
    this.plane = plane;
    this.put = put;
    /** @type {[number, number]|null} */
    this.point = null;
    /** @type {import("../run/types.js").Table|null} */
    this.table = null;
    this.others = drawn("g", { class: "class-plane-others" });
    this.line = drawn("path", { class: "class-sheet-line" });
    this.dot = drawn("circle", { r: "9", class: "class-plane-own" });
    this.place = /** @type {any} */ (drawn("svg", { id: ID, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "class-sheet", tabindex: "0", role: "application", "aria-label": text("class-point.place") }));
    const paper = drawn("rect", { width: String(WIDTH), height: String(HEIGHT), class: "class-sheet-paper" });
    const grid = drawn("g", {});
    this.place.append(paper, grid, this.others, this.line, this.dot);
    this.listen();
    new ResizeObserver(() => this.drawGrid(grid)).observe(this.place);
  }

  listen() {
    const { place } = this;
    place.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
      place.setPointerCapture(event.pointerId);
      this.putAt(event);
    });
    place.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => event.buttons && this.putAt(event));
    place.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.onKey(event));
  }

  /** @param {number} value @returns {number} */
  across(value) {
    const [low, high] = this.plane.x;
    return (WIDTH * (value - low)) / (high - low);
  }

  /** @param {number} value @returns {number} */
  up(value) {
    const [low, high] = this.plane.y;
    return (HEIGHT * (high - value)) / (high - low);
  }

  /** Words have one size, however small the plane is. @param {SVGElement} place */
  drawGrid(place) {
    const shrunk = WIDTH / (this.place.clientWidth || WIDTH);
    place.style.setProperty("--shrunk", String(shrunk));
    place.replaceChildren(...this.grid(LINE_HEIGHT * shrunk));
  }

  /** @param {number} height of a line of words @returns {SVGElement[]} lines with their numbers, and what stands to the right and upwards */
  grid(height) {
    const { x, y, names, units } = this.plane;
    const name = (/** @type {number} */ i) => (units[i] ? `${names[i]}, ${units[i]}` : names[i]);
    const columns = ticks(x).flatMap((value) => [drawn("path", { class: "class-plane-grid", d: `M${this.across(value)},0V${HEIGHT}` }), words(short(value, 3), this.across(value) + GAP, HEIGHT - GAP)]);
    const rows = ticks(y).flatMap((value) => [drawn("path", { class: "class-plane-grid", d: `M0,${this.up(value)}H${WIDTH}` }), words(short(value, 3), GAP, this.up(value) - GAP)]);
    return [...columns, ...rows, words(name(1), GAP, height + GAP, "class-plane-name"), words(name(0), WIDTH - GAP, HEIGHT - 2 * height, "class-plane-end")];
  }

  /** @param {State} state @param {import("./room_points.js").ClassPoints} points of the class, from which the page may not learn just now */
  level(state, { table, last }) {
    const [xs, ys] = [table?.features ?? [], table?.targets ?? []];
    if (table !== this.table) this.others.replaceChildren(...ys.map((y, i) => drawn("circle", { cx: String(this.across(xs[i][0])), cy: String(this.up(y)), r: "4" })));
    this.table = table;
    const learned = learnsFromClass(state, last) ? seen(state) : null;
    const now = learned?.weight.length === 1 ? learned : null; // of a curve there is more
    const at = (/** @type {number} */ value) => (now ? Math.max(-HEIGHT, Math.min(2 * HEIGHT, this.up(now.weight[0] * value + now.bias))) : 0);
    this.line.setAttribute("d", now ? `M0,${at(this.plane.x[0])}L${WIDTH},${at(this.plane.x[1])}` : "");
  }

  /** @param {[number, number]|null} point one's own */
  show(point) {
    this.point = point;
    this.dot.style.display = point ? "" : "none";
    if (!point) return;
    this.dot.setAttribute("cx", String(this.across(point[0])));
    this.dot.setAttribute("cy", String(this.up(point[1])));
  }

  /** @param {PointerEvent} event */
  putAt({ clientX, clientY }) {
    const { left, top, width, height } = this.place.getBoundingClientRect();
    const { x, y } = this.plane;
    this.move({ x: x[0] + ((clientX - left) / width) * (x[1] - x[0]), y: y[1] - ((clientY - top) / height) * (y[1] - y[0]) });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (!(event.key in MOVES)) return;
    event.preventDefault();
    const { x: [left, right], y: [low, high] } = this.plane;
    const [x, y] = this.point ?? [(left + right) / 2, (low + high) / 2];
    const [across, up] = MOVES[event.key];
    this.move({ x: x + (across * (right - left)) / STEPS, y: y + (up * (high - low)) / STEPS });
  }

  /** @param {{x: number, y: number}} to in the plane's units */
  move(to) {
    const point = onPlane(this.plane, to);
    this.show(point);
    this.put(point);
  }
}

/** @param {[number, number]} range @returns {number[]} where lines of the grid stand: not at its ends */
function ticks([low, high]) {
  const step = nice((high - low) / LINES);
  const first = Math.floor(low / step) + 1;
  return Array.from({ length: Math.max(0, Math.ceil(high / step) - first) }, (_, i) => (first + i) * step);
}

/** @param {string} said @param {number} x @param {number} y @param {string} [name] of its class @returns {SVGElement} */
function words(said, x, y, name = "class-plane-number") {
  const one = drawn("text", { x: String(x), y: String(y), class: name, "aria-hidden": "true" });
  one.textContent = said;
  return one;
}
