/* The fit: the points, the line that the model predicts, where it was earlier, and the lines it could aim at. */

import { learned, traceOf as segment } from "../lesson/curve.js";
import { predictions } from "../lesson/loss.js";
import { OWN } from "../run/command.js";
import { lastGoodEpoch } from "../run/divergence.js";
import { handLine, isHandShown, measuredLine } from "../run/hand.js";
import { isSeveral, seen } from "../run/state.js";
import { openPanels } from "../run/view.js";
import { HOVER_DIGITS, short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { framed, isThin, nice, opened, paper } from "./axes.js";
import { nameAxes, setPaper, setPaperUpwards } from "./paper.js";
import { bounded, residualPath } from "./paths.js";
import { movePrices } from "./prices.js";
import { byName, colour, endsOf, markTests, skeleton, xOf } from "./skeleton.js";

/** @typedef {import("../plotly.js").Axes} Axes */
/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../plotly.js").Graph} Graph */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */
/**
 * @typedef {object} Fit the figure, and what stands still in it as it was drawn last
 * @property {Graph} graph
 * @property {number} earlier how many lines of earlier epochs
 * @property {boolean} hasResiduals
 * @property {YAxis|null} axis
 * @typedef {{range: [number, number], square: number, of: string}} YAxis the range of y, and of which data
 * @typedef {"up"|"down"|""} Side where the line has left the figure
 */

const EARLIER = [0, 1, 3, 10, 30, 100];
const LAST_ON_PAPER = 6;
const FAINTEST = 0.16;
const STRONGEST = 0.56;
const ROOMY = 3; // times as high as the next line needs

/** @param {State} state @param {Points} points @param {YAxis} [range] of y @returns {Figure} the fit as Plotly draws it */
export function fitFigure(state, points, range = fitRange(state, points)) {
  const { view } = state;
  const figure = skeleton(state, "fit");
  const ends = endsOf(points);
  const traces = byName(figure);
  const now = segment(/** @type {Parameters} */ (seen(state)), ends);
  const xs = xOf(points);
  const words = points.targets.map((y, i) => text("figure.fit.hover", { x: short(xs[i], HOVER_DIGITS), y: short(y, HOVER_DIGITS) }));
  Object.assign(traces.Data, { x: xs, y: points.targets, text: words, visible: view.shown.Data });
  if (points.split) markTests(traces.Data.marker, points, figure.layout.plot_bgcolor);
  Object.assign(traces["Earlier epochs"], earlierLines(state, points), { opacity: 1, visible: view.shown.Predicted });
  Object.assign(traces.Predicted, now, { visible: view.shown.Predicted });
  // Elements for moveFit() and showAlso() to fill: one path each, which Plotly makes where there are two points.
  Object.assign(traces.Residuals, now, { visible: hasResiduals(state) });
  Object.assign(traces["Epoch shown"], now, { opacity: 0 });
  const { true_weight: weight, true_bias: bias, least_squares: best } = points;
  fillLine(traces["True line"], { weight, bias }, ends, view.limits && view.shown["True line"]);
  fillLine(traces["Least squares"], best, ends, view.limits && view.shown["Least squares"]);
  const { hand } = state;
  [["My line", handLine(state)], ["My guess", hand.guess]].forEach(([name, line]) => fillLine(traces[/** @type {string} */ (name)], asParameters(/** @type {any} */ (line)), ends, isHandShown(state)));
  nameAxes(figure.layout, points);
  setPaper(figure.layout.xaxis, ends, nice((ends[1] - ends[0]) / 21), 4);
  setPaperUpwards(figure.layout.yaxis, range);
  return figure;
}

/** @param {{weight: number, bias: number}|null} line by hand */
function asParameters(line) {
  return { weight: line && [line.weight], bias: line && line.bias };
}

/** @param {any} trace @param {{weight: number[]|null, bias: number|null}} line that may not be known @param {[number, number]} ends @param {boolean} shown */
function fillLine(trace, { weight, bias }, ends, shown) {
  const isKnown = weight !== null && bias !== null;
  trace.visible = isKnown && shown;
  if (isKnown) Object.assign(trace, segment({ weight, bias }, ends));
}

/** What Plotly's drawing lacks. @param {Graph} graph @param {State} state */
export function finishFit(graph, state) {
  lighten(graph, "Residuals", state.view.shape);
  graph.settlePoints("Data");
  graph.styleLines("Earlier epochs", (i, count) => {
    const step = (STRONGEST - FAINTEST) / Math.max(1, count - 1);
    return { strokeOpacity: String(FAINTEST + i * step) };
  });
}

/** Squares overlap: thin lines and a breath of colour keep each of them to be seen. @param {Graph} graph @param {string} name @param {"segments"|"squares"} shape */
export function lighten(graph, name, shape) {
  const isSquare = shape === "squares";
  graph.styleLines(name, {
    strokeWidth: isSquare ? "0.8px" : "",
    strokeOpacity: isSquare ? "0.55" : "0.75",
    fillOpacity: "0.07",
    fillRule: "nonzero",
  });
  graph.fillLine(name, isSquare ? colour("data") : "none");
}

/* ---- what moves ---- */

/** One tick: move the line, or let Plotly draw where one more stays behind. @param {Fit} fit @param {State} state @param {Points} points @param {() => Side} redraw */
export function tickFit(fit, state, points, redraw) {
  const isOld = state.held === null && (earlierRows(state, points).length !== fit.earlier || fit.graph.isStaleUnderPointer); // what is held is drawn anew when it is let go
  return isOld ? redraw() : moveFit(fit, state, points);
}

/** A point that is dragged, and the lines that follow it. @param {Fit} fit @param {State} state @param {Points} points */
export function touchFit(fit, state, points) {
  const { graph } = fit;
  const { x, y } = graph.axes();
  const { held } = state;
  if (held !== null) graph.movePoint("Data", held, x.pixel(xOf(points)[held]), y.pixel(points.targets[held]));
  const { weight, bias } = points.least_squares;
  if (weight !== null && bias !== null) graph.setLine("Least squares", linePath({ weight, bias }, { x, y }));
  moveFit(fit, state, points);
}

/** @param {Fit} fit @param {State} state @param {Points} points @returns {Side} */
export function moveFit({ graph, hasResiduals }, state, points) {
  const now = seen(state);
  if (!now) return "";
  if (isSeveral(state)) {
    movePrices(graph, points, now);
    return "";
  }
  const axes = graph.axes();
  graph.setLine("Predicted", linePath(now, axes));
  if (isHandShown(state)) graph.setLine("My line", linePath(/** @type {Parameters} */ (asParameters(handLine(state))), axes));
  graph.setLine("Residuals", hasResiduals ? residualsOf(state, points, now, axes) : "");
  return sideOf(now, endsOf(points), axes.y.range);
}

/** A curve goes from place to place, and as far as SVG can draw. @param {Parameters} parameters @param {Axes} axes */
function curvePath(parameters, { x, y }) {
  const { x: xs, y: ys } = segment(parameters, x.range);
  return ys.map((value, i) => `${i ? "L" : "M"}${x.pixel(xs[i]).toFixed(1)},${bounded(y.pixel(value)).toFixed(1)}`).join("");
}

/** The line across a figure, cut where it is far outside: SVG does not draw numbers without end. @param {Parameters} parameters @param {Axes} axes */
function linePath({ weight, bias }, { x, y }) {
  if (weight.length > 1) return curvePath({ weight, bias }, { x, y });
  const [left, right] = x.range.map((end) => x.pixel(end));
  const [from, to] = x.range.map((end) => y.pixel(weight[0] * end + bias));
  const slope = (to - from) / (right - left);
  const place = (/** @type {number} */ pixel, /** @type {number} */ edge) => {
    const inside = bounded(pixel);
    return `${inside === pixel ? edge : left + (inside - from) / slope},${inside}`;
  };
  return `M${place(from, left)}L${place(to, right)}`;
}

/** @param {Parameters} now @param {[number, number]} ends of x @param {[number, number]} range of y @returns {Side} */
function sideOf(now, ends, [low, high]) {
  const { y } = segment(now, ends);
  if (Math.max(...y) < low) return "down";
  return Math.min(...y) > high ? "up" : "";
}

/** Residuals from the points to the line. @param {State} state @param {Points} all @param {Parameters} now @param {Axes} axes */
function residualsOf(state, all, now, axes) {
  const points = learned(all);
  const predicted = predictions(points, measuredLine(state, now));
  const from = (/** @type {number} */ i) => Math.fround(points.targets[i]);
  return residualPath(xOf(points), { from, to: (i) => predicted[i] }, axes, state.view.shape);
}

/** Show the line of another epoch too, thinly, or of none. @param {Graph} graph @param {Parameters|null} parameters */
export function showAlso(graph, parameters) {
  if (!graph.isDrawn) return;
  graph.setLine("Epoch shown", parameters ? linePath(parameters, graph.axes()) : "");
  graph.show("Epoch shown", parameters !== null);
}

/* ---- what stands still ---- */

/**
 * The fit's range holds the data and the line at the start, and stays while the line learns, and from guess to guess while it suits; a
 * run that diverged opens it once. The frame in which points are dragged stays where it is. While one draws a line by hand through
 * points that the start would press flat, it holds the points alone.
 * @param {State} state @param {Points} points @param {YAxis|null} [old] as drawn last @returns {YAxis}
 */
export function fitRange(state, points, old = null) {
  const { record, tables, own } = state;
  const first = record.at(0);
  const frame = points.kind === OWN && own ? (tables[own].y_range ?? []) : [];
  const start = first ? segment(first, endsOf(points)).y : [];
  const values = [...frame, ...points.targets, ...(isHandShown(state) && isThin(points.targets, start) ? [] : start)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = low === frame[0] && high === frame[1] ? framed(low, high) : paper(low, high);
  if (record.diverged && points.view === "line") return { ...opened(range, swings(record, points)), of: "" };
  const suits = old?.of === points.shown && old.range[0] <= low && old.range[1] >= high && old.square <= ROOMY * range.square;
  return suits && old ? old : { ...range, of: points.shown };
}

/** From where a run began to diverge, each line's lowest and highest value. @param {import("../run/record.js").RunRecord} record @param {Points} points @returns {[number, number][]} */
function swings(record, points) {
  const { history } = record;
  const first = history.rowOf(lastGoodEpoch(record));
  return Array.from({ length: history.length - first }, (_, i) => {
    const { y } = segment(history.at(first + i), endsOf(points));
    return [Math.min(...y), Math.max(...y)];
  });
}

/** @param {State} state @param {Points} points @returns {Pick<Fit, "earlier"|"hasResiduals">} what stands still in the fit */
export function stillOf(state, points) {
  return { earlier: earlierRows(state, points).length, hasResiduals: hasResiduals(state) };
}

/** @param {State} state */
function hasResiduals(state) {
  return openPanels(state).includes("residuals");
}

/** Rows of the epochs whose lines stay in the figure; once diverged, those too that crossed it last. @param {State} state @param {Points} points @returns {number[]} */
function earlierRows(state, points) {
  const { record, view } = state;
  const last = view.epoch ?? record.epoch; // what came after an epoch of the past is not earlier
  const rows = EARLIER.filter((epoch) => epoch < last).map((epoch) => record.history.rowOf(epoch));
  if (record.diverged && points.view === "line" && view.epoch === null) rows.push(...lastRowsOnPaper(state, points));
  return [...new Set(rows)].sort((one, other) => one - other);
}

/** @param {State} state @param {Points} points */
function lastRowsOnPaper(state, points) {
  const { history } = state.record;
  const [low, high] = fitRange(state, points).range;
  /** @type {number[]} */
  const rows = [];
  for (let row = history.length - 1; row > 0 && rows.length < LAST_ON_PAPER; row -= 1) {
    const { y } = segment(history.at(row), endsOf(points));
    if (Math.max(...y) > low && Math.min(...y) < high) rows.push(row);
  }
  return rows;
}

/** @param {State} state @param {Points} points */
function earlierLines(state, points) {
  /** @type {{x: (number|null)[], y: (number|null)[]}} */
  const lines = { x: [], y: [] };
  earlierRows(state, points).forEach((row) => {
    const line = segment(state.record.history.at(row), endsOf(points));
    lines.x.push(...line.x, null);
    lines.y.push(...line.y, null);
  });
  return lines;
}
