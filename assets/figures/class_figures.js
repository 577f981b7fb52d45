/* What a class draws together: its loss curves, epochs over learning rates, the slopes of its samples. */

import { expected, slopeBins, slopeTheory } from "../lesson/slopes.js";
import { uCurve } from "../lesson/u_curve.js";
import { text } from "../text/texts.js";
import { tickTexts } from "../text/numbers.js";
import { nice, setTicks } from "./axes.js";
import { lastEpoch, lossRange } from "./loss.js";
import { roomFor, setEpochTicks, setLossTicks } from "./paper.js";
import { colour, skeleton } from "./skeleton.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{stride: number, loss: (number|null)[]}} ClassCurve */

const FINE = 240; // places of a curve of theory
const RATES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000];

/** @param {State} state @param {Points} points @param {ClassCurve[]} curves @param {{theory: boolean}} shown @returns {Figure} every run's loss by epoch */
export function curvesFigure(state, points, curves, { theory }) {
  const figure = skeleton(state, "loss");
  const { mode } = state.view;
  const end = lastEpoch(Math.max(0, ...curves.map(({ stride, loss }) => stride * (loss.length - 1))));
  const lowest = points.least_squares.loss;
  const x = curves.flatMap(({ stride, loss }) => [...loss.map((_, i) => stride * i), null]);
  const y = curves.flatMap(({ loss }) => [...loss, null]);
  const lines = { type: "scatter", mode: "lines", hoverinfo: "skip", connectgaps: false };
  const many = curves.length > 40;
  figure.data = [
    { ...lines, name: "Class", x, y, opacity: many ? 0.35 : 0.6, line: { color: colour("predicted", mode), width: many ? 1.4 : 2, simplify: false } },
    { ...lines, name: "Theory", x: [0, end], y: [lowest, lowest], visible: theory && lowest > 0, line: { color: colour("least-squares", mode), width: 3, dash: "dot" } },
  ];
  const { xaxis, yaxis } = figure.layout;
  setEpochTicks(xaxis, end);
  yaxis.type = "log";
  yaxis.range = lossRange(Math.max(...curves.map(({ loss }) => Number(loss[0]) || 0), 10 * lowest), lowest, true);
  setLossTicks(yaxis, true);
  figure.layout.margin.l = roomFor(yaxis, figure.layout.margin.l);
  return figure;
}

/** @param {State} state @param {Points} points @param {{rate: number[], epochs: (number|null)[]}} found null where a run diverged @param {{theory: boolean}} shown @returns {Figure} epochs to within 1 % by learning rate */
export function uCurveFigure(state, points, found, { theory }) {
  const figure = skeleton(state, "loss");
  const { mode } = state.view;
  const start = state.record.history.length ? state.record.history.at(0) : null;
  const known = theory && start && points.inputs.length === 1 ? uCurve(points, start) : { rate: [], epochs: [] };
  const arrived = found.rate.flatMap((rate, i) => (found.epochs[i] === null ? [] : [{ rate, epochs: Math.max(1, Number(found.epochs[i])) }]));
  const diverged = found.rate.filter((_, i) => found.epochs[i] === null);
  const highest = Math.max(100, ...arrived.map((it) => it.epochs), ...known.epochs);
  const rates = [...found.rate, ...known.rate, points.learning_rate_limit];
  const [low, high] = [Math.min(0.01, ...rates) / 1.3, Math.max(1, ...rates) * 1.3];
  const top = highest * 3;
  const dots = { type: "scatter", mode: "markers", hoverinfo: "skip" };
  const limit = points.learning_rate_limit;
  figure.data = [
    { type: "scatter", mode: "lines", hoverinfo: "skip", name: "Theory", ...{ x: known.rate, y: known.epochs }, visible: theory, line: { color: colour("true", mode), width: 3.5 } },
    { type: "scatter", mode: "lines", hoverinfo: "skip", name: "Limit", x: [limit, limit], y: [1, top], visible: theory, line: { color: colour("true", mode), width: 2, dash: "dash" } },
    { ...dots, name: "Class", x: arrived.map((it) => it.rate), y: arrived.map((it) => it.epochs), marker: { size: 11, opacity: 0.8, color: colour("predicted", mode), line: { width: 1.5, color: colour("plot", mode) } } },
    { ...dots, name: "Diverged", x: diverged, y: diverged.map(() => highest * 2), marker: { size: 9, symbol: "x-thin", opacity: 0.8, line: { width: 2, color: colour("predicted", mode) } } },
  ];
  const { xaxis, yaxis } = figure.layout;
  setLogarithmic(xaxis, RATES, [low, high]);
  setLogarithmic(yaxis, COUNTS, [0.8, top]);
  xaxis.title.text = text("class.ucurve.rate");
  nameAbove(figure, text("class.ucurve.epochs"));
  figure.layout.margin.l = roomFor(yaxis, figure.layout.margin.l);
  return figure;
}

/** @param {State} state @param {Points} points @param {number[]} slopes @param {{theory: boolean}} shown @returns {Figure} how many samples have which slope */
export function slopesFigure(state, points, slopes, { theory }) {
  const figure = skeleton(state, "loss");
  const { mode } = state.view;
  const known = slopeTheory(points);
  const { bins, width } = slopeBins(slopes, known);
  const curve = known && slopes.length ? expected(known, slopes.length, width) : null;
  const ends = bins.length ? [bins[0].middle - width / 2, bins[bins.length - 1].middle + width / 2] : [0, 1];
  const fine = Array.from({ length: FINE + 1 }, (_, i) => ends[0] + (i * (ends[1] - ends[0])) / FINE);
  const highest = Math.max(3, ...bins.map(({ count }) => count), curve ? curve(known?.mean ?? 0) : 0);
  figure.data = [
    { type: "bar", name: "Class", hoverinfo: "skip", x: bins.map(({ middle }) => middle), y: bins.map(({ count }) => count), width: bins.map(() => width * 0.94), marker: { color: colour("least-squares", mode), opacity: 0.75, line: { width: 0 } } },
    { type: "scatter", mode: "lines", name: "Theory", hoverinfo: "skip", x: curve ? fine : [], y: curve ? fine.map(curve) : [], visible: theory, line: { color: colour("true", mode), width: 3.5 } },
  ];
  const { xaxis, yaxis } = figure.layout;
  yaxis.type = "linear";
  setTicks(xaxis, [ends[0], ends[1]], nice((ends[1] - ends[0]) / 6));
  setTicks(yaxis, [0, highest * 1.12], Math.max(1, nice(highest / 5)));
  xaxis.minor = yaxis.minor = undefined;
  xaxis.title.text = text("class.slopes.slope");
  nameAbove(figure, text("class.slopes.students"));
  return figure;
}

/** @param {any} axis @param {number[]} marks @param {[number, number]} range */
function setLogarithmic(axis, marks, [low, high]) {
  const tickvals = marks.filter((mark) => mark >= low && mark <= high);
  Object.assign(axis, { type: "log", range: [Math.log10(low), Math.log10(high)], tickmode: "array", tickvals, ticktext: tickTexts(tickvals) });
  axis.minor = { ...axis.minor, dtick: "D1" };
}

/** @param {Figure} figure @param {string} words */
function nameAbove(figure, words) {
  const { layout } = figure;
  const font = { size: layout.xaxis.title.font.size, color: layout.xaxis.title.font.color };
  layout.annotations = [{ text: words, showarrow: false, font, xref: "paper", yref: "paper", x: 0, y: 1, xanchor: "left", yanchor: "bottom", xshift: -30, yshift: 6 }];
  layout.margin.t = 34;
}
