/* The loss map: contours of the loss over weight and bias, the marks on it, and the run's path. */

import { comparable } from "../run/comparison.js";
import { optimizerOf } from "../run/command.js";
import { seen } from "../run/state.js";
import { lossAt } from "../lesson/loss.js";
import { nextStep } from "../lesson/map.js";
import { short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { nice, setTicks } from "./axes.js";
import { separatePaths } from "./compared_runs.js";
import { byName, colour, skeleton } from "./skeleton.js";

/** @typedef {import("../lesson/map.js").Frame} Frame */
/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{width: number, height: number}} Size */

const CELLS = 110;
const MOST_LEVELS = 9;
const MOST_ROWS = 2000;
const CLEAR_PX = 30; // about the marks of the true and the least-squares point
const MARK_SIZE = 15;

/**
 * The map as Plotly draws it, the path and the arrow as they are now included.
 * @param {State} state @param {Points} points with a unique least squares @param {Size} size of the plot in pixels @param {Frame} frame @returns {Figure}
 */
export function lossMapFigure(state, points, size, frame) {
  const figure = skeleton(state, "map");
  const traces = byName(figure);
  const { weight, bias } = frame;
  const ink = colour("ink", state.view.mode);
  const levels = fillContours(traces.Loss, points, frame);
  levels.forEach((level) => nameLevel(figure, points, level, size, frame, ink));
  fillMarks(state, points, traces, ink);
  fillPath(state, points, traces);
  separatePaths(figure, comparable(state).filter(({ data }) => !data.degree), frame, state.view.mode);
  setTicks(figure.layout.xaxis, weight, nice((weight[1] - weight[0]) / 7));
  setTicks(figure.layout.yaxis, bias, nice((bias[1] - bias[0]) / 7));
  return figure;
}

/** @param {any} trace @param {Points} points @param {Frame} frame @returns {number[]} the levels, as powers of two, that are named */
export function fillContours(trace, points, { weight, bias }) {
  const [across, up] = [spread(weight), spread(bias)];
  const losses = up.map((b) => across.map((w) => lossAt(points, w, b)));
  const highest = Math.floor(Math.log2(Math.max(...losses.flat())));
  const lowest = Math.max(highest - MOST_LEVELS + 1, Math.floor(Math.log2(points.least_squares.loss || 1e-300)) + 1);
  const floor = Math.pow(2, lowest - 2);
  Object.assign(trace, { x: across, y: up, z: losses.map((row) => row.map((loss) => Math.log2(Math.max(loss, floor)))) });
  Object.assign(trace.contours, { start: lowest, end: highest });
  return Array.from({ length: Math.max(0, Math.ceil((highest - lowest - 1) / 2)) }, (_, i) => lowest + 1 + 2 * i);
}

/** Write a contour's loss beside it, up and to the right of least squares. @param {Figure} figure @param {Points} points @param {number} level @param {Size} size @param {Frame} frame @param {string} ink */
function nameLevel(figure, points, level, { width, height }, { weight, bias }, ink) {
  const best = { weight: points.least_squares.weight?.[0] ?? 0, bias: points.least_squares.bias ?? 0, loss: points.least_squares.loss };
  const [perX, perY] = [(weight[1] - weight[0]) / width, (bias[1] - bias[0]) / height];
  const [dw, db] = [0.42 * perX, 0.9 * perY];
  const rise = lossAt(points, best.weight + dw, best.bias + db) - best.loss;
  const far = Math.sqrt((Math.pow(2, level) - best.loss) / rise);
  const [x, y] = [best.weight + far * dw, best.bias + far * db];
  const isInside = x < weight[1] - 24 * perX && y < bias[1] - 14 * perY;
  if (!isInside || Math.hypot((far * dw) / perX, (far * db) / perY) < CLEAR_PX) return;
  const font = { color: ink, size: figure.layout.font.size };
  const isNear = (/** @type {any} */ other) => !other.xref && Math.abs(y - other.y) < 1.2 * font.size * perY && Math.abs(x - other.x) < 2 * font.size * perX;
  if (figure.layout.annotations.some(isNear)) return;
  figure.layout.annotations.push({ x, y, text: short(Math.pow(2, level), 2), font, showarrow: false, xshift: 10, yshift: 2 });
}

/** @param {State} state @param {Points} points @param {Record<string, any>} traces @param {string} ink */
function fillMarks({ record, view }, points, traces, ink) {
  const { least_squares: best, true_weight: weight, true_bias: bias } = points;
  const start = record.history.at(0);
  const place = { x: start.weight, y: [start.bias] };
  Object.assign(traces["Least squares"], { x: best.weight, y: [best.bias], visible: view.limits });
  traces.True.visible = weight !== null && view.limits;
  if (weight !== null) Object.assign(traces.True, { x: weight, y: [bias] });
  const words = { mode: "markers+text", text: [text("panel.map.start")], textposition: "middle right" };
  Object.assign(traces.Start, place, words, { textfont: { size: MARK_SIZE, color: ink } });
  [traces["Epoch shown"], traces.Pressed].forEach((trace) => Object.assign(trace, place, { opacity: 0 }));
}

/** @param {State} state @param {Points} points @param {Record<string, any>} traces */
function fillPath(state, points, traces) {
  const { record } = state;
  const now = /** @type {Snapshot} */ (seen(state));
  const rows = record.history.rows(MOST_ROWS);
  const path = { x: rows.map((row) => row[3]), y: rows.map((row) => row[2]) };
  ["Edge of the path", "Path"].forEach((name) => Object.assign(traces[name], twice(path)));
  Object.assign(traces.Epochs, twice({ x: path.x.slice(0, 1), y: path.y.slice(0, 1) }));
  Object.assign(traces.Now, { x: now.weight, y: [now.bias] });
  const next = nextStep(points, now, optimizerOf(state));
  Object.assign(traces["Next step"], { x: [now.weight[0], next.weight], y: [now.bias, next.bias] });
}

/** Plotly makes a path only where there are two points. @param {{x: number[], y: number[]}} trace */
function twice({ x, y }) {
  return x.length > 1 ? { x, y } : { x: [...x, ...x], y: [...y, ...y] };
}

/** @param {[number, number]} range */
function spread([low, high]) {
  return Array.from({ length: CELLS + 1 }, (_, i) => low + (i * (high - low)) / CELLS);
}
