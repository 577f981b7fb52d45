/* The board of a challenge: what is to be reached, how many have, and, if the teacher shows it, in how many epochs. Never in seconds. */

import { rate, short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { made } from "./element.js";
import { nameText } from "./room_name.js";
import { wordsOf } from "./room_words.js";

/** @typedef {import("../run/room_challenge.js").Challenge} Challenge */

const DIGITS = 6;

/** @param {Challenge} challenge @returns {string} */
export function challengeText(challenge) {
  const { kind, percent, epochs, line, start, tolerance = 0, text: words } = challenge;
  const [[weight, bias], [from, up]] = [line, start].map((place) => (place ?? [0, 0]).map((value) => short(value, DIGITS)));
  const values = { percent, epochs, count: epochs, weight, bias, from, up, tolerance };
  return wordsOf(words, values) || text(`class.challenge.${kind}${start ? ".from" : ""}`, values);
}

/** The board, in whatever place it is given. */
export class Board {
  constructor() {
    this.place = made("section", "", { className: "class-board" });
    this.drawn = "";
  }

  /** @param {Challenge|null} challenge @returns {boolean} whether there is something to be seen */
  draw(challenge) {
    const key = JSON.stringify(challenge);
    if (key === this.drawn) return challenge !== null;
    this.drawn = key;
    this.place.replaceChildren();
    if (!challenge) return false;
    this.place.append(made("p", text("class.board.passed", { count: challenge.passed }), { className: "class-wrong" }));
    if (!challenge.board || !challenge.rows?.length) return true;
    const list = made("ol", "", { className: "class-rows" });
    for (const one of challenge.rows) {
      const words = challenge.kind === "largest-rate" ? text("class.board.rate", { rate: rate(one.rate) }) : text("class.board.epochs", { count: one.epochs, rate: rate(one.rate) });
      const row = made("li", "");
      row.append(made("span", one.name ? nameText({ name: one.name }) : text("class.board.nobody")), made("strong", words));
      list.append(row);
    }
    this.place.append(list);
    return true;
  }
}
