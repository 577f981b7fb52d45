/* More weights than the page has room for at first: rows of their table and terms of the equation, as many as are wanted. */

import { all, element, setData, setText } from "./element.js";

const FEW = 4; // weights for which there is room without scrolling

/** @param {number} count of weights; those that are there stay */
export function growTo(count) {
  growRows(count);
  growTerms(count + 1);
  const scrolled = [element("weights-rows"), /** @type {HTMLElement} */ (document.querySelector(".equation-sum"))];
  scrolled.forEach((place) => (place.tabIndex = 0));
  setData(element("page"), "many", count > FEW);
  element("weights").style.setProperty("--count", String(count + 1));
}

/** @param {number} count of weights in the table */
function growRows(count) {
  const rows = all("#weights-rows [data-row]");
  const last = rows[rows.length - 2];
  for (let i = rows.length - 1; i < count; i += 1) {
    const row = copied(last, (id) => id.replace(/^weight-\d+/, `weight-${i + 1}`));
    row.dataset.row = String(i);
    rows[rows.length - 1].before(row);
  }
}

/** @param {number} count of terms in the equation, the bias among them */
function growTerms(count) {
  const terms = all("#equation .term");
  const last = terms[terms.length - 1];
  for (let i = count; i > terms.length; i -= 1) last.after(copied(last, (id) => id.replace(/\d+$/, String(i))));
}

/** @param {HTMLElement} part @param {(id: string) => string} named @returns {HTMLElement} the same with other ids */
function copied(part, named) {
  const copy = /** @type {HTMLElement} */ (part.cloneNode(true));
  copy.querySelectorAll("[id]").forEach((inner) => {
    inner.id = named(inner.id);
    setText(inner, "");
  });
  return copy;
}
