/* Where the focus goes when what has it goes away: never to the page as a whole, from which Tab begins anew (docs/why/page-program.md). */

import { all, closest, element } from "./element.js";

/** @typedef {import("../run/types.js").State} State */

/** @type {[string, ...string[]][]} what has the focus, the first that fits, and who takes it over, the first that is there */
const HEIRS = [
  ["#about", "#about-button"],
  ["#keys", "#keys-button"],
  ["#start-here", "#loss-map"],
  [".forget,#forget-runs", "#bring-back"],
  ["#bring-back,#compare-epochs", "#keep-run"],
  ["#more", "#more-button"],
  ["#hand,.hand-handle", "#my-line"],
  ["#key", "button.entry"],
  ["#undo", "#redo"],
  ["#redo", "#undo"],
  ["#time,#looking", "#step-back"],
  ["#leave-button", "#projector-button"],
  ["#card", "#card-title", "#lessons", "#leave-button"],
  [".head", "#leave-button"],
];
const OTHERWISE = ["[data-face=primary]", "#start"];
/** @type {(keyof State)[]} what a change of may take an element away: none of them changes with a tick */
const TELLING = ["view", "phase", "notice", "points", "runs", "controls"];

/** Keeps the focus on the page. */
export class Focus {
  constructor() {
    /** @type {HTMLElement|null} */
    this.last = null;
    /** @type {(string|HTMLElement)[]} */
    this.heirs = [];
    /** @type {(string|HTMLElement)[]} where it was before something was opened over the page */
    this.back = [];
    document.addEventListener("focusin", ({ target }) => this.note(target));
    // A browser takes the focus from what is hidden a little later, when it draws the page.
    document.addEventListener("focusout", () => setTimeout(() => this.keep()));
  }

  /** @param {EventTarget|null} target */
  note(target) {
    this.last = /** @type {HTMLElement} */ (target);
    const row = HEIRS.find(([places]) => closest(target, places));
    const panel = closest(target, ".panel");
    const back = closest(target, ".about") ? this.back : [];
    this.heirs = [...back, ...(row ?? []).slice(1), ...(panel ? [`[aria-controls=${panel.id}]`] : []), ...OTHERWISE];
  }

  /** @param {State} state @param {State} before */
  follow(state, before) {
    const { about, keys } = state.view;
    const isOpened = (keys && !before.view.keys) || (about && !before.view.about);
    if (isOpened) this.back = this.last ? [this.last, ...this.heirs] : [];
    if (isOpened && about) element("about-close").focus();
    const isDrag = state.held !== null && state.held === before.held; // takes nothing away, and looking costs a layout
    if (TELLING.some((name) => state[name] !== before[name] && !(isDrag && name === "points"))) this.keep();
  }

  /** Hand the focus on if what had it is there no more. */
  keep() {
    const { activeElement: now, body } = document;
    if (!this.last || (now !== this.last && now !== body && now !== null)) return;
    if (isThere(this.last)) {
      if (now !== this.last) this.last = null; // a press beside it has put it away
      return;
    }
    this.heirs.flatMap((heir) => (typeof heir === "string" ? all(heir) : heir)).find(isThere)?.focus();
  }
}

/** @param {HTMLElement} place @returns {boolean} whether it can have the focus */
function isThere(place) {
  const isSeen = place.getClientRects().length > 0 && getComputedStyle(place).visibility === "visible";
  return isSeen && !place.matches(":disabled") && !place.closest("[inert]");
}
