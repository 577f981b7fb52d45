/* Elements of the page: written only where something changed, which costs no layout where nothing did. */

import { partsOf } from "../text/catalogue.js";

/** @param {string} id @returns {HTMLElement} that the layout has */
export function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

/** Write a text; a text node that is there stays. @param {string|Element} target an element or its id @param {string} text */
export function setText(target, text) {
  const place = typeof target === "string" ? document.getElementById(target) : target;
  if (!place || place.textContent === text) return;
  const { firstChild: node } = place;
  if (node && node === place.lastChild && node instanceof Text && text) node.data = text;
  else place.textContent = text;
}

/**
 * Write a text with its **strong** and *emphasised* parts; a placeholder gets an element of its own, `<slots>-<placeholder>`.
 * @param {string|HTMLElement} target an element or its id @param {string} marked @param {string} [slots]
 */
export function setMarked(target, marked, slots = "") {
  const place = typeof target === "string" ? element(target) : target;
  if (place.dataset.marked === marked) return;
  place.dataset.marked = marked;
  place.replaceChildren(...partsOf(marked).map((part) => nodeOf(part, slots)));
}

/** @param {import("../text/catalogue.js").Part} part @param {string} slots */
function nodeOf({ text, mark }, slots) {
  if (mark === "slot") return made("span", "", { id: `${slots}-${text}` });
  if (!mark) return document.createTextNode(text);
  const node = document.createElement(mark);
  node.append(...partsOf(text).map((inner) => nodeOf(inner, slots)));
  return node;
}

/** A browser that translates leaves numbers and formulas as they are. @param {string} tag @param {string} text @param {Record<string, string>} [properties] @returns {HTMLElement} */
export function made(tag, text, properties = {}) {
  const translate = !/\d/.test(text) || /[a-z]{2}/i.test(text);
  return Object.assign(document.createElement(tag), { textContent: text }, translate ? {} : { translate }, properties);
}

/** Write a data attribute: styles depend on some of them. @param {HTMLElement} target @param {string} name @param {string|number|boolean} value */
export function setData(target, name, value) {
  const text = String(value);
  if (target.dataset[name] !== text) target.dataset[name] = text;
}

/** @param {HTMLElement} target @param {string} name @param {string|boolean} value */
export function setAttribute(target, name, value) {
  const text = String(value);
  if (target.getAttribute(name) !== text) target.setAttribute(name, text);
}

/** @param {string} id @param {boolean} hidden */
export function setHidden(id, hidden) {
  const target = element(id);
  if (target.hidden !== hidden) target.hidden = hidden;
}

/** A readout: the number alone, with its full precision in data-value. @param {string} id @param {number|null} value @param {string} text */
export function setNumber(id, value, text) {
  setText(id, text);
  const place = element(id);
  if (!place.dataset.value) place.translate = false;
  place.dataset.value = String(value);
}

/** @param {string} selector @returns {HTMLElement[]} */
export function all(selector) {
  return [...document.querySelectorAll(selector)].map((found) => /** @type {HTMLElement} */ (found));
}

/** @param {EventTarget|null} target of an event @param {string} selector @returns {HTMLElement|null} the element about it that fits */
export function closest(target, selector) {
  return target instanceof Element ? target.closest(selector) : null;
}
