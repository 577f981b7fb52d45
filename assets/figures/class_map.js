/* The class on one loss map: a dot for each run, where its weight and bias are now. */

import { frameFor, linePlane } from "../lesson/map.js";
import { text } from "../text/texts.js";
import { nice, setTicks } from "./axes.js";
import { drawDots } from "./dots.js";
import { fillContours } from "./loss_map.js";
import { bounded } from "./paths.js";
import { byName, colour, skeleton } from "./skeleton.js";

/** @typedef {{weight: [number, number], bias: [number, number], kind: string}} Frame */
/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{weight: number[], bias: number[]}} Places */
/** @typedef {Places & {runs: string}} Dots `runs` has a letter for each: running, paused or diverged, a capital where it has arrived */
/** @typedef {{x: number, y: number, run: string}} Dot in pixels */

const FAR = 2; // times the frame of one's own run: whoever is further out has diverged
const SPARE = 1.1;
const EDGE = 0.03; // of the frame: what is nearer to its edge is not seen well
const ROOMY = 4; // times what is wanted: more room than that is given back
const EDGE_PX = 10;
const BESIDE_PX = 16;
const ARM = 3; // times the radius of what a cross is drawn with

/** What is drawn of whom, from below to above: the class's own trace is the edge of all dots, and holds everybody's numbers. */
const LAYERS = /** @type {const} */ ([
  ["Class", () => true],
  ["Running", (/** @type {string} */ run) => "rp".includes(run)],
  ["Arrived", (/** @type {string} */ run) => "RP".includes(run)],
  ["Paused", (/** @type {string} */ run) => "pP".includes(run)],
  ["Diverged", (/** @type {string} */ run) => run === "d"],
]);

/**
 * A frame that holds the page's own run and all dots that are near. It stays while it holds them: other data of the same kind move the
 * lowest place a little, and what comes beside it takes its room: the map must not jump at each of them. While the loss is covered it lies
 * about the start, and nothing of it is worked out from the lowest place.
 * @param {Points} points @param {import("../run/types.js").Parameters} start @param {Places} dots @param {{width: number, height: number}} size @param {Frame|null} old @param {boolean} [isCovered] @returns {Frame}
 */
export function classFrame(points, start, dots, size, old, isCovered = false) {
  const plane = linePlane(points);
  const { x: weight, y: bias, kind } = frameFor(plane, start, size, null, isCovered);
  const first = { weight, bias, kind: isCovered ? `${plane.kind} covered` : plane.room(start).isRound ? kind : plane.kind }; // of a round one both axes have one scale, whatever its size
  const { least_squares: best, true_weight: truth, true_bias: trueBias } = points;
  const answers = isCovered ? [] : [[best.weight?.[0], best.bias], [truth?.[0], truth && trueBias]];
  const [weights, biases] = [0, 1].map((axis) => answers.map((place) => place[axis]));
  const marks = { weight: [...weights, start.weight[0]], bias: [...biases, start.bias] };
  const [across, up] = [axisFor(first.weight, dots.weight, marks.weight), axisFor(first.bias, dots.bias, marks.bias)];
  const suits = old && old.kind === first.kind && isHeld(old.weight, across) && isHeld(old.bias, up);
  return suits ? old : { ...first, weight: across.wanted, bias: up.wanted };
}

/** @typedef {{wanted: [number, number], held: number[]}} Axis what it would be drawn anew as, and what is to be on it */

/** @param {[number, number]} own @param {number[]} dots @param {(number|null|undefined)[]} marks @returns {Axis} */
function axisFor([low, high], dots, marks) {
  const middle = (low + high) / 2;
  const own = (high - low) / 2;
  const near = dots.filter((value) => Math.abs(value - middle) <= FAR * own);
  const half = Math.max(own, SPARE * Math.max(0, ...near.map((value) => Math.abs(value - middle))));
  return { wanted: [middle - half, middle + half], held: [...near, ...marks.flatMap((value) => (typeof value === "number" ? [value] : []))] };
}

/** @param {[number, number]} range @param {Axis} axis */
function isHeld([low, high], { wanted, held }) {
  const width = high - low;
  return held.every((value) => value >= low + EDGE * width && value <= high - EDGE * width) && width <= ROOMY * (wanted[1] - wanted[0]);
}

