/* Where the ticks of an axis stand and what they say, worked out of its layout as Plotly does: for the picture before it (figures/sketch.js). */

/** @typedef {import("../plotly.js").Axis} Axis */
/** @typedef {{value: number, label: string}} Tick in the units of the axis */

const STEPS = [2, 5, 10];
const LONGEST_SIZE = 3; // powers of ten that are written in full
const PREFIXES = new Map([[-12, "p"], [-9, "n"], [-6, "μ"], [-3, "m"], [0, ""], [3, "k"], [6, "M"], [9, "B"], [12, "T"]]); // prettier-ignore
const MOST = 1000;
const TINY = 1e-9;

/**
 * @param {any} layout of the axis @param {number} length in pixels @param {number} offset from the graph's edge @param {boolean} isUp whether it counts upwards
 * @returns {Axis}
 */
export function axisOver({ range, type }, length, offset, isUp) {
  const [low, high] = range;
  const isLogarithmic = type === "log";
  const scale = length / (high - low);
  const pixel = (/** @type {number} */ value) => {
    const at = scale * ((isLogarithmic ? Math.log10(value) : value) - low);
    return isUp ? length - at : at;
  };
  const value = (/** @type {number} */ at) => {
    const found = low + (isUp ? length - at : at) / scale;
    return isLogarithmic ? Math.pow(10, found) : found;
  };
  return { range, length, offset, isLogarithmic, pixel, value };
}

/** @param {any} layout of an axis @returns {Tick[]} those that have labels */
export function ticksOf(layout) {
  const { range, tickmode, tickvals, ticktext } = layout;
  if (tickmode === "array") return tickvals.map((/** @type {number} */ value, /** @type {number} */ i) => ({ value, label: ticktext?.[i] ?? written(value, value, range) }));
  const step = stepOf(layout);
  return multiples(range, step).map((value) => ({ value, label: written(value, step, range) }));
}

/** @param {any} layout of an axis @returns {number[]} where only a fine line stands, perhaps beneath a labelled one's */
export function minorTicksOf(layout) {
  const { range, type, minor } = layout;
  if (type === "log") return decades(range, minor.dtick === "D1" ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [1]);
  return multiples(range, minor.dtick ?? minorStep(stepOf(layout), minor.nticks));
}

/** @param {any} layout @returns {number} between ticks */
function stepOf({ range: [low, high], dtick, nticks }) {
  return dtick ?? roundStep((high - low) / nticks);
}

/** A fine step has to divide a step, or there is none. @param {number} step @param {number} parts @returns {number} */
function minorStep(step, parts) {
  const fine = roundStep((0.99 * step) / parts);
  return Math.abs(step / fine - Math.round(step / fine)) < TINY ? fine : step;
}

/** @param {number} size @returns {number} */
function roundStep(size) {
  const power = Math.pow(10, Math.floor(Math.log10(size)));
  return power * (STEPS.find((step) => step >= size / power) ?? 10);
}

/** @param {[number, number]} range @param {number} step @returns {number[]} */
function multiples([low, high], step) {
  const first = Math.ceil(low / step - TINY);
  const count = Math.min(MOST, Math.floor(high / step + TINY) - first + 1);
  return Array.from({ length: count }, (_, i) => (first + i) * step);
}

/** @param {[number, number]} range in powers of ten @param {number[]} leads @returns {number[]} */
function decades([low, high], leads) {
  const powers = Array.from({ length: Math.floor(high) - Math.floor(low) + 1 }, (_, i) => Math.floor(low) + i);
  const values = powers.flatMap((power) => leads.map((lead) => lead * Math.pow(10, power)));
  return values.filter((value) => Math.log10(value) >= low && Math.log10(value) <= high);
}

/** @param {number} value @param {number} step @param {[number, number]} range @returns {string} */
function written(value, step, range) {
  const size = Math.floor(Math.log10(Math.max(...range.map(Math.abs))) + 0.01);
  const power = Math.abs(size) > LONGEST_SIZE ? 3 * Math.round((size - 1) / 3) : 0;
  const places = 2 - Math.floor(Math.log10(Math.abs(step)) + 0.01) + power;
  const number = Number((value / Math.pow(10, power)).toFixed(Math.max(0, Math.min(20, places))));
  return `${number}${number ? (PREFIXES.get(power) ?? "") : ""}`.replace("-", "\u2212");
}
