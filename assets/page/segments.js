/* A choice of a few, side by side, for modules that come later. */

import { made, setAttribute } from "./element.js";

/** @param {string} id @param {string} label @param {Record<string, string>} kinds the text of each @param {(kind: string) => void} press @returns {HTMLElement} */
export function madeSegments(id, label, kinds, press) {
  const choice = made("span", "", { className: "segments", id });
  choice.setAttribute("role", "group");
  choice.setAttribute("aria-label", label);
  for (const [kind, words] of Object.entries(kinds)) {
    const one = made("button", words, { id: `${id}-${kind}`, className: "segment" });
    one.dataset.kind = kind;
    one.addEventListener("click", () => press(kind));
    choice.append(one);
  }
  return choice;
}

/** @param {HTMLElement} choice @param {string} chosen */
export function chooseSegment(choice, chosen) {
  for (const one of choice.querySelectorAll("button")) setAttribute(one, "aria-pressed", one.dataset.kind === chosen);
}
