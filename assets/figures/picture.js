/* The two figures that are always there, fit and loss: redrawn where something stands otherwise, moved by a tick (docs/why/drawing.md). */

import { Graph } from "../plotly.js";
import { comparable } from "../run/comparison.js";
import { aimOf, trendOf } from "../run/summary.js";
import { isSeveral, seen } from "../run/state.js";
import { openPanels } from "../run/view.js";
import { variableName } from "../text/names.js";
import { lossText, parameter, short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { separate } from "./compared_runs.js";
import { finishFit, fitFigure, fitRange, moveFit, showAlso, stillOf, tickFit, touchFit } from "./fit.js";
import { comparedEnds, Curve, lossEnd, lossFigure, moveLoss, tickLoss } from "./loss.js";
import { enlarge, fitPhone, slim } from "./paper.js";
import { pricesFigure } from "./prices.js";
import { describe } from "./skeleton.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("./fit.js").Side} Side */

const DESCRIBED_MS = 2000; // from one summary to the next, while a run moves

/** Draws the fit and the loss. */
export class Picture {
  constructor() {
    /** @type {import("./fit.js").Fit} */
    this.fit = { graph: new Graph("fit-figure"), earlier: 0, hasResiduals: false, axis: null };
    /** @type {import("./loss.js").Loss} */
    this.loss = { graph: new Graph("loss-figure"), curve: new Curve(), end: 0 };
    this.describedAt = 0;
    this.afterFit = () => {}; // whenever it has been drawn
    /** @type {State|null} */
    this.state = null; // as drawn last: Plotly draws again by itself when its place changes
  }

  /** Whether Plotly can draw both. */
  get isReady() {
    return this.fit.graph.isReady && this.loss.graph.isReady;
  }

  /** Dash has drawn the figures' places anew. */
  moveSketches() {
    this.fit.graph.moveSketch();
    this.loss.graph.moveSketch();
  }

  /** @param {State} state */
  canDraw({ points, record }) {
    return Boolean(points && record.history.length);
  }

  /** One tick: move line, curve and dot; let Plotly redraw only when an axis or a still line changes. @param {State} state @returns {Side} where the line has left the figure */
  tick(state) {
    if (!this.canDraw(state)) return "";
    this.state = state;
    const side = tickFit(this.fit, state, pointsOf(state), () => this.levelFit(state));
    tickLoss(this.loss, state, () => this.levelLoss(state));
    if (performance.now() - this.describedAt > DESCRIBED_MS) this.describe(state);
    return side;
  }

  /** A point is where it is dragged to, with the lines that follow it. @param {State} state */
  touch(state) {
    if (!this.canDraw(state) || !this.isReady) return;
    this.state = state;
    touchFit(this.fit, state, pointsOf(state));
    tickLoss(this.loss, state, () => {});
  }

  /** Redraw what stands still, and bring Plotly's own data level with the run. @param {State} state @returns {Side} where the line has left the figure */
  level(state) {
    if (!this.canDraw(state)) return "";
    this.state = state;
    const side = this.levelFit(state);
    this.levelLoss(state);
    return side;
  }

  /** @param {State} state */
  levelFit(state) {
    const points = pointsOf(state);
    Object.assign(this.fit, stillOf(state, points));
    this.fit.axis = fitRange(state, points, this.fit.axis);
    this.fit.graph.react(fitAsShown(state, this.fit.axis), () => this.finishFit(this.state ?? state));
    this.describe(state);
    return moveFit(this.fit, state, points); // Plotly says only later that it has drawn
  }

  /** @param {State} state */
  finishFit(state) {
    if (!isSeveral(state)) finishFit(this.fit.graph, state);
    moveFit(this.fit, state, pointsOf(state));
    this.afterFit();
  }

  /** @param {State} state */
  levelLoss(state) {
    const { graph, curve } = this.loss;
    curve.restart("");
    this.loss.end = lossEnd(state);
    const figure = lossAsShown(state);
    // A comparison in the second place has no figure of its own.
    if (openPanels(state)[1] === "compare") separate(figure, comparable(state), pointsOf(state));
    if (isLow(state)) slim(figure.layout);
    graph.react(figure, () => moveLoss(graph, curve, this.state ?? state));
  }

  /** Show the line of another epoch too, or of none. @param {State} state @param {Parameters|null} parameters */
  showAlso(state, parameters) {
    if (!isSeveral(state)) showAlso(this.fit.graph, parameters);
  }

  /** Say in words what the figures show, for those who do not see them. @param {State} state */
  describe(state) {
    const now = seen(state);
    if (!now) return;
    this.describedAt = performance.now();
    const aim = aimOf(state);
    const points = pointsOf(state);
    const weight = now.weight.map((value, i) => parameter(value, points.least_squares.weight?.[i])).join(", ");
    const values = { epoch: now.epoch, weight, bias: parameter(now.bias) };
    const output = variableName(points, points.output);
    const words = isSeveral(state) ? text("figure.prices.label", { ...values, output }) : text(aim === null ? "figure.fit.label" : "figure.fit.label.aim", { ...values, aim: short(aim ?? 0, 4) });
    describe("fit-figure", words);
    describe("loss-figure", text("figure.loss.label", { epoch: now.epoch, loss: lossText(now.loss), trend: text(`trend.${trendOf(state)}`) }));
  }
}

/** @param {State} state @param {import("./fit.js").YAxis} [axis] @returns {Figure} the fit, suited to the screen */
export function fitAsShown(state, axis) {
  const points = pointsOf(state);
  return isSeveral(state) ? suited(pricesFigure(state, points), state, "prices") : suited(fitFigure(state, points, axis), state, "fit");
}

/** @param {State} state @returns {Figure} the loss, suited to the screen */
export function lossAsShown(state) {
  return suited(lossFigure(state, pointsOf(state)), state, "loss");
}

/** @param {State} state @returns {Figure} the loss over the epochs that a comparison shows */
export function comparedLosses(state) {
  const { usual, whole } = comparedEnds(state);
  const figure = lossFigure(state, pointsOf(state), state.view.allEpochs ? whole : usual);
  slim(figure.layout);
  return figure;
}

/** @param {State} state whether the loss figure is a low one */
function isLow(state) {
  const { isPhone, projector } = state.view;
  return isPhone || (!projector && openPanels(state).length > 0);
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
