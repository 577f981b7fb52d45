/* The gradient checked: each number a little more and a little less, and the slope of the loss that this measures. */

import { decimalsOf, nudged } from "../lesson/coming.js";
import { fixed, gradients } from "../lesson/step.js";
import { made } from "../page/element.js";
import { text } from "../text/texts.js";
import { tableOf } from "./coming_sums.js";

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */

const NUDGE = 0.001;
const MORE_DECIMALS = 4; // of a loss than of the slope: what is shown, subtracted and divided by 2 × NUDGE, gives what is shown

/** @param {Points} points as the model sees them @param {Parameters} now @returns {Record<"up"|"down"|"quotient"|"gradient", string>[]} the numbers of each weight and of the bias, which is the last, as they are written */
function checked(points, now) {
  const { weight, bias } = gradients(points, now);
  const slope = [...weight, bias];
  return nudged(points, now, NUDGE).map(({ up, down, quotient }, i) => {
    const decimals = decimalsOf([quotient, slope[i]]);
    const [loss, steep] = [decimals + MORE_DECIMALS, decimals];
    return { up: fixed(up, loss), down: fixed(down, loss), quotient: fixed(quotient, steep), gradient: fixed(slope[i], steep) };
  });
}

/** @param {Points} points with one feature @param {Parameters} now @returns {HTMLElement[]} a sentence each */
export function checkLines(points, now) {
  const names = ["weight", "bias"].map((name) => text(name));
  return checked(points, now).map((numbers, i) => made("p", text("coming.checked", { name: names[i], by: NUDGE, between: 2 * NUDGE, ...numbers })));
}

/** @param {Points} points @param {Parameters} now @param {string[]} names of the weights and the bias @returns {HTMLElement[]} what is measured, and a row each */
export function checkTable(points, now, names) {
  const head = ["", ...["up", "down", "quotient", "gradient"].map((name) => text(`coming.check.${name}`, { between: 2 * NUDGE }))];
  const rows = checked(points, now).map(({ up, down, quotient, gradient }, i) => [names[i], up, down, quotient, gradient]);
  return [made("p", text("coming.check.how", { by: NUDGE, between: 2 * NUDGE })), tableOf([head, ...rows])];
}
