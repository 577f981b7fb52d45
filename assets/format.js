/* How numbers are written: fixed decimals, so that nothing jitters; plain ASCII where programs read them. */
(function (chalkline) {
  "use strict";

  const THIN_SPACE = "\u2009";
  const TRUE_MINUS = "\u2212";
  const HUGE = 100000;

  /** @param {number} value @returns {string} a parameter with 3 decimals that `float()` reads, e.g. "-0.550" */
  function parameter(value) {
    return Math.abs(value) >= HUGE ? exponential(value) : withoutMinusZero(value.toFixed(3));
  }

  /** @param {number} value @returns {string} a loss of about 4 digits that `float()` reads, e.g. "0.0829", "15.94" */
  function loss(value) {
    if (value >= HUGE) return exponential(value);
    if (value >= 10) return value.toPrecision(Math.max(4, Math.floor(Math.log10(value)) + 1));
    if (value >= 0.01) return value.toFixed(value >= 1 ? 3 : 4);
    if (value >= 0.0001) return value.toPrecision(3);
    return value === 0 ? "0" : exponential(value);
  }

  /** @param {number} value @returns {string} digits of the equation, without sign: "1.50", "2 403" */
  function digits(value) {
    const size = Math.abs(value);
    if (size >= 1e9) return exponential(size);
    if (size < 999.995) return size.toFixed(2);
    return grouped(size);
  }

  /** @param {number} value @returns {string} "" or the true minus sign, as digits() would show the value */
  function sign(value) {
    return value < 0 && digits(value) !== "0.00" ? TRUE_MINUS : "";
  }

  /** @param {number} value @returns {string} a learning rate as a user would write it, at most 3 digits */
  function rate(value) {
    return String(Number(value.toPrecision(3)));
  }

  /** @param {number} value @param {number} significant @returns {string} for sentences and tables: "0.784", "49 727" */
  function brief(value, significant) {
    if (value === 0) return "0";
    const size = Math.abs(value);
    if (size >= 1e6 || size < 1e-4) return value.toExponential(Math.max(0, significant - 1));
    if (size >= Math.pow(10, significant - 1)) return (value < 0 ? TRUE_MINUS : "") + grouped(size);
    return value.toPrecision(significant).replace("-", TRUE_MINUS);
  }

  /** @param {string} text of a number @returns {string} with a true minus, where only people read it */
  function typographic(text) {
    return text.replace("-", TRUE_MINUS);
  }

  /** @param {number} value @returns {string} a number as it was typed, thousands parted where it is whole */
  function plain(value) {
    return Number.isInteger(value) ? grouped(value) : String(value);
  }

  /** @param {number} value @returns {string} a whole number with thin spaces: "12 500" */
  function grouped(value) {
    return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  }

  function exponential(value) {
    return value.toExponential(2);
  }

  function withoutMinusZero(text) {
    return Number(text) === 0 ? text.replace("-", "") : text;
  }

  chalkline.format = { parameter, loss, digits, sign, rate, brief, plain, grouped, typographic };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
