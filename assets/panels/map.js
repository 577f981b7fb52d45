/* The loss map: where the run is in the valley of the loss, how it came there, and where the next step leads. */

import { isCovered, lossMapFigure } from "../figures/loss_map.js";
import { enlargeAll, wallMargin } from "../figures/paper.js";
import { arrow, bounded } from "../figures/paths.js";
import { skeleton } from "../figures/skeleton.js";
import { Trail } from "../figures/trail.js";
import { frameFor } from "../lesson/map.js";
import { planeOf } from "../lesson/plane.js";
import { element, setHidden } from "../page/element.js";
import { Graph } from "../plotly.js";
import { optimizerOf } from "../run/command.js";
import { cardOf, guessing } from "../run/lesson.js";
import { isMoving, seen } from "../run/state.js";
import { MapChoice } from "./map_choice.js";
import { MapWords } from "./map_words.js";

/** @typedef {import("../lesson/map.js").Frame} Frame */
/** @typedef {import("../lesson/plane.js").Place} Place */
/** @typedef {import("../lesson/plane.js").Plane} Plane */
/** @typedef {import("../lesson/plane.js").Surface} Surface */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */

const KEY_STEPS = 40;
const FAR = 10; // times as far with Shift
const SEEN = 0.01; // of the map's width or height: contours that move less need not be drawn anew while a run moves
const SEEN_TIMES = 1.1; // nor where the lowest loss changes by less
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** The panel. */
class LossMap {
  /** @param {import("./index.js").Context} context */
  constructor({ store, picture }) {
    this.store = store;
    this.picture = picture;
    this.graph = new Graph("loss-map");
    this.choice = new MapChoice(store);
    this.trail = new Trail();
    this.words = new MapWords();
    /** @type {Frame|null} */
    this.frame = null;
    /** @type {{plane: Plane, surface: Surface}|null} what is drawn */
    this.ground = null;
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
    const now = seen(state);
    if (!points || !now) return;
    const plane = planeOf(points, view);
    this.forgetOld(state, plane);
    this.markFor(state, plane);
    this.choice.write(points, plane);
    const surface = this.surfaceFor(state, plane, now);
    this.ground = { plane, surface };
    this.write(state);
    setHidden("loss-map", !surface.best);
    if (!surface.best) return;
    const { margin } = skeleton(state, "map").layout;
    const [size, first] = [this.graph.size(view.projector ? wallMargin(margin) : margin), record.history.at(0)];
    const compared = runs.map(({ number, shown, epochs, loss }) => [number, shown, epochs, loss].join());
    const key = [state.room?.state.ask?.phase, plane.kind, points.shown, view.mode, view.projector, view.limits, size.width, size.height, ...first.weight, first.bias, ...Object.values(surface.best), compared].join();
    if (key === this.drawn && this.graph.isReady) {
      this.tick(state);
      return;
    }
    this.drawn = key;
    this.trail.restart("");
    this.frame = frameFor(plane, first, size, this.frame, isCovered(state));
    const figure = lossMapFigure(state, points, { plane, surface, frame: this.frame }, size);
    if (view.projector) enlargeAll(figure);
    this.graph.make(figure);
    this.graph.react(figure, () => {
      this.finish();
      this.tick(this.store.state);
    });
  }

  /** What is held moves with the run: contours follow where it is seen, and exactly when the run stands. @param {State} state @param {Plane} plane @param {Snapshot} now @returns {Surface} */
  surfaceFor(state, plane, now) {
    const surface = plane.through(now);
    const { ground, frame } = this;
    if (!isMoving(state) || !frame || ground?.plane !== plane || !ground.surface.best || !surface.best) return surface;
    const [one, other] = [ground.surface.best, surface.best];
    const apart = (/** @type {"x"|"y"} */ axis) => Math.abs(one[axis] - other[axis]) / (frame[axis][1] - frame[axis][0]);
    const isAlike = Math.max(apart("x"), apart("y")) < SEEN && Math.max(one.loss, other.loss) <= SEEN_TIMES * Math.min(one.loss, other.loss);
    return isAlike ? ground.surface : surface;
  }

  /** A mark means nothing on another map, nor an epoch in another run. @param {State} state @param {Plane} plane */
  forgetOld({ record }, { kind }) {
    if (this.kind !== kind) this.pressed = null;
    this.kind = kind;
    if (this.start !== record.start) this.hover(null);
    this.start = record.start;
  }

