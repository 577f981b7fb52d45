/* What holds for a curve, and for points that are kept from training: what the weights multiply, and which points are learned from (docs/why/curves.md). */

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const PLACES = 120; // of a curve that is drawn, from end to end
/** @type {WeakMap<Points, number[][]>} */
const designs = new WeakMap();
/** @type {WeakMap<Points, {learned: Points, tested: Points|null}>} */
const parts = new WeakMap();

/** @param {Pick<Points, "degree">} points @returns {boolean} whether several weights make a curve over one x */
export function isCurve({ degree }) {
  return degree > 1;
}

/** @param {number} x @param {number} degree @returns {number[]} x, its square and so on, as numpy's vander() multiplies them */
export function powers(x, degree) {
  const found = [x];
  while (found.length < degree) found.push(found[found.length - 1] * x);
  return found;
}

/** @param {string} name @param {number} exponent @returns {string} "x³" */
export function powerName(name, exponent) {
  return exponent > 1 ? `${name}${RAISED[exponent]}` : name;
}

/** @param {Points} points @returns {number[][]} (n, d), what the weights multiply: features, or the powers of the one */
export function designOf(points) {
  const known = designs.get(points);
  if (known) return known;
  const { features, degree } = points;
  const found = degree > 1 ? features.map(([x]) => powers(Math.fround(x), degree)) : features.map((row) => row.map(Math.fround));
  designs.set(points, found);
  return found;
}

/** @param {Points} points @param {number} i place of a point @returns {boolean} whether it is for testing */
export function isTest({ split, targets }, i) {
  return split !== null && split !== undefined && targets.length >= split.from && split.test.includes(i);
}

/** @param {Points} points @returns {Points} those that are learned from; the same where none are for testing */
export function learned(points) {
  return partsOf(points).learned;
}

/** @param {Points} points @returns {Points|null} those for testing; null where there are none */
export function tested(points) {
  return partsOf(points).tested;
}

/** @param {Points} points */
function partsOf(points) {
  const { split, targets } = points;
  if (!split || targets.length < split.from) return { learned: points, tested: null };
  const known = parts.get(points);
  if (known) return known;
  const places = new Set(split.test);
  const found = { learned: only(points, (i) => !places.has(i)), tested: only(points, (i) => places.has(i)) };
  parts.set(points, found);
  return found;
}

/** @param {Points} points @param {(i: number) => boolean} isIn @returns {Points} some of them */
function only(points, isIn) {
  const some = (/** @type {any[]} */ list) => list.filter((_, i) => isIn(i));
  const { features, targets, labels, x } = points;
  return { ...points, features: some(features), targets: some(targets), labels: some(labels), x: x && some(x), split: null };
}

/** @param {Points} points @param {number} [n] another number of them @returns {number} how many are learned from */
export function learnedCount({ split, targets }, n = targets.length) {
  return split && n >= split.from ? n - split.test.filter((i) => i < n).length : n;
}

/** @param {Parameters} parameters @param {[number, number]} ends of x @returns {{x: number[], y: number[]}} the line, or the curve, between them in the units of the axes */
export function traceOf({ weight, bias }, [low, high]) {
  const x = weight.length > 1 ? Array.from({ length: PLACES + 1 }, (_, i) => low + (i / PLACES) * (high - low)) : [low, high];
  return { x, y: x.map((at) => valueAt({ weight, bias }, at)) };
}

/** @param {Parameters} parameters of a line or a curve @param {number} x @returns {number} */
function valueAt({ weight, bias }, x) {
  return powers(x, weight.length).reduce((sum, power, i) => sum + power * weight[i], bias);
}
