/* The residuals: target − prediction over x, as segments or squares, beside the square that is their mean. */

import { learned } from "../lesson/curve.js";
import { meanSquare, residuals } from "../lesson/loss.js";
import { isOfMine, measuredLine } from "../run/hand.js";
import { seen } from "../run/state.js";
import { unitName } from "../text/names.js";
import { HOVER_DIGITS, short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { nice } from "./axes.js";
import { escaped, setPaper } from "./paper.js";
import { residualPath } from "./paths.js";
import { axisOf } from "./residual_axis.js";
import { byName, colour, skeleton, xOf } from "./skeleton.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../plotly.js").Graph} Graph */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{range: [number, number], square: number}} Range */

/** @param {State} state @param {Points} points @param {number[]} values the residuals @param {Range} range @returns {Figure} as Plotly draws it */
export function residualsFigure(state, points, values, range) {
  const figure = skeleton(state, "residuals");
  const traces = byName(figure);
  const { xs, ends, name } = axisOf(state, points, /** @type {Snapshot} */ (seen(state)));
  const side = Math.sqrt(meanSquare(values));
  // Where moveResiduals() draws, one path is enough; Plotly makes it where there are two points.
  Object.assign(traces.Segments, { x: ends, y: [0, 0] });
  Object.assign(traces.Predicted, { x: ends, y: [0, 0] });
  const words = values.map((residual, i) => text("panel.residuals.hover", { x: short(xs[i], HOVER_DIGITS), residual: short(residual, HOVER_DIGITS) }));
  Object.assign(traces.Residuals, { x: xs, y: values, text: words });
  // The mean square begins at the left edge; moveResiduals() gives it its true width.
  Object.assign(traces["Mean square"], { x: [ends[0], ends[0]], y: [0, side] });
  if (isOfMine(state)) [traces.Predicted, traces["Mean square"]].forEach(({ line }) => (line.color = colour("hand", state.view.mode)));
  const { layout } = figure;
  setPaper(layout.xaxis, ends, nice((ends[1] - ends[0]) / 21), 4);
  setPaper(layout.yaxis, range.range, range.square, 2);
  const { unit } = points.inputs[0];
  layout.annotations[1].text = name.length > 1 ? "" : `<i>${escaped(name)}</i>`;
  const { unit: of } = points.output;
  layout.annotations[0].text = `<i>${of ? text("panel.residuals.axis.with-unit", { unit: escaped(unitName(of)) }) : text("panel.residuals.axis")}</i>`;
  if (unit && !state.view.isPhone) layout.margin.l = 52;
  return figure;
}

/** What a tick moves. @param {Graph} graph @param {State} state @param {Points} all */
export function moveResiduals(graph, state, all) {
  const points = learned(all);
  const now = seen(state);
  if (!now) return;
  const { xs } = axisOf(state, points, now);
  const axes = graph.axes();
  const { shape } = state.view;
  const values = residuals(points, measuredLine(state, now));
  const from = (/** @type {number} */ i) => values[i];
  graph.setLine("Segments", residualPath(xs, { from, to: () => 0 }, axes, shape));
  graph.setDots("Residuals", xs, values);
  const { y } = axes;
  const height = y.pixel(0) - y.pixel(Math.sqrt(meanSquare(values)));
  const isSquare = shape === "squares" && height < y.length;
  graph.setLine("Mean square", isSquare ? `M0,${y.pixel(0)}v${-height}h${height}v${height}z` : "");
}

/**
 * The same for a picture in which nothing moves: residuals and their mean square as data, squares square on it.
 * @param {Figure} figure its layout with size, margins and ranges @param {State} state @param {Points} all
 */
export function drawStill(figure, state, all) {
  const points = learned(all);
  const { layout } = figure;
  const traces = byName(figure);
  const trace = traces.Segments ?? traces.Residuals;
  if (!trace || trace.mode !== "lines") return;
  const { shape } = state.view;
  const values = residuals(points, measuredLine(state, /** @type {Parameters} */ (seen(state))));
  const { xaxis, yaxis, margin } = layout;
  const width = layout.width - margin.l - margin.r;
  const height = layout.height - margin.t - margin.b;
  const across = (span(xaxis) / width) * (height / span(yaxis)); // x as long as one y
  const outline = (/** @type {number} */ x, /** @type {number} */ from, /** @type {number} */ to) => {
    const side = (shape === "squares" ? Math.abs(to - from) : 0) * across;
    const other = x + (x + side > xaxis.range[1] ? -side : side);
    return { x: [x, x, other, other, x, null], y: [from, to, to, from, from, null] };
  };
  const xs = traces.Segments ? axisOf(state, points, /** @type {Snapshot} */ (seen(state))).xs : xOf(points);
  const base = (/** @type {number} */ i) => (traces.Segments ? 0 : points.targets[i] - values[i]);
  const outlines = values.map((value, i) => outline(xs[i], base(i) + value, base(i)));
  Object.assign(trace, { x: outlines.flatMap(({ x }) => x), y: outlines.flatMap(({ y }) => y) });
  if (!traces["Mean square"]) return;
  Object.assign(traces["Mean square"], outline(xaxis.range[0], Math.sqrt(meanSquare(values)), 0), { visible: shape === "squares" });
}

/** @param {{range: [number, number]}} axis */
function span({ range }) {
  return range[1] - range[0];
}
