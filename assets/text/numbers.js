/* How numbers are written: fixed decimals, so that nothing jitters; plain ASCII where programs read them. */

const THIN_SPACE = "\u2009";
const TRUE_MINUS = "\u2212";
const HUGE = 100000;
const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** @param {number} value @returns {string} a parameter with 3 decimals that `float()` reads, e.g. "-0.550" */
export function parameter(value) {
  return Math.abs(value) >= HUGE ? exponential(value) : withoutMinusZero(value.toFixed(3));
}

/** @param {number} value @returns {string} a loss of about 4 digits that `float()` reads, e.g. "0.0829", "15.94" */
export function lossText(value) {
  if (value >= HUGE) return exponential(value);
  if (value >= 10) return value.toPrecision(Math.max(4, Math.floor(Math.log10(value)) + 1));
  if (value >= 0.01) return value.toFixed(value >= 1 ? 3 : 4);
  if (value >= 0.0001) return value.toPrecision(3);
  return value === 0 ? "0" : exponential(value);
}

/** @param {number} value @returns {string} digits of the equation, without sign: "1.50", "2 403" */
export function digits(value) {
  const size = Math.abs(value);
  if (size >= 1e9) return exponential(size);
  return size < 999.995 ? size.toFixed(2) : grouped(size);
}

/** @param {number} value @returns {string} "" or the true minus sign, as digits() would show the value */
export function sign(value) {
  return value < 0 && digits(value) !== "0.00" ? TRUE_MINUS : "";
}

/** @param {number} value @returns {string} sign and digits */
export function signed(value) {
  return sign(value) + digits(value);
}

/** @param {number} value @returns {string} a learning rate as a user would write it, at most 3 digits */
export function rate(value) {
  return String(Number(value.toPrecision(3)));
}

/** @param {number} value @param {number} significant @returns {string} for sentences and tables: "0.784", "49 727" */
export function brief(value, significant) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(Math.max(0, significant - 1));
  if (size >= Math.pow(10, significant - 1)) return (value < 0 ? TRUE_MINUS : "") + grouped(size);
  return typographic(value.toPrecision(significant));
}

/** @param {string} text of a number @returns {string} with a true minus, where only people read it */
export function typographic(text) {
  return text.replace("-", TRUE_MINUS);
}

/** @param {number} value @returns {string} a number as it was typed, thousands parted where it is whole */
export function plain(value) {
  return Number.isInteger(value) ? grouped(value) : String(value);
}

/** @param {number} value @returns {string} a whole number with thin spaces: "12 500" */
export function grouped(value) {
  return WHOLE.formatToParts(value)
    .map(({ type, value: part }) => (type === "group" ? THIN_SPACE : part))
    .join("");
}

/** @param {number} value */
function exponential(value) {
  return value.toExponential(2);
}

/** @param {string} text */
function withoutMinusZero(text) {
  return Number(text) === 0 ? text.replace("-", "") : text;
}
