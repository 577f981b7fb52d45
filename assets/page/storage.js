/* What survives a reload: one versioned state in this tab's session storage, and the mode beyond it. A full or forbidden store is survived. */

import { Saved } from "../run/saved.js";

/** @typedef {import("../run/types.js").State} State */

const MODE = "chalkline-mode";

/** The state of this tab. */
export class Tab {
  /** @param {string} tag that no other page has */
  constructor(tag) {
    const store = storage();
    this.saved = store && new Saved(store, tag);
  }

  /** @returns {boolean} whether what is saved outlives a reload */
  get isThere() {
    return this.saved !== null;
  }

  /** @param {State} state @param {number} seq the number of the last command */
  save(state, seq) {
    try {
      this.saved?.save(state, seq);
    } catch (error) {
      setTimeout(() => {
        throw error; // the run goes on, and what was saved before stays
      });
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
  try {
    localStorage.setItem(MODE, mode);
  } catch {
    // Then the system's mode it is, at the next visit.
  }
}
