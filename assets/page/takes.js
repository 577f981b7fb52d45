/* What is taken along from where it is seen: at each figure and table a quiet button, with pictures for a worksheet behind it. */

import { text } from "../text/texts.js";
import { all, closest, element, made, setText } from "./element.js";
import { fetchFirst } from "./modules.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */

/** @type {Record<string, string>} the element that holds each figure or table */
const PLACES = {
  fit: ".fit-place",
  loss: ".loss-place",
  weights: "#weights",
  map: "#panel-map",
  step: "#panel-step",
  residuals: "#panel-residuals",
  compare: "#panel-compare",
  sampling: "#panel-sampling",
};

/** @param {Store} store */
export function listenToTakes(store) {
  Object.entries(PLACES).forEach(([name, place]) => document.querySelector(place)?.append(button(name)));
  document.addEventListener("click", ({ target }) => {
    const chosen = closest(target, "[data-take-format]");
    if (chosen) take(store.state, chosen);
    all("details.take[open]").forEach((open) => !open.contains(/** @type {Node} */ (target)) && open.removeAttribute("open"));
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" ? closest(event.target, "details.take[open]") : null;
    if (!open) return;
    event.stopPropagation();
    open.removeAttribute("open");
    open.querySelector("summary")?.focus();
  });
}

/** @param {string} name of a figure or table @returns {HTMLElement} what opens its menu, which is filled when it is opened first */
function button(name) {
  const place = made("details", "", { className: "take" });
  const summary = made("summary", "", { title: text("take.title") });
  summary.setAttribute("aria-label", text("take.label", { figure: text(`picture.${name}`) }));
  summary.append(made("span", ""));
  summary.firstElementChild?.classList.add("icon", "icon-take");
  place.append(summary);
  place.addEventListener("toggle", () => fill(/** @type {HTMLDetailsElement} */ (place), name));
  return place;
}

/** @param {HTMLDetailsElement} place that was opened or closed @param {string} name */
async function fill(place, name) {
  if (!place.open || place.children.length > 1) return;
  try {
    await fetchFirst("page/taken.js");
    const { menu } = await import("./taken.js");
    if (place.children.length === 1) place.append(menu(name));
  } catch (error) {
    console.warn(error);
    place.open = false;
    setText(element("sentence"), text("panel.code.unreachable"));
  }
}

/** @param {State} state @param {HTMLElement} button */
async function take(state, button) {
  const words = closest(button, ".take-menu")?.lastElementChild ?? element("sentence");
  try {
    await fetchFirst("page/taken.js");
    const { taken } = await import("./taken.js");
    setText(words, text("panel.code.drawing"));
    setText(words, await taken(state, button.dataset));
  } catch (error) {
    console.warn(error);
    setText(words, text("panel.code.not-drawn"));
  }
}
