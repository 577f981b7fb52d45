/* What follows what quickly, as a mark that keys move: a screen reader is told the last of it. */

import { setText } from "./element.js";

const SETTLED_MS = 700; // as in aloud.js

/** Tells it when it has come to rest. */
export class Settled {
  constructor() {
    this.words = "";
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
  }

  /** @param {string} words of now, "" for none */
  follow(words) {
    if (words === this.words) return;
    this.words = words;
    clearTimeout(this.timer);
    if (words) this.timer = setTimeout(() => setText("aloud", words), SETTLED_MS);
  }
}