  /** A card's mark, of a weight and a bias, is as if it had been pressed, until it is pressed elsewhere or the card is left. @param {State} state @param {Plane} plane */
  markFor(state, { pair }) {
    const mark = pair ? null : (cardOf(state)?.mark ?? null);
    if (mark === this.marked) return;
    if (this.pressed && this.marked && this.pressed.join() === this.marked.join()) this.pressed = null;
    if (mark) this.pressed = [mark[0], mark[1]];
    this.marked = mark;
  }

  /** The ring about the lowest place is dotted; the epochs' dots are lines of no length with round ends. */
  finish() {
    this.graph.stylePoints("Least squares", { strokeDasharray: "0 5.76", strokeLinecap: "round" });
    const round = { strokeLinecap: "round", strokeLinejoin: "round" };
    ["Epochs", "Path", "Next step"].forEach((name) => this.graph.styleLines(name, round));
  }

  /** What a tick moves: path, dots, arrow and the point now. @param {State} state */
  tick(state) {
    const { points, record } = state;
    const now = seen(state);
    if (!now || !points || !this.graph.isReady || !this.frame || element("panel-map").hidden || element("loss-map").hidden) return;
    const { graph } = this;
    const { x, y } = graph.axes();
    const { history } = record;
    const plane = planeOf(points, state.view);
    /** @param {Place} place @returns {[number, number]} */
    const pixel = ([across, up]) => [bounded(x.pixel(across)), bounded(y.pixel(up))];
    const name = [x.length, y.length, x.range, y.range, plane.kind].join();
    this.trail.follow(history, (row) => pixel(plane.place({ weight: history.weight(row), bias: history.bias(row) })), name);
    const here = pixel(plane.place(now));
    ["Edge of the path", "Path"].forEach((path) => graph.setLine(path, this.trail.line));
    graph.setLine("Epochs", this.trail.dots);
    graph.setLine("Next step", arrow(here, pixel(plane.next(now, optimizerOf(state)))));
    graph.setPoint("Now", here.join());
    this.mark("Pressed", this.pressed && pixel(this.pressed));
    if (this.pressed || this.hovered) this.showLine(); // the fit may have been drawn anew
    this.mark("Epoch shown", this.hovered && pixel(plane.place(this.hovered)));
  }

  /** @param {string} name @param {[number, number]|null} at */
  mark(name, at) {
    this.graph.show(name, at !== null);
    if (at) this.graph.setPoint(name, at.join());
  }

  /** @param {State} state */
  write(state) {
    const { ground, hovered, pressed } = this;
    if (!ground) return;
    this.words.write(state, ground, { hovered, pressed });
  }

  rewrite() {
    this.write(this.store.state);
    this.tick(this.store.state);
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
    return isInside ? [axes.x.value(x), axes.y.value(y)] : null;
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
    const { hovered, pressed, ground } = this;
    this.picture.showAlso(this.store.state, hovered ?? (pressed && ground ? ground.surface.at(...pressed) : null));
  }

  /** @param {Place|null} place */
  press(place) {
    if (!place || !this.ground?.surface.best) return;
    this.pressed = place;
    this.hovered = null;
    this.showLine();
    this.rewrite();
    const { state, dispatch } = this.store;
    if (!this.ground.plane.pair && cardOf(state)?.predict?.kind === "place") dispatch(guessing(state, { kind: "place", numbers: place }));
  }

  /** Arrow keys move the mark, with Shift ten times as far, Enter starts there. @param {KeyboardEvent} event */
  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && this.pressed) this.startHere();
    const now = seen(this.store.state);
    if (!(event.key in MOVES) || !this.frame || !this.ground || !now) return;
    event.preventDefault();
    const [x, y] = this.pressed ?? this.ground.plane.place(now);
    const [across, up] = MOVES[event.key].map((steps) => steps * (event.shiftKey ? FAR : 1));
    this.press([moved(x, across, this.frame.x), moved(y, up, this.frame.y)]);
  }

  startHere() {
    const { state, dispatch } = this.store;
    const now = seen(state);
    if (!this.pressed || !this.ground || !now) return;
    const { weight, bias } = this.ground.plane.through(now).at(...this.pressed);
    this.pressed = null;
    this.showLine();
    dispatch({ type: "start-at", weight, bias });
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
