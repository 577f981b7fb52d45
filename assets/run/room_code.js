/* The code of a class: six letters and digits, as they are typed and as they are shown. */

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH = 6;
const BETWEEN = /[\s\u200b-\u200d\u2060\ufeff\u2010-\u2015\u2212_.:,-]/g; // as app/rooms/codes.py has them
const ASCII = /^[ -~]$/;
const IN_PATH = new RegExp(`/([${LETTERS}]{${LENGTH}})/?$`, "i");
const WHOLE_PATH = /^\/([^/]+)$/; // the server gives the page at no others (app/rooms/codes.py)

/** @typedef {{code: string}|{fault: "letter"|"foreign", letter: string}|{fault: "length", count: number}} Typed */

/** @param {string} typed in any case, with spaces and dashes; or the whole address of a class @returns {Typed} the code, or what is wrong with it */
export function readCode(typed) {
  const letters = [...lastPart(typed).normalize("NFKC").replace(BETWEEN, "")].map(upper);
  const wrong = letters.find((letter) => !LETTERS.includes(letter));
  if (wrong) return { fault: ASCII.test(wrong) ? "letter" : "foreign", letter: wrong };
  return letters.length === LENGTH ? { code: letters.join("") } : { fault: "length", count: letters.length };
}

/** @param {string} letter @returns {string} as codes have it; one that would be several letters then stays */
function upper(letter) {
  const large = letter.toUpperCase();
  return [...large].length > 1 ? letter : large;
}

/** @param {string} typed @returns {string} of an address that was copied, what a code stands in */
function lastPart(typed) {
  const [, path] = /^\s*(?:https?:\/\/[^\s/]+|[^\s/]*[.:][^\s/]*)\/(?:\S*\/)?([^\s/?#]+)\/?(?:[?#]\S*)?\s*$/i.exec(typed) ?? [];
  return path ?? typed;
}

/** @param {string} code @returns {string} easier to read out and to type */
export function spaced(code) {
  return `${code.slice(0, LENGTH / 2)} ${code.slice(LENGTH / 2)}`;
}

/** @param {{pathname: string, search: string}} address @returns {string|null} what stands in its query or its path for a code, right or not */
export function typedIn({ pathname, search }) {
  const inPath = WHOLE_PATH.exec(pathname)?.[1];
  return new URLSearchParams(search).get("class") ?? (inPath ? decoded(inPath) : null);
}

/** @param {string} part of an address */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // as it stands, it can be put right
  }
}

/** @param {{pathname: string, search: string}} address @returns {string|null} the code that it names, if any */
export function codeIn({ pathname, search }) {
  const typed = typedIn({ pathname, search }) ?? IN_PATH.exec(pathname)?.[1];
  const read = typed ? readCode(typed) : null;
  return read && "code" in read ? read.code : null;
}

/** @param {string} pathname @returns {string} without the code */
export function withoutCode(pathname) {
  return pathname.replace(WHOLE_PATH, "/").replace(IN_PATH, "/");
}
