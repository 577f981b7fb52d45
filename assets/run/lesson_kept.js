/* The lesson that is open and where others were left, as a tab keeps them. */

import { isCount, isList, isMap, isNumber } from "./checks.js";

const MOST_CARDS = 30;

/** @param {any} value @returns {boolean} whether it can be the name of a lesson */
export function isLessonName(value) {
  return typeof value === "string" && /^[a-z-]{1,40}$/.test(value);
}

/** @param {string} name @param {number} [card] @param {boolean} [begins] whether its link is still to be opened @returns {import("./types.js").LessonState} */
export function noLesson(name, card = 0, begins = false) {
  return { name, card, begins, held: false, handed: false, cards: null, taken: null, base: null, settings: {}, guesses: {}, done: {} };
}

/** @param {any} lesson that is open @param {(part: any) => boolean} isView whether a view can have such a part @param {import("./types.js").Schema} schema */
export function isLesson({ name, begins, held, handed, taken, base, settings, ...place }, isView, schema) {
  const isTaken = (/** @type {any} */ it) => it === null || isPair(it, (part) => isView(part) && typeof part.more === "boolean");
  const isSetting = (/** @type {any} */ it, /** @type {string} */ control) => Object.hasOwn(schema.controls, control) && isPair(it, (value) => value === null || typeof value !== "object");
  return isLessonName(name) && [begins, held, handed].every((it) => typeof it === "boolean") && isTaken(taken) && isTaken(base) && isMap(settings, Infinity, isSetting) && isPlace(place);
}

/** @param {any} it @param {(part: any) => boolean} isRight */
function isPair(it, isRight) {
  return isList(it, 2, isRight) && it.length === 2;
}

/** Where a lesson stands or was left. @param {any} place */
export function isPlace({ card, guesses, done }) {
  const isGuess = (/** @type {any} */ { kind, numbers }) => typeof kind === "string" && isList(numbers, 2, isNumber) && numbers.length > 0;
  const isOutcome = (/** @type {any} */ it) => isMap(it, MOST_CARDS, (value) => value === null || isNumber(value));
  return isCount(card, MOST_CARDS) && isMap(guesses, MOST_CARDS, isGuess) && isMap(done, MOST_CARDS, isOutcome);
}
