/* Buttons and switches: which action each of them is. */

import { isHidden } from "../run/hidden.js";
import { buttons } from "../run/state.js";
import { openPanels, whyNot } from "../run/view.js";
import { closest, element } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").Action} Action */
/** @typedef {import("../run/types.js").State} State */

const SEEDS = 2 ** 32;
const GROWING_MS = 2000;
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
  "my-line": ({ hand }) => ({ type: "show-my-line", shown: !hand.shown }),
  "forget-runs": () => ({ type: "forget-runs" }),
  "bring-back": () => ({ type: "bring-back" }),
  "mode-button": ({ view }) => ({ type: "view", view: { mode: view.mode === "light" ? "dark" : "light", modeOf: "reader" } }),
  "projector-button": ({ view }) => ({ type: "projector", open: !view.projector }),
  "leave-button": () => ({ type: "projector", open: false }),
  "more-button": ({ view }) => ({ type: "view", view: { more: !view.more } }),
  "about-button": ({ view }) => ({ type: "view", view: { about: !view.about, keys: false } }),
  "about-close": () => ({ type: "view", view: { about: false } }),
  "about-keys": () => ({ type: "view", view: { about: false, keys: true } }),
  "keys-button": ({ view }) => ({ type: "view", view: { about: false, keys: !view.keys } }),
  "keys-close": () => ({ type: "view", view: { keys: false } }),
};

/** @type {Record<string, (value: string, state: State) => Action>} by the data attribute of what was pressed */
const CHOICES = {
  trace: (name, { view }) => ({ type: "show-trace", name, shown: !view.shown[name] }),
  scale: (scale) => ({ type: "view", view: { logarithmic: scale === "log" } }),
  epochs: (epochs) => ({ type: "view", view: { allEpochs: epochs === "all" } }),
  which: (step) => ({ type: "view", view: { step: step === "coming" ? "coming" : "last" } }),
  shape: (shape) => ({ type: "view", view: { shape } }),
  per: (unit) => ({ type: "view", view: { deviations: unit === "deviation" } }),
  close: (panel) => ({ type: "close-panel", panel }),
  forget: (number) => ({ type: "forget-run", number: Number(number) }),
};

/** @param {Store} store */
export function listenToButtons(store) {
  document.addEventListener("click", ({ target }) => onClick(store, target));
  // The events of a hand, not Dash's values, which the page sets too.
  document.addEventListener("change", ({ target }) => {
    if (isInput(target, "show-limits")) store.dispatch({ type: "view", view: { limits: target.checked } });
  });
  document.addEventListener("input", ({ target }) => {
    if (isInput(target, "scrubber")) store.dispatch({ type: "look-at", epoch: Number(target.value) });
  });
}

/** @param {EventTarget|null} target @param {string} id @returns {target is HTMLInputElement} */
export function isInput(target, id) {
  return target instanceof HTMLInputElement && target.id === id;
}

/** @param {Store} store @param {EventTarget|null} target */
function onClick(store, target) {
  const button = closest(target, "button");
  const { state, dispatch } = store;
  if (state.notice && closest(target, "#sentence")) dispatch({ type: "say", notice: null }); // it has been read
  else if (state.view.hint && closest(target, "#sentence")) dispatch({ type: "view", view: { hint: null } });
  if (!button) return;
  const { id, dataset } = button;
  const isFlat = button.getAttribute("aria-disabled") === "true" && id !== "pause"; // Pause always wins
  const choice = Object.keys(CHOICES).find((name) => name in dataset);
  const ofChip = dataset.panel ? actionOfChip(dataset.panel, state) : null;
  if (ofChip) act(store, ofChip);
  else if (isFlat) return;
  else if (id in BUTTONS) act(store, BUTTONS[id](state));
  else if (choice) act(store, CHOICES[choice](dataset[choice] ?? "", state));
}

/** Do what was asked for with a hand: a panel that it opens is brought into view. @param {Store} store @param {Action} action */
export function act(store, action) {
  store.dispatch(action);
  if (action.type === "open-panel" && STACKED.matches) bringIntoView(element(`panel-${action.panel}`));
}

/** Again while it grows, for what is in it comes a moment later, until one scrolls oneself. @param {HTMLElement} place */
function bringIntoView(place) {
  const scroll = () => place.scrollIntoView({ block: "start" });
  const growing = new ResizeObserver(scroll);
  const end = () => growing.disconnect();
  scroll();
  growing.observe(place);
  ["pointerdown", "wheel", "keydown"].forEach((name) => window.addEventListener(name, end, { once: true, capture: true }));
  setTimeout(end, GROWING_MS);
}

/** @param {string} id of a button @param {State} state @returns {Action|null} what a press of it does, null where it is flat */
export function actionOfButton(id, state) {
  return buttons(state)[id] === "flat" || isHidden(state, id) ? null : BUTTONS[id](state);
}

/** A chip opens or closes its panel; what is not seen is opened. @param {string} panel @param {State} state @returns {Action|null} null where it is hidden */
export function actionOfChip(panel, state) {
  if (isHidden(state, `panel-${panel}`)) return null;
  const why = whyNot(state, panel);
  if (why) return { type: "say", notice: { id: why } };
  return { type: openPanels(state).includes(panel) ? "close-panel" : "open-panel", panel };
}

/** @returns {number} */
function randomSeed() {
  return crypto.getRandomValues(new Uint32Array(1))[0] % SEEDS;
}
