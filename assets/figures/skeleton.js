/* An empty figure in the colours of the mode, to be filled with what the page shows. */

import { isTest } from "../lesson/curve.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */

/** @param {State} state @param {string} name of the figure @returns {Figure} a copy that may be filled */
export function skeleton({ view, schema }, name) {
  return structuredClone(schema.figures[view.mode][name]);
}

/** @param {Figure} figure @returns {Record<string, any>} its traces by name */
export function byName(figure) {
  return Object.fromEntries(figure.data.map((trace) => [trace.name, trace]));
}

/** @param {string} name @param {"light"|"dark"} [mode] that of now where it is left out @returns {string} a colour of the palette */
export function colour(name, mode) {
  const root = document.documentElement;
  if (!mode || mode === root.dataset.bsTheme) return getComputedStyle(root).getPropertyValue(`--${name}`).trim();
  const other = document.createElement("i"); // to which the other palette applies
  other.dataset.bsTheme = mode;
  document.body.append(other);
  const found = getComputedStyle(other).getPropertyValue(`--${name}`).trim();
  other.remove();
  return found;
}

/** Say in words what a figure shows, for those who do not see it. @param {string} id @param {string} words @param {string} [role] */
export function describe(id, words, role = "img") {
  const figure = document.getElementById(id);
  figure?.setAttribute("role", role);
  figure?.setAttribute("aria-label", words);
}

/** @param {Points} points with one x @returns {number[]} what is drawn to the right */
export function xOf({ x, features }) {
  return x ?? features.map((row) => row[0]);
}

/** @param {Points} points @returns {[number, number]} the ends of the axis of x */
export function endsOf({ feature_range: range }) {
  return range ?? [0, 1];
}

/** Points for testing are rings. @param {any} marker of all points @param {Points} points @param {string} inside the colour within a ring */
export function markTests(marker, points, inside) {
  const { color, opacity = 1 } = marker;
  const per = (/** @type {any} */ ring, /** @type {any} */ dot) => points.targets.map((_, i) => (isTest(points, i) ? ring : dot));
  Object.assign(marker, { color: per(inside, color), opacity: per(1, opacity), line: { color, width: per(2, 0) } });
}
