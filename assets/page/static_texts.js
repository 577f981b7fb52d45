/* The texts that the server has written into the page, written again where they are to be others. */

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
