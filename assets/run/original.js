/* All touches of some points taken back by one press: the data set as it was before the first of them. */

import { OWN } from "./command.js";
import { TOUCHES } from "./undo.js";

/** @typedef {import("./types.js").Moment} Moment */
/** @typedef {import("./types.js").State} State */

const OTHER_POINTS = ["dataset", "use-points", "open"];

/** @param {State} state @returns {number} which moment was before the first touch of these points; -1 where they are not touched, or where that is not known any more */
export function originalPlace({ past, controls }) {
  if (controls.dataset !== OWN) return -1;
  let place = past.length - 1;
  while (place >= 0 && !OTHER_POINTS.includes(past[place].what) && !isFirst(past[place], past[place - 1])) place -= 1;
  return place >= 0 && TOUCHES.includes(past[place].what) ? place : -1;
}

/** @param {Moment} moment @param {Moment|undefined} before @returns {boolean} whether the points of that moment were touched then for the first time */
function isFirst({ what, held }, before) {
  const wasOther = held.controls?.dataset !== OWN || (before !== undefined && OTHER_POINTS.includes(before.what));
  return TOUCHES.includes(what) && wasOther;
}

/** @param {State} state @returns {import("./types.js").Action} back to there, at once */
export function originalAgain(state) {
  return { type: "undo", to: originalPlace(state), what: "touched" };
}
