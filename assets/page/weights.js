/* The table of the weights: now, true, least squares. */

import { brief, parameter, short } from "../text/numbers.js";
import { unitName, variableName, weightUnit } from "../text/names.js";
import { text } from "../text/texts.js";
import { all, element, setText } from "./element.js";

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */

/** What changes with the data: names, least squares, truth, the lowest loss. @param {Points} points */
export function writeReferences(points) {
  const { least_squares: best, true_bias: bias, output } = points;
  const several = points.view !== "line";
  element("weights").dataset.several = String(several);
  all("#weights-rows [data-row]").forEach((row) => row.dataset.row !== "bias" && writeWeightRow(row, points, several));
  writeReference("bias", bias, best.bias);
  setText("bias-unit", several && output.unit ? unitName(output.unit) : "");
  element("page").dataset.truth = String(points.true_weight !== null);
  setText("lowest-loss", brief(best.loss, 2));
  element("lowest-loss").dataset.value = String(best.loss);
}

/** @param {HTMLElement} row @param {Points} points @param {boolean} several */
function writeWeightRow(row, points, several) {
  const i = Number(row.dataset.row);
  const input = points.inputs[i];
  row.hidden = !input;
  if (!input) return;
  const { least_squares: best, true_weight: truth, output } = points;
  const [name, unit] = [row.querySelector(".name"), row.querySelector(".unit")];
  if (name) setText(name, several ? variableName(points, input) : text("weight"));
  if (unit) setText(unit, several ? weightUnit(unitName(output.unit), input.unit) : "");
  const id = i ? `weight-${i + 1}` : "weight";
  writeReference(id, truth && truth[i], best.weight && best.weight[i]);
  const error = best.weight_error;
  setText(`${id}-error`, error && !several ? `± ${brief(error[i], 2)}` : "");
}

/** @param {string} id @param {number|null} truth @param {number|null} best */
function writeReference(id, truth, best) {
  setText(`${id}-true`, truth === null ? "" : short(truth, 4));
  setText(`${id}-least-squares`, best === null ? text("weights.many") : parameter(best, id === "bias" ? 1 : best));
}

/** A bar for each weight, and a mark where its goal is: the true one, or where no truth is known least squares. @param {Points} points @param {Parameters} now */
export function moveBars(points, { weight, bias }) {
  const goals = goalsOf(points);
  [...weight, bias].forEach((value, i) => {
    const bar = /** @type {HTMLElement|null} */ (document.querySelector(`#weights-rows [data-row="${i === weight.length ? "bias" : i}"] .bar`));
    const goal = goals[i] ?? 0;
    const span = 2 * Math.abs(goal) || 1;
    const share = Math.max(-1, Math.min(1, value / span));
    bar?.style.setProperty("--from", String(50 + 50 * Math.min(0, share)));
    bar?.style.setProperty("--length", String(50 * Math.abs(share)));
    bar?.style.setProperty("--goal", String(50 + (50 * goal) / span));
  });
}

/** @param {Points} points @returns {(number|null)[]} where each weight and the bias should end, as far as that is known */
function goalsOf({ true_weight: weight, true_bias: bias, least_squares: best }) {
  return weight ? [...weight, bias] : [...(best.weight ?? []), best.bias];
}
