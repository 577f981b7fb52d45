/* How the page looks: mode, projector, what is open, what shows; and what changes it. */

import { magnification } from "../figures/magnify.js";
import { text } from "../text/texts.js";
import { all, element, setAttribute, setHidden, setText } from "./element.js";
import { markHidden } from "./hidden.js";
import { letters, preferLetters, preferMode } from "./storage.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("../run/types.js").View} View */

// As in style/view-phone.css and style/view-sideways.css.
const SMALL = globalThis.matchMedia?.("(max-width: 37.499em), (max-height: 31.249em)");
const DARK = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
const RESIZED_MS = 100;

/** @returns {Partial<View>} what the browser knows of the view of a page that has just been opened */
export function screen() {
  // The mode is set before anything is drawn (assets/mode.js).
  const mode = document.documentElement.dataset.bsTheme === "dark" ? "dark" : "light";
  const modeOf = document.documentElement.dataset.modeOf === "reader" ? "reader" : "system";
  return { mode, modeOf, letters: letters(), ...size() };
}

/** @returns {{isPhone: boolean, magnification: number}} */
function size() {
  return { isPhone: SMALL.matches, magnification: magnification() };
}

/** @param {Store} store */
export function watchScreen(store) {
  const tell = () => {
    const { isPhone, magnification: now } = size();
    const { view } = store.state;
    if (isPhone !== view.isPhone || now !== view.magnification) store.dispatch({ type: "view", view: { isPhone, magnification: now } });
  };
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let later;
  SMALL.addEventListener("change", tell);
  window.addEventListener("resize", () => {
    clearTimeout(later);
    later = setTimeout(tell, RESIZED_MS);
  });
  watchKeyboard();
  watchSystem(store);
}

/** A system that goes dark in the evening is followed, unless the reader has chosen. @param {Store} store */
function watchSystem(store) {
  DARK.addEventListener("change", ({ matches }) => {
    if (store.state.view.modeOf === "system") store.dispatch({ type: "view", view: { mode: matches ? "dark" : "light" } });
  });
}

/** How much of the screen a keyboard covers, which fixed parts must keep clear of. */
function watchKeyboard() {
  const { visualViewport: seen } = window;
  const tell = () => {
    const covered = seen && seen.scale === 1 ? Math.max(0, Math.round(innerHeight - seen.height - seen.offsetTop)) : 0;
    document.documentElement.style.setProperty("--keyboard", `${covered}px`);
  };
  seen?.addEventListener("resize", tell);
  seen?.addEventListener("scroll", tell);
}

/** Bring the page's elements level with the view. @param {State} state */
export function showView({ view }) {
  const root = document.documentElement;
  root.dataset.bsTheme = view.mode;
  root.dataset.view = view.projector ? "projector" : "desk";
  setText("mode-name", text(view.mode === "light" ? "mode.board" : "mode.paper"));
  all("#key [data-trace]").forEach((entry) => setAttribute(entry, "aria-pressed", view.shown[entry.dataset.trace ?? ""]));
  all("[data-scale]").forEach((choice) => setAttribute(choice, "aria-pressed", (choice.dataset.scale === "log") === view.logarithmic));
  all(".segment[data-per]").forEach((choice) => setAttribute(choice, "aria-pressed", (choice.dataset.per === "deviation") === view.deviations));
  element("page").dataset.limits = String(view.limits);
  root.dataset.embed = String(view.embed);
  markHidden(view.hidden);
  element("page").dataset.more = String(view.more);
  showPart("more", "more-button", view.more);
  showPart("about", "about-button", view.about);
  if (!view.keys) document.getElementById("keys")?.remove();
}

/** @param {string} part @param {string} button that opens it @param {boolean} open */
function showPart(part, button, open) {
  setHidden(part, !open);
  setAttribute(element(button), "aria-controls", part);
  setAttribute(element(button), "aria-expanded", open);
}

/** What else follows from a change of the view. @param {View} view @param {View} before */
export function afterView(view, before) {
  if (view.letters !== before.letters) preferLetters(view.letters);
  const isPrinting = "printing" in document.documentElement.dataset;
  if (view.modeOf === "reader" && view.mode !== before.mode && !isPrinting) preferMode(view.mode);
}
