/* Controls that the teacher has locked: they stay where they are, and neither a press nor a key moves them. */

import { locksOf } from "../run/room.js";
import { held } from "../run/room_locked.js";
import { text } from "../text/texts.js";
import { actionOf } from "./keys.js";
import { closest } from "./element.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("../run/store.js").Store} Store */

/** @type {Record<string, string>} what a key does, by the button of the same lock */
const KEYED = { play: "start", pause: "pause", step: "step", reset: "reset", "new-data": "new-data", "new-start": "new-start" };
const BLOCKS = ".control,.field,.dataset,.field-row>div";

/** The locks of the page. */
export class Locks {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {HTMLElement[]} */
    this.locked = [];
    /** @type {string[]} */
    this.names = [];
    window.addEventListener("keydown", (event) => this.onKey(event), true);
    store.pass(held); // nothing else moves them either: an undo, a link, half the rate
  }

  /** @param {Room|null} room */
  level(room) {
    const names = locksOf(room);
    if (names.join() === this.names.join() && this.locked.every((block) => block.isConnected)) return;
    this.locked.forEach((block) => this.lock(block, false));
    this.names = names;
    this.locked = names.flatMap((id) => {
      const one = document.getElementById(id);
      const block = one instanceof HTMLButtonElement ? one : one?.closest(BLOCKS); // a button beside others is locked alone
      return one ? [/** @type {HTMLElement} */ (block ?? one)] : [];
    });
    this.locked.forEach((block) => this.lock(block, true));
  }

  /** @param {HTMLElement} block @param {boolean} isLocked */
  lock(block, isLocked) {
    block.toggleAttribute("inert", isLocked);
    block.toggleAttribute("data-locked", isLocked);
    if (isLocked) block.title = text("class.locked");
    else block.removeAttribute("title");
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (!this.names.length || closest(event.target, "input,textarea,select,.class-strip")) return;
    const action = actionOf(event, "page", this.store.state);
    const name = action ? KEYED[action.type] : undefined;
    if (!name || !this.names.includes(name)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    this.store.dispatch({ type: "say", notice: { id: "class.locked" } });
  }
}
