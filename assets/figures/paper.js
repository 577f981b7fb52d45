/* The paper of a figure: its squares and labels, and how all of it suits a phone or a wall. Figure in, edited. */

import { unitName, variableName } from "../text/names.js";
import { text } from "../text/texts.js";
import { scaledDash } from "./magnify.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Variable} Variable */

const LONGEST_LETTER = "<i>x</i>".length;

export const PROJECTOR_SCALE = 2.1;

/** @param {any} axis @param {[number, number]} range @param {number} square @param {number} squaresPerLabel */
export function setPaper(axis, range, square, squaresPerLabel) {
  const lead = Number(square.toExponential().split("e")[0]);
  const labelled = lead === 1 || lead === 2 ? (squaresPerLabel === 4 ? 5 : squaresPerLabel) : squaresPerLabel;
  Object.assign(axis, { range, dtick: square * labelled, tick0: 0 });
  axis.minor = { ...axis.minor, dtick: square, tick0: 0 };
}

/** @param {any} axis of the loss, with its range @param {boolean} logarithmic */
export function setLossTicks(axis, logarithmic) {
  if (!logarithmic) {
    Object.assign(axis, { nticks: 6 });
    axis.minor = { ...axis.minor, nticks: 4 };
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
  Object.assign(axis, { tickmode: "array", tickvals, ticktext: marks.map(markText) });
  axis.minor = { ...axis.minor, dtick: high - low > 6 ? 1 : "D1" };
}

/** @param {number} value @param {[number, number]} range */
function inside(value, [low, high]) {
  return value >= low && value <= high;
}

/** @param {[number, number]} mark */
function markText([lead, power]) {
  if (Math.abs(power) <= 3) return String(Number(`${lead}e${power}`));
  if (lead > 1 && power > 0) return `${lead * Math.pow(10, power - 3)}k`;
  const times = lead > 1 ? `${lead}\u00b7` : "";
  return `${times}10<sup>${String(power).replace("-", "\u2212")}</sup>`;
}

/** @param {Points} points @param {Variable} variable @returns {string} its name with its unit, if it has one */
function spelled(points, variable) {
  const name = variableName(points, variable);
  return variable.unit ? text("figure.axis.with-unit", { name, unit: unitName(variable.unit) }) : name;
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
  Object.assign(layout.margin, { l: 40, r: 22, t: 8, b: 26 });
  delete layout.xaxis.title;
  const end = layout.xaxis.range[1];
  Object.assign(layout.xaxis, { tickmode: "array", tickvals: [0, 0.2, 0.4, 0.6, 1].map((part) => part * end) });
  const font = { size: layout.font.size, color: layout.font.color };
  const place = { xref: "paper", yref: "paper", x: 0.8, y: 0, yshift: -3, xanchor: "center", yanchor: "top" };
  layout.annotations = [{ text: text("figure.epoch"), showarrow: false, font, ...place }];
}

/** Everything in a figure at the size of a projector of this width. @param {Figure} figure @param {number} [width] */
export function enlarge(figure, width = window.innerWidth) {
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
  Object.keys(layout.margin).forEach((side) => (layout.margin[side] *= 0.9 * scale));
}
