/* What is looked at of several features: for which numbers a prediction is asked. */

import { isList, isNumber } from "./checks.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {Pick<View, "asked">} Several */

const MOST_FEATURES = 20;
const MOST = 1e12;

/** @type {Several} as it is at first */
export const NOTHING_ASKED = { asked: null };

/** @param {any} view @returns {boolean} whether it is in bounds */
export function areAsked({ asked }) {
  return asked === null || (isList(asked, MOST_FEATURES, (it) => isNumber(it) && Math.abs(it) <= MOST) && asked.length > 0);
}
