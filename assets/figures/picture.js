/* The two figures that are always there, fit and loss: redrawn where something stands otherwise, moved by a tick (docs/why/drawing.md). */

import { Graph } from "../plotly.js";
import { isSeveral, seen } from "../run/state.js";
import { openPanels } from "../run/view.js";
import { variableName } from "../text/names.js";
import { lossText, parameter } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { earlierRows, finishFit, fitFigure, leftTo, moveFit, showAlso } from "./fit.js";
import { Curve, lossEnd, lossFigure, moveLoss } from "./loss.js";
import { enlarge, fitPhone, slim } from "./paper.js";
import { movePrices, pricesFigure } from "./prices.js";
import { describe } from "./skeleton.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").State} State */

/** Draws the fit and the loss. */
export class Picture {
  constructor() {
    this.fit = new Graph("fit-figure");
    this.loss = new Graph("loss-figure");
    this.curve = new Curve();
    this.drawn = { earlier: 0, lossEnd: 0 };
    /** @type {State|null} */
    this.state = null; // as drawn last: Plotly draws again by itself when its place changes
  }

  get isReady() {
    return this.fit.isReady && this.loss.isReady;
  }

  /** @param {State} state */
  canDraw({ points, record }) {
    return Boolean(points && record.history.length && this.isReady);
  }

  /** Redraw what stands still, and bring Plotly's own data level with the run. @param {State} state */
  level(state) {
    if (!this.canDraw(state)) return;
    this.state = state;
    this.levelFit(state);
    this.levelLoss(state);
  }

  /** @param {State} state */
  levelFit(state) {
    const points = pointsOf(state);
    this.drawn.earlier = earlierRows(state, points).length;
    this.fit.react(fitAsShown(state), () => this.finishFit(this.state ?? state));
    this.describe(state);
  }

  /** @param {State} state */
  finishFit(state) {
    if (!isSeveral(state)) finishFit(this.fit, state);
    this.moveFit(state);
  }

  /** @param {State} state */
  levelLoss(state) {
    this.curve.restart("");
    this.drawn.lossEnd = lossEnd(state);
    const figure = lossAsShown(state);
    if (state.view.isPhone || openPanels(state).length) slim(figure.layout);
    this.loss.react(figure, () => moveLoss(this.loss, this.curve, this.state ?? state));
  }

  /** One tick: move line, curve and dot; let Plotly redraw only when an axis or a still line changes. @param {State} state */
  tick(state) {
    if (!this.canDraw(state)) return;
    this.state = state;
    if (earlierRows(state, pointsOf(state)).length !== this.drawn.earlier || this.fit.isStaleUnderPointer) this.levelFit(state);
    else this.moveFit(state);
    if (lossEnd(state) !== this.drawn.lossEnd || this.loss.isStaleUnderPointer) this.levelLoss(state);
    else moveLoss(this.loss, this.curve, state);
  }

  /** @param {State} state */
  moveFit(state) {
    const points = pointsOf(state);
    if (isSeveral(state)) movePrices(this.fit, state, points);
    else moveFit(this.fit, state, points);
  }

  /** Show the line of another epoch too, or of none. @param {State} state @param {Parameters|null} parameters */
  showAlso(state, parameters) {
    if (!isSeveral(state)) showAlso(this.fit, parameters);
  }

  /** @param {State} state where the line has left the figure */
  leftTo(state) {
    return leftTo(this.fit, state);
  }

  /** Say in words what the figures show, for those who do not see them. @param {State} state */
  describe(state) {
    const now = seen(state);
    if (!now) return;
    const values = { epoch: now.epoch, weight: now.weight.map(parameter).join(", "), bias: parameter(now.bias) };
    const points = pointsOf(state);
    const output = variableName(points, points.output);
    const words = isSeveral(state) ? text("figure.prices.label", { ...values, output }) : text("figure.fit.label", values);
    describe("fit-figure", words);
    describe("loss-figure", text("figure.loss.label", { epoch: now.epoch, loss: lossText(now.loss) }));
  }
}

/** @param {State} state @returns {Figure} the fit, suited to the screen */
export function fitAsShown(state) {
  const points = pointsOf(state);
  return isSeveral(state) ? suited(pricesFigure(state, points), state, "prices") : suited(fitFigure(state, points), state, "fit");
}

/** @param {State} state @returns {Figure} the loss, suited to the screen */
export function lossAsShown(state) {
  return suited(lossFigure(state, pointsOf(state)), state, "loss");
}

/** Fit a filled figure to the screen it is shown on. @param {Figure} figure @param {State} state @param {string} name @returns {Figure} */
function suited(figure, { view }, name) {
  if (view.isPhone) fitPhone(figure.layout, name);
  if (view.projector) enlarge(figure);
  return figure;
}

/** @param {State} state that has points */
function pointsOf({ points }) {
  if (!points) throw new Error("there are no points yet");
  return points;
}
