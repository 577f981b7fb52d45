/* What survives a reload: one versioned state in this tab's session storage, and the mode beyond it. A full or forbidden store is survived. */

import { check, dump, restored } from "../run/stored.js";

/** @typedef {import("../run/types.js").Notice} Notice */
/** @typedef {import("../run/types.js").State} State */

const KEY = "chalkline";
const MODE = `${KEY}-mode`;
const LONGEST = 4e6; // characters; the longest run that can be kept has 3 million

/** @param {State} state @param {number} seq the number of the last command */
export function save(state, seq) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(dump(state, seq)));
  } catch {
    // A full or forbidden store costs what would have come back.
  }
}

/**
 * @param {State} state of a page that has just been opened
 * @returns {{state: State, seq: number}} what the tab had kept, if all of it is right; with a notice if something was not
 */
export function load(state) {
  const stored = read();
  if (stored === undefined) return { state, seq: 0 };
  const { version } = state.schema;
  const kept = stored !== null && stored.version === version ? check(stored, state.schema) : null;
  if (kept) return { state: restored(state, kept), seq: kept.seq };
  forget();
  const isOther = stored !== null && Number.isInteger(stored.version) && stored.version !== version;
  return { state: { ...state, notice: { id: isOther ? "server.updated" : "notice.unreadable" } }, seq: 0 };
}

/** @returns {string|null} null where there is nothing, or the store is forbidden */
function kept() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @returns {any} plain JSON, undefined if there is nothing, null if it is none or longer than anything kept here */
function read() {
  const text = kept();
  if (text === null) return undefined;
  try {
    return text.length > LONGEST ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** What cannot be used must not come back at the next reload. */
function forget() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // A forbidden store keeps nothing anyway.
  }
}

/** The mode outlives the tab. @param {string} mode */
export function preferMode(mode) {
  try {
    localStorage.setItem(MODE, mode);
  } catch {
    // Then the system's mode it is, at the next visit.
  }
}
