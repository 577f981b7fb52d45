/* What a card makes of the view, and how the view is put back: all that the card changed, unless somebody has changed it since. */

import { same } from "./record.js";
import { hiding } from "./hidden.js";
import { firstSwitches } from "./switches.js";
import { TRACES, TRACE_KEYS } from "./traces.js";
import { panelsWith } from "./view.js";

/** @typedef {import("./types.js").Card} Card */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Taken} Taken */
/** @typedef {import("./types.js").View} View */

const ANSWER = "answer";
const PARTS = ["hidden", "panels", "shown"]; // of a card's view, or of that of a lesson's link; all else is one value
const MOST_OPEN = 2;

/** @param {State} state @param {Card} card @returns {View} with what the card opens, hides and shows */
export function viewOf(state, { open, hide, show }) {
  const [hidden, shown] = [hide, show].map((names) => names.filter((name) => name !== ANSWER));
  const { view } = hiding(state, [...new Set([...state.view.hidden.filter((name) => !shown.includes(name)), ...hidden])]);
  const traces = Object.keys(TRACES).filter((trace) => show.includes(TRACE_KEYS[trace]));
  const isLimited = show.includes(ANSWER) || show.includes("limits") ? true : view.limits && !hide.includes(ANSWER);
  const panels = open.filter((name) => !view.hidden.includes(`panel-${name}`)).reduce(panelsWith, view.panels);
  return { ...view, panels, limits: isLimited, shown: { ...view.shown, ...Object.fromEntries(traces.map((trace) => [trace, true])) } };
}

/** @param {View} before @param {View} after @param {import("./types.js").Schema} schema @returns {Taken} what has to be known to put it back */
export function taken(before, after, schema) {
  const part = (/** @type {View} */ view) => Object.fromEntries([...Object.keys(firstSwitches(schema)), ...PARTS].map((name) => [name, view[/** @type {keyof View} */ (name)]]));
  return [part(before), part(after)];
}

/** @param {View} view @param {Taken|null} change @returns {View} as it was before, but for what was changed since */
export function putBack(view, change) {
  if (!change) return view;
  const [before, after] = change;
  const names = /** @type {(keyof View)[]} */ (Object.keys(before).filter((name) => !PARTS.includes(name)));
  const values = Object.fromEntries(names.map((name) => [name, same(view[name], after[name]) ? before[name] : view[name]]));
  const shown = Object.fromEntries(Object.keys(view.shown).map((name) => [name, view.shown[name] === after.shown?.[name] ? before.shown?.[name] : view.shown[name]]));
  const hidden = listBack(view.hidden, before.hidden ?? [], after.hidden ?? []);
  const panels = listBack(view.panels, before.panels ?? [], after.panels ?? []).slice(-MOST_OPEN);
  const back = /** @type {View} */ ({ ...view, ...values, shown, panels });
  return keeping(back, hidden);
}

/** What is hidden is neither open nor drawn. @param {View} view @param {string[]} hidden @returns {View} */
function keeping(view, hidden) {
  const shown = Object.fromEntries(Object.entries(view.shown).map(([name, on]) => [name, on && !hidden.includes(TRACE_KEYS[name])]));
  const panels = view.panels.filter((name) => !hidden.includes(`panel-${name}`));
  return { ...view, hidden, shown, panels, limits: view.limits && !hidden.includes("limits") };
}

/** @param {string[]} now @param {string[]} before @param {string[]} after @returns {string[]} without what was added, with what was taken away */
function listBack(now, before, after) {
  if (same(now, after)) return before;
  const left = now.filter((name) => before.includes(name) || !after.includes(name));
  return [...before.filter((name) => !after.includes(name) && !now.includes(name)), ...left];
}
