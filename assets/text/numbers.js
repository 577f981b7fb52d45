/* How numbers are written, everywhere: digits, a point, a plain minus, an exponent from 100000 on and below 0.0001 (docs/why/texts.md). */

/** Digits of a number under the pointer. */
export const HOVER_DIGITS = 4;
const HUGE = 100000;
const TINY = 0.0001;
const SMALL = 0.01; // a slope that two decimals do not tell,
const NEAR = 0.1; // and up to where it is told by more
const AS_TYPED = 15; // digits of a double
const MOST_DIGITS = 6; // of a tick: what is behind them is how a computer counts

/** @param {number} value @param {number} [end] where it ends; of a small one as many decimals more as it needs @returns {string} a parameter with 3 decimals, e.g. "-0.550" */
export function parameter(value, end = 1) {
  return Math.abs(value) >= HUGE ? exponential(value) : withoutMinusZero(value.toFixed(3 + Math.max(0, moreFor(value, end) - 1)));
}

/** @param {number} value @param {number} end @returns {number} of decimals, where the value has come near */
function moreFor(value, end) {
  const size = Math.abs(end);
  return size > 0 && size < SMALL && Math.abs(value) < NEAR ? Math.min(6, Math.ceil(-Math.log10(size)) - 1) : 0;
}

/** @param {number} value @returns {string} a loss of about 4 digits, e.g. "0.0829", "15.94" */
export function lossText(value) {
  if (value >= HUGE - 0.5) return exponential(value);
  if (value >= 1000) return value.toFixed(0);
  if (value >= 10) return value.toPrecision(4);
  if (value >= 0.01) return value.toFixed(value >= 1 ? 3 : 4);
  if (value >= TINY) return value.toPrecision(3);
  return value === 0 ? "0" : exponential(value);
}

/** @param {number} value @param {number} [end] as of parameter() @returns {string} digits of the equation, without sign: "1.50", "2403" */
export function digits(value, end = 1) {
  const size = Math.abs(value);
  if (size >= HUGE) return exponential(size);
  return size < 999.995 ? size.toFixed(2 + moreFor(value, end)) : size.toFixed(0);
}

/** @param {number} value @param {number} [end] @returns {string} "" or the minus, as digits() would show the value */
export function sign(value, end = 1) {
  return value < 0 && Number(digits(value, end)) !== 0 ? "-" : "";
}

/** @param {number} value @param {number} [end] @returns {string} sign and digits */
export function signed(value, end = 1) {
  return sign(value, end) + digits(value, end);
}

/** @param {number} value @returns {string} a learning rate as a user would write it, at most 3 digits */
export function rate(value) {
  return short(value, 3);
}

/** @param {number} value @param {number} significant @returns {string} for sentences and tables, always as many digits: "0.784", "49727" */
export function brief(value, significant) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= HUGE || size < TINY) return value.toExponential(Math.max(0, significant - 1));
  return size >= Math.pow(10, significant - 1) ? value.toFixed(0) : value.toPrecision(significant);
}

/** @param {number} value @param {number} significant @returns {string} as short as it can be told: "0.5", "8", "1.3e+5" */
export function short(value, significant) {
  const rounded = Number(value.toPrecision(significant));
  return isExtreme(rounded) ? rounded.toExponential() : String(rounded);
}

/** @param {number[]} values that stand at one axis @returns {string[]} all of them with an exponent where one of them needs it */
export function tickTexts(values) {
  const rounded = values.map((value) => Number(value.toPrecision(MOST_DIGITS)));
  const write = rounded.some(isExtreme) ? (/** @type {number} */ value) => (value === 0 ? "0" : value.toExponential()) : String;
  return rounded.map((value) => write(value));
}

/** @param {number} value @returns {string} a number as it was typed or counted */
export function plain(value) {
  return Number.isInteger(value) ? value.toFixed(0) : short(value, AS_TYPED);
}

/** @param {number} value */
function isExtreme(value) {
  return value !== 0 && (Math.abs(value) >= HUGE || Math.abs(value) < TINY);
}

/** @param {number} value */
function exponential(value) {
  return value.toExponential(2);
}

/** @param {string} text */
function withoutMinusZero(text) {
  return Number(text) === 0 ? text.replace("-", "") : text;
}
