/* A line that is held at two points. */

/** @typedef {{x: number, y: number}} Place */

const FINE = 2000; // of the height of a figure: a move that nobody sees

/**
 * The line through two points, in numbers as short as can be: what they leave out is not seen.
 * @param {Place} one @param {Place} other @param {number} height of the figure, in the units of y @returns {{weight: number, bias: number}}
 */
export function lineThrough(one, other, height) {
  const far = Math.max(Math.abs(one.x), Math.abs(other.x), Math.abs(other.x - one.x));
  const weight = rounded((other.y - one.y) / (other.x - one.x), height / FINE / far);
  return { weight, bias: rounded(one.y - weight * one.x, height / FINE) };
}

/** @param {number} value @param {number} size of a change that does not matter */
function rounded(value, size) {
  const power = Math.floor(Math.log10(size));
  return Number((Math.round(value / 10 ** power) * 10 ** power).toPrecision(12));
}
