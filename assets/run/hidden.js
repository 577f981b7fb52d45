/* What may be hidden, by name: each control, panel, trace and number, so that it does not distract. */

import { TRACES, TRACE_KEYS } from "./traces.js";

/** @typedef {import("./types.js").Schema} Schema */
/** @typedef {import("./types.js").State} State */

const BUTTONS = ["step", "reset", "new-data", "new-start", "more", "touch"];
const NUMBERS = ["my-line", "equation", "loss", "weights", "limits", "prompt"];

/** @param {Schema} schema @returns {Record<"controls"|"buttons"|"panels"|"traces"|"numbers", string[]>} the names, in groups */
export function hideable({ controls, panels }) {
  return {
    controls: Object.values(controls).map(({ id }) => id),
    buttons: BUTTONS,
    panels: Object.keys(panels).map((name) => `panel-${name}`),
    traces: Object.values(TRACE_KEYS),
    numbers: NUMBERS,
  };
}

/** @param {State} state @param {string[]} hidden @returns {State} with these hidden, and nothing else: what is hidden is closed and not drawn */
export function hiding(state, hidden) {
  const { view } = state;
  const shown = Object.fromEntries(Object.keys(TRACES).map((name) => [name, shows(name, view, hidden)]));
  const panels = view.panels.filter((name) => !hidden.includes(`panel-${name}`));
  return { ...state, view: { ...view, hidden, panels, shown, limits: view.limits && !hidden.includes("limits") } };
}

/** What was hidden comes back as it is at first. @param {string} trace @param {State["view"]} view @param {string[]} hidden */
function shows(trace, { shown, hidden: before }, hidden) {
  const key = TRACE_KEYS[trace];
  if (hidden.includes(key)) return false;
  return before.includes(key) ? TRACES[/** @type {keyof typeof TRACES} */ (trace)] : shown[trace];
}

/** @param {State} state @param {string} name @returns {boolean} */
export function isHidden({ view }, name) {
  return view.hidden.includes(name);
}
