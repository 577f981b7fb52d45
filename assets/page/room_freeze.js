/* Eyes to the front: the page stands still, dimmed, with the teacher's sentence over it, which a screen reader says. */

import { text } from "../text/texts.js";
import { made, setText } from "./element.js";

const ID = "class-frozen";
const WORDS = "class-frozen-words";
const SCROLLS = /^(Arrow(Up|Down)|Page(Up|Down)|Home|End|Tab|F\d+)$/; // are the browser's own

/** What lies over a page that is frozen. */
export class Freeze {
  constructor() {
    this.isOn = false;
    this.place = made("div", "", { id: ID });
    this.place.setAttribute("role", "alertdialog");
    this.place.setAttribute("aria-modal", "true");
    this.place.setAttribute("aria-labelledby", WORDS);
    this.place.tabIndex = -1;
    this.words = made("p", "", { id: WORDS });
    this.place.append(this.words);
    /** @type {Element[]} */
    this.inert = [];
    /** @type {Element|null} */
    this.focused = null;
    for (const type of ["keydown", "keyup"]) window.addEventListener(type, (event) => this.onKey(/** @type {KeyboardEvent} */ (event)), true);
  }

  /** @param {boolean} isOn @param {string} sentence */
  show(isOn, sentence) {
    setText(this.words, sentence || text("class-freeze.sentence"));
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    if (isOn) this.begin();
    else this.end();
  }

  begin() {
    this.focused = document.activeElement;
    this.inert = [...document.body.children].filter((it) => !it.matches("#class-strip,script,[inert]"));
    this.inert.forEach((it) => it.toggleAttribute("inert", true));
    document.documentElement.dataset.frozen = "true";
    document.body.append(this.place);
    this.place.focus();
  }

  end() {
    this.inert.forEach((it) => it.toggleAttribute("inert", false));
    delete document.documentElement.dataset.frozen;
    this.place.remove();
    if (this.focused instanceof HTMLElement) this.focused.focus();
  }

  /** No key of the page works, on whatever it is pressed; only in the strip, where one can leave. @param {KeyboardEvent} event */
  onKey(event) {
    if (!this.isOn || (event.target instanceof Element && event.target.closest("#class-strip"))) return;
    event.stopImmediatePropagation();
    if (!SCROLLS.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) event.preventDefault();
  }
}
