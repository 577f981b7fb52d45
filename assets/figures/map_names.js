/* What the two parameters of a loss map are called: short beside a number, with their units at the axes. */

import { spreads } from "../lesson/deviations.js";
import { deviationUnit, termNames, unitName, weightUnit } from "../text/names.js";
import { text } from "../text/texts.js";
import { escaped } from "./paper.js";

/** @typedef {import("../lesson/plane.js").Plane} Plane */
/** @typedef {import("../run/types.js").Points} Points */

/** @param {Points} points of several features @returns {string[]} what its parameters are called beside their numbers, the bias last */
export function parameterNames(points) {
  return [...termNames(points), text("panel.map.bias")];
}

/** @param {Points} points @param {Plane} plane of two of several @param {number} i 0 across, 1 up @returns {string} "weight of area (k€ per m²)", as Plotly takes it */
export function axisName(points, { pair, isPer }, i) {
  const place = pair?.[i] ?? 0;
  const unit = unitOf(points, place, isPer);
  const isBias = place === points.inputs.length;
  const name = isBias ? "" : termNames(points)[place];
  const id = isBias ? "panel.map.bias" : "panel.map.weight-of";
  return escaped(text(unit ? `${id}.with-unit` : id, { name, unit }));
}

/** @param {Points} points @param {number} place @param {boolean} isPer @returns {string} as the table of the weights tells it, with what a standard deviation changes */
function unitOf(points, place, isPer) {
  const output = unitName(points.output.unit);
  const input = points.inputs[place];
  if (!input) return (isPer ? text("weights.unit.means", { output }) : output).trim();
  return (isPer ? `${output} ${deviationUnit(input, spreads(points)[place].deviation)}` : weightUnit(output, input.unit)).trim();
}
