/* The loss curve: the mean squared error after each epoch, and the lowest that any line can have. */

import { comparable, usualLength } from "../run/comparison.js";
import { areApart, parted } from "../run/rows_apart.js";
import { pointsSince } from "../run/points_since.js";
import { seen } from "../run/state.js";
import { lossText } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { roomFor, setEpochTicks, setLossTicks } from "./paper.js";
import { byName, skeleton } from "./skeleton.js";

/** @typedef {import("../plotly.js").Axis} Axis */
/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../plotly.js").Graph} Graph */
/** @typedef {import("../run/history.js").History} History */
/** @typedef {import("../run/types.js").ComparedRun} ComparedRun */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{graph: Graph, curve: Curve, end: number}} Loss the figure, its curve, and the end of its epoch axis as it was drawn last */

const MOST_ROWS = 5000;
const MOST_PIECES = 600;
const EPOCHS = [1, 2, 5];
const FIRST_EPOCHS = 50;
const TEST = "Tests";
const FLOOR = 1e-11; // where float32 stops a run without noise

/** @param {State} state @param {Points} points @param {number} [end] of the epoch axis @returns {Figure} the loss curve as Plotly draws it */
export function lossFigure(state, points, end = lossEnd(state)) {
  const { record, view } = state;
  const figure = skeleton(state, "loss");
  figure.layout.yaxis.type = view.logarithmic ? "log" : "linear";
  const traces = byName(figure);
  const rows = parted(record.history.outline(MOST_ROWS), end);
  const lowest = points.least_squares.loss;
  const shown = (view.logarithmic && lowest <= 0) || !view.limits ? null : lowest;
  const now = /** @type {Snapshot} */ (seen(state));
  Object.assign(traces["Lowest possible"], { x: [pointsSince(record), end], y: [shown, shown] }); // of other points before, it was another
  const words = rows.map(([epoch, loss]) => (epoch === null ? "" : text("figure.loss.hover", { epoch, loss: lossText(loss) })));
  Object.assign(traces.Loss, { x: rows.map((row) => row[0]), y: rows.map((row) => row[1]), text: words });
  Object.assign(traces["Kept runs"], curvesOf(comparable(state)));
  Object.assign(traces.Now, { x: [now.epoch + (now.part ?? 0)], y: [now.loss] });
  if (record.history.isTested) addTests(figure, record.history);
  const { xaxis, yaxis } = figure.layout;
  setEpochTicks(xaxis, end);
  yaxis.range = lossRangeOf(state, points);
  setLossTicks(yaxis, view.logarithmic);
  figure.layout.margin.l = roomFor(yaxis, figure.layout.margin.l);
  tellThinned(figure.layout, record.history);
  return figure;
}

/** Where epochs are gone, after a reload for which there was no room, the figure says so. @param {any} layout @param {History} history */
function tellThinned(layout, history) {
  if (!history.wholeFrom) return;
  const words = text("figure.loss.thinned", { epoch: history.epoch(history.wholeFrom) });
  const place = { xref: "paper", yref: "paper", x: 1, y: 1, xanchor: "right", yanchor: "top" };
  layout.annotations = [...(layout.annotations ?? []), { text: words, showarrow: false, font: { ...layout.xaxis.tickfont }, ...place }];
}

/** The loss on the points for testing, thin and dashed. @param {Figure} figure @param {History} history */
function addTests(figure, history) {
  const at = figure.data.findIndex(({ name }) => name === "Loss");
  const { line, ...loss } = figure.data[at];
  const rows = history.outlineRows(MOST_ROWS, true);
  const [x, y] = [rows.map((row) => history.epoch(row)), rows.map((row) => history.testLoss(row))];
  const words = y.map((value, i) => text("figure.loss.hover", { epoch: x[i], loss: lossText(value ?? 0) }));
  figure.data.splice(at, 0, { ...loss, name: TEST, x, y, text: words, line: { ...line, width: 2.5, dash: "7px,4px" } });
}

/** The loss curves of the runs to compare, as one trace. @param {ComparedRun[]} runs */
function curvesOf(runs) {
  /** @type {{x: (number|null)[], y: (number|null)[], mode: string}} */
  const trace = { x: [], y: [], mode: "lines" };
  runs.forEach(({ rows: kept }) => {
    const rows = parted(kept, kept[kept.length - 1][0]);
    trace.x.push(...rows.map((row) => row[0]), null);
    trace.y.push(...rows.map((row) => row[1]), null);
  });
  return trace;
}

/* ---- its axes ---- */

/** Names what stands still in the loss figure: its points, its start and its axes. @param {State} state @param {Points} points @returns {string} */
export function lossKey(state, points) {
  const { record, view } = state;
  const { history } = record;
  const start = [history.epoch(0), history.loss(0), record.diverged, pointsSince(record)];
  return [points.shown, view.limits, view.logarithmic, lossEnd(state), ...lossRangeOf(state, points), ...start].join();
}

/** @param {State} state @returns {number} the end of the epoch axis: all of the run now, and of the runs kept what comparedEnds() says */
export function lossEnd(state) {
  const { usual, whole } = comparedEnds(state);
  return state.view.allEpochs ? whole : Math.max(usual, lastEpoch(state.record.epoch));
}

/** @param {State} state @returns {{usual: number, whole: number}} ends of the epoch axis of a comparison: with room for most runs, and for all */
export function comparedEnds(state) {
  const lengths = [state.record.epoch, ...comparable(state).map(({ rows }) => rows[rows.length - 1][0])];
  return { usual: lastEpoch(usualLength(lengths)), whole: lastEpoch(Math.max(...lengths)) };
}

