/* What survives a reload: one versioned state in this tab's session storage, and the mode beyond it. A full or forbidden store is survived. */

import { Saved } from "../run/saved.js";

/** @typedef {import("../run/types.js").State} State */

const MODE = "chalkline-mode";
const LETTERS = "chalkline-letters";

/** The state of this tab. */
export class Tab {
  /** @param {string} tag that no other page has */
  constructor(tag) {
    const store = storage();
    this.saved = store && new Saved(store, tag);
  }

  /** @param {State} state @param {number} seq the number of the last command @returns {boolean} whether it outlives a reload */
  save(state, seq) {
    try {
      return this.saved?.save(state, seq) ?? false;
    } catch (error) {
      setTimeout(() => {
        throw error; // the run goes on, and what was saved before stays
      });
      return false;
    }
  }

  /** @param {State} state of a page that has just been opened @returns {{state: State, seq: number}} */
  load(state) {
    return this.saved?.load(state) ?? { state, seq: 0 };
  }
}

/** @returns {Storage|null} null where it is forbidden */
function storage() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** The mode outlives the tab. @param {string} mode */
export function preferMode(mode) {
  prefer(MODE, mode);
}

/** So does whether letters are keys. @param {boolean} on */
export function preferLetters(on) {
  prefer(LETTERS, String(on));
}

/** @returns {boolean} whether letters are keys */
export function letters() {
  try {
    return localStorage.getItem(LETTERS) !== "false";
  } catch {
    return true;
  }
}

/** @param {string} name @param {string} value */
function prefer(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Then it is what it is at first, at the next visit.
  }
}

/** @returns {boolean} whether the address names a class, or the browser keeps one (room_store.js) */
export function isOfClass() {
  try {
    if (["class", "teacher"].some((name) => localStorage.getItem(`chalkline-${name}`))) return true;
  } catch {
    // Then only the address can name one.
  }
  return /[?&]class=|^\/[^/?]+(\?|$)/.test(location.pathname + location.search);
}
