/* Many samples: the fan of their lines, and the histogram of their slopes under the curve that theory expects. */

import { histogram, spread } from "../lesson/sampling.js";
import { density, normalDensity } from "../lesson/student_t.js";
import { nice, paper, setTicks } from "./axes.js";
import { nameAxes, roomFor, setPaper, setPaperUpwards } from "./paper.js";
import { byName, endsOf, skeleton } from "./skeleton.js";

/** @typedef {import("../lesson/sampling.js").Bin} Bin */
/** @typedef {import("../lesson/sampling.js").Line} Line */
/** @typedef {import("../lesson/sampling.js").Theory} Theory */
/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{low: number, width: number, bins: number}} Grid */
/** @typedef {{lines: (Line|null)[], newest: {xs: number[], ys: number[]}|null, about: {weight: number, bias: number, isTrue: boolean}|null}} Fan */
/** @typedef {{values: number[], newest: number|null, grid: Grid, as: "slopes"|"t", theory: Theory|null, centre: {at: number, isTrue: boolean}|null}} Counted `theory` null where its curve may not be seen */

const FAN = 50; // lines
const WIDE = 4.5; // standard errors to each side
const OF_T = { low: -5, width: 0.5, bins: 20 };
const PIECES = 120; // of the curve
const LEAST_HIGH = 5;
const ROOM = 1.1;
const MARK = 0.14; // of the height

/** @param {State} state @param {Points} points @param {Fan} fan @returns {Figure} as Plotly draws it */
export function fanFigure(state, points, { lines, newest, about }) {
  const figure = skeleton(state, "fan");
  const traces = byName(figure);
  const ends = endsOf(points);
  const across = (/** @type {{weight: number, bias: number}|null} */ line) => (line ? { x: ends, y: ends.map((x) => line.weight * x + line.bias) } : { x: [], y: [] });
  const last = lines.slice(-FAN);
  const earlier = last.slice(0, -1).filter((line) => line !== null).map(across);
  Object.assign(traces.Sample, { x: newest?.xs ?? [], y: newest?.ys ?? [] });
  Object.assign(traces["Earlier samples"], { x: earlier.flatMap(({ x }) => [...x, null]), y: earlier.flatMap(({ y }) => [...y, null]) });
  Object.assign(traces["This sample"], across(last[last.length - 1] ?? null));
  Object.assign(traces["True line"], across(about?.isTrue ? about : null));
  Object.assign(traces["Least squares"], across(about && !about.isTrue ? about : null));
  const { layout } = figure;
  const axis = paper(Math.min(...points.targets), Math.max(...points.targets), 10);
  nameAxes(layout, points);
  setPaper(layout.xaxis, ends, nice((ends[1] - ends[0]) / 10), 4);
  setPaperUpwards(layout.yaxis, axis);
  layout.margin.l = roomFor(layout.yaxis, layout.margin.l);
  return figure;
}

/** @param {State} state @param {Counted} counted @returns {Figure} as Plotly draws it */
export function histogramFigure(state, { values, newest, grid, as, theory, centre }) {
  const figure = skeleton(state, "histogram");
  const traces = byName(figure);
  const bins = histogram(values, grid);
  const ends = /** @type {[number, number]} */ ([grid.low, grid.low + grid.bins * grid.width]);
  const curve = theory ? curveOf(theory, as, ends, values.length * grid.width) : { x: [], y: [] };
  const top = ROOM * Math.max(LEAST_HIGH, ...bins.map(({ count }) => count), ...curve.y);
  const upright = (/** @type {number|null} */ at, /** @type {number} */ height) => (at === null ? { x: [], y: [] } : { x: [at, at], y: [0, height] });
  Object.assign(traces.Samples, bars(bins));
  Object.assign(traces.Theory, curve);
  Object.assign(traces.Centre, upright(centre && centre.at, top));
  if (centre && !centre.isTrue) traces.Centre.line.color = traces.Theory.line.color;
  Object.assign(traces["This sample"], upright(newest, MARK * top));
  const { xaxis, yaxis } = figure.layout;
  const step = wholeStep(top / 5);
  setTicks(xaxis, ends, nice((ends[1] - ends[0]) / 4));
  xaxis.minor = { ...xaxis.minor, dtick: grid.width, tick0: 0 };
  setTicks(yaxis, [0, top], step);
  yaxis.minor = { ...yaxis.minor, dtick: step, tick0: 0 };
  return figure;
}

/** Bins of a third of a standard error or more, on round numbers, which stay where they are while samples come. @param {Theory|null} theory @param {number[]} slopes @param {"slopes"|"t"} as @returns {Grid} */
export function gridOf(theory, slopes, as) {
  if (as === "t") return OF_T;
  const centre = theory?.centre ?? slopes[0] ?? 0;
  const error = theory?.error || spread(slopes) || Math.abs(centre) / 20 || 1;
  const width = nice(error / 3);
  const first = Math.floor((centre - WIDE * error) / width);
  return { low: first * width, width, bins: Math.ceil((centre + WIDE * error) / width) - first };
}

/** @param {Bin[]} bins @returns {{x: number[], y: number[]}} their outline, one after the other */
function bars(bins) {
  return { x: bins.flatMap(({ from, to }) => [from, from, to, to]), y: bins.flatMap(({ count }) => [0, count, count, 0]) };
}

/** @param {Theory} theory @param {"slopes"|"t"} as @param {[number, number]} ends @param {number} area under it @returns {{x: number[], y: number[]}} */
function curveOf({ centre, error, freedom }, as, [low, high], area) {
  const x = Array.from({ length: PIECES + 1 }, (_, i) => low + (i / PIECES) * (high - low));
  const y = as === "t" ? x.map((t) => area * density(t, freedom)) : x.map((slope) => (area * normalDensity((slope - centre) / error)) / error);
  return { x, y };
}

/** @param {number} least @returns {number} samples are counted: a round step that is whole */
function wholeStep(least) {
  const step = Math.max(1, nice(least));
  return Number.isInteger(step) ? step : Math.ceil(step / 5) * 5;
}
