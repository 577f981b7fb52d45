/* A dialog over the page: what a button opens, with a × that closes it, as Escape does. */

import { text } from "../text/texts.js";
import { element, made } from "./element.js";

/**
 * @param {string} id @param {string} title id of the heading that names it @param {string} label of the ×, by its text's id @param {() => void} close
 * @returns {HTMLElement} with its × alone, not yet in the page
 */
export function madeDialog(id, title, label, close) {
  const place = made("section", "", { id, className: "about" });
  place.setAttribute("role", "dialog");
  place.setAttribute("aria-labelledby", title);
  const shut = made("button", "×", { className: "close" });
  shut.setAttribute("aria-label", text(label));
  shut.addEventListener("click", close);
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  place.append(shut);
  return place;
}

/** @param {HTMLElement} place of a dialog @param {string} opener id of the button that opens it */
export function openDialog(place, opener) {
  document.body.append(place); // not into the page, of which Dash may draw another meanwhile
  element(opener).setAttribute("aria-expanded", "true");
}

/** Away with it; the focus goes back to what opened it. @param {HTMLElement} place @param {string} opener */
export function closeDialog(place, opener) {
  place.remove();
  element(opener).setAttribute("aria-expanded", "false");
  element(opener).focus();
}
