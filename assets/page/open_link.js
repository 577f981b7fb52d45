/* The address that the page was opened with, where it is a link to a run. */

import { cleaned, FieldError } from "../run/link_fields.js";
import { openingOf } from "../run/link_open.js";
import { isTyped, readLink } from "../run/link_read.js";
import { canPack, unpacked } from "../run/packed.js";

/** @typedef {import("../run/types.js").Action} Action */
/** @typedef {import("../run/types.js").State} State */

/** Of the page's texts. */
export const LANGUAGES = ["en"];

/** @param {State} state of the page @param {string} query without its question mark, as a person may have typed it or a mail spoilt it @returns {Promise<Action|null>} what it asks for, if anything */
export async function actionAsked(state, query) {
  const asked = cleaned(query);
  if (/^v=\d*&?$/.test(asked)) return said("link.cut", {}); // a link says more than its version
  if (/(?:^|&)v=/.test(asked)) return actionOf(state, asked);
  if (!isTyped(asked, state.schema)) return null;
  const action = await actionOf(state, asked);
  const { lesson } = action.opening ?? {};
  return lesson ? { ...action, opening: { ...action.opening, lesson: { ...lesson, begins: true } } } : action;
}

/** @param {State} state of the page @param {string} query without its question mark @returns {Promise<Action>} what it asks for: to open a run, or to say why not */
export async function actionOf(state, query) {
  const read = readLink(query, state.schema, LANGUAGES);
  if ("fault" in read) return said(`link.${read.fault}`, read);
  try {
    const rows = read.link.changes ? await changesIn(read.link.changes) : null;
    return { type: "open", opening: openingOf(state, read.link, rows), notice: read.isEdited ? { id: "link.edited" } : null };
  } catch (error) {
    if (error instanceof FieldError) return said("link.field", error);
    return said("link.too-old", {});
  }
}

/** @param {string} packed @returns {Promise<any>} */
async function changesIn(packed) {
  if (!canPack()) throw new Error("this browser cannot unpack them");
  return unpacked(packed).catch(() => {
    throw new FieldError("changes", packed.slice(0, 20));
  });
}

/** @param {string} id @param {{field?: string, value?: string}} of @returns {Action} */
function said(id, { field = "", value = "" }) {
  return { type: "say", notice: { id, values: { field, value: value.slice(0, 40) } } };
}
