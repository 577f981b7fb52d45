/* What a question came to: both rounds over each other, what is right, and where the class itself has shown it, the outcome of its runs. */

import { text } from "../text/texts.js";
import { nice, niceCount, setTicks } from "./axes.js";
import { classMapFigure } from "./class_map.js";
import { colour, skeleton } from "./skeleton.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/room_question.js").Ask} Ask */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */

const SIZE = 12;

/** @param {State} state @param {Ask} ask of a number, shown @returns {Figure} its histograms */
export function numbersFigure(state, ask) {
  const figure = skeleton(state, "loss");
  const { mode } = state.view;
  const { rounds, truth, outcome } = ask.results;
  const { edges } = rounds[0];
  const middles = edges.slice(1).map((/** @type {number} */ edge, /** @type {number} */ i) => (edge + edges[i]) / 2);
  const width = edges[1] - edges[0];
  const highest = Math.max(2, ...rounds.flatMap((/** @type {any} */ { counts }) => counts));
  const ran = outcome ? [...outcome.converged, ...outcome.diverged] : [];
  const [low, high] = [Math.min(edges[0], ...ran), Math.max(edges[edges.length - 1], ...ran)];
  const bars = rounds.map((/** @type {any} */ { counts }, /** @type {number} */ i) => roundBars(i, rounds.length, { x: middles, y: counts, width: middles.map(() => width * 0.94) }, mode));
  const isNumber = typeof truth === "number";
  const marks = (/** @type {string} */ name, /** @type {number[]} */ xs, /** @type {any} */ marker) => ({ type: "scatter", mode: "markers", name, hoverinfo: "skip", x: xs, y: xs.map(() => highest * 1.12), marker: { size: SIZE, ...marker } });
  figure.data = [
    ...bars.reverse(),
    { type: "scatter", mode: "lines", name: "Right", hoverinfo: "skip", x: isNumber ? [truth, truth] : [], y: isNumber ? [0, highest * 1.2] : [], line: { color: colour("true", mode), width: 3.5 } },
    marks("Converged", outcome?.converged ?? [], { color: colour("true", mode), opacity: 0.8 }),
    marks("Diverged", outcome?.diverged ?? [], { symbol: "x-thin", line: { width: 3, color: colour("predicted", mode) } }),
  ];
  const { xaxis, yaxis } = figure.layout;
  yaxis.type = "linear";
  setTicks(xaxis, [low, high], nice((high - low || 1) / 6));
  setTicks(yaxis, [0, highest * 1.22], niceCount(highest / 4));
  xaxis.minor = yaxis.minor = undefined;
  xaxis.title.text = outcome ? text("class.ucurve.rate") : ask.unit || text("class.results.answers");
  return figure;
}

/** The first round is an outline over the second. @param {number} i @param {number} count of rounds @param {any} bars @param {"light"|"dark"} mode */
function roundBars(i, count, bars, mode) {
  const isLast = i === count - 1;
  const marker = isLast ? { color: colour("data", mode), opacity: 0.75 } : { color: "rgba(0,0,0,0)", line: { width: 2.5, color: colour("ink", mode) } };
  return { type: "bar", name: `Round ${i + 1}`, hoverinfo: "skip", ...bars, marker };
}

/** @param {State} state @param {Points} points @param {Ask} ask of a line or a place, shown @param {import("./class_map.js").Frame} frame @returns {Figure} all answers on the loss map */
export function placesFigure(state, points, ask, frame) {
  const figure = classMapFigure(state, points, frame, { theory: true });
  const { mode } = state.view;
  const { rounds } = ask.results;
  const found = rounds.map((/** @type {any} */ { answers_at: answers }, /** @type {number} */ i) => {
    const isLast = i === rounds.length - 1;
    const marker = isLast ? { size: SIZE, color: colour("data", mode), opacity: 0.85 } : { size: SIZE, symbol: "circle-open", color: colour("ink", mode), line: { width: 2 } };
    return { type: "scatter", mode: "markers", name: `Round ${i + 1}`, hoverinfo: "skip", x: answers.map((/** @type {number[]} */ [w]) => w), y: answers.map((/** @type {number[]} */ [, b]) => b), marker };
  });
  figure.data = [...figure.data.filter(({ opacity }) => opacity !== 0), ...found];
  return figure;
}
