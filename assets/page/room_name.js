/* The names of a class: two words that the server has drawn, or one that was typed. */

import { text } from "../text/texts.js";

/** @param {{name: any, hidden?: boolean}} one @returns {string} */
export function nameText({ name, hidden = false }) {
  if (hidden) return text("class.me.hidden");
  if (typeof name?.own === "string") return name.own;
  const [first, second] = name?.words ?? [0, 0];
  return text("class.me.words", { first: text(`class.name.first.${first}`), second: text(`class.name.second.${second}`) });
}
