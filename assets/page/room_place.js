/* A small loss map on which one place is pressed, by pointer or by keys. */

import { classFrame, classMapFigure } from "../figures/class_map.js";
import { describe, skeleton } from "../figures/skeleton.js";
import { Graph, isHere } from "../plotly.js";
import { parameter } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { made } from "./element.js";

const ID = "class-place";
const STEPS = 40;
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** The map. */
export class PlaceMap {
  constructor() {
    this.graph = new Graph(ID);
    /** @type {[number, number]|null} */
    this.value = null;
    /** @type {import("../figures/class_map.js").Frame|null} */
    this.frame = null;
    this.place = made("div", "", { id: ID, className: ["graph-place", "class-place"].join(" ") });
    this.place.append(made("div", "", { className: "graph" }));
    this.place.tabIndex = 0;
    this.place.addEventListener("click", (event) => this.press(event));
    this.place.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** @param {import("../run/types.js").State} state */
  draw(state) {
    const { points, record } = state;
    if (!points?.least_squares.weight || points.inputs.length > 1 || !record.history.length || !isHere()) return;
    const size = this.graph.size(skeleton(state, "map").layout.margin);
    this.frame = classFrame(points, record.history.at(0), { weight: [], bias: [] }, size, null, true); // whose middle would be the answer otherwise
    const figure = classMapFigure(state, points, this.frame, { theory: false, covered: true }); // the loss would be the answer
    this.graph.make(figure);
    this.graph.react(figure, () => this.mark());
    this.tell();
  }

  tell() {
    describe(ID, this.value ? text("lesson.place-of", { weight: parameter(this.value[0]), bias: parameter(this.value[1]) }) : text("class-answer.place"), "application");
  }

  mark() {
    this.graph.show("Class", false);
    this.graph.show("Own", this.value !== null);
    if (!this.value) return;
    const { x, y } = this.graph.axes();
    this.graph.setPoint("Own", [x.pixel(this.value[0]), y.pixel(this.value[1])].join());
  }

  /** @param {MouseEvent} event */
  press(event) {
    const [x, y] = this.graph.pixelsOf(event);
    if (Number.isNaN(x)) return;
    const axes = this.graph.axes();
    this.take([axes.x.value(x), axes.y.value(y)]);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (!(event.key in MOVES) || !this.frame) return;
    event.preventDefault();
    const { weight, bias } = this.frame;
    const [across, up] = MOVES[event.key];
    const [w, b] = this.value ?? [(weight[0] + weight[1]) / 2, (bias[0] + bias[1]) / 2];
    this.take([w + (across * (weight[1] - weight[0])) / STEPS, b + (up * (bias[1] - bias[0])) / STEPS]);
  }

  /** @param {[number, number]} value */
  take(value) {
    this.value = value;
    this.mark();
    this.tell();
  }
}
