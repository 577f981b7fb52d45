/* What is hidden goes from the page, from its keys and from the way of the tab key. */

import { all } from "./element.js";
import { TRACES, TRACE_KEYS } from "../run/traces.js";

const ROWS = ".control,.field,.field-row,.dataset";
/** @type {Record<string, string>} the elements of names that are no element's own */
const PLACES = { more: ".more-block", loss: ".loss-number", limits: ".limits-row,.answer-switch", equation: "#equation", weights: "#weights,#weights-title" };

/** @param {string[]} names */
export function markHidden(names) {
  const places = new Set(names.flatMap(placesOf));
  all("[data-hidden]").forEach((place) => places.has(place) || place.removeAttribute("data-hidden"));
  places.forEach((place) => place.setAttribute("data-hidden", ""));
}

/** @param {string} name @returns {HTMLElement[]} */
function placesOf(name) {
  if (name in PLACES) return all(PLACES[name]);
  const trace = Object.keys(TRACES).find((it) => TRACE_KEYS[it] === name);
  if (trace) return all(`#key [data-trace="${trace}"]`);
  if (name.startsWith("panel-")) return all(`#chips [data-panel="${name.slice("panel-".length)}"]`);
  const element = document.getElementById(name);
  const row = element?.matches("input,select,[role=radiogroup]") || name === "speed" ? element?.closest(ROWS) : element;
  return row ? [/** @type {HTMLElement} */ (row)] : [];
}
