/* SVG paths, in pixels. */

/** @typedef {import("../plotly.js").Axes} Axes */

const FAR_PX = 5000;
const LEAST_ARROW_PX = 9; // shorter, it would lie within the dot

/** A pixel that SVG can draw: numbers without end are cut. @param {number} pixel */
export function bounded(pixel) {
  return Math.max(-FAR_PX, Math.min(FAR_PX, pixel));
}

/** @param {number} x @param {number} y @param {number} radius @returns {string} a circle as a path */
export function circle(x, y, radius) {
  const half = `a${radius},${radius} 0 1,1 `;
  return `M${(x - radius).toFixed(2)},${y.toFixed(2)}${half}${2 * radius},0${half}${-2 * radius},0Z`;
}

/** An arrow between two pixels; none where it is too short to be seen. @param {[number, number]} from @param {[number, number]} to */
export function arrow([x, y], [toX, toY]) {
  const length = Math.hypot(toX - x, toY - y);
  if (length < LEAST_ARROW_PX) return "M0,0";
  const head = Math.min(11, length);
  const angle = Math.atan2(toY - y, toX - x);
  const barb = (/** @type {number} */ turn) => `${toX - head * Math.cos(angle + turn)},${toY - head * Math.sin(angle + turn)}`;
  return `M${x},${y}L${toX},${toY}M${barb(0.45)}L${toX},${toY}L${barb(-0.45)}`;
}

/**
 * One path for all residuals. A square's side is the residual, so that its area on the screen is the square.
 * @param {number[]} xs of the points @param {{from: (i: number) => number, to: (i: number) => number}} ends of each, in y
 * @param {Axes} axes @param {"segments"|"squares"} shape @returns {string}
 */
export function residualPath(xs, { from, to }, { x, y }, shape) {
  const pixel = (/** @type {number} */ value) => bounded(y.pixel(value)).toFixed(1);
  const pieces = xs.map((value, i) => {
    const [left, top, bottom] = [x.pixel(value), pixel(from(i)), pixel(to(i))];
    if (shape !== "squares") return `M${left.toFixed(1)},${top}V${bottom}`;
    const side = Math.abs(Number(top) - Number(bottom));
    const across = left + side > x.length ? -side : side;
    return `M${left.toFixed(1)},${top}h${across.toFixed(1)}V${bottom}h${(-across).toFixed(1)}z`;
  });
  return pieces.join("");
}
