/* The runs to compare in a figure: each with a colour, a mark and a number of its own, which the table's key repeats. */

import { colour } from "./skeleton.js";

/** @typedef {import("../run/types.js").ComparedRun} ComparedRun */
/** @typedef {import("./loss_map.js").Ground} Ground */
/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {{x: number[], y: number[], at: number[], labelled: number}} Marked a line, which of its rows have a mark, and which of these the number */

/** Plotly's name of each mark, and its outline in a square of 16. @type {[string, string][]} */
const MARKS = [
  ["circle", "M12.5,8a4.5,4.5 0 1,1 -9,0a4.5,4.5 0 1,1 9,0Z"],
  ["square", "M4,4h8v8h-8Z"],
  ["diamond", "M8,2.5l5.5,5.5l-5.5,5.5l-5.5,-5.5Z"],
  ["triangle-up", "M8,3l5.5,9.5h-11Z"],
  ["triangle-down", "M8,13l-5.5,-9.5h11Z"],
  ["cross", "M6,2.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5Z"],
  ["x", "M5,2.5l3,3l3,-3l2.5,2.5l-3,3l3,3l-2.5,2.5l-3,-3l-3,3l-2.5,-2.5l3,-3l-3,-3Z"],
  ["star", "M8,1.5l1.9,4.4l4.8,0.4l-3.6,3.1l1.1,4.7l-4.2,-2.5l-4.2,2.5l1.1,-4.7l-3.6,-3.1l4.8,-0.4Z"],
];
const MARK_SIZE = 9;
const MARKS_A_CURVE = 6;
const MARKS_A_PATH = 3;
const SVG = "http://www.w3.org/2000/svg";

/**
 * Each run as a curve with its marks, in place of the one trace that has them all.
 * @param {Figure} figure @param {ComparedRun[]} runs @param {Points} points @param {"light"|"dark"} [mode] whose colours, those of the page if none is given
 */
export function separate(figure, runs, points, mode) {
  const [, end] = figure.layout.xaxis.range;
  separateBy(figure, runs, mode, (run) => ({ x: run.rows.map(([epoch]) => epoch), y: run.rows.map(([, loss]) => loss), ...marksOf(run, points, end) }));
}

/**
 * Each run as a path over the two parameters of a map with its marks, in place of the one trace that has them all.
 * @param {Figure} figure @param {ComparedRun[]} runs @param {Ground} ground @param {"light"|"dark"} mode whose colours
 */
export function separatePaths(figure, runs, { plane, frame }, mode) {
  separateBy(figure, runs, mode, (run) => {
    const places = run.rows.map(([, , bias, ...weight]) => plane.place({ weight, bias }));
    return { x: places.map(([x]) => x), y: places.map(([, y]) => y), ...marksOnPath(run.number, places, frame) };
  });
}

/** @param {Figure} figure @param {ComparedRun[]} runs @param {"light"|"dark"|undefined} mode @param {(run: ComparedRun) => Marked} markedOf */
function separateBy(figure, runs, mode, markedOf) {
  const place = figure.data.findIndex(({ name }) => name === "Kept runs");
  const [common] = figure.data.splice(place, 1);
  const traces = runs.flatMap((run) => {
    const { number } = run;
    const color = colour(`run-${number}`, mode);
    const { x, y, at, labelled } = markedOf(run);
    const line = { ...common, x, y, mode: "lines", name: `Run ${number}`, line: { ...common.line, width: 2, color } };
    const places = { x: at.map((i) => x[i]), y: at.map((i) => y[i]), text: at.map((i) => (i === labelled ? String(number) : "")) };
    const look = { mode: "markers+text", marker: { symbol: MARKS[number - 1][0], size: MARK_SIZE, color }, textfont: { ...common.textfont, color } };
    return [line, { ...common, ...places, ...look, name: "Marks", hoverinfo: "skip" }];
  });
  figure.data.splice(place, 0, ...traces);
}

/** Marks at even distances over the epochs shown, each run's at other places, and its number on the way down, each at another height. @param {ComparedRun} run @param {Points} points @param {number} end of the axis */
function marksOf({ rows, number }, points, end) {
  const lowest = Math.max(points.least_squares.loss, 1e-6 * rows[0][1]);
  const share = 0.2 + (0.6 * (number - 1)) / (MARKS.length - 1);
  const height = Math.pow(rows[0][1], 1 - share) * Math.pow(lowest, share);
  const losses = rows.map((row) => row[1]);
  const below = losses.findIndex((loss) => loss <= height);
  const labelled = below < 0 ? losses.indexOf(Math.min(...losses)) || Math.min(1, rows.length - 1) : below; // not where all begin
  const step = end / MARKS_A_CURVE;
  const wanted = Array.from({ length: MARKS_A_CURVE }, (_, i) => (i + (number - 0.5) / MARKS.length) * step);
  const found = wanted.map((epoch) => rows.findIndex((row) => row[0] >= epoch));
  return { at: [...new Set([labelled, ...found.filter((i) => i >= 0)])], labelled };
}

/** Marks at even distances along what is seen of the path, each run's at other places; the first has its number. @param {number} number of the run @param {[number, number][]} path @param {Ground["frame"]} frame */
function marksOnPath(number, path, frame) {
  const part = (/** @type {number} */ value, /** @type {[number, number]} */ [low, high]) => (value - low) / (high - low);
  const places = path.map(([x, y]) => [part(x, frame.x), part(y, frame.y)]);
  const seen = places.map(([x, y], i) => ({ x, y, i })).filter(({ x, y }) => Math.min(x, y) >= 0 && Math.max(x, y) <= 1);
  let way = 0;
  const ways = seen.map(({ x, y }, k) => (way += k ? Math.hypot(x - seen[k - 1].x, y - seen[k - 1].y) : 0));
  const wanted = Array.from({ length: MARKS_A_PATH }, (_, k) => ((k + (number - 0.5) / MARKS.length) / MARKS_A_PATH) * way);
  const at = [...new Set(wanted.map((length) => seen[ways.findIndex((one) => one >= length)]?.i ?? 0))];
  return { at, labelled: at[0] };
}

/** @param {number} number of a run @returns {SVGElement} its mark on a piece of its line, for a key */
export function keyOf(number) {
  const svg = /** @type {SVGElement} */ (document.createElementNS(SVG, "svg"));
  svg.setAttribute("class", "run-mark");
  svg.setAttribute("viewBox", "-5 0 26 16");
  svg.setAttribute("aria-hidden", "true");
  svg.style.color = `var(--run-${number})`;
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", `${MARKS[number - 1][1]}M-5,7h26v2h-26Z`);
  svg.append(path);
  return svg;
}
