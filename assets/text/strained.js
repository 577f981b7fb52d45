/* `?strings=…`: every text of the page strained, to see what a longer language, or a hostile one, would do to it (docs/why/texts.md). */

/** @typedef {import("./catalogue.js").Catalogue} Catalogue */

const LONG = 2;
/** @type {Record<string, (text: string) => string>} */
const STRAINS = {
  double: (text) => `${text} ${text}`,
  long: (text) => text.replace(/[\p{L}]+/gu, (word) => (word.length > LONG ? word + "n".repeat(Math.ceil(word.length / 3)) : word)),
  xss: (text) => `${text}<img src=x onerror="window.hacked=1">`,
};

/** @param {Catalogue} catalogue @param {string|null} strain its name @returns {Catalogue} the same where there is no such strain */
export function strained(catalogue, strain) {
  const change = strain !== null && Object.hasOwn(STRAINS, strain) ? STRAINS[strain] : null;
  if (!change) return catalogue;
  const each = (/** @type {string} */ text) => outsidePlaceholders(text, change);
  return Object.fromEntries(
    Object.entries(catalogue).map(([id, entry]) => [
      id,
      typeof entry === "string" ? each(entry) : Object.fromEntries(Object.entries(entry).map(([form, text]) => [form, each(text)])),
    ]),
  );
}

/** Placeholders keep their names. @param {string} text @param {(text: string) => string} change */
function outsidePlaceholders(text, change) {
  /** @type {string[]} */
  const names = [];
  const marked = text.replace(/\{[\w-]+\}/g, (name) => `\u0001${names.push(name) - 1}\u0002`);
  return change(marked).replace(/\u0001(\d+)\u0002/g, (_, i) => names[Number(i)]);
}
