/* What stands above the figures of the class view: how one joins, and how many run, rest, have diverged or arrived. */

import { spaced } from "../run/room_code.js";
import { text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { capitals, classLink, codePicture } from "./room_link.js";

/** @typedef {import("../run/room.js").Room} Room */

const IDS = { address: "class-wall-address", counts: "class-counts" };
const COUNTS = /** @type {const} */ (["here", "running", "paused", "diverged", "arrived"]);

/** The head. */
export class WallHead {
  constructor() {
    this.place = made("header", "", { className: "class-wall-head" });
    /** @type {[string, HTMLElement][]} */
    this.numbers = [];
  }

  /** @param {Room} room @param {boolean} isTeacher @param {() => void} close */
  show(room, isTeacher, close) {
    const counts = made("dl", "", { id: IDS.counts });
    this.numbers = COUNTS.map((count) => [count, made("dd", "0")]);
    counts.append(...this.numbers.map(([count, number]) => pair(count, number)));
    const shut = made("button", "×", { className: "close" });
    shut.setAttribute("aria-label", text("class.close.label"));
    shut.addEventListener("click", close);
    const invite = isTeacher ? [codePicture(capitals(room.code), text("class.qr"))] : [];
    const words = made("div", "", { className: "class-wall-name" });
    words.append(made("h2", text("class.title", { code: spaced(room.code) })), made("span", classLink(room.code), { id: IDS.address }));
    words.translate = false; // no browser makes other words of a code
    this.place.replaceChildren(...invite, words, counts, shut);
  }

  /** @param {Room} room */
  level({ picture, here }) {
    for (const [count, number] of this.numbers) setText(number, String(picture?.counts?.[count] ?? here * Number(count === "here")));
  }
}

/** A number, and the mark that its dots have on the map. @param {string} count @param {HTMLElement} number @returns {HTMLElement} */
function pair(count, number) {
  const place = made("div", "");
  place.dataset.count = count;
  const words = made("dt", "");
  const mark = made("i", "", { className: "class-mark" });
  words.append(mark, text(`class.counts.${count}`));
  place.append(number, words);
  return place;
}
