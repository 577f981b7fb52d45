/* The class on one loss map: a dot for each run, where its weight and bias are now. */

import { frameFor } from "../lesson/map.js";
import { text } from "../text/texts.js";
import { nice, setTicks } from "./axes.js";
import { fillContours } from "./loss_map.js";
import { byName, colour, skeleton } from "./skeleton.js";

/** @typedef {import("../lesson/map.js").Frame} Frame */
/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{weight: number[], bias: number[]}} Dots */

const FAR = 2; // times the frame of one's own run: whoever is further out has diverged
const SPARE = 1.1;

/**
 * A frame that holds the page's own run and all dots that are near, and only grows.
 * @param {Points} points @param {import("../run/types.js").Parameters} start @param {Dots} dots @param {{width: number, height: number}} size @param {Frame|null} old @returns {Frame}
 */
export function classFrame(points, start, dots, size, old) {
  const first = frameFor(points, start, size, null);
  const grown = (/** @type {"weight"|"bias"} */ name) => {
    const [low, high] = first[name];
    const middle = (low + high) / 2;
    const own = (high - low) / 2;
    const near = dots[name].map((value) => Math.abs(value - middle)).filter((apart) => apart <= FAR * own);
    const half = Math.max(own, SPARE * Math.max(0, ...near));
    return /** @type {[number, number]} */ ([middle - half, middle + half]);
  };
  const wanted = { ...first, weight: grown("weight"), bias: grown("bias") };
  const holds = (/** @type {"weight"|"bias"} */ name) => old && old.kind === first.kind && old[name][0] <= wanted[name][0] && old[name][1] >= wanted[name][1];
  return old && holds("weight") && holds("bias") ? old : wanted;
}

/** @param {State} state @param {Points} points with a unique least squares @param {Frame} frame @param {{theory: boolean}} shown @returns {Figure} its dots still to be moved */
export function classMapFigure(state, points, frame, { theory }) {
  const figure = skeleton(state, "map");
  const traces = byName(figure);
  const { mode } = state.view;
  fillContours(traces.Loss, points, frame);
  const { least_squares: best, true_weight: weight, true_bias: bias } = points;
  Object.assign(traces["Least squares"], { x: best.weight, y: [best.bias], visible: theory });
  Object.assign(traces.True, { x: weight ?? [], y: [bias], visible: theory && weight !== null });
  const middle = { x: [frame.weight[0]], y: [frame.bias[0]] };
  const look = (/** @type {string} */ name, /** @type {any} */ marker, /** @type {any} */ rest = {}) => ({ type: "scatter", name, mode: "markers", hoverinfo: "skip", ...middle, marker, ...rest });
  figure.data = [
    traces.Loss,
    traces["Least squares"],
    traces.True,
    look("Edge", { size: 13, color: colour("plot", mode), opacity: 0.9 }),
    look("Class", { size: 10, color: colour("predicted", mode), opacity: 0.85 }),
    look("Own", { size: 20, symbol: "circle-open", color: colour("ink", mode), line: { width: 3, color: colour("ink", mode) } }, { opacity: 0 }),
  ];
  setTicks(figure.layout.xaxis, frame.weight, nice((frame.weight[1] - frame.weight[0]) / 7));
  setTicks(figure.layout.yaxis, frame.bias, nice((frame.bias[1] - frame.bias[0]) / 7));
  return figure;
}

/** @param {{x: number, y: number}[]} pixels of the dots @param {[number, number]} at a press @param {number} near in pixels @returns {number|null} the dot that is meant */
export function nearestDot(pixels, [x, y], near) {
  const distances = pixels.map((dot) => Math.hypot(dot.x - x, dot.y - y));
  const least = Math.min(...distances);
  return least <= near ? distances.indexOf(least) : null;
}

/** @param {Dots} dots @returns {string} for who does not see them */
export function dotWords({ weight }) {
  return text("class.map.label", { count: weight.length });
}
