/* Three hints at a first visit, one after another, in the place of the sentence; then never again (docs/why/page-program.md). */

import { sayable } from "../run/state.js";
import { offered } from "../run/undo.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */

const KEY = "chalkline-hints"; // how many have been given in this browser
const HINTS = ["hint.begin", "hint.ask", "hint.why"];

/** Gives them, and keeps in mind which. */
export class Hints {
  /** @param {Store} store @param {Pick<Storage, "getItem"|"setItem">} [storage] */
  constructor(store, storage = localStorage) {
    this.store = store;
    this.storage = storage;
    this.given = Number(storage.getItem(KEY) ?? 0);
    store.subscribe(() => this.give());
    this.give();
  }

  /** Give the one whose time it is, if that can be kept in mind. */
  give() {
    const hint = hintFor(this.store.state, this.given);
    if (hint === null) return;
    this.given += 1;
    try {
      this.storage.setItem(KEY, String(this.given));
    } catch {
      this.given = HINTS.length; // the store is full
      return;
    }
    this.store.dispatch({ type: "view", view: { hint } });
  }
}

/** @param {State} state @param {number} given before @returns {string|null} the text of the next one: the first before a run, the others while it is paused, for that it diverged is told before anything; none where a teacher has set the page, or something else is said; a brief one beside an offer to take back, so that it is one line */
export function hintFor(state, given) {
  const { view, notice, lesson, points } = state;
  const isOwn = !view.hint && !notice && !lesson && !view.embed && !view.projector && !view.hidden.length && !view.about && !view.keys;
  if (given >= HINTS.length || !points || !isOwn) return null;
  const said = sayable(state);
  return (given === 0 ? said === "ready" : said === "paused") ? `${HINTS[given]}${view.isPhone || offered(state) ? ".brief" : ""}` : null;
}