/** @param {State} state @param {Points} points with a unique least squares @param {Frame} frame @param {{theory: boolean, covered?: boolean}} shown @returns {Figure} its dots still to be moved */
export function classMapFigure(state, points, frame, { theory, covered = false }) {
  const figure = skeleton(state, "map");
  const traces = byName(figure);
  const { mode } = state.view;
  fillContours(traces.Loss, linePlane(points).through(state.record.history.at(0)), { x: frame.weight, y: frame.bias });
  traces.Loss.visible = !covered;
  const { least_squares: best, true_weight: weight, true_bias: bias } = points;
  Object.assign(traces["Least squares"], { x: best.weight, y: [best.bias], visible: theory });
  Object.assign(traces.True, { x: weight ?? [], y: [bias], visible: theory && weight !== null });
  const middle = { x: [frame.weight[0]], y: [frame.bias[0]] };
  const look = (/** @type {string} */ name, /** @type {number} */ size, /** @type {string} */ color, opacity = 1) => ({ type: "scatter", name, mode: "markers", hoverinfo: "skip", opacity: 0, ...middle, marker: { size, color: colour(color, mode), opacity } });
  figure.data = [
    traces.Loss,
    look("Class", 13, "plot"),
    look("Running", 10, "predicted", 0.9),
    look("Arrived", 10, "least-squares", 0.9),
    look("Paused", 5, "plot"),
    look("Diverged", 3.4, "predicted-text"),
    traces["Least squares"],
    traces.True,
    { ...look("Own", 20, "ink"), marker: { size: 20, symbol: "circle-open", color: colour("ink", mode), line: { width: 3, color: colour("ink", mode) } } },
  ];
  setTicks(figure.layout.xaxis, frame.weight, nice((frame.weight[1] - frame.weight[0]) / 7));
  setTicks(figure.layout.yaxis, frame.bias, nice((frame.bias[1] - frame.bias[0]) / 7));
  return figure;
}

/** @param {import("../plotly.js").Axes} axes @param {Dots} dots @returns {Dot[]} those that have diverged side by side at the edge over which they left */
export function dotsAt({ x, y }, { weight, bias, runs }) {
  const all = weight.map((value, i) => ({ run: runs[i], x: x.pixel(value), y: y.pixel(bias[i]) }));
  const isGone = (/** @type {Dot} */ dot) => dot.run === "d" && !(isWithin(dot.x, x.length) && isWithin(dot.y, y.length));
  const [above, below] = [(/** @type {Dot} */ dot) => dot.y < y.length / 2, (/** @type {Dot} */ dot) => !(dot.y < y.length / 2)].map((isHere) => all.filter((dot) => isGone(dot) && isHere(dot)));
  lineUp(above, x.length, y.length, EDGE_PX);
  lineUp(below, x.length, y.length, y.length - EDGE_PX);
  return all;
}

/** @param {number} pixel @param {number} length */
function isWithin(pixel, length) {
  return pixel >= EDGE_PX && pixel <= length - EDGE_PX;
}

/** @param {Dot[]} gone @param {number} width @param {number} height of the map @param {number} edge */
function lineUp(gone, width, height, edge) {
  const gap = Math.min(BESIDE_PX, (width - 2 * EDGE_PX) / gone.length);
  const half = ((gone.length - 1) * gap) / 2;
  const sum = gone.reduce((all, dot) => all + width / 2 + ((dot.x - width / 2) * (edge - height / 2)) / (dot.y - height / 2 || 1), 0);
  const middle = Math.min(width - EDGE_PX - half, Math.max(EDGE_PX + half, sum / gone.length));
  gone.forEach((dot, i) => Object.assign(dot, { x: middle - half + i * gap, y: edge }));
}

/** @param {import("../plotly.js").Graph} graph @param {Dot[]} dots */
export function drawClass(graph, dots) {
  for (const [name, isOf] of LAYERS) {
    const group = graph.group(name);
    if (!group) continue;
    const shape = name === "Diverged" ? cross(radiusOf(group)) : (/** @type {Dot} */ dot) => `M${at(dot.x)},${at(dot.y)}h0`;
    drawDots(group, dots.filter(({ run }) => isOf(run)).map(shape));
    graph.show(name, true);
  }
}

/** @param {any} group @returns {number} */
function radiusOf(group) {
  return Number(/[\d.]+/.exec(group.querySelector("path.point")?.getAttribute("d") ?? "")?.[0] ?? 0);
}

/** @param {number} radius @returns {(dot: Dot) => string} */
function cross(radius) {
  const arm = ARM * radius;
  return ({ x, y }) => `M${at(x - arm)},${at(y - arm)}l${2 * arm},${2 * arm}m0,${-2 * arm}l${-2 * arm},${2 * arm}`;
}

/** @param {number} pixel */
function at(pixel) {
  return bounded(pixel).toFixed(1);
}

/** @param {Places} dots @returns {string} for who does not see them */
export function dotWords({ weight }) {
  return text("class.map.label", { count: weight.length });
}
