/* The class on the loss map: dots that move, one's own, those that the teacher has chosen, by a tap or by keys. */

import { classFrame, classMapFigure, dotsAt, dotWords, drawClass } from "../figures/class_map.js";
import { dotsUnder, fromLeft, nextDot } from "../figures/dot_choice.js";
import { describe, skeleton } from "../figures/skeleton.js";
import { seen } from "../run/state.js";
import { parameter } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { ClassFigure } from "./room_figure.js";
import { DotOffer } from "./room_offer.js";

/** @typedef {import("../figures/class_map.js").Dots} Dots */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("./room_figure.js").Shown} Shown */

const ID = "class-map";
const NEAR_PX = 22;
const APART_PX = 9; // dots that are nearer cover each other
const NOBODY = { weight: [], bias: [], runs: "" };
/** @type {Record<string, string>} */
const RUNS = { r: "class.counts.running", p: "class.counts.paused", d: "class.counts.diverged" };

/** The map. */
export class ClassMap extends ClassFigure {
  constructor() {
    super(ID);
    /** @type {import("../figures/class_map.js").Frame|null} */
    this.frame = null;
    /** @type {Dots} */
    this.dots = NOBODY;
    /** @type {any[]} of the dots, for the teacher alone */
    this.handles = [];
    /** @type {any} of the dot that keys have come to */
    this.pointed = null;
    /** @type {Shown} */
    this.shown = { theory: false, covered: false, own: false, letters: [] };
    /** @type {import("../figures/class_map.js").Dot[]} */
    this.places = [];
    this.said = made("p", "", { className: "class-said" });
    this.said.setAttribute("role", "status");
    this.offer = new DotOffer({
      choose: (handle) => this.choose(handle),
      point: (handle) => this.point(handle),
      words: (handle) => this.words(handle),
      isChosen: (handle) => this.letterOf(handle) !== "",
    });
  }

  /** @param {State} state @param {Points} points @param {any} picture @param {Shown} shown */
  level(state, points, picture, shown) {
    if (!isDrawable(points) || !state.record.history.length) return;
    Object.assign(this, { dots: picture.map ?? NOBODY, handles: picture.dots ?? [], shown });
    const size = this.graph.size(skeleton(state, "map").layout.margin);
    const frame = classFrame(points, state.record.history.at(0), this.dots, size, this.frame, shown.covered);
    this.frame = frame;
    if (!this.chosen) describe(ID, dotWords(this.dots));
    else this.place.setAttribute("aria-label", `${dotWords(this.dots)}. ${text("class.map.keys")}`);
    const key = [points.shown, state.view.mode, shown.theory, shown.covered, ...frame.weight, ...frame.bias].join();
    this.drawAnew(key, () => classMapFigure(state, points, frame, shown), () => this.move(state));
  }

  /** @param {State} state */
  move(state) {
    const axes = this.graph.axes();
    this.places = dotsAt(axes, this.dots);
    drawClass(this.graph, this.places);
    this.graph.setData("Class", this.dots.weight, this.dots.bias);
    const now = seen(state);
    this.graph.show("Own", this.shown.own && now !== null);
    if (now) this.graph.setPoint("Own", [axes.x.pixel(now.weight[0]), axes.y.pixel(now.bias)].join());
    this.place.querySelectorAll(".class-letter, .class-pointed").forEach((it) => it.remove());
    const marks = this.shown.letters.map(({ handle, letter }) => this.mark(handle, letter, "class-letter"));
    this.place.append(...[...marks, this.mark(this.pointed, "", "class-pointed")].filter((it) => it !== null));
    this.offer.level();
  }

  /** @param {any} handle @param {string} words @param {string} className @returns {HTMLElement|null} what stands at a dot */
  mark(handle, words, className) {
    const dot = this.places[this.handles.indexOf(handle)];
    if (!dot) return null;
    const { x, y } = this.graph.axes();
    const mark = made("span", words, { className });
    Object.assign(mark.style, { left: `${x.offset + dot.x}px`, top: `${y.offset + dot.y}px` });
    return mark;
  }

  /* ---- choosing ---- */

  /** @type {((handle: any) => void)|null} null where nobody chooses */
  chosen = null;

  /** A teacher taps dots, or goes to them by keys. @param {(handle: any) => void} choose */
  onDot(choose) {
    this.chosen = choose;
    this.place.tabIndex = 0;
    this.place.title = text("class.snapshots.choose");
    this.place.setAttribute("role", "application");
    this.place.addEventListener("click", (event) => this.onPress(event));
    this.place.addEventListener("keydown", (event) => this.onKey(event));
    this.place.addEventListener("blur", () => this.point(null));
  }

  /** @param {MouseEvent} event */
  onPress(event) {
    if (!this.graph.isReady) return undefined;
    const at = this.graph.pixelsOf(event);
    const meant = dotsUnder(this.places, at, NEAR_PX, APART_PX).map((i) => this.handles[i]);
    if (meant.length < 2) return meant.forEach((handle) => this.choose(handle));
    const { x, y } = this.graph.axes();
    return this.offer.show(this.place, [x.offset + at[0] + NEAR_PX, y.offset + at[1]], meant);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.handles.indexOf(this.pointed);
    if ((event.key === "Enter" || event.key === " ") && at >= 0) this.choose(this.pointed);
    else {
      const next = nextDot(this.places, at, event.key);
      if (next === null) return;
      this.point(this.handles[next]);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {any} handle */
  choose(handle) {
    this.chosen?.(handle);
    if (this.pointed !== null) this.point(this.pointed);
  }

  /** @param {any} handle */
  point(handle) {
    this.pointed = handle;
    this.place.querySelector(".class-pointed")?.remove();
    const mark = this.mark(handle, "", "class-pointed");
    if (mark) this.place.append(mark);
    setText(this.said, this.words(handle));
  }

  /** @param {any} handle @returns {string} "" of one that is not chosen */
  letterOf(handle) {
    return this.shown.letters.find((one) => one.handle === handle)?.letter ?? "";
  }

  /** @param {any} handle @returns {string} "" of one that is not there */
  words(handle) {
    const i = this.handles.indexOf(handle);
    if (i < 0) return "";
    const { weight, bias, runs } = this.dots;
    const [run, letter] = [text(RUNS[runs[i].toLowerCase()]), this.letterOf(handle)];
    const place = fromLeft(this.places).indexOf(i) + 1;
    const values = { place, count: this.places.length, weight: parameter(weight[i]), bias: parameter(bias[i]), run, letter };
    return text(letter ? "class.map.dot.chosen" : "class.map.dot", values);
  }
}

/** @param {Points} points @returns {boolean} whether weight and bias are two numbers, and one pair of them the lowest */
export function isDrawable({ least_squares: { weight }, inputs }) {
  return weight !== null && weight.length === 1 && inputs.length === 1;
}