/** @param {State} state @param {Points} points */
function lossRangeOf(state, points) {
  const { record, view } = state;
  const { history, now } = record;
  const current = now ? now.loss : 0;
  const starts = comparable(state).map(({ rows }) => rows[0][1]);
  // Epochs may have been measured on other points, or gone on with from where a run diverged.
  const both = [history.lossExtent(), ...(history.isTested ? [history.lossExtent(true)] : [])];
  const [least, most] = [Math.min(...both.map(([low]) => low)), Math.max(...both.map(([, high]) => high))];
  const lowest = Math.min(points.least_squares.loss, least, current);
  const highest = Math.max(history.loss(0), ...starts, record.diverged ? 0 : most, current);
  return record.diverged ? divergedRange(highest, lowest, view.logarithmic) : lossRange(highest, lowest, view.logarithmic);
}

/** @param {number} epoch @returns {number} the end of the epoch axis: 50, 100, 200, 500, 1000… */
export function lastEpoch(epoch) {
  let end = FIRST_EPOCHS;
  for (let i = 2; end < epoch; i += 1) end = EPOCHS[i % 3] * Math.pow(10, Math.floor(i / 3)) * 10;
  return end;
}

/**
 * The loss axis from the loss at the start and the lowest possible, in powers of ten when logarithmic.
 * @param {number} start @param {number} lowest @param {boolean} logarithmic @returns {[number, number]}
 */
export function lossRange(start, lowest, logarithmic) {
  const top = Math.max(start, lowest) || 1;
  if (!logarithmic) return [0, top * 1.06];
  return [Math.log10(Math.max(Math.min(lowest, start) * 0.67, top * FLOOR)), Math.log10(top * 1.25)];
}

/**
 * The loss axis of a diverged run, once refitted to whole powers of ten.
 * @param {number} highest @param {number} lowest @param {boolean} logarithmic @returns {[number, number]}
 */
export function divergedRange(highest, lowest, logarithmic) {
  if (!logarithmic) return [0, highest * 1.06];
  return [Math.floor(Math.log10(Math.max(lowest * 0.67, highest * 1e-12))), Math.ceil(Math.log10(highest))];
}

/* ---- what moves ---- */

/** One tick: move curve and dot, or let Plotly draw where the epoch axis is full. @param {Loss} loss @param {State} state @param {() => void} redraw */
export function tickLoss({ graph, curve, end }, state, redraw) {
  const { history } = state.record;
  const isAbove = history.isTested && graph.isDrawn && graph.axes().y.pixel(history.lossExtent(true)[1]) < 0;
  if (lossEnd(state) !== end || isAbove || graph.isStaleUnderPointer) redraw();
  else moveLoss(graph, curve, state);
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
  if (history.isTested) {
    const tested = (/** @type {number} */ row) => `${x.pixel(history.epoch(row)).toFixed(2)},${lossPixel(y, Number(history.testLoss(row)))}`;
    graph.setLine(TEST, curve.tests?.through(history, x.range[1], tested, place) ?? "");
  }
  const row = view.epoch === null ? history.length - 1 : history.rowOf(view.epoch);
  const inside = Math.max(0, Math.min(y.length, Number(lossPixel(y, now.loss))));
  const across = x.pixel(history.epoch(row) + (now.part ?? 0));
  graph.show("Now", across <= x.length + 1);
  graph.setPoint("Now", `${across.toFixed(2)},${inside}`);
}

/** @param {Axis} y of the loss @param {number} loss @returns {string} its pixel */
function lossPixel(y, loss) {
  const pixel = y.pixel(y.isLogarithmic ? Math.max(loss, 1e-300) : loss);
  return Math.max(-y.length, Math.min(2 * y.length, pixel)).toFixed(2);
}

/** An SVG path through the history's losses, thinned to about as many pieces as there are pixels; what sticks out stays. */
export class Curve {
  /** @param {boolean} [ofTest] whether through the losses on the points for testing, as far as there were any */
  constructor(ofTest = false) {
    this.ofTest = ofTest;
    /** @type {Curve|null} */
    this.tests = ofTest ? null : new Curve(true);
    this.place = "";
    /** @type {object|null} */
    this.lineage = null;
    this.path = "";
    this.next = 0;
    this.drawn = -1; // the row that the path ends with
  }

  /** @param {string} place @param {object|null} [lineage] */
  restart(place, lineage = null) {
    this.place = place;
    this.lineage = lineage;
    this.path = "";
    this.next = 0;
    this.drawn = -1;
    this.tests?.restart("");
  }

  /**
   * The whole path, the newest epoch included.
   * @param {History} history @param {number} end of the epoch axis
   * @param {(row: number) => string} at the pixel coordinates "x,y" of a row
   * @param {string} place names the coordinate system: another one starts the path anew
   * @returns {string}
   */
  through(history, end, at, place) {
    const isOther = place !== this.place || history.lineage !== this.lineage || this.next > history.length;
    if (isOther) this.restart(place, history.lineage);
    const stride = Math.max(1, Math.ceil(end / MOST_PIECES));
    const way = (/** @type {number} */ to) => [...(this.drawn < 0 ? [] : history.sticksOut(this.drawn, to, this.ofTest)), to].map((row) => `${row && areApart(history.epoch(row - 1), history.epoch(row), end) ? "M" : "L"}${at(row)}`).join("");
    const isThere = (/** @type {number} */ row) => !this.ofTest || history.testLoss(row) !== null;
    for (; this.next < history.length; this.next += 1) {
      if (!isThere(this.next)) continue;
      if (this.drawn >= 0 && history.epoch(this.next) < history.epoch(this.drawn) + stride) continue;
      this.path += this.path ? way(this.next) : `M${at(this.next)}`;
      this.drawn = this.next;
    }
    return this.drawn >= 0 && isThere(history.length - 1) ? this.path + way(history.length - 1) : this.path;
  }
}
