/* The texts that the server has written into the page: written again where they are to be others, and what of them is no text. */

import { text } from "../text/texts.js";
import { all, setMarked } from "./element.js";

/** @type {Record<string, string>} attributes, by the data attribute that names their text */
const ATTRIBUTES = { textTitle: "title", textLabel: "aria-label", textPlaceholder: "placeholder" };

/** Write every text that an element names. */
export function rewriteTexts() {
  all("[data-text]").forEach((place) => {
    if (!place.querySelector("[id]")) setMarked(place, text(place.dataset.text ?? ""));
  });
  Object.entries(ATTRIBUTES).forEach(([name, attribute]) => {
    const selector = `[data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}]`;
    all(selector).forEach((place) => place.setAttribute(attribute, text(place.dataset[name] ?? "")));
  });
}

/** Mark what a browser that translates the page must leave as it is: code, numbers and formulas. */
export function leaveUntranslated() {
  const code = all("code, pre, kbd, .brand, .graph-place, .panel-figure");
  const formulas = all(".equation-line, .equation-sum, .step-table .numbers > :not(.name)");
  const numbers = all(".number, .value, .parameter, #steps, #original-units, #lowest-loss, .panel-key strong, #speed label");
  const table = all("#weights-rows :is(.now, .true, .best):not([role=columnheader])");
  [...code, ...formulas, ...numbers, ...table].forEach((place) => (place.translate = false));
}
