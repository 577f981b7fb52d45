/* Points of one's own as a table: the name of its content, and how it comes about (model/data/points.py names it alike). */

import { isCurve } from "../lesson/curve.js";
import { sha256 } from "./sha256.js";

/** @typedef {import("./types.js").Table} Table */
/** @typedef {import("./types.js").Points} Points */

const NAME_LENGTH = 32;
const SPARE = 0.06;
const STEPS = 4; // at least so many round steps from end to end

/** @param {Table} table @returns {string} what names its content, the same on the server */
export function nameOf(table) {
  const { features, targets, inputs, output, labels, title, x_range: xs, y_range: ys, true_weight: weight, true_bias: bias, mean, scale } = table;
  const columns = [...inputs, output].map(({ name, unit }) => `${name}\t${unit}`);
  const truth = weight === null || bias === null ? [] : [...weight, bias];
  const others = [xs ?? [], ys ?? [], truth, mean ?? [], scale ?? []];
  const counts = others.map((values) => values.length).join(" ");
  const words = ["points-1", `${targets.length} ${inputs.length}`, ...columns, title, ...labels, counts, ""];
  const numbers = new Float64Array([...features.flat(), ...targets, ...others.flat()].map((value) => value + 0));
  return sha256(joined(new TextEncoder().encode(words.join("\n")), new Uint8Array(numbers.buffer))).slice(0, NAME_LENGTH);
}

/** @param {Table} table @returns {{table: Table, hash: string}} */
export function named(table) {
  return { table, hash: nameOf(table) };
}

/** @param {Uint8Array} one @param {Uint8Array} other @returns {Uint8Array} */
function joined(one, other) {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** @param {Pick<Table, "features"|"targets"|"inputs"|"output"> & Partial<Table>} read points as they were read @returns {Table} with axes that stay where they are while points are moved */
export function tableOf({ features, targets, inputs, output, labels = [], title = "", ...rest }) {
  const isOne = inputs.length === 1;
  const ranges = { x_range: isOne ? rangeOf(features.map(([x]) => x)) : null, y_range: isOne ? rangeOf(targets) : null };
  return { features, targets, inputs, output, labels, title, ...ranges, true_weight: null, true_bias: null, mean: null, scale: null, ...rest };
}

/** @param {Points} points as they are shown @param {[number, number]} yRange of their figure @returns {Table} the same as a table of one's own */
export function tableFrom(points, yRange) {
  const { features, targets, inputs, output, labels, feature_range: xRange, true_weight: weight, true_bias: bias } = points;
  const inside = isCurve(points) ? null : points.inside; // of its powers, which are standardised over the axis
  const ranges = inputs.length === 1 ? { x_range: xRange, y_range: yRange } : {};
  return tableOf({ features, targets, inputs, output, labels: [...labels], ...ranges, true_weight: weight, true_bias: bias, mean: inside?.mean ?? null, scale: inside?.scale ?? null });
}

/** @param {number[]} values @returns {[number, number]} round numbers about them, with room */
function rangeOf(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || Math.abs(high) || 1;
  const step = 10 ** Math.floor(Math.log10(span / STEPS));
  const round = (/** @type {number} */ value) => Number((value * step).toPrecision(12));
  return [round(Math.floor((low - SPARE * span) / step)), round(Math.ceil((high + SPARE * span) / step))];
}
