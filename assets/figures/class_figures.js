/* What a class draws together: epochs over learning rates, and the slopes of its samples. */

import { expected, slopeBins, slopeTheory } from "../lesson/slopes.js";
import { uCurve } from "../lesson/u_curve.js";
import { text } from "../text/texts.js";
import { tickTexts } from "../text/numbers.js";
import { nice, niceCount, setTicks } from "./axes.js";
import { roomFor } from "./paper.js";
import { colour, skeleton } from "./skeleton.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */

const FINE = 240; // places of a curve of theory
const LEADS = [1, 2, 5];
const FEW_DECADES = 2.4;
const SLOWEST = 1 / 40; // of the limit: the axis of rates begins there, or lower
const FASTEST = 1.6;
const FEWEST_EPOCHS = 60;
const TOP = 4; // times the most epochs
const NEVER = 2.2;
const NEAR_LIMIT = 0.97; // of it: closer, theory goes up without end

/** @param {State} state @param {Points} points @param {{rate: number[], epochs: (number|null)[]}} found null where a run diverged @param {{theory: boolean}} shown @returns {Figure} epochs to within 1 % by learning rate */
export function uCurveFigure(state, points, found, { theory }) {
  const figure = skeleton(state, "loss");
  const { mode } = state.view;
  const limit = points.learning_rate_limit;
  const [slowest, fastest] = [Math.min(SLOWEST * limit, ...found.rate) / 1.2, Math.max(FASTEST * limit, ...found.rate) * 1.2];
  const known = theoryOf(state, points, theory).filter(({ rate }) => rate > slowest);
  const arrived = found.rate.flatMap((rate, i) => (found.epochs[i] === null ? [] : [{ rate, epochs: Math.max(1, Number(found.epochs[i])) }]));
  const diverged = found.rate.filter((_, i) => found.epochs[i] === null);
  const usual = [...arrived, ...known.filter(({ rate }) => rate < NEAR_LIMIT * limit)].map(({ epochs }) => epochs);
  const most = Math.max(FEWEST_EPOCHS, ...usual);
  const [least, top] = [Math.max(1, Math.min(10, ...usual)) / 1.3, TOP * most];
  const dots = { type: "scatter", mode: "markers", hoverinfo: "skip" };
  const line = { type: "scatter", mode: "lines", hoverinfo: "skip", visible: theory };
  figure.data = [
    { ...line, name: "Theory", x: known.map(({ rate }) => rate), y: known.map(({ epochs }) => epochs), line: { color: colour("true", mode), width: 3.5 } },
    { ...line, name: "Limit", x: [limit, limit], y: [least, top], line: { color: colour("true", mode), width: 2, dash: "dash" } },
    { ...dots, name: "Class", x: arrived.map(({ rate }) => rate), y: arrived.map(({ epochs }) => epochs), marker: { size: 9, opacity: 0.85, color: colour("least-squares", mode), line: { width: 1.2, color: colour("plot", mode) } } },
    { ...dots, name: "Diverged", x: diverged, y: diverged.map(() => NEVER * most), marker: { size: 8, symbol: "x-thin", opacity: 0.9, line: { width: 2, color: colour("predicted-text", mode) } } },
  ];
  const { xaxis, yaxis } = figure.layout;
  setLogarithmic(xaxis, [slowest, fastest]);
  setLogarithmic(yaxis, [least, top], { high: 1.2 * most, value: NEVER * most, words: text("class.ucurve.never") });
  xaxis.title.text = text("class.ucurve.rate");
  nameAbove(figure, text("class.ucurve.epochs"));
  figure.layout.margin.l = roomFor(yaxis, figure.layout.margin.l);
  return figure;
}

/** @param {State} state @param {Points} points @param {boolean} isShown @returns {{rate: number, epochs: number}[]} of gradient descent from the page's own start */
function theoryOf(state, points, isShown) {
  const { history } = state.record;
  if (!isShown || !history.length || points.inputs.length > 1) return [];
  const { rate, epochs } = uCurve(points, history.at(0));
  return rate.map((value, i) => ({ rate: value, epochs: Math.max(1, epochs[i]) }));
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
  setTicks(yaxis, [0, highest * 1.12], niceCount(highest / 5));
  xaxis.minor = yaxis.minor = undefined;
  xaxis.title.text = text("class.slopes.slope");
  nameAbove(figure, text("class.slopes.students"));
  return figure;
}

/** @param {any} axis @param {[number, number]} range @param {{high: number, value: number, words: string}|null} [last] one more mark, above all numbers */
function setLogarithmic(axis, [low, high], last = null) {
  const end = last?.high ?? high;
  const few = Math.log10(end / low) > FEW_DECADES ? [1] : LEADS;
  const powers = Array.from({ length: Math.ceil(Math.log10(end)) - Math.floor(Math.log10(low)) + 1 }, (_, i) => Math.floor(Math.log10(low)) + i);
  const marks = powers.flatMap((power) => few.map((lead) => Number(`${lead}e${power}`))).filter((mark) => mark >= low && mark <= end);
  const [tickvals, ticktext] = [[...marks, ...(last ? [last.value] : [])], [...tickTexts(marks), ...(last ? [last.words] : [])]];
  Object.assign(axis, { type: "log", range: [Math.log10(low), Math.log10(high)], tickmode: "array", tickvals, ticktext });
  axis.minor = { ...axis.minor, dtick: "D1" };
}

/** The axis upwards is named above it. @param {Figure} figure @param {string} words */
export function nameAbove(figure, words) {
  const { layout } = figure;
  const font = { size: layout.xaxis.title.font.size, color: layout.xaxis.title.font.color };
  layout.annotations = [{ text: words, showarrow: false, font, xref: "paper", yref: "paper", x: 0, y: 1, xanchor: "left", yanchor: "bottom", xshift: -30, yshift: 2 }];
  layout.margin.t = 26;
}
