/* Predicted against actual: what a fit looks like when there are several features and no line to draw. */

import { learned, tested } from "../lesson/curve.js";
import { predictions } from "../lesson/loss.js";
import { seen } from "../run/state.js";
import { unitName, variableName } from "../text/names.js";
import { HOVER_DIGITS, short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { square } from "./axes.js";
import { escaped, setPaper } from "./paper.js";
import { byName, colour, skeleton } from "./skeleton.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../plotly.js").Graph} Graph */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */

const SPARE = 0.03;
const OTHERS = "Others"; // the points for testing

/** @param {State} state @param {Points} points @returns {Figure} as Plotly draws it */
export function pricesFigure(state, points) {
  const figure = skeleton(state, "prices");
  const { data, layout } = figure;
  const traces = byName({ data, layout });
  const now = /** @type {Parameters} */ (seen(state));
  const others = tested(points);
  if (others) data.push({ ...traces.Predicted, ...dotsOf(others, now), name: OTHERS, marker: ringOf(traces.Predicted.marker, layout.plot_bgcolor, colour("data", state.view.mode)) });
  Object.assign(traces.Predicted, dotsOf(learned(points), now));
  const [low, high] = [Math.min(0, ...points.targets), Math.max(...points.targets)];
  const spare = SPARE * (high - low || 1);
  const paper = square(low - spare, high + spare);
  Object.assign(traces["Predicted = actual"], { x: paper.range, y: paper.range });
  setPaper(layout.xaxis, paper.range, paper.square, 2);
  setPaper(layout.yaxis, paper.range, paper.square, 2);
  nameOutput(layout, points);
  return figure;
}

/** A point for testing is a ring, as in the fit of a line. @param {any} marker @param {string} inside @param {string} edge */
function ringOf(marker, inside, edge) {
  return { ...marker, color: inside, opacity: 1, line: { color: edge, width: 2 } };
}

/** @param {Points} points @param {Parameters} now */
function dotsOf(points, now) {
  const y = predictions(points, now);
  return { x: points.targets, y, text: points.targets.map((actual, i) => wordsOf(actual, y[i])) };
}

/** @param {number} actual @param {number} predicted @returns {string} what a dot says under the pointer */
function wordsOf(actual, predicted) {
  return text("figure.prices.hover", { actual: short(actual, HOVER_DIGITS), predicted: short(predicted, HOVER_DIGITS) });
}

/** @param {any} layout @param {Points} points */
function nameOutput(layout, points) {
  const withUnit = points.output.unit ? ".with-unit" : "";
  const values = { output: escaped(variableName(points, points.output)), unit: escaped(unitName(points.output.unit)) };
  ["predicted", "actual"].forEach((what, i) => {
    layout.annotations[i].text = `<i>${text(`figure.prices.${what}${withUnit}`, values)}</i>`;
  });
}

/** What a tick moves. @param {Graph} graph @param {Points} points @param {Parameters} now */
export function movePrices(graph, points, now) {
  const [some, others] = [learned(points), tested(points)];
  graph.setDots("Predicted", some.targets, predictions(some, now));
  if (others) graph.setDots(OTHERS, others.targets, predictions(others, now), true);
}
