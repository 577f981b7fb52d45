/* What is looked at of several features: for which numbers a prediction is asked, over which of them residuals stand. */

import { isCount, isList, isNumber } from "./checks.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {Pick<View, "asked"|"over">} Several */

const MOST_FEATURES = 20;
const MOST = 1e12;

/** @type {Several} as it is at first */
export const NOTHING_ASKED = { asked: null, over: null };

/** @param {any} view @returns {boolean} whether it is in bounds */
export function areAsked({ asked, over }) {
  if (over !== null && !isCount(over, MOST_FEATURES)) return false;
  return asked === null || (isList(asked, MOST_FEATURES, (it) => isNumber(it) && Math.abs(it) <= MOST) && asked.length > 0);
}
