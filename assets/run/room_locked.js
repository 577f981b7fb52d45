/* What a lock of the teacher's holds: no action of this page's reader moves it, whatever was pressed, typed, taken back or opened. */

import { reduce } from "./actions.js";
import { locksOf } from "./room.js";

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").State} State */

/** @type {Record<string, string[]>} the locks that hold an action, as ids of buttons */
const PRESSED = {
  play: ["start"],
  pause: ["pause"],
  halve: ["start", "learning-rate"],
  step: ["step"],
  reset: ["reset"],
  "new-data": ["new-data"],
  "new-start": ["new-start"],
  "start-at": ["new-start"],
  "start-from-my-line": ["new-start"],
  "use-points": ["own-data"],
  "touch-points": ["own-data"],
};
const CHANGING = new Set(["set", "open", "undo", "redo"]); // of which it is seen only afterwards what they move

/** @param {State} state @param {Action} action @returns {boolean} whether it would move what is locked */
export function isLocked(state, action) {
  const locks = action.isDriven ? [] : locksOf(state.room);
  if (!locks.length) return false;
  if ((PRESSED[action.type] ?? []).some((id) => locks.includes(id))) return true;
  return CHANGING.has(action.type) && moves(state, reduce(state, action), new Set(locks));
}

/** @param {State} state @param {Action} action @returns {Action} that the page takes: what is locked says so instead */
export function held(state, action) {
  return isLocked(state, action) ? { type: "say", notice: { id: "class.locked" } } : action;
}

/** Another data set may bring other noise and other numbers along: then it is that one which counts. @param {State} before @param {State} after @param {Set<string>} locks */
function moves(before, after, locks) {
  const { controls, seeds, schema } = before;
  const isOther = controls.dataset !== after.controls.dataset;
  if (isOther && locks.has("dataset")) return true;
  const moved = Object.keys(controls).filter((name) => controls[name] !== after.controls[name]).map((name) => schema.controls[name]?.id);
  return (!isOther && moved.some((id) => locks.has(id))) || (!isOther && seeds.data !== after.seeds.data && locks.has("new-data")) || (seeds.start !== after.seeds.start && locks.has("new-start"));
}
