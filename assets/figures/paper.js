/* The paper of a figure: its squares and labels, and how all of it suits a phone or a wall. Figure in, edited. */

import { unitName, variableName } from "../text/names.js";
import { plain, tickTexts } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { nice, setTicks } from "./axes.js";
import { scaledDash } from "./magnify.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Variable} Variable */

const LONGEST_LETTER = "<i>x</i>".length;
const DIGIT_PX = 8.4; // at the labels' size
const LONG_EPOCH = 10000; // five digits and more of them would touch

export const PROJECTOR_SCALE = 2.1;

/** @param {any} axis @param {[number, number]} range @param {number} square @param {number} squaresPerLabel */
export function setPaper(axis, range, square, squaresPerLabel) {
  const lead = Number(square.toExponential().split("e")[0]);
  const labelled = lead === 1 || lead === 2 ? (squaresPerLabel === 4 ? 5 : squaresPerLabel) : squaresPerLabel;
  setTicks(axis, range, square * labelled);
  axis.minor = { ...axis.minor, dtick: square, tick0: 0 };
}

/** The axis upwards, whose name stands above its end: no number is written there. @param {any} axis @param {import("./axes.js").Paper} paper */
export function setPaperUpwards(axis, { range, square }) {
  setPaper(axis, range, square, 2);
  const last = axis.tickvals.length - 1;
  if (range[1] - axis.tickvals[last] < square / 2) axis.ticktext[last] = "";
}

/** @param {any} axis of the loss, with its range @param {boolean} logarithmic */
export function setLossTicks(axis, logarithmic) {
  if (!logarithmic) {
    const step = nice((axis.range[1] - axis.range[0]) / 6);
    setTicks(axis, axis.range, step);
    axis.minor = { ...axis.minor, dtick: step / 5, tick0: 0 };
    return;
  }
  const [low, high] = axis.range;
  const step = Math.ceil((high - low) / 5);
  const leads = high - low < 1.8 ? [1, 2, 5] : [1];
  /** @type {[number, number][]} */
  const marks = []; // lead and power of ten
  for (let power = Math.floor(low / step) * step; power <= high; power += step) {
    leads.filter((lead) => inside(power + Math.log10(lead), axis.range)).forEach((lead) => marks.push([lead, power]));
  }
  const tickvals = marks.map(([lead, power]) => lead * Math.pow(10, power));
  Object.assign(axis, { tickmode: "array", tickvals, ticktext: tickTexts(tickvals) });
  axis.minor = { ...axis.minor, dtick: high - low > 6 ? 1 : "D1" };
}

/** @param {any} axis with its labels @param {number} least @returns {number} pixels to its left */
export function roomFor(axis, least) {
  const longest = Math.max(0, ...axis.ticktext.map((/** @type {string} */ words) => words.length));
  return Math.max(least, DIGIT_PX * longest + 6);
}

/** Epochs are counted: they are written whole, and where they are long, fewer of them. @param {any} axis @param {number} end @param {number[]} [parts] of the axis */
export function setEpochTicks(axis, end, parts = [0, 0.2, 0.4, 0.6, 0.8, 1]) {
  const labelled = end >= LONG_EPOCH ? [0, 0.4, 1] : parts;
  const tickvals = labelled.map((part) => Math.round(part * end));
  Object.assign(axis, { range: [0, end], tickmode: "array", tickvals, ticktext: tickvals.map(plain) });
  axis.minor = { ...axis.minor, dtick: end / 10, tick0: 0 };
}

/** @param {number} value @param {[number, number]} range */
function inside(value, [low, high]) {
  return value >= low && value <= high;
}

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Plotly reads some markup in a text; what somebody has written is none. @param {string} words @returns {string} */
export function escaped(words) {
  return words.replace(/[&<>]/g, (letter) => ENTITIES[letter]);
}

/** @param {string} marked @returns {string} the words of a text with markup */
export function wordsIn(marked) {
  const letters = Object.fromEntries(Object.entries(ENTITIES).map(([letter, entity]) => [entity, letter]));
  return marked.replace(/<\/?\w+>/g, "").replace(/&(?:amp|lt|gt);/g, (entity) => letters[entity]);
}

