/* The address that the page was opened with, where it is a link to a run. */

import { isLink, readLink } from "../run/link_read.js";
import { FieldError } from "../run/link_fields.js";
import { canPack, unpacked } from "../run/packed.js";
import { SCHEMA } from "../text/schema.js";

/** @typedef {import("../run/types.js").Action} Action */

/** Of the page's texts. */
export const LANGUAGES = ["en"];

/** @param {string} query without its question mark @returns {Promise<Action|null>} what it asks for: to open a run, or to say why not; null where it is no link */
export async function actionOf(query) {
  if (!isLink(query)) return null;
  const read = readLink(query, SCHEMA, LANGUAGES);
  if ("fault" in read) return said(`link.${read.fault}`, read);
  try {
    const rows = read.link.changes ? await changesIn(read.link.changes) : null;
    return { type: "open", link: read.link, rows, notice: read.isEdited ? { id: "link.edited" } : null };
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

/** What the address said is in the state now, and a reload must not say it again; where nothing outlives a reload, it stays. @param {boolean} isKept */
export function forgetAddress(isKept) {
  if (!isKept) return;
  const strings = new URLSearchParams(location.search).get("strings");
  history.replaceState(null, "", `${location.pathname}${strings ? `?strings=${strings}` : ""}`);
}
