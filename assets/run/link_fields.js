/* What is wrong with a link, and what of an address is none of its fields. */

const TRACKED = /^(?:utm_\w+|fbclid|[dg]clid|[gw]braid|gad_source|_g[al]|msclkid|mc_[ce]id|igsh(?:id)?|twclid|ttclid|yclid|li_fat_id|_hs(?:enc|mi)|mkt_tok|srsltid|s_cid|_openstat|ref|ref_src|si)=/i;
// The end of a sentence, of brackets, of quotes, of what stands out: no value ends so.
const BEHIND = /(?:[\s.,;:!?()[\]{}<>"'\x60*|\\+]|%(?:[01]\w|2[0-9ac-e]|3[a-f]|5[b-d]|60|7[b-f]|[89a-f]\w))+$/i;
const AS_THEY_ARE = ["changes", "c", "lesson"]; // in all others a phone may have begun a word with a capital

/** @param {string} query @returns {string} without what mails and chats add to an address, and what stood behind it in a sentence; with the ampersands that they spell out */
export function cleaned(query) {
  const asked = plain(query).replaceAll(/&(?:amp;|#38;)|%26amp%3b/gi, "&").split("&").filter((pair) => !TRACKED.test(pair)).join("&");
  return asked.replace(BEHIND, "");
}

/** @param {string} pair @returns {[string, string]} its key and its value */
export function pairOf(pair) {
  const at = pair.indexOf("=");
  const [key, value] = at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
  try {
    const [name, said] = [decodeURIComponent(key).toLowerCase(), decodeURIComponent(value.replaceAll("+", " "))];
    return [name, AS_THEY_ARE.includes(name) ? said : said.toLowerCase()];
  } catch {
    return [key, value]; // no value is right that has a percent sign of its own
  }
}

/** @param {string} query @returns {string} of which not even the signs between its fields are spelt out */
function plain(query) {
  if (query.includes("=") || !/%3d/i.test(query)) return query;
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}

/** A field that is not right. */
export class FieldError extends Error {
  /** @param {string} field @param {string} value */
  constructor(field, value) {
    super(field);
    this.field = field;
    this.value = value;
  }
}
