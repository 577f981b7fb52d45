/* A figure as it is now, at the size of a wall: to be saved as a picture. */

import { isCurve, learned } from "../lesson/curve.js";
import { meanSquare, residuals } from "../lesson/loss.js";
import { frameFor } from "../lesson/map.js";
import { planeOf } from "../lesson/plane.js";
import { drawPicture } from "../plotly.js";
import { comparable } from "../run/comparison.js";
import { isOfMine, measuredLine } from "../run/hand.js";
import { seen } from "../run/state.js";
import { text } from "../text/texts.js";
import { nice } from "./axes.js";
import { separate } from "./compared_runs.js";
import { DrawnSamples, fanOf, histogramOf } from "./drawn_samples.js";
import { isCovered, lossMapFigure } from "./loss_map.js";
import { enlarge, PROJECTOR_SCALE, setEpochTicks } from "./paper.js";
import { comparedLosses, fitAsShown, lossAsShown } from "./picture.js";
import { drawStill, residualsFigure } from "./residuals.js";
import { byName, colour } from "./skeleton.js";
import { tablePicture } from "./table_picture.js";
import { label, nameTraces, numbersOf, titleOf } from "./worksheet.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/history.js").History} History */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */

const WALL = { width: 1920, height: 1080 };
const MOST_DOTS = 25;
const MAP = { width: 1600, height: 900 };

/** @type {Record<string, (state: State, points: Points) => Figure>} */
const FIGURES = { fit: (state) => fitAsShown(state), loss: lossAsShown, compare: comparedFigure, map: mapFigure, residuals: residualFigure, fan: sampledFan, histogram: sampledHistogram };
const OF_SAMPLES = ["fan", "histogram"]; // taken along from their panel

/** @param {Points} points @returns {string[]} the figures that there are of these points */
export function wallFigures(points) {
  const { view, least_squares: best } = points;
  const all = Object.keys(FIGURES).filter((name) => ![...OF_SAMPLES, "compare"].includes(name) && (view === "line" || name !== "residuals"));
  return best.weight && !isCurve(points) ? all : all.filter((name) => name !== "map");
}

/**
 * A figure as it is now, to be drawn as a picture of WALL's size, whatever screen the page is on.
 * @param {State} now @param {Points} points @param {string} name @param {"light"|"dark"} mode @returns {Figure}
 */
function wallFigure(now, points, name, mode) {
  const state = { ...now, view: { ...now.view, mode, isPhone: false, projector: false } };
  const figure = FIGURES[name](state, points);
  figure.data = figure.data.filter((trace) => trace.name !== "Epoch shown" && trace.name !== "Pressed");
  const traces = byName(figure);
  // What the page does to single elements must stand in the traces here.
  if (traces["Earlier epochs"]) traces["Earlier epochs"].opacity = 0.4;
  if (traces.Epochs) markEpochs(traces.Epochs, state.record.history, planeOf(points, state.view));
  enlarge(figure, WALL.width);
  const { layout } = figure;
  Object.assign(layout, WALL, { autosize: false, paper_bgcolor: colour("page", mode) });
  layout.font.size *= PROJECTOR_SCALE;
  figure.data.forEach(({ textfont }) => textfont && (textfont.size *= PROJECTOR_SCALE));
  label(figure, state, points, name);
  drawStill(figure, state, points);
  nameTraces(figure, othersIn(state, points, name), state.view.epoch);
  // Dots are dashes of no length with round ends, which only the page can give them.
  figure.data.forEach(({ line }) => line && /^0(px)?,/.test(line.dash) && (line.dash = `${line.width}px,${1.2 * line.width}px`));
  return figure;
}

/**
 * @param {State} state @param {Points} points @param {string} name of a figure, or of a table with its rows
 * @param {{mode: "light"|"dark", format: string, rows?: string[][]}} picture @returns {Promise<string>} its address, which holds it
 */
export function wallPicture(state, points, name, { mode, format, rows }) {
  if (!rows) return drawPicture(wallFigure(state, points, name, mode), { ...WALL, format });
  return tablePicture({ title: titleOf(state, points, name), words: numbersOf(state, points, name), rows }, mode, format);
}

/** @param {State} state @param {Points} points @param {string} name of the figure @returns {Record<string, string>} the texts of traces that are called otherwise in it */
function othersIn(state, points, name) {
  if (name === "residuals" && isOfMine(state)) return { Predicted: "picture.key.my-line" };
  return name === "map" && points.inputs.length > 1 ? { "Least squares": "panel.map.lowest" } : {};
}

/** @param {State} state @param {Points} points */
function mapFigure(state, points) {
  const plane = planeOf(points, state.view);
  const frame = frameFor(plane, state.record.history.at(0), MAP, null, isCovered(state));
  return lossMapFigure(state, points, { plane, surface: plane.through(/** @type {Snapshot} */ (seen(state))), frame }, MAP);
}

/** @param {State} state @param {Points} points */
function comparedFigure(state, points) {
  const figure = comparedLosses(state);
  separate(figure, comparable(state), points, state.view.mode);
  const { xaxis, annotations } = figure.layout;
  figure.layout.annotations = annotations.filter((/** @type {any} */ note) => note.text !== text("figure.epoch")); // the worksheet names its axis
  setEpochTicks(xaxis, xaxis.range[1]);
  return figure;
}

/** @param {State} state @param {Points} all */
function sampledFan(state, all) {
  const points = learned(all);
  return fanOf(state, points, new DrawnSamples().of(state, points));
}

/** @param {State} state @param {Points} all */
function sampledHistogram(state, all) {
  return histogramOf(state, new DrawnSamples().of(state, learned(all)));
}

/** @param {State} state @param {Points} all */
function residualFigure(state, all) {
  const points = learned(all);
  const values = residuals(points, measuredLine(state, /** @type {Snapshot} */ (seen(state))));
  const square = nice((1.25 * 1.05 * Math.max(...values.map(Math.abs), Math.sqrt(meanSquare(values)))) / 6) || 1;
  return residualsFigure(state, points, values, { range: [-6 * square, 6 * square], square });
}

/** A dot for each of the first epochs, which are those that can be told apart. @param {any} trace @param {History} history @param {import("../lesson/plane.js").Plane} plane */
function markEpochs(trace, history, plane) {
  const rows = Array.from({ length: Math.min(MOST_DOTS, history.length) }, (_, row) => row);
  const { color, width: size } = trace.line;
  const places = rows.map((row) => plane.place({ weight: history.weight(row), bias: history.bias(row) }));
  const dots = { x: places.map(([x]) => x), y: places.map(([, y]) => y) };
  Object.assign(trace, dots, { mode: "markers", marker: { color, size } });
}
