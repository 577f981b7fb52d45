/* Where axes begin and end, and what is written at them: set when data or start change, so that they never jump while the line learns; opened once where a run diverged. */

import { tickTexts } from "../text/numbers.js";

const SQUARES_HIGH = 15;
const SPARE = 0.05;
const THIN = 3; // times as high with others
const CLOSE = 1e-6; // of a step: as good as on it
const ENOUGH = 5; // lines show how they swing
const MOST_TIMES = 12; // higher, and the points would be a streak

/** @typedef {[number, number]} Range */
/** @typedef {{range: Range, square: number}} Paper */

/**
 * Room for values on squared paper: `squares` squares of 1, 2, 2.5 or 5 times a power of ten, 5 % to spare.
 * @param {number} low @param {number} high @param {number} [squares]
 * @returns {Paper}
 */
export function paper(low, high, squares = SQUARES_HIGH) {
  const spare = (high - low || Math.abs(high) || 1) * SPARE;
  const [bottom, top] = [low - spare, high + spare];
  let square = nice((top - bottom) / squares);
  while (snapped(bottom, top, square, squares)[1] < top) square = nice(square * 1.01);
  return { range: snapped(bottom, top, square, squares), square };
}

/** The paper of a frame that stays as it is. @param {number} low @param {number} high @param {number} [squares] @returns {Paper} */
export function framed(low, high, squares = SQUARES_HIGH) {
  return { range: [low, high], square: nice((high - low) / squares) };
}

/** @param {number[]} values @param {number[]} others @returns {boolean} whether beside others they would be a thin streak */
export function isThin(values, others) {
  const heightOf = (/** @type {number[]} */ all) => Math.max(...all) - Math.min(...all);
  return heightOf([...values, ...others]) > THIN * heightOf(values);
}

/**
 * The paper of a diverged run: where fewer than five of its last lines cross the one there is, as much more as holds the next.
 * @param {Paper} closed the paper while it learned @param {Range[]} lines each from its lowest to its highest value, in order @returns {Paper}
 */
export function opened(closed, lines) {
  const [low, high] = closed.range;
  const crosses = lines.map(([from, to]) => to > low && from < high);
  const last = crosses.lastIndexOf(true);
  const missing = ENOUGH - crosses.filter(Boolean).length;
  let [bottom, top] = [low, high];
  lines.slice(last + 1, last + 1 + Math.max(0, missing)).forEach(([from, to]) => {
    const wider = [Math.min(bottom, from), Math.max(top, to)];
    if (wider[1] - wider[0] <= MOST_TIMES * (high - low)) [bottom, top] = wider;
  });
  return bottom < low || top > high ? paper(bottom, top) : closed;
}

/** Room for values on whole squares, as few as hold them; the same for both axes of actual and predicted. @param {number} low @param {number} high @param {number} [squares] @returns {Paper} */
export function square(low, high, squares = SQUARES_HIGH) {
  const side = nice((high - low) / squares);
  return { range: [Math.floor(low / side) * side, Math.ceil(high / side) * side], square: side };
}

/** The range of `squares` squares about these values; its upper end between two labelled lines where it can be. @param {number} bottom @param {number} top @param {number} square @param {number} squares @returns {Range} */
function snapped(bottom, top, square, squares) {
  const middle = Math.round((bottom + top) / (2 * square) - squares / 2);
  const holds = (/** @type {number} */ first) => first * square <= bottom && (first + squares) * square >= top;
  const firsts = [middle, middle - 1, middle + 1].filter(holds);
  const first = firsts.find((candidate) => (candidate + squares) % 2) ?? firsts[0] ?? Math.floor(bottom / square);
  return [first * square, (first + squares) * square];
}

/** @param {number} size @returns {number} the next of 1, 2, 2.5, 5, 10 times a power of ten at or above `size` */
export function nice(size) {
  const power = Math.pow(10, Math.floor(Math.log10(size)));
  const factor = [1, 2, 2.5, 5].find((step) => step * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** @param {number} size of a step between counts @returns {number} a nice one, of whole things */
export function niceCount(size) {
  const step = nice(Math.max(1, size));
  return step === 2.5 ? 5 : step;
}

/** Labels at all multiples of a step within a range, written as the page writes numbers, which Plotly does not. @param {any} axis @param {Range} range @param {number} step */
export function setTicks(axis, range, step) {
  const [first, last] = [Math.ceil(range[0] / step - CLOSE), Math.floor(range[1] / step + CLOSE)];
  const tickvals = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  Object.assign(axis, { range, tickmode: "array", tickvals, ticktext: tickTexts(tickvals) });
}
