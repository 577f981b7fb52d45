/* The figures of the class view, each in its place, brought level with the picture that the server has sent. */

import { classFrame, classMapFigure, dotWords, nearestDot } from "../figures/class_map.js";
import { curvesFigure, slopesFigure, uCurveFigure } from "../figures/class_figures.js";
import { magnify } from "../figures/magnify.js";
import { describe, skeleton } from "../figures/skeleton.js";
import { Graph, isHere } from "../plotly.js";
import { seen } from "../run/state.js";
import { text } from "../text/texts.js";
import { made } from "./element.js";

/** @typedef {import("../run/types.js").State} State */
/** @typedef {{theory: boolean, own: boolean, letters: {handle: any, letter: string}[]}} Shown */

export const FIGURES = /** @type {const} */ (["map", "curves", "ucurve", "slopes"]);
/** @type {Record<string, string>} */
const IDS = { map: "class-map", curves: "class-curves", ucurve: "class-ucurve", slopes: "class-slopes" };
const NEAR_PX = 22;
const WALL_PX = 1500; // from this width on, it is read from afar
const LARGER = 1.35;

/** One figure of the class. */
class ClassFigure {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this.graph = new Graph(IDS[name]);
    this.drawn = "";
    /** @type {import("../lesson/map.js").Frame|null} */
    this.frame = null;
    this.place = made("div", "", { id: IDS[name], className: "graph-place" });
    this.place.append(made("div", "", { className: "graph" }));
    /** @type {any} */
    this.picture = null;
  }

  /** @param {State} state @param {any} picture @param {Shown} shown */
  draw(state, picture, shown) {
    const { points } = state;
    if (!points || !isHere() || !this.place.isConnected) return;
    this.picture = picture;
    if (this.name === "map") return this.drawMap(state, points, picture.map ?? { weight: [], bias: [] }, shown);
    const key = JSON.stringify([picture[this.name], shown.theory, points.shown, state.view.mode, this.graph.room]);
    if (key === this.drawn) return;
    this.drawn = key;
    const figure = this.figure(state, points, picture, shown);
    this.react(figure, () => {});
  }

  /** @param {State} state @param {import("../run/types.js").Points} points @param {any} picture @param {Shown} shown */
  figure(state, points, picture, shown) {
    if (this.name === "curves") return curvesFigure(state, points, picture.curves ?? [], shown);
    if (this.name === "ucurve") return uCurveFigure(state, points, picture.ucurve ?? { rate: [], epochs: [] }, shown);
    return slopesFigure(state, points, picture.slopes?.slope ?? [], shown);
  }

  /** Contours are drawn when the frame is another one; between, the dots move. @param {State} state @param {import("../run/types.js").Points} points @param {import("../figures/class_map.js").Dots} dots @param {Shown} shown */
  drawMap(state, points, dots, shown) {
    if (!points.least_squares.weight || points.inputs.length > 1 || !state.record.history.length) return;
    const size = this.graph.size(skeleton(state, "map").layout.margin);
    this.frame = classFrame(points, state.record.history.at(0), dots, size, this.frame);
    const key = [points.shown, state.view.mode, shown.theory, this.graph.room, ...this.frame.weight, ...this.frame.bias].join();
    const move = () => this.moveDots(state, dots, shown);
    describe(IDS.map, dotWords(dots));
    if (key === this.drawn && this.graph.isReady) return move();
    this.drawn = key;
    return this.react(classMapFigure(state, points, this.frame, shown), move);
  }

  /** @param {State} state @param {import("../figures/class_map.js").Dots} dots @param {Shown} shown */
  moveDots(state, dots, { own, letters }) {
    this.graph.setDots("Edge", dots.weight, dots.bias);
    this.graph.setDots("Class", dots.weight, dots.bias);
    const { x, y } = this.graph.axes();
    const now = seen(state);
    this.graph.show("Own", own && now !== null);
    if (now) this.graph.setPoint("Own", [x.pixel(now.weight[0]), y.pixel(now.bias)].join());
    const chosen = letters.flatMap(({ handle, letter }) => {
      const i = (this.picture?.dots ?? []).indexOf(handle);
      return i < 0 ? [] : [{ letter, left: x.offset + x.pixel(dots.weight[i]), top: y.offset + y.pixel(dots.bias[i]) }];
    });
    this.place.querySelectorAll(".class-letter").forEach((it) => it.remove());
    this.place.append(...chosen.map(({ letter, left, top }) => {
      const mark = made("span", letter, { className: "class-letter" });
      Object.assign(mark.style, { left: `${left}px`, top: `${top}px` });
      return mark;
    }));
  }

  /** @param {import("../plotly.js").Figure} figure @param {() => void} after */
  react(figure, after) {
    if (innerWidth >= WALL_PX) magnify(figure, LARGER);
    this.graph.make(figure);
    this.graph.react(figure, after);
  }

  /** @param {MouseEvent} event @returns {any} the handle of the dot under it, or null */
  handleAt(event) {
    if (!this.graph.isReady || !this.picture?.map) return null;
    const { x, y } = this.graph.axes();
    const { weight, bias } = this.picture.map;
    const pixels = weight.map((/** @type {number} */ value, /** @type {number} */ i) => ({ x: x.pixel(value), y: y.pixel(bias[i]) }));
    const i = nearestDot(pixels, this.graph.pixelsOf(event), NEAR_PX);
    return i === null ? null : (this.picture.dots?.[i] ?? null);
  }
}

/** All of them. */
export class ClassFigures {
  constructor() {
    this.figures = FIGURES.map((name) => new ClassFigure(name));
    this.place = made("div", "", { className: "class-figures" });
    /** @type {Record<string, HTMLElement>} */
    this.cards = Object.fromEntries(this.figures.map((figure) => [figure.name, card(figure)]));
    this.place.append(...Object.values(this.cards));
  }

  /** @param {State} state @param {any} picture @param {Shown} shown @param {string[]} names of those that are shown */
  draw(state, picture, shown, names) {
    this.place.dataset.count = String(names.length);
    for (const figure of this.figures) {
      this.cards[figure.name].hidden = !names.includes(figure.name);
      if (names.includes(figure.name)) figure.draw(state, picture, shown);
    }
  }

  /** @param {(handle: any) => void} choose */
  onDot(choose) {
    this.figures[0].place.addEventListener("click", (event) => {
      const handle = this.figures[0].handleAt(event);
      if (handle !== null) choose(handle);
    });
  }
}

/** @param {ClassFigure} figure @returns {HTMLElement} */
function card({ name, place }) {
  const whole = made("figure", "", { className: "class-figure" });
  whole.hidden = true;
  whole.append(made("figcaption", text(`class.figure.${name}`)), place);
  return whole;
}
