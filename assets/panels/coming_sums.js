/* Of several weights: from each sum to its gradient, and from there to what the number will be. */

import { fixed, trueLines } from "../lesson/step.js";
import { made } from "../page/element.js";
import { plain } from "../text/numbers.js";
import { text } from "../text/texts.js";

/** @typedef {ReturnType<typeof import("../lesson/coming.js").comingStep>} Coming */

/**
 * @param {Coming} step @param {import("../run/types.js").OptimizerSpec} optimizer @param {string[]} names of the weights and the bias
 * @param {string|null} cover what stands where the results are; null where they are shown @returns {HTMLElement[]} how they follow, and a row each
 */
export function sumTable({ rows, numbers, decay, isPlain, steps }, optimizer, names, cover) {
  const rate = optimizer.learning_rate;
  const lines = trueLines(numbers, rate);
  const isTold = isPlain && steps === 1;
  const exact = lines.every((line) => line.exact);
  const gradient = text(decay ? "coming.sums.gradient.decay" : "coming.sums.gradient", { n: rows.length, decay });
  const after = isTold ? [text("coming.sums.after", { rate: plain(rate), equals: exact ? "=" : "≈" })] : [];
  const heads = [text("panel.step.before"), text("coming.sums.sum"), text("coming.check.gradient"), ...(isTold ? [text("panel.step.after")] : [])];
  const cells = numbers.map(({ sum }, i) => {
    const { before, direction, after: end } = lines[i];
    return [names[i], before, fixed(sum, decimalsOfSum(direction, rows.length)), cover ?? direction, ...(isTold ? [cover ?? end] : [])];
  });
  return [made("p", [gradient, ...after].join("; ")), tableOf([["", ...heads], ...cells])];
}

/** @param {string} gradient as it is written @param {number} n of points @returns {number} as many decimals of the sum as make 2 ÷ n × sum the gradient that is written */
function decimalsOfSum(gradient, n) {
  const [, behind = ""] = gradient.includes("e") ? [] : gradient.split(".");
  return Math.max(0, behind.length + 1 - Math.floor(Math.log10(n / 2)));
}

/** @param {string[][]} rows the first one is the head; what stands first in a row is its name @returns {HTMLElement} */
export function tableOf(rows) {
  const table = made("table", "", { className: "coming-numbers" });
  const [head, ...others] = rows.map((cells, i) => {
    const row = made("tr", "");
    row.append(...cells.map((cell, j) => (i && j ? made("td", cell) : made("th", cell, /** @type {any} */ ({ scope: i ? "row" : "col" })))));
    return row;
  });
  table.append(head, ...others);
  return table;
}
