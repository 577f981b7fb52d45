/* Every run's loss by epoch, on one paper. */

import { text } from "../text/texts.js";
import { nameAbove } from "./class_figures.js";
import { lastEpoch, lossRange } from "./loss.js";
import { roomFor, setEpochTicks, setLossTicks } from "./paper.js";
import { bounded } from "./paths.js";
import { colour, skeleton } from "./skeleton.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {{stride: number, loss: (number|null)[]}} ClassCurve */
/** @typedef {{end: number, range: [number, number], many: boolean}} CurvesFrame */

const MANY = 40; // from so many on they are drawn finer
const LEAST = 1e-12; // of a loss on a logarithmic axis

/** @param {Points} points @param {ClassCurve[]} curves @returns {CurvesFrame} what holds all of them from their start on */
export function curvesFrame(points, curves) {
  const end = lastEpoch(Math.max(0, ...curves.map(({ stride, loss }) => stride * (loss.length - 1))));
  const lowest = points.least_squares.loss;
  const first = Math.max(...curves.map(({ loss }) => Number(loss[0]) || 0), 10 * lowest);
  return { end, range: lossRange(first, lowest, true), many: curves.length > MANY };
}

/** @param {import("../run/types.js").State} state @param {Points} points @param {ClassCurve[]} curves @param {CurvesFrame} frame @param {{theory: boolean}} shown @returns {Figure} */
export function curvesFigure(state, points, curves, { end, range, many }, { theory }) {
  const figure = skeleton(state, "loss");
  const { mode } = state.view;
  const lowest = points.least_squares.loss;
  const lines = { type: "scatter", mode: "lines", hoverinfo: "skip" };
  const [first] = curves;
  figure.data = [
    { ...lines, name: "Class", x: [0, 1], y: first ? [1, 1] : [null, null], opacity: many ? 0.5 : 0.75, line: { color: colour("predicted", mode), width: many ? 1 : 2, simplify: false } },
    { ...lines, name: "Theory", x: [0, end], y: [lowest, lowest], visible: theory && lowest > 0, line: { color: colour("least-squares", mode), width: 3, dash: "dot" } },
  ];
  const { xaxis, yaxis } = figure.layout;
  setEpochTicks(xaxis, end);
  Object.assign(yaxis, { type: "log", range });
  setLossTicks(yaxis, true);
  nameAbove(figure, text("class.curves.loss"));
  figure.layout.margin.l = roomFor(yaxis, figure.layout.margin.l);
  return figure;
}

/** @param {import("../plotly.js").Axes} axes @param {ClassCurve[]} curves @returns {string} the path of all of them */
export function curvesPath({ x, y }, curves) {
  const place = (/** @type {number} */ epoch, /** @type {number} */ loss) => `${x.pixel(epoch).toFixed(1)},${bounded(y.pixel(Math.max(LEAST, loss))).toFixed(1)}`;
  return curves.map(({ stride, loss }) => `M${loss.flatMap((value, i) => (value === null ? [] : [place(stride * i, value)])).join("L")}`).filter((path) => path !== "M").join("");
}
