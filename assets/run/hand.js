/* A line by hand, and the guess that was made of it: what the model's is compared with. */

import { lossOn, moments } from "../lesson/loss.js";
import { isHidden } from "./hidden.js";

/** @typedef {import("./types.js").Hand} Hand */
/** @typedef {import("./types.js").Points} Points */
/** @typedef {import("./types.js").State} State */
/** @typedef {{weight: number, bias: number}} Line */

export const MOST = 1e12;
/** @type {Hand} */
export const NO_HAND = { shown: false, line: null, guess: null };

/** @param {State} state @returns {boolean} whether one can draw a line on these points, and does */
export function isHandShown(state) {
  return state.hand.shown && hasLine(state) && !isHidden(state, "my-line");
}

/** @param {State} state whether the points are seen over one feature */
function hasLine({ points }) {
  return points !== null && points.view === "line" && points.inputs.length === 1;
}

/** @param {State} state that has points @returns {Line} by hand; at first level, through the middle of the points */
export function handLine({ hand, points }) {
  return hand.line ?? { weight: 0, bias: points ? Number(moments(points).y.toPrecision(3)) : 0 };
}

/** @param {Points} points @param {Line} line @returns {number} */
export function lossOfLine(points, { weight, bias }) {
  return lossOn(points, { weight: [weight], bias });
}

/** @param {State} state whether residuals are those of the line by hand: where that is chosen, and it is seen */
export function isOfMine(state) {
  return state.view.ofMine && isHandShown(state);
}

/** @template {import("./types.js").Parameters} Now @param {State} state @param {Now} now the model's line @returns {Now|import("./types.js").Parameters} whose residuals are shown */
export function measuredLine(state, now) {
  const { weight, bias } = handLine(state);
  return isOfMine(state) ? { weight: [weight], bias } : now;
}

/** @type {Record<string, (state: State, action: any) => State>} */
export const OF_HAND = {
  "show-my-line": (state, { shown }) => (shown === state.hand.shown ? state : handed(state, { shown })),

  "my-line"(state, { weight, bias }) {
    const isRight = [weight, bias].every((value) => Number.isFinite(value) && Math.abs(value) <= MOST);
    return isRight && hasLine(state) ? handed(state, { shown: true, line: { weight, bias } }) : state;
  },

  /** The guess stays where it is while the line moves on; another one takes its place. */
  "lock-guess"(state) {
    if (!state.points || !hasLine(state)) return state;
    const line = handLine(state);
    return handed(state, { line, guess: { ...line, loss: lossOfLine(state.points, line), epoch: state.record.epoch } });
  },
};

/** @param {State} state @returns {State} whose line by hand is none any more, where x has become another */
export function withoutLine(state) {
  return handed(state, { line: null, guess: null });
}

/** @param {State} state @param {Partial<Hand>} changes @returns {State} */
function handed(state, changes) {
  return { ...state, hand: { ...state.hand, ...changes } };
}
