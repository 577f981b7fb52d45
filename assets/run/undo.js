/* Taking back what took a run away: its moment is held as it was, ten deep, and comes back exactly. */

import { pick } from "./checks.js";
import { drop } from "./transitions.js";
import { restingPhase } from "./state.js";

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").Moment} Moment */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */

const MOST = 10;
const MOST_TOUCHES = 250;
const TOUCH = "touch-points";
export const TOUCHES = ["moved-point", "added-point", "removed-point", "outlier", "touched"]; // the last is all of them, as original.js takes them back
const FROM_SERVER = new Set(["answer", "refuse", "wait", "undo", "redo", "drag-point"]);
/** @type {(keyof State)[]} what a moment brings back as it was */
const HELD = ["seeds", "controls", "own", "record", "points", "shownData", "shownKind", "stale"];

/** @param {State} state @param {Action} action @param {State} before @returns {State} with the moment before, where a person's action has taken a run away; what came from a teacher is not offered, as nobody here has done it */
export function remembering(state, action, before) {
  const isGone = action.type === TOUCH ? !action.isContinued && state !== before : state.record !== before.record && !FROM_SERVER.has(action.type);
  if (!isGone || before.record.start === null) return state;
  const taken = /** @type {const} */ (["hand", "samples"]).filter((name) => state[name] !== before[name]);
  const seen = action.type === "open" && !state.lesson ? viewNames(state).filter((name) => state.view[name] !== before.view[name]) : [];
  const moment = momentOf(before, nameOf(action, before), [...HELD, ...taken], seen);
  return { ...state, past: bounded([...before.past, moment]), future: [], offer: action.isDriven ? null : "undo" };
}

/** @param {Moment[]} past @returns {Moment[]} the last ten runs that were taken away, and what was touched since */
function bounded(past) {
  const runs = past.flatMap(({ what }, i) => (TOUCHES.includes(what) ? [] : [i]));
  return past.slice(Math.max(0, past.length - MOST_TOUCHES, runs[runs.length - MOST] ?? 0));
}

/** @param {State} state @param {{to?: number, what?: string}} [further] back than what was done last, and what all of it is called @returns {State} as it was before that; the same where there is nothing */
export function undone(state, { to = state.past.length - 1, what } = {}) {
  const moment = state.past[to];
  if (!moment) return state;
  const now = likewise(state, what ? { ...moment, what } : moment);
  return { ...at(moment, state), past: state.past.slice(0, to), future: [...state.future, now], offer: "redo" };
}

/** @param {State} state @returns {State} as it was before it was taken back last; the same where there is nothing */
export function redone(state) {
  const moment = state.future[state.future.length - 1];
  if (!moment) return state;
  const now = likewise(state, moment);
  return { ...at(moment, state), past: [...state.past, now], future: state.future.slice(0, -1), offer: "undo" };
}

/** @param {State} state @returns {string|null} what a press would take back or do again */
export function offered({ offer, past, future }) {
  const moments = offer === "undo" ? past : offer === "redo" ? future : [];
  return moments.length ? moments[moments.length - 1].what : null;
}

/** @param {State} state @returns {boolean} whether a press goes on back, through what was touched: without keys there is no other way */
export function offersMore({ offer, past }) {
  return offer === "redo" && past.length > 0 && TOUCHES.includes(past[past.length - 1].what);
}

/** @param {State} state @param {string} what was done to it @param {(keyof State)[]} held names of what it took away @param {(keyof View)[]} seen and of the view, beside traces and the epoch looked at @returns {Moment} */
function momentOf(state, what, held, seen) {
  const goal = state.goal?.training ? { ...state.goal, then: null } : null;
  return { what, held: pick(state, held), goal, view: pick(state.view, [...seen, "shown", "epoch"]) };
}

/** @param {State} state @param {Moment} moment @returns {Moment} the same parts of what is there now */
function likewise(state, { what, held, view }) {
  return momentOf(state, what, /** @type {(keyof State)[]} */ (Object.keys(held)), /** @type {(keyof View)[]} */ (Object.keys(view)));
}

/** What a link brings of the view; the rest is the screen's, and a lesson puts back by itself what it took. @param {State} state @returns {(keyof View)[]} */
function viewNames({ schema }) {
  return ["panels", "hidden", "mode", "modeOf", ...schema.switches.map(({ name }) => name)];
}

/** @param {Moment} moment @param {State} state @returns {State} */
function at({ held, goal, view }, state) {
  const back = /** @type {State} */ ({ ...drop(state), ...held, held: null, goal, view: { ...state.view, ...view }, notice: null, refused: false });
  return { ...back, phase: goal ? "replaying" : restingPhase(back) };
}

/** @param {Action} action @param {State} before @returns {string} the end of the text that says what was done */
function nameOf({ type, controls, what }, before) {
  if (type === TOUCH) return what;
  if (type === "set") return ["dataset", "scaling", "degree", "test_share"].find((name) => name in controls && controls[name] !== before.controls[name])?.replace("_", "-") ?? "scaling";
  return type;
}
