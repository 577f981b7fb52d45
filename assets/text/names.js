/* Names put together of several texts: of optimizers with their settings, of data sets and their variables. */

import { OWN } from "../run/command.js";
import { isCurve, powerName } from "../lesson/curve.js";
import { choiceOf } from "../lesson/optimizers.js";
import { digits, short, sign, signed } from "./numbers.js";
import { first, has, text } from "./texts.js";

/** @typedef {import("../run/types.js").OptimizerSpec} OptimizerSpec */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Variable} Variable */

const LINE = { output: "ŷ", input: "x" }; // as the page's equation has them

/** @param {OptimizerSpec} optimizer as a command carries it @returns {string} "SGD, momentum 0.9" */
export function optimizerName({ weight_decay: decay, ...optimizer }) {
  const name = text(`optimizer.${choiceOf(optimizer)}.settings`, optimizer);
  return decay ? text("optimizer.with-decay", { optimizer: name, decay }) : name;
}

/** @param {number[]} weight @param {number} bias @returns {string} "2.00x + 3.01"; of several weights the numbers alone */
export function lineText(weight, bias) {
  if (weight.length > 1) return [...weight, bias].map((value) => signed(value)).join(", ");
  return text("line", { weight: signed(weight[0], weight[0]), sign: sign(bias) || "+", bias: digits(bias) });
}

/** @param {string} kind of a data set @returns {string} */
export function datasetTitle(kind) {
  const id = `data.${kind}.title`;
  return has(id) ? text(id) : kind;
}

/** @param {string} kind @param {number} count of its points @returns {string} "Hubble, 1929, 24 nebulae" */
export function countedTitle(kind, count) {
  const id = `data.${kind}.noun`;
  const title = datasetTitle(kind);
  return has(id) ? text("data.counted", { title, count, noun: text(id, { count }) }) : title;
}

/** @param {{kind: string}} points @param {{name: string}} variable @returns {string} its name, as the language has it where there is a text */
export function variableName({ kind }, { name }) {
  if (kind === OWN) return name; // as somebody has written it
  const id = first(`data.${kind}.${name}`, `variable.${name.replaceAll("_", "-")}`);
  return has(id) ? text(id) : name;
}

/** @param {Points} points @param {import("../run/types.js").Parameters} parameters @returns {string} "ŷ = 1.50 x + 3.00", or a sum of the features by name */
export function equationText(points, { weight, bias }) {
  const isLine = points.view === "line";
  const output = isLine ? LINE.output : variableName(points, points.output);
  const names = termNames(points);
  const terms = weight.map((value, i) => `${i ? after(value) : signed(value, points.least_squares.weight?.[0])} ${names[i]}`);
  return `${output} = ${[...terms, after(bias)].join(" ")}`;
}

/** @param {Points} points @returns {string[]} what each weight stands before: x and its powers, or the features by name */
export function termNames(points) {
  if (points.view !== "line") return points.inputs.map((input) => variableName(points, input));
  return Array.from({ length: isCurve(points) ? points.degree : points.inputs.length }, (_, i) => powerName(LINE.input, i + 1));
}

/** @param {number} value @returns {string} a term that another one stands before */
function after(value) {
  return `${sign(value) || "+"} ${digits(value)}`;
}

/** @param {string} unit @returns {string} */
export function unitName(unit) {
  const id = `unit.${unit}`;
  return has(id) ? text(id) : unit;
}

/** @param {Variable} input @param {number} deviation of its values @returns {string} for how much of it a weight is told: "per 41.2 m²" */
export function deviationUnit({ unit }, deviation) {
  return text(unit ? "weights.unit.deviation" : "weights.unit.deviation.each", { deviation: short(deviation, 3), input: unitName(unit) });
}

/** @param {string} output the unit of a target @param {string} input the unit of a feature, "" where it is a count @returns {string} the unit of its weight */
export function weightUnit(output, input) {
  if (!input) return text("weights.unit.each", { output });
  const id = `unit.${input}.per`;
  return text("weights.unit.per", { output, input: has(id) ? text(id) : input });
}
