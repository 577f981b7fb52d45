/* The loss map: where the run is in the valley of the loss, how it came there, and where the next step leads. */

import { lossMapFigure } from "../figures/loss_map.js";
import { enlargeAll, wallMargin } from "../figures/paper.js";
import { arrow, bounded } from "../figures/paths.js";
import { describe, skeleton } from "../figures/skeleton.js";
import { Trail } from "../figures/trail.js";
import { frameFor, kindOf, nextStep } from "../lesson/map.js";
import { lossAt } from "../lesson/loss.js";
import { choiceOf } from "../lesson/optimizers.js";
import { element, setHidden, setText } from "../page/element.js";
import { Graph } from "../plotly.js";
import { optimizerOf } from "../run/command.js";
import { isHidden } from "../run/hidden.js";
import { cardOf, guessing } from "../run/lesson.js";
import { isInBatches, seen } from "../run/state.js";
import { lossText, parameter } from "../text/numbers.js";
import { text } from "../text/texts.js";

/** @typedef {import("../lesson/map.js").Frame} Frame */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{weight: number, bias: number}} Place */

const KEY_STEPS = 40;
const FAR = 10; // times as far with Shift
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** The panel. */
class LossMap {
  /** @param {import("./index.js").Context} context */
  constructor({ store, picture }) {
    this.store = store;
    this.picture = picture;
    this.graph = new Graph("loss-map");
    this.trail = new Trail();
    /** @type {Frame|null} */
    this.frame = null;
    this.drawn = "";
    this.kind = "";
    /** @type {object|null} */
    this.start = null;
    /** @type {Place|null} */
    this.pressed = null;
    /** @type {[number, number]|null} */
    this.marked = null; // by a card of a lesson
    /** @type {Snapshot|null} */
    this.hovered = null;
    this.listen();
  }

  /** @param {State} state */
  draw(state) {
    const { points, record, view, runs } = state;
    if (!points) return;
    this.forgetOld(state, points);
    this.markFor(state);
    this.write(state, points);
    if (!points.least_squares.weight) return;
    const { margin } = skeleton(state, "map").layout;
    const size = this.graph.size(view.projector ? wallMargin(margin) : margin);
    const first = record.history.at(0);
    const compared = runs.map(({ number, shown, epochs, loss }) => [number, shown, epochs, loss].join());
    const key = [points.shown, view.mode, view.projector, view.limits, size.width, size.height, first.weight, first.bias, compared].join();
    if (key === this.drawn && this.graph.isReady) {
      this.tick(state);
      return;
    }
    this.drawn = key;
    this.trail.restart("");
    this.frame = frameFor(points, first, size, this.frame);
    const figure = lossMapFigure(state, points, size, this.frame);
    if (view.projector) enlargeAll(figure);
    this.graph.make(figure);
    this.graph.react(figure, () => {
      this.finish();
      this.tick(this.store.state);
    });
  }

  /** A mark means nothing on another feature's map, nor an epoch in another run. @param {State} state @param {Points} points */
  forgetOld({ record }, points) {
    if (this.kind !== kindOf(points)) this.pressed = null;
    this.kind = kindOf(points);
    if (this.start !== record.start) this.hover(null);
    this.start = record.start;
  }

  /** A card's mark is as if it had been pressed, until it is pressed elsewhere or the card is left. @param {State} state */
  markFor(state) {
    const mark = cardOf(state)?.mark ?? null;
    if (mark === this.marked) return;
    const isAt = this.pressed && this.marked && this.pressed.weight === this.marked[0] && this.pressed.bias === this.marked[1];
    if (isAt) this.pressed = null;
    if (mark) this.pressed = { weight: mark[0], bias: mark[1] };
    this.marked = mark;
  }

  /** The ring of least squares is dotted like its line; the epochs' dots are lines of no length with round ends. */
  finish() {
    this.graph.stylePoints("Least squares", { strokeDasharray: "0 5.76", strokeLinecap: "round" });
    const round = { strokeLinecap: "round", strokeLinejoin: "round" };
    ["Epochs", "Path", "Next step"].forEach((name) => this.graph.styleLines(name, round));
  }

  /** What a tick moves: path, dots, arrow and the point now. @param {State} state */
  tick(state) {
    const { points, record } = state;
    const now = seen(state);
    if (!now || !points || !this.graph.isReady || !this.frame || element("panel-map").hidden) return;
    const { graph } = this;
    const { x, y } = graph.axes();
    const { history } = record;
    /** @param {number} weight @param {number} bias @returns {[number, number]} */
    const pixel = (weight, bias) => [bounded(x.pixel(weight)), bounded(y.pixel(bias))];
    const place = [x.length, y.length, x.range, y.range].join();
    this.trail.follow(history, (row) => pixel(history.weight(row)[0], history.bias(row)), place);
    const here = pixel(now.weight[0], now.bias);
    ["Edge of the path", "Path"].forEach((name) => graph.setLine(name, this.trail.line));
    graph.setLine("Epochs", this.trail.dots);
    const next = nextStep(points, now, optimizerOf(state));
    graph.setLine("Next step", arrow(here, pixel(next.weight, next.bias)));
    graph.setPoint("Now", here.join());
    this.mark("Pressed", this.pressed && pixel(this.pressed.weight, this.pressed.bias));
    if (this.pressed || this.hovered) this.showLine(); // the fit may have been drawn anew
    this.mark("Epoch shown", this.hovered && pixel(this.hovered.weight[0], this.hovered.bias));
  }

