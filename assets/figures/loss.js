/* The loss curve: the mean squared error after each epoch, and the lowest that any line can have. */

import { comparable } from "../run/comparison.js";
import { seen } from "../run/state.js";
import { divergedRange, lastEpoch, lossRange } from "./axes.js";
import { setLossTicks } from "./paper.js";
import { lossPixel } from "./paths.js";
import { byName, skeleton } from "./skeleton.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../plotly.js").Graph} Graph */
/** @typedef {import("../run/types.js").ComparedRun} ComparedRun */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("./curve.js").Curve} Curve */

const MOST_ROWS = 5000;

/** @param {State} state @param {Points} points @returns {Figure} the loss curve as Plotly draws it */
export function lossFigure(state, points) {
  const { record, view } = state;
  const figure = skeleton(state, "loss");
  figure.layout.yaxis.type = view.logarithmic ? "log" : "linear";
  const traces = byName(figure);
  const rows = record.history.rows(MOST_ROWS);
  const end = lossEnd(state);
  const lowest = points.least_squares.loss;
  const shown = (view.logarithmic && lowest <= 0) || !view.limits ? null : lowest;
  const now = /** @type {Snapshot} */ (seen(state));
  Object.assign(traces["Lowest possible"], { x: [0, end], y: [shown, shown] });
  Object.assign(traces.Loss, { x: rows.map((row) => row[0]), y: rows.map((row) => row[1]) });
  Object.assign(traces["Kept runs"], curvesOf(comparable(state)));
  Object.assign(traces.Now, { x: [now.epoch], y: [now.loss] });
  const { xaxis, yaxis } = figure.layout;
  Object.assign(xaxis, { range: [0, end], dtick: end / 5, tick0: 0 });
  xaxis.minor = { ...xaxis.minor, dtick: end / 10, tick0: 0 };
  yaxis.range = lossRangeOf(state, points);
  setLossTicks(yaxis, view.logarithmic);
  return figure;
}

/** The loss curves of the runs to compare, as one trace. @param {ComparedRun[]} runs */
function curvesOf(runs) {
  /** @type {{x: (number|null)[], y: (number|null)[], mode: string}} */
  const trace = { x: [], y: [], mode: "lines" };
  runs.forEach(({ rows }) => {
    trace.x.push(...rows.map((row) => row[0]), null);
    trace.y.push(...rows.map((row) => row[1]), null);
  });
  return trace;
}

/** Names what stands still in the loss figure: its points, its start and its axes. @param {State} state @param {Points} points @returns {string} */
export function lossKey(state, points) {
  const { record, view } = state;
  const { history } = record;
  const start = [history.epoch(0), history.loss(0), record.diverged];
  return [points.shown, view.limits, view.logarithmic, lossEnd(state), ...lossRangeOf(state, points), ...start].join();
}

/** @param {State} state @returns {number} the end of the epoch axis */
export function lossEnd(state) {
  const ends = comparable(state).map(({ rows }) => rows[rows.length - 1][0]);
  return lastEpoch(Math.max(state.record.epoch, ...ends));
}

/** @param {State} state @param {Points} points */
function lossRangeOf(state, points) {
  const { record, view } = state;
  const { history, now } = record;
  const current = now ? now.loss : 0;
  const starts = comparable(state).map(({ rows }) => rows[0][1]);
  // Epochs may have been measured on other points, or gone on with from where a run diverged.
  const [least, most] = history.lossExtent();
  const lowest = Math.min(points.least_squares.loss, least, current);
  const highest = Math.max(history.loss(0), ...starts, record.diverged ? 0 : most, current);
  return record.diverged ? divergedRange(highest, lowest, view.logarithmic) : lossRange(highest, lowest, view.logarithmic);
}

/** Move curve and dot, in the loss figure or in another one that is drawn like it. @param {Graph} graph @param {Curve} curve @param {State} state */
export function moveLoss(graph, curve, state) {
  const { record, view } = state;
  const { history } = record;
  const now = seen(state);
  if (!history.length || !now) return;
  const { x, y } = graph.axes();
  const at = (/** @type {number} */ row) => `${x.pixel(history.epoch(row)).toFixed(2)},${lossPixel(y, history.loss(row))}`;
  const place = [x.length, y.length, x.range, y.range, y.isLogarithmic].join();
  graph.setLine("Loss", curve.through(history, x.range[1], at, place));
  const row = view.epoch === null ? history.length - 1 : record.rowOf(view.epoch);
  const inside = Math.max(0, Math.min(y.length, Number(lossPixel(y, now.loss))));
  graph.setPoint("Now", `${x.pixel(history.epoch(row)).toFixed(2)},${inside}`);
}
