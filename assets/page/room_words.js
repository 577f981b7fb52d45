/* Texts of the class: of the catalogue, by an id that the server has sent, or as a teacher has typed them. */

import { has, text } from "../text/texts.js";

/** @param {import("../run/room_question.js").Words|null|undefined} words @param {Record<string, string|number>} [values] of its placeholders @returns {string} */
export function wordsOf(words, values = {}) {
  if (!words) return "";
  if ("own" in words) return words.own;
  return has(words.id) ? text(words.id, { ...values, ...words.values }) : "";
}
