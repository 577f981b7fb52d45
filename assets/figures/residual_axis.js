/* What the residuals stand over: the one x, or where there are several features one of them, or the prediction. */

import { predictions } from "../lesson/loss.js";
import { unitName, variableName } from "../text/names.js";
import { text } from "../text/texts.js";
import { endsOf, xOf } from "./skeleton.js";

/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{xs: number[], ends: [number, number], name: string}} Axis */

const SPARE = 0.04;

/** @param {State} state @param {Points} points @param {Parameters} now @returns {Axis} */
export function axisOf({ view, record }, points, now) {
  if (points.view === "line") return { xs: xOf(points), ends: endsOf(points), name: variableName(points, points.inputs[0]) };
  const over = overOf(view.over, points);
  if (over === points.inputs.length) {
    const xs = predictions(points, now);
    return { xs, ends: about([...points.targets, ...predictions(points, record.history.at(0))]), name: nameOf(points, over) };
  }
  const xs = points.features.map((row) => row[over]);
  return { xs, ends: about(xs), name: nameOf(points, over) };
}

/** @param {number|null} over as it was chosen, perhaps for other data @param {Points} points @returns {number} the place of a feature; behind the last the prediction */
export function overOf(over, { inputs }) {
  return over !== null && over <= inputs.length ? over : 0;
}

/** @param {Points} points @param {number} over @returns {string} "area (m²)" */
export function nameOf(points, over) {
  const variable = points.inputs[over] ?? points.output;
  const name = over < points.inputs.length ? variableName(points, variable) : text("panel.residuals.prediction");
  return variable.unit ? text("panel.residuals.over.with-unit", { name, unit: unitName(variable.unit) }) : name;
}

/** @param {number[]} values @returns {[number, number]} from the least to the largest, with room */
function about(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = SPARE * (high - low) || 1;
  return [low - room, high + room];
}
