/* Dots that stand on each other, each to be chosen: what a press on several of them offers. */

import { text } from "../text/texts.js";
import { made, setAttribute, setText } from "./element.js";

const ID = "class-offer";

/** The offer, in the map's place. */
export class DotOffer {
  /** @param {{choose: (handle: any) => void, point: (handle: any) => void, words: (handle: any) => string, isChosen: (handle: any) => boolean}} dots */
  constructor(dots) {
    this.dots = dots;
    this.place = made("div", "", { id: ID, className: "class-offer" });
    this.place.setAttribute("role", "group");
    /** @type {[any, HTMLElement][]} */
    this.rows = [];
    for (const kind of ["click", "keydown"]) this.place.addEventListener(kind, (event) => event.stopPropagation()); // not the map's
  }

  /** @param {HTMLElement} map @param {[number, number]} at in it @param {any[]} handles */
  show(map, [x, y], handles) {
    this.close();
    this.place.setAttribute("aria-label", text("class.map.several", { count: handles.length }));
    this.rows = handles.map((handle) => {
      const one = made("button", "", { className: "class-offered" });
      one.addEventListener("click", () => this.dots.choose(handle));
      for (const kind of ["focus", "pointerenter"]) one.addEventListener(kind, () => this.dots.point(handle));
      return [handle, one];
    });
    this.place.replaceChildren(made("strong", text("class.map.several", { count: handles.length })), ...this.rows.map(([, one]) => one));
    this.level();
    map.append(this.place);
    const { offsetWidth: width, offsetHeight: height } = this.place;
    Object.assign(this.place.style, { left: `${within(x, map.clientWidth - width)}px`, top: `${within(y, map.clientHeight - height)}px` });
    window.addEventListener("keydown", this.onKey, true); // before the view, which Escape would close
    window.addEventListener("pointerdown", this.onPress, true);
    this.rows[0][1].focus({ preventScroll: true });
  }

  /** Dots move; who has left is offered no longer. */
  level() {
    if (!this.rows.length) return undefined;
    for (const [handle, one] of this.rows) {
      const words = this.dots.words(handle);
      one.hidden = !words;
      setText(one, words);
      setAttribute(one, "aria-pressed", this.dots.isChosen(handle));
    }
    return this.rows.every(([, one]) => one.hidden) ? this.close() : undefined;
  }

  close() {
    const { place } = this;
    const map = place.parentElement;
    const hadFocus = place.contains(document.activeElement);
    this.rows = [];
    place.remove();
    window.removeEventListener("keydown", this.onKey, true);
    window.removeEventListener("pointerdown", this.onPress, true);
    if (hadFocus) map?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  onKey = (event) => {
    if (event.key !== "Escape" || !this.place.isConnected) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };

  /** @param {Event} event elsewhere than here it closes the offer, and does nothing else to it */
  onPress = (event) => {
    if (!this.place.contains(/** @type {Node} */ (event.target))) this.close();
  };
}

/** @param {number} at @param {number} most */
function within(at, most) {
  return Math.max(0, Math.min(at, most));
}
