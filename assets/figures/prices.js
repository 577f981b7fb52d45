/* Predicted against actual: what a fit looks like when there are several features and no line to draw. */

import { predictions } from "../lesson/loss.js";
import { seen } from "../run/state.js";
import { unitName, variableName } from "../text/names.js";
import { HOVER_DIGITS, short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { square } from "./axes.js";
import { escaped, setPaper } from "./paper.js";
import { byName, skeleton } from "./skeleton.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../plotly.js").Graph} Graph */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */

const SPARE = 0.03;

/** @param {State} state @param {Points} points @returns {Figure} as Plotly draws it */
export function pricesFigure(state, points) {
  const figure = skeleton(state, "prices");
  const { data, layout } = figure;
  const traces = byName({ data, layout });
  const now = /** @type {Parameters} */ (seen(state));
  const predicted = predictions(points, now);
  const words = points.targets.map((actual, i) => wordsOf(actual, predicted[i]));
  Object.assign(traces.Predicted, { x: points.targets, y: predicted, text: words });
  const [low, high] = [Math.min(0, ...points.targets), Math.max(...points.targets)];
  const spare = SPARE * (high - low || 1);
  const paper = square(low - spare, high + spare);
  Object.assign(traces["Predicted = actual"], { x: paper.range, y: paper.range });
  setPaper(layout.xaxis, paper.range, paper.square, 2);
  setPaper(layout.yaxis, paper.range, paper.square, 2);
  nameOutput(layout, points);
  return figure;
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
  graph.setDots("Predicted", points.targets, predictions(points, now));
}
