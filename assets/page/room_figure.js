/* One figure of the class view in its place: Plotly draws it when what stands still in it changes. */

import { curvesFrame, curvesFigure, curvesPath } from "../figures/class_curves.js";
import { slopesFigure, uCurveFigure } from "../figures/class_figures.js";
import { magnify } from "../figures/magnify.js";
import { Graph, isHere } from "../plotly.js";
import { made } from "./element.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{theory: boolean, covered: boolean, own: boolean, letters: {handle: any, letter: string}[]}} Shown */

const WALL_PX = 1500; // from this width on, it is read from afar
const LARGER = 1.35;

/** What all of them share. */
export class ClassFigure {
  /** @param {string} id of its place */
  constructor(id) {
    this.id = id;
    this.graph = new Graph(id);
    this.drawn = "";
    this.place = made("div", "", { id, className: "graph-place" });
    this.place.append(made("div", "", { className: "graph" }));
  }

  /** @param {State} state @param {any} picture @param {Shown} shown */
  draw(state, picture, shown) {
    const { points } = state;
    if (points && isHere() && this.place.isConnected) this.level(state, points, picture, shown);
  }

  /** @param {State} state @param {Points} points @param {any} picture @param {Shown} shown */
  level(state, points, picture, shown) {
    throw new Error(`${this.id} shows nothing of ${[state, points, picture, shown].length}`);
  }

  /** @param {string} key names all that stands still @param {() => Figure} make @param {() => void} [after] what moves, after each drawing of Plotly's */
  drawAnew(key, make, after = () => {}) {
    const named = `${key} ${this.graph.room} ${innerWidth >= WALL_PX} ${document.documentElement.dataset.view}`;
    if (named === this.drawn && this.graph.isReady) return after();
    this.drawn = named;
    const figure = make();
    if (innerWidth >= WALL_PX) magnify(figure, LARGER);
    this.graph.make(figure);
    return this.graph.react(figure, after);
  }
}

/** Epochs over learning rates. */
export class UCurve extends ClassFigure {
  /** @param {State} state @param {Points} points @param {any} picture @param {Shown} shown */
  level(state, points, picture, shown) {
    const found = picture.ucurve ?? { rate: [], epochs: [] };
    const start = state.record.history.length ? state.record.history.at(0) : null;
    const key = JSON.stringify([found, shown.theory, points.shown, state.view.mode, start]);
    this.drawAnew(key, () => uCurveFigure(state, points, found, shown));
  }
}

/** The slopes of everybody's samples. */
export class Slopes extends ClassFigure {
  /** @param {State} state @param {Points} points @param {any} picture @param {Shown} shown */
  level(state, points, picture, shown) {
    const slopes = picture.slopes?.slope ?? [];
    this.drawAnew(JSON.stringify([slopes, shown.theory, points.shown, state.view.mode]), () => slopesFigure(state, points, slopes, shown));
  }
}

/** Everybody's loss: its paper is drawn when a run outgrows it; between, the lines are. */
export class Curves extends ClassFigure {
  /** @param {State} state @param {Points} points @param {any} picture @param {Shown} shown */
  level(state, points, picture, shown) {
    const curves = picture.curves ?? [];
    const frame = curvesFrame(points, curves);
    const key = JSON.stringify([frame, curves.length > 0, shown.theory, points.shown, state.view.mode]);
    this.drawAnew(key, () => curvesFigure(state, points, curves, frame, shown), () => this.graph.setLine("Class", curvesPath(this.graph.axes(), curves)));
  }
}
