/* The loss map: contours of the loss over two parameters, the marks on it, and the run's path. */

import { comparable } from "../run/comparison.js";
import { optimizerOf } from "../run/command.js";
import { isLossCovered } from "../run/room_question.js";
import { parted } from "../run/rows_apart.js";
import { seen } from "../run/state.js";
import { short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { nice, setTicks } from "./axes.js";
import { separatePaths } from "./compared_runs.js";
import { axisName } from "./map_names.js";
import { byName, colour, skeleton } from "./skeleton.js";

/** @typedef {import("../lesson/map.js").Frame} Frame */
/** @typedef {import("../lesson/plane.js").Plane} Plane */
/** @typedef {import("../lesson/plane.js").Surface} Surface */
/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{width: number, height: number}} Size */
/** @typedef {{plane: Plane, surface: Surface, frame: Frame}} Ground what the map is drawn on */
/** @typedef {{x: number, y: number, loss: number}} Best */

const CELLS = 110;
const MOST_LEVELS = 9;
const FEW_LEVELS = 4;
const MOST_ROWS = 2000;
const CLEAR_PX = 30; // about the marks of the true and the least-squares point
const MARK_SIZE = 15;
const LOW = 0.15; // of the frame, where a word beside a mark could lie on the name of an axis

/**
 * The map as Plotly draws it, the path and the arrow as they are now included.
 * @param {State} state @param {Points} points @param {Ground} ground whose loss has one lowest place @param {Size} size of the plot in pixels @returns {Figure}
 */
export function lossMapFigure(state, points, ground, size) {
  const figure = skeleton(state, "map");
  const traces = byName(figure);
  const { plane, frame } = ground;
  const ink = colour("ink", state.view.mode);
  const best = /** @type {Best} */ (ground.surface.best);
  const levels = fillContours(traces.Loss, ground.surface, frame);
  traces.Loss.visible = !isCovered(state);
  if (traces.Loss.visible) levels.forEach((level) => nameLevel(figure, ground, best, level, size, ink));
  fillMarks(state, ground, best, traces, ink);
  fillPath(state, plane, traces);
  separatePaths(figure, comparable(state).filter(({ data }) => !data.degree), ground, state.view.mode);
  const { xaxis, yaxis, annotations } = figure.layout;
  setTicks(xaxis, frame.x, nice((frame.x[1] - frame.x[0]) / 7));
  setTicks(yaxis, frame.y, nice((frame.y[1] - frame.y[0]) / 7));
  if (plane.pair) {
    [annotations[1], annotations[0]].forEach((note, i) => (note.text = `<b>${axisName(points, plane, i)}</b>`));
    // What is written at ticks of several digits needs room.
    figure.layout.margin.l = Math.max(figure.layout.margin.l, 14 + 8 * Math.max(...yaxis.ticktext.map((/** @type {string} */ words) => words.length)));
  }
  return figure;
}

/** @param {State} state @returns {boolean} whether the loss is on no map: its lowest place is the answer */
export function isCovered({ view, room }) {
  return !view.limits || isLossCovered(room);
}

/** @param {any} trace @param {Surface} surface with a lowest place @param {Pick<Frame, "x"|"y">} frame @returns {number[]} the levels, as powers of two, that are named */
export function fillContours(trace, surface, frame) {
  const [across, up] = [spread(frame.x), spread(frame.y)];
  const losses = up.map((y) => across.map((x) => surface.loss(x, y)));
  const [from, to] = [surface.best?.loss || 1e-300, Math.max(...losses.flat())].map(Math.log2);
  const step = to - from < FEW_LEVELS ? 2 ** Math.floor(Math.log2((to - from) / FEW_LEVELS)) : 1; // where the lowest is high, less than twice
  const highest = Math.floor(to / step) * step;
  const lowest = Math.max(highest - (MOST_LEVELS - 1) * step, Math.floor(from / step) * step + step);
  const floor = Math.pow(2, lowest - 2 * step);
  Object.assign(trace, { x: across, y: up, z: losses.map((row) => row.map((loss) => Math.log2(Math.max(loss, floor)))) });
  Object.assign(trace.contours, { start: lowest, end: highest, size: step });
  return Array.from({ length: Math.max(0, Math.ceil(((highest - lowest) / step - 1) / 2)) }, (_, i) => lowest + (1 + 2 * i) * step);
}

