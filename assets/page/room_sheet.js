/* A small sheet: points and one line that moves, drawn by hand, for runs that stand side by side. */

import { endsOf, xOf } from "../figures/skeleton.js";
import { paper } from "../figures/axes.js";
import { drawn } from "./svg.js";

/** @typedef {import("../run/types.js").Points} Points */

const [WIDTH, HEIGHT] = [320, 288];

/** @param {Points|null} points with one x @param {string} words for who does not see it @param {{weight: number[], bias: number}} [start] of the run, which is seen too */
export function sheet(points, words, { weight: [slope], bias: height } = { weight: [0], bias: 0 }) {
  const place = drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "class-sheet", role: "img", "aria-label": words });
  const line = drawn("path", { class: "class-sheet-line" });
  place.append(drawn("rect", { width: String(WIDTH), height: String(HEIGHT), class: "class-sheet-paper" }));
  if (!points || points.view !== "line") return { place, move: () => {} };
  const [left, right] = endsOf(points);
  const seen = [...points.targets, ...(points.inputs.length > 1 ? [] : [left, right].map((end) => slope * end + height))];
  const [low, high] = paper(Math.min(...seen), Math.max(...seen)).range;
  const x = (/** @type {number} */ value) => (WIDTH * (value - left)) / (right - left);
  const y = (/** @type {number} */ value) => Math.max(-HEIGHT, Math.min(2 * HEIGHT, HEIGHT - (HEIGHT * (value - low)) / (high - low)));
  const dots = xOf(points).map((value, i) => drawn("circle", { cx: String(x(value)), cy: String(y(points.targets[i])), r: "2.5" }));
  place.append(...dots, line);
  /** @param {{weight: number[], bias: number}} run */
  const move = ({ weight, bias }) => {
    if (points.inputs.length > 1) return;
    line.setAttribute("d", `M0,${y(weight[0] * left + bias)}L${WIDTH},${y(weight[0] * right + bias)}`);
  };
  return { place, move };
}