  /** @param {string} name @param {[number, number]|null} at */
  mark(name, at) {
    this.graph.show(name, at !== null);
    if (at) this.graph.setPoint(name, at.join());
  }

  /* ---- words ---- */

  /** @param {State} state @param {Points} points */
  write(state, points) {
    const now = seen(state);
    if (!now) return;
    const isNext = choiceOf(optimizerOf(state)) === "sgd" && !isInBatches(state);
    const name = element("map-arrow").lastElementChild;
    if (name) setText(name, text(isNext ? "panel.map.next-step" : "panel.map.direction"));
    setText("map-words", this.words(state, points));
    setHidden("start-here", !this.pressed || this.hovered !== null);
    const words = text("panel.map.label", { weight: parameter(now.weight[0]), bias: parameter(now.bias) });
    describe("loss-map", words, "application");
  }

  /** @param {State} state @param {Points} points */
  words(state, points) {
    const { view } = state;
    if (!points.least_squares.weight) return text("panel.map.one-x");
    const told = (/** @type {number} */ weight, /** @type {number} */ bias, /** @type {number} */ loss) => ({ weight: parameter(weight), bias: parameter(bias), loss: lossText(loss) });
    if (this.hovered) return text("panel.map.epoch", { epoch: this.hovered.epoch, ...told(this.hovered.weight[0], this.hovered.bias, this.hovered.loss) });
    if (!this.pressed) return text(`panel.map.press.${view.mode}`);
    const { weight, bias } = this.pressed;
    return text(isHidden(state, "loss") ? "panel.map.pressed.bare" : "panel.map.pressed", told(weight, bias, lossAt(points, weight, bias)));
  }

  rewrite() {
    const { state } = this.store;
    if (!state.points) return;
    this.write(state, state.points);
    this.tick(state);
  }

  /* ---- pointer and keys ---- */

  listen() {
    const place = element("loss-map");
    place.tabIndex = 0;
    place.addEventListener("pointermove", (event) => this.hover(this.trail.nearest(...this.graph.pixelsOf(event))));
    place.addEventListener("pointerleave", () => this.hover(null));
    place.addEventListener("click", (event) => this.press(this.placeOf(event)));
    place.addEventListener("keydown", (event) => this.onKey(event));
    element("start-here").addEventListener("click", () => this.startHere());
  }

  /** @param {MouseEvent} event @returns {Place|null} on the map */
  placeOf(event) {
    const [x, y] = this.graph.pixelsOf(event);
    if (Number.isNaN(x)) return null;
    const axes = this.graph.axes();
    const isInside = x >= 0 && y >= 0 && x <= axes.x.length && y <= axes.y.length;
    return isInside ? { weight: axes.x.value(x), bias: axes.y.value(y) } : null;
  }

  /** @param {number|null} row */
  hover(row) {
    const { state } = this.store;
    const at = row === null || row >= state.record.history.length ? null : state.record.at(row);
    if (!at && !this.hovered) return;
    this.hovered = at;
    this.showLine();
    this.rewrite();
  }

  /** The line of the epoch under the pointer, or else of the place that is marked, stands on the fit too. */
  showLine() {
    const { hovered, pressed } = this;
    this.picture.showAlso(this.store.state, hovered ?? (pressed && { weight: [pressed.weight], bias: pressed.bias }));
  }

  /** @param {Place|null} place */
  press(place) {
    if (!place || !this.store.state.points?.least_squares.weight) return;
    this.pressed = place;
    this.hovered = null;
    this.showLine();
    this.rewrite();
    const { state, dispatch } = this.store;
    if (cardOf(state)?.predict?.kind === "place") dispatch(guessing(state, { kind: "place", numbers: [place.weight, place.bias] }));
  }

  /** Arrow keys move the mark, with Shift ten times as far, Enter starts there. @param {KeyboardEvent} event */
  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && this.pressed) this.startHere();
    const now = seen(this.store.state);
    if (!(event.key in MOVES) || !this.frame || !now) return;
    event.preventDefault();
    const { weight, bias } = this.pressed ?? { weight: now.weight[0], bias: now.bias };
    const [across, up] = MOVES[event.key].map((steps) => steps * (event.shiftKey ? FAR : 1));
    this.press({ weight: moved(weight, across, this.frame.weight), bias: moved(bias, up, this.frame.bias) });
  }

  startHere() {
    if (!this.pressed || !this.store.state.record.start) return;
    const { weight, bias } = this.pressed;
    this.pressed = null;
    this.showLine();
    this.store.dispatch({ type: "start-at", weight, bias });
    element("loss-map").focus();
  }
}

/** @param {number} value @param {number} steps @param {[number, number]} range */
function moved(value, steps, [low, high]) {
  return Math.min(high, Math.max(low, value + (steps * (high - low)) / KEY_STEPS));
}

/** @param {import("./index.js").Context} context */
export function create(context) {
  return new LossMap(context);
}
