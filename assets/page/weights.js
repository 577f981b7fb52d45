/* The table of the weights: now, true, least squares; of several features per unit or per standard deviation. */

import { perDeviation, spreads } from "../lesson/deviations.js";
import { isCurve } from "../lesson/curve.js";
import { brief, parameter, short } from "../text/numbers.js";
import { deviationUnit, termNames, unitName, weightUnit } from "../text/names.js";
import { text } from "../text/texts.js";
import { all, element, setText } from "./element.js";

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */

const SPARE = 1.25; // a bar longer than the longest goal is seen to be

/** @param {State} state @returns {boolean} whether weights are told per standard deviation: of a line there is one, and nothing to compare */
function isPerDeviation({ points, view }) {
  return view.deviations && points !== null && points.view !== "line";
}

/** What changes with the data: names, least squares, truth, the lowest loss. @param {State} state */
export function writeReferences(state) {
  const { points } = state;
  if (!points) return;
  const { least_squares: best, output } = points;
  const several = points.view !== "line" || isCurve(points);
  const isPer = isPerDeviation(state);
  Object.assign(element("weights").dataset, { several: String(points.view !== "line"), per: isPer ? "deviation" : "unit" });
  const told = { truth: toldAs(points, truthOf(points), isPer), best: toldAs(points, bestOf(points), isPer) };
  all("#weights-rows [data-row]").forEach((row) => row.dataset.row !== "bias" && writeWeightRow(row, points, several, isPer, told));
  writeReference("bias", told.truth?.bias ?? null, told.best?.bias ?? null);
  setText("bias-unit", points.view !== "line" ? biasUnit(output.unit, isPer) : "");
  element("page").dataset.truth = String(points.true_weight !== null);
  setText("lowest-loss", brief(best.loss, 2));
  element("lowest-loss").dataset.value = String(best.loss);
}

/** @param {Points} points @returns {Parameters|null} null where no truth is known */
function truthOf({ true_weight: weight, true_bias: bias }) {
  return weight && bias !== null ? { weight, bias } : null;
}

/** @param {Points} points @returns {Parameters|null} null where they are many */
function bestOf({ least_squares: { weight, bias } }) {
  return weight && bias !== null ? { weight, bias } : null;
}

/** @param {Points} points @param {Parameters|null} parameters @param {boolean} isPer @returns {Parameters|null} as the table tells them */
function toldAs(points, parameters, isPer) {
  return parameters && isPer ? perDeviation(points, parameters) : parameters;
}

/** @param {string} unit of a target @param {boolean} isPer */
function biasUnit(unit, isPer) {
  const output = unitName(unit);
  return isPer ? text("weights.unit.means", { output }) : output;
}

/** @param {HTMLElement} row @param {Points} points @param {boolean} several @param {boolean} isPer @param {{truth: Parameters|null, best: Parameters|null}} told */
function writeWeightRow(row, points, several, isPer, { truth, best }) {
  const i = Number(row.dataset.row);
  const names = termNames(points);
  row.hidden = i >= names.length;
  if (row.hidden) return;
  const input = points.inputs[i];
  const { output } = points;
  const [name, unit] = [row.querySelector(".name"), row.querySelector(".unit")];
  if (name) setText(name, several ? names[i] : text("weight"));
  if (unit) setText(unit, several && !isCurve(points) ? (isPer ? deviationUnit(input, spreads(points)[i].deviation) : weightUnit(unitName(output.unit), input.unit)) : "");
  const id = i ? `weight-${i + 1}` : "weight";
  writeReference(id, truth && (truth.weight[i] ?? 0), best && best.weight[i]);
  const error = points.least_squares.weight_error;
  setText(`${id}-error`, error && !several ? `± ${brief(error[i], 2)}` : "");
}

/** @param {string} id @param {number|null} truth @param {number|null} best */
function writeReference(id, truth, best) {
  setText(`${id}-true`, truth === null ? "" : short(truth, 4));
  setText(`${id}-least-squares`, best === null ? text("weights.many") : parameter(best, id === "bias" ? 1 : best));
}

/** The weights as the table tells them. @param {State} state @param {Points} points @param {Parameters} now @returns {Parameters} */
export function toldNow(state, points, now) {
  return isPerDeviation(state) ? perDeviation(points, now) : now;
}

/**
 * A bar for each weight, and a mark where its goal is: the true one, or where no truth is known least squares. Per standard
 * deviation all bars have one measure, so that they can be compared.
 * @param {State} state @param {Points} points @param {Parameters} told as the table tells them
 */
export function moveBars(state, points, { weight, bias }) {
  const isPer = isPerDeviation(state);
  const goals = goalsOf(points, isPer);
  const longest = SPARE * Math.max(...goals.slice(0, -1).map((goal) => Math.abs(goal ?? 0)));
  [...weight, bias].forEach((value, i) => {
    const bar = /** @type {HTMLElement|null} */ (document.querySelector(`#weights-rows [data-row="${i === weight.length ? "bias" : i}"] .bar`));
    const goal = goals[i] ?? 0;
    const span = (isPer && i < weight.length ? longest : 2 * Math.abs(goal)) || 1;
    const share = Math.max(-1, Math.min(1, value / span));
    bar?.style.setProperty("--from", String(50 + 50 * Math.min(0, share)));
    bar?.style.setProperty("--length", String(50 * Math.abs(share)));
    bar?.style.setProperty("--goal", String(50 + (50 * goal) / span));
  });
}

/** @param {Points} points @param {boolean} isPer @returns {(number|null)[]} where each weight and the bias should end, as far as that is known */
function goalsOf(points, isPer) {
  const goals = toldAs(points, truthOf(points) ?? bestOf(points), isPer);
  return goals ? [...goals.weight, goals.bias] : [];
}
