/* The ring about a point that is chosen, and its numbers. */

import { xOf } from "../figures/skeleton.js";
import { HOVER_DIGITS, short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { Settled } from "./settled.js";

/** @typedef {import("../run/types.js").Points} Points */

/** @param {(event: KeyboardEvent) => void} onKey @param {() => void} onLeave @returns {HTMLElement} what takes keys for the points */
export function placeFor(onKey, onLeave) {
  const place = made("div", "", { id: "touch", tabIndex: /** @type {any} */ (0) });
  place.setAttribute("role", "application");
  place.addEventListener("keydown", onKey);
  place.addEventListener("blur", onLeave);
  return place;
}

/** What shows which point it is. */
export class Mark {
  /** @param {import("../plotly.js").Graph} graph @param {HTMLElement} place over it */
  constructor(graph, place) {
    this.graph = graph;
    this.ring = made("span", "", { className: "touched", hidden: /** @type {any} */ (true) });
    this.words = made("span", "", { className: "touched-words" });
    this.settled = new Settled();
    place.append(this.ring, this.words);
  }

  /** @param {Points|null} points @param {number|null} chosen @param {boolean} isTaken whether keys move it */
  show(points, chosen, isTaken) {
    const point = points && chosen !== null && chosen < points.targets.length ? chosen : null;
    this.ring.hidden = point === null;
    if (!points || point === null || !this.graph.isReady) {
      this.write("");
      return;
    }
    const { x, y } = this.graph.axes();
    const [at, target] = [xOf(points)[point], points.targets[point]];
    this.ring.style.left = `${x.offset + x.pixel(at)}px`;
    this.ring.style.top = `${y.offset + y.pixel(target)}px`;
    const values = { point: point + 1, count: points.targets.length, x: short(at, HOVER_DIGITS), y: short(target, HOVER_DIGITS) };
    this.write(text(isTaken ? "touch.taken" : "touch.chosen", values));
  }

  /** @param {string} words */
  write(words) {
    setText(this.words, words);
    this.settled.follow(words);
  }
}
