/* Buttons, switches and keys: which action each of them is. */

import { openPanels } from "../run/view.js";
import { closest, element } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").Action} Action */
/** @typedef {import("../run/types.js").State} State */

const SEEDS = 2 ** 32;
const STACKED = globalThis.matchMedia?.("(max-width: 71.999em), (max-height: 31.249em)");

/** @type {Record<string, (state: State) => Action>} by the button's id */
const BUTTONS = {
  start: () => ({ type: "play" }),
  pause: () => ({ type: "pause" }),
  step: () => ({ type: "step" }),
  reset: () => ({ type: "reset" }),
  "new-data": () => ({ type: "new-data", seed: randomSeed() }),
  "new-start": () => ({ type: "new-start", seed: randomSeed() }),
  halve: () => ({ type: "halve" }),
  "card-close": () => ({ type: "view", view: { card: false } }),
  "step-back": () => ({ type: "look-by", rows: -1 }),
  undo: () => ({ type: "undo" }),
  redo: () => ({ type: "redo" }),
  "go-on-here": () => ({ type: "go-on-here" }),
  live: () => ({ type: "look-at", epoch: Infinity }),
  "keep-run": () => ({ type: "keep-run" }),
  "forget-runs": () => ({ type: "forget-runs" }),
  "bring-back": () => ({ type: "bring-back" }),
  "mode-button": ({ view }) => ({ type: "view", view: { mode: view.mode === "light" ? "dark" : "light", modeOf: "reader" } }),
  "projector-button": ({ view }) => ({ type: "projector", open: !view.projector }),
  "leave-button": () => ({ type: "projector", open: false }),
  "more-button": ({ view }) => ({ type: "view", view: { more: !view.more } }),
  "about-button": ({ view }) => ({ type: "view", view: { about: !view.about } }),
  "about-close": () => ({ type: "view", view: { about: false } }),
};

/** @type {Record<string, (value: string, state: State) => Action>} by the data attribute of what was pressed */
const CHOICES = {
  trace: (name, { view }) => ({ type: "show-trace", name, shown: !view.shown[name] }),
  scale: (scale) => ({ type: "view", view: { logarithmic: scale === "log" } }),
  epochs: (epochs) => ({ type: "view", view: { allEpochs: epochs === "all" } }),
  shape: (shape) => ({ type: "view", view: { shape } }),
  close: (panel) => ({ type: "close-panel", panel }),
  forget: (number) => ({ type: "forget-run", number: Number(number) }),
};

/** @param {Store} store */
export function listenToButtons(store) {
  document.addEventListener("click", ({ target }) => onClick(store, target));
  document.addEventListener("keydown", (event) => onKey(store, event));
  // The events of a hand, not Dash's values, which the page sets too.
  document.addEventListener("change", ({ target }) => {
    if (isInput(target, "show-limits")) store.dispatch({ type: "view", view: { limits: target.checked } });
  });
  document.addEventListener("input", ({ target }) => {
    if (isInput(target, "scrubber")) store.dispatch({ type: "look-at", epoch: Number(target.value) });
  });
}

/** @param {EventTarget|null} target @param {string} id @returns {target is HTMLInputElement} */
function isInput(target, id) {
  return target instanceof HTMLInputElement && target.id === id;
}

/** @param {Store} store @param {EventTarget|null} target */
function onClick(store, target) {
  const button = closest(target, "button");
  const { state, dispatch } = store;
  if (state.notice && closest(target, "#sentence")) dispatch({ type: "say", notice: null }); // it has been read
  if (!button) return;
  const isFlat = button.getAttribute("aria-disabled") === "true" && button.id !== "pause"; // Pause always wins
  const choice = Object.keys(CHOICES).find((name) => name in button.dataset);
  if (isFlat && button.dataset.panel) dispatch({ type: "say", notice: { id: "panels.one-feature" } });
  else if (isFlat) return;
  else if (button.id in BUTTONS) dispatch(BUTTONS[button.id](state));
  else if (button.dataset.panel) flipPanel(store, button.dataset.panel);
  else if (choice) dispatch(CHOICES[choice](button.dataset[choice] ?? "", state));
  if (button.id === "card-close") element("start").focus();
  if (choice === "forget" || button.id === "forget-runs") element("bring-back").focus();
  if (button.id === "bring-back") element("keep-run").focus();
  if (choice === "close") element(`chip-${button.dataset.close}`).focus();
}

/** A chip opens or closes its panel; what is not seen is opened. @param {Store} store @param {string} panel */
function flipPanel(store, panel) {
  const isOpen = openPanels(store.state).includes(panel);
  store.dispatch({ type: isOpen ? "close-panel" : "open-panel", panel });
  if (!isOpen && STACKED.matches) element(`panel-${panel}`).scrollIntoView({ block: "start" });
}

/** Space starts and pauses, unless what has the focus uses it. Escape closes what is open. @param {Store} store @param {KeyboardEvent} event */
function onKey(store, event) {
  const { state, dispatch } = store;
  if (event.code === "Space" && isBare(event) && !usesSpace(event.target)) {
    event.preventDefault();
    if (!event.repeat) dispatch({ type: element("pause").dataset.face === "primary" ? "pause" : "play" });
  }
  if (event.key !== "Escape") return;
  if (state.notice) dispatch({ type: "say", notice: null });
  else if (state.view.about) dispatch({ type: "view", view: { about: false } });
  else if (state.view.projector) dispatch({ type: "projector", open: false });
}

/** With Ctrl, Alt, Shift or Meta it is the browser's or the system's. @param {KeyboardEvent} event */
function isBare({ ctrlKey, altKey, shiftKey, metaKey }) {
  return !ctrlKey && !altKey && !shiftKey && !metaKey;
}

/** @param {EventTarget|null} target */
function usesSpace(target) {
  const control = closest(target, "input, select, textarea, button, a, summary, [tabindex]"); // what scrolls has a tabindex
  const isSlider = control instanceof HTMLInputElement && control.type === "range";
  return control !== null && !["start", "pause"].includes(control.id) && !isSlider;
}

/** @returns {number} */
function randomSeed() {
  return crypto.getRandomValues(new Uint32Array(1))[0] % SEEDS;
}
