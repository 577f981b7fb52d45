/* How the page looks: mode, projector, what is open, what shows; and what changes it. */

import { text } from "../text/texts.js";
import { all, element, setAttribute, setHidden, setText } from "./element.js";
import { preferMode } from "./storage.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("../run/types.js").View} View */

const PHONE = globalThis.matchMedia?.("(max-width: 599px)");

/** @returns {Partial<View>} what the browser knows of the view of a page that has just been opened */
export function screen() {
  // The mode is set before anything is drawn (assets/mode.js).
  const mode = document.documentElement.dataset.bsTheme === "dark" ? "dark" : "light";
  return { mode, isPhone: PHONE.matches };
}

/** @param {Store} store */
export function watchScreen(store) {
  PHONE.addEventListener("change", () => store.dispatch({ type: "view", view: { isPhone: PHONE.matches } }));
}

/** Bring the page's elements level with the view. @param {State} state */
export function showView({ view }) {
  const root = document.documentElement;
  root.dataset.bsTheme = view.mode;
  root.dataset.view = view.projector ? "projector" : "desk";
  setText("mode-name", text(view.mode === "light" ? "mode.board" : "mode.paper"));
  all("#key [data-trace]").forEach((entry) => setAttribute(entry, "aria-pressed", view.shown[entry.dataset.trace ?? ""]));
  all("[data-scale]").forEach((choice) => setAttribute(choice, "aria-pressed", (choice.dataset.scale === "log") === view.logarithmic));
  element("page").dataset.limits = String(view.limits);
  element("page").dataset.more = String(view.more);
  showPart("more", "more-button", view.more);
  showPart("about", "about-button", view.about);
}

/** @param {string} part @param {string} button that opens it @param {boolean} open */
function showPart(part, button, open) {
  setHidden(part, !open);
  setAttribute(element(button), "aria-controls", part);
  setAttribute(element(button), "aria-expanded", open);
}

/** What else follows from a change of the view. @param {View} view @param {View} before */
export function afterView(view, before) {
  if (view.about !== before.about) element(view.about ? "about-close" : "about-button").focus();
  const isPrinting = "printing" in document.documentElement.dataset;
  if (view.mode !== before.mode && !isPrinting) preferMode(view.mode);
}
