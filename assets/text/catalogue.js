/* The page's texts: by their ids, with numbers written and plurals chosen as the language has them. */

import { plain } from "./numbers.js";

/** @typedef {Record<string, string|Record<string, string>>} Catalogue */
/** @typedef {Record<string, string|number>} Values */
/** @typedef {import("../run/types.js").Notice} Notice */
/** @typedef {{text: string, mark: ""|"strong"|"em"|"code"|"slot"}} Part of a text; a slot is a placeholder that is left */

/**
 * @typedef {object} Texts
 * @property {(id: string, values?: Values) => string} text by the names of its placeholders; `count` chooses the plural. The id
 *   itself where there is no such text, which a test forbids
 * @property {(notice: Notice) => string} sentence
 * @property {(id: string) => boolean} has
 * @property {(...ids: string[]) => string} first the first of these ids that there is a text for, else the last
 */

const MARKS = /(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`|\{[\w-]+\})/;

/** @param {Catalogue} catalogue @param {string} [language] @returns {Texts} */
export function createTexts(catalogue, language = "en") {
  const plurals = new Intl.PluralRules(language);
  const has = (/** @type {string} */ id) => Object.hasOwn(catalogue, id);
  const text = (/** @type {string} */ id, /** @type {Values} */ values = {}) => {
    const entry = has(id) ? catalogue[id] : id;
    const form = typeof entry === "string" ? entry : (entry[plurals.select(Number(values.count))] ?? entry.other);
    return form.replace(/\{([\w-]+)\}/g, (whole, name) => (name in values ? written(values[name]) : whole));
  };
  const first = (/** @type {string[]} */ ...ids) => ids.find(has) ?? ids[ids.length - 1];
  return { text, sentence: ({ id, values }) => text(id, values), has, first };
}

/** @param {string|number} value */
function written(value) {
  return typeof value === "number" ? plain(value) : value;
}

/** @param {string} marked a text with **strong**, *emphasis* and `code` @returns {Part[]} */
export function partsOf(marked) {
  return marked.split(MARKS).filter(Boolean).map(partOf);
}

/** @param {string} part @returns {Part} */
function partOf(part) {
  if (part.length > 4 && part.startsWith("**") && part.endsWith("**")) return { text: part.slice(2, -2), mark: "strong" };
  if (part.length > 2 && part.startsWith("*") && part.endsWith("*")) return { text: part.slice(1, -1), mark: "em" };
  if (part.length > 2 && part.startsWith("`") && part.endsWith("`")) return { text: part.slice(1, -1), mark: "code" };
  if (/^\{[\w-]+\}$/.test(part)) return { text: part.slice(1, -1), mark: "slot" };
  return { text: part, mark: "" };
}