/** @param {Points} points @param {Variable} variable @returns {string} its name with its unit, if it has one, as Plotly takes it */
export function spelled(points, variable) {
  const name = escaped(variableName(points, variable));
  return variable.unit ? text("figure.axis.with-unit", { name, unit: escaped(unitName(variable.unit)) }) : name;
}

/** One-letter names stand at the ends of the axes; names with units need more room. @param {any} layout @param {Points} points */
export function nameAxes(layout, points) {
  const [above, beside] = layout.annotations;
  above.text = `<i>${spelled(points, points.output)}</i>`;
  beside.text = `<i>${spelled(points, points.inputs[0])}</i>`;
  if (beside.text.length <= LONGEST_LETTER) return;
  Object.assign(above, { xanchor: "left", xshift: -10, yshift: 6 });
  Object.assign(beside, { xanchor: "right", yanchor: "top", xshift: 0, yshift: -22 });
  Object.assign(layout.margin, { l: 50, t: 34, b: 52 });
}

/** @param {any} layout @param {string} name of the figure */
export function fitPhone(layout, name) {
  /** @type {Record<string, object>} */
  const margins = { fit: { l: 28, r: 22, t: 22, b: 28 }, prices: { l: 40, r: 14, t: 30, b: 52 } };
  const isSpelled = name === "fit" && layout.margin.b > 40;
  Object.assign(layout.margin, isSpelled ? { l: 44, r: 14, t: 34, b: 52 } : (margins[name] ?? {}));
}

/** A low figure of the loss: the axis is named between its labels, not below them. @param {any} layout */
export function slim(layout) {
  Object.assign(layout.margin, { l: roomFor(layout.yaxis, 40), r: 22, t: 8, b: 26 });
  delete layout.xaxis.title;
  setEpochTicks(layout.xaxis, layout.xaxis.range[1], [0, 0.2, 0.4, 0.6, 1]);
  const font = { size: layout.font.size, color: layout.font.color };
  const place = { xref: "paper", yref: "paper", x: 0.8, y: 0, yshift: -3, xanchor: "center", yanchor: "top" };
  layout.annotations = [...(layout.annotations ?? []), { text: text("figure.epoch"), showarrow: false, font, ...place }];
}

/** @returns {number} how wide the wall is as far as sizes go: a low one counts as narrower, as in style/view-projector.css */
function wallWidth() {
  return Math.min(window.innerWidth, (window.innerHeight * 1920) / 900);
}

/** The margins of a figure on the wall. @param {Record<string, number>} margin @param {number} [width] @returns {any} */
export function wallMargin(margin, width = wallWidth()) {
  const scale = (0.9 * PROJECTOR_SCALE * width) / 1920;
  return Object.fromEntries(Object.entries(margin).map(([side, px]) => [side, px * scale]));
}

/** A panel's figure on the wall: its words too. @param {Figure} figure */
export function enlargeAll(figure) {
  const scale = (PROJECTOR_SCALE * wallWidth()) / 1920;
  enlarge(figure);
  figure.layout.font.size *= scale;
  figure.data.forEach(({ textfont }) => textfont && (textfont.size *= scale));
}

/** Everything in a figure at the size of a projector of this width. @param {Figure} figure @param {number} [width] */
export function enlarge(figure, width = wallWidth()) {
  const { layout } = figure;
  const scale = (PROJECTOR_SCALE * width) / 1920;
  const grow = (/** @type {any} */ box, /** @type {string} */ key) => box && box[key] && (box[key] *= scale);
  figure.data.forEach((trace) => {
    grow(trace.line, "width");
    if (trace.line && trace.line.dash !== "solid") trace.line.dash = scaledDash(trace.line.dash, scale);
    grow(trace.marker, "size");
  });
  [layout.xaxis, layout.yaxis].forEach((/** @type {any} */ axis) => {
    grow(axis.tickfont, "size");
    grow(axis, "linewidth");
    if (axis.title && axis.title.font) axis.title.font.size = 15 * scale;
  });
  (layout.annotations || []).forEach((/** @type {any} */ note) => {
    grow(note.font, "size");
    grow(note, "xshift");
    grow(note, "yshift");
  });
  layout.margin = { ...layout.margin, ...wallMargin(layout.margin, width) };
}
