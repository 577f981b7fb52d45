/* Words of the class's strip, where a phone has room for few. */

import { text } from "../text/texts.js";

/** @typedef {import("../run/types.js").State} State */

/** @param {string} id of a text that has a brief one beside it @param {State} state @param {Record<string, any>} [values] @returns {string} */
export function stripText(id, { view }, values = {}) {
  return text(view.isPhone ? `${id}.brief` : id, values);
}