/** Write a contour's loss beside it, up and to the right of the lowest place. @param {Figure} figure @param {Ground} ground @param {Best} best @param {number} level @param {Size} size @param {string} ink */
function nameLevel(figure, { surface, frame }, best, level, { width, height }, ink) {
  const [perX, perY] = [(frame.x[1] - frame.x[0]) / width, (frame.y[1] - frame.y[0]) / height];
  const [dx, dy] = [0.42 * perX, 0.9 * perY];
  const rise = surface.loss(best.x + dx, best.y + dy) - best.loss;
  const far = Math.sqrt((Math.pow(2, level) - best.loss) / rise);
  const [x, y] = [best.x + far * dx, best.y + far * dy];
  const isInside = x < frame.x[1] - 24 * perX && y < frame.y[1] - 14 * perY;
  if (!isInside || Math.hypot((far * dx) / perX, (far * dy) / perY) < CLEAR_PX) return;
  const font = { color: ink, size: figure.layout.font.size };
  const isNear = (/** @type {any} */ other) => !other.xref && Math.abs(y - other.y) < 1.2 * font.size * perY && Math.abs(x - other.x) < 2 * font.size * perX;
  if (figure.layout.annotations.some(isNear)) return;
  figure.layout.annotations.push({ x, y, text: short(Math.pow(2, level), 2), font, showarrow: false, xshift: 10, yshift: 2 });
}

/** @param {State} state @param {Ground} ground @param {Best} best @param {Record<string, any>} traces @param {string} ink */
function fillMarks({ record, view }, { plane, frame }, best, traces, ink) {
  const place = marked(plane.place(record.history.at(0)));
  Object.assign(traces["Least squares"], marked([best.x, best.y]), { visible: view.limits });
  traces.True.visible = plane.truth !== null && view.limits;
  if (plane.truth) Object.assign(traces.True, marked(plane.truth));
  const words = { mode: "markers+text", text: [text("panel.map.start")], textposition: besides(place, frame) };
  Object.assign(traces.Start, place, words, { textfont: { size: MARK_SIZE, color: ink } });
  [traces["Epoch shown"], traces.Pressed].forEach((trace) => Object.assign(trace, place, { opacity: 0 }));
}

/** @param {{x: number[], y: number[]}} place of a mark @param {Frame} frame @returns {string} where its word stands: not on the names of the axes, which stand in two corners */
function besides({ x: [x], y: [y] }, frame) {
  const [right, up] = [(x - frame.x[0]) / (frame.x[1] - frame.x[0]), (y - frame.y[0]) / (frame.y[1] - frame.y[0])];
  const height = up < LOW ? "top" : up > 1 - LOW ? "bottom" : "middle";
  return [height, right > 1 - LOW ? "left" : "right"].join(" ");
}

/** @param {State} state @param {Plane} plane @param {Record<string, any>} traces */
function fillPath(state, plane, traces) {
  const { record } = state;
  const now = /** @type {Snapshot} */ (seen(state));
  const rows = parted(record.history.rows(MOST_ROWS), record.epoch);
  const places = rows.map(([epoch, , bias, ...weight]) => (epoch === null ? [NaN, NaN] : plane.place({ weight, bias })));
  const path = { x: places.map(([x]) => x), y: places.map(([, y]) => y) };
  ["Edge of the path", "Path"].forEach((name) => Object.assign(traces[name], twice(path)));
  Object.assign(traces.Epochs, twice({ x: path.x.slice(0, 1), y: path.y.slice(0, 1) }));
  const [x, y] = plane.place(now);
  Object.assign(traces.Now, marked([x, y]));
  const next = plane.next(now, optimizerOf(state));
  Object.assign(traces["Next step"], { x: [x, next[0]], y: [y, next[1]] });
}

/** @param {[number, number]} place @returns {{x: number[], y: number[]}} of a trace with one point */
function marked([x, y]) {
  return { x: [x], y: [y] };
}

/** Plotly makes a path only where there are two points. @param {{x: number[], y: number[]}} trace */
function twice({ x, y }) {
  return x.length > 1 ? { x, y } : { x: [...x, ...x], y: [...y, ...y] };
}

/** @param {[number, number]} range */
function spread([low, high]) {
  return Array.from({ length: CELLS + 1 }, (_, i) => low + (i * (high - low)) / CELLS);
}
