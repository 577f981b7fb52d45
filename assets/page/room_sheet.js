/* A small sheet: points and one line that moves, drawn by hand, for runs that stand side by side. */

import { endsOf, xOf } from "../figures/skeleton.js";
import { isThin, paper } from "../figures/axes.js";
import { drawn } from "./svg.js";

/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {{weight: number[], bias: number}} Run */

const [WIDTH, HEIGHT] = [320, 288];

/** @param {Points|null} points with one x @param {string} words for who does not see it @param {Run|null} first the run's start, which is on the sheet unless it would press the points flat */
export function sheet(points, words, first) {
  const place = drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "class-sheet", role: "img", "aria-label": words });
  const line = drawn("path", { class: "class-sheet-line" });
  place.append(drawn("rect", { width: String(WIDTH), height: String(HEIGHT), class: "class-sheet-paper" }));
  if (!points || points.view !== "line") return { place, move: () => {} };
  const [left, right] = endsOf(points);
  const start = first && points.inputs.length === 1 ? [left, right].map((end) => first.weight[0] * end + first.bias) : [];
  const values = [...points.targets, ...(isThin(points.targets, start) ? [] : start)];
  const [low, high] = paper(Math.min(...values), Math.max(...values)).range;
  const x = (/** @type {number} */ value) => (WIDTH * (value - left)) / (right - left);
  const y = (/** @type {number} */ value) => Math.max(-HEIGHT, Math.min(2 * HEIGHT, HEIGHT - (HEIGHT * (value - low)) / (high - low)));
  const dots = xOf(points).map((value, i) => drawn("circle", { cx: String(x(value)), cy: String(y(points.targets[i])), r: "2.5" }));
  place.append(...dots, line);
  /** @param {Run} run */
  const move = ({ weight, bias }) => {
    if (points.inputs.length > 1) return;
    line.setAttribute("d", `M0,${y(weight[0] * left + bias)}L${WIDTH},${y(weight[0] * right + bias)}`);
  };
  return { place, move };
}
