/* Every key: what it does, and what it is called. One table, from which the list on the page is made (docs/why/page-program.md). */

import { isPlaying } from "../run/state.js";
import { act, actionOfButton, actionOfChip, isInput } from "./buttons.js";
import { closest } from "./element.js";
import { fetchFirst } from "./modules.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").Action} Action */
/** @typedef {import("../run/types.js").Schema} Schema */
/** @typedef {import("../run/types.js").State} State */
/**
 * @typedef {object} Key
 * @property {string} chord as chordOf() has it: "Space", "ArrowLeft", "r", "Ctrl+s"
 * @property {string} name the id of the text that it is called by
 * @property {(state: State) => Action|null} action null where it does nothing now
 * @property {boolean} [repeats] while it is held down
 * @property {string} [presses] the id of a button that it presses, where its file comes later
 * @property {(state: State) => boolean} [isThere] whether it is a key just now; always, where that is left out
 * @typedef {object} Pressed a key that was pressed, as the browser tells it
 * @property {string} key
 * @property {string} [code]
 * @property {boolean} [ctrlKey]
 * @property {boolean} [metaKey]
 * @property {boolean} [altKey]
 * @property {boolean} [shiftKey]
 * @property {boolean} [repeat]
 * @typedef {"page"|"run"|"press"|"slider"|"choice"|"scroll"|"typing"|"menu"|"dialog"} Place what has the focus
 */

/** @type {Key[]} */
const RUN = [
  { chord: "Space", name: "hint", action: (state) => actionOfButton(isPlaying(state) ? "pause" : "start", state) },
  { chord: "ArrowRight", name: "step", action: (state) => actionOfButton("step", state), repeats: true },
  { chord: "ArrowLeft", name: "step-back.label", action: (state) => actionOfButton("step-back", state), repeats: true },
  { chord: "r", name: "reset", action: (state) => actionOfButton("reset", state) },
  { chord: "n", name: "new-data", action: (state) => actionOfButton("new-data", state) },
  { chord: "Ctrl+z", name: "undo", action: () => ({ type: "undo" }) },
  { chord: "Ctrl+y", name: "redo", action: () => ({ type: "redo" }) },
];

/** @type {Record<string, string>} what a system calls otherwise */
const ALIASES = { "Ctrl+Shift+z": "Ctrl+y" };

const nothing = () => null;
const isWhole = (/** @type {State} */ { view }) => !view.embed; // a frame has no head
const inLesson = (/** @type {State} */ { lesson }) => lesson !== null;

/** @type {Key[]} */
const PAGE = [
  { chord: "l", name: "lessons", action: nothing, presses: "lessons", isThere: isWhole },
  { chord: "PageDown", name: "lesson.next", action: nothing, presses: "card-next", isThere: inLesson },
  { chord: "PageUp", name: "lesson.back", action: nothing, presses: "card-back", isThere: inLesson },
  { chord: "h", name: "hide-answer", action: nothing, presses: "hide-answer" },
  { chord: "p", name: "projector-button", action: projector },
  { chord: "a", name: "sound", action: ({ view }) => ({ type: "view", view: { sound: !view.sound } }) },
  { chord: "?", name: "keys.list", action: (state) => actionOfButton("keys-button", state) },
  { chord: "Escape", name: "keys.escape", action: closing },
];

/** @type {Partial<Record<Place, RegExp>>} the keys that each of them needs for itself, or that are not meant there */
const TAKEN = {
  press: /^Space$/,
  slider: /^(Arrow|Page)/,
  choice: /^(Arrow|Space$)/,
  scroll: /^(Arrow|Page|Space$)/,
  typing: /^(?!Escape$)/,
  menu: /^/,
  dialog: /^(?!(Escape|\?)$)/,
};
const LETTERS = /^[a-z?]$/;

/** @type {Record<string, Place>} the places of inputs by their types; into all others one types */
const INPUTS = { range: "slider", radio: "choice", checkbox: "press" };

/** @param {Schema} schema @returns {Record<string, Key[]>} all keys, by the text of their group's title */
export function groupsOf({ panels }) {
  const ofPanels = Object.entries(panels).map(([panel, { key }]) => ({
    chord: key,
    name: `panel.${panel}`,
    action: (/** @type {State} */ state) => actionOfChip(panel, state),
  }));
  return { "training.label": RUN, "panels.title": ofPanels, "keys.page": PAGE };
}

/**
 * What was pressed, with its modifiers: a letter as it is printed, or as it lies where the alphabet is another one; of "?" Shift is a part.
 * @param {Pressed} pressed @returns {string}
 */
export function chordOf({ key, code = "", ctrlKey, metaKey, altKey, shiftKey }) {
  const [, place] = /^Key([A-Z])$/.exec(code) ?? [];
  const isLetter = /^[a-z]$/i.test(key);
  const letter = isLetter ? key : /^\p{L}$/u.test(key) ? place : undefined;
  const isSign = key.length === 1 && key !== " " && !letter;
  const modifiers = `${ctrlKey || metaKey ? "Ctrl+" : ""}${altKey ? "Alt+" : ""}${shiftKey && !isSign ? "Shift+" : ""}`;
  return modifiers + (key === " " ? "Space" : (letter?.toLowerCase() ?? key));
}

/** @param {Pressed} pressed @param {Place} place what has the focus @param {State} state @returns {Key|undefined} the key that this is */
export function keyOf(pressed, place, state) {
  const { schema, view } = state;
  const typed = chordOf(pressed);
  const chord = ALIASES[typed] ?? typed;
  const isBehind = view.about || view.keys;
  if (TAKEN[place]?.test(chord) || (isBehind && TAKEN.dialog?.test(chord)) || (!view.letters && LETTERS.test(chord))) return undefined;
  return Object.values(groupsOf(schema)).flat().find(({ chord: it, isThere }) => it === chord && (!isThere || isThere(state)));
}

/** @param {Pressed} pressed @param {Place} place what has the focus @param {State} state @returns {Action|null} what is to be done */
export function actionOf(pressed, place, state) {
  const key = keyOf(pressed, place, state);
  return key && (!pressed.repeat || key.repeats) ? key.action(state) : null;
}

/** The wall's view has no room on a phone or in a frame, and its button is not there. @param {State} state */
function projector(state) {
  return (state.view.isPhone || state.view.embed) && !state.view.projector ? null : actionOfButton("projector-button", state);
}

/** Escape closes what was opened last. @param {State} state @returns {Action|null} */
function closing({ notice, view }) {
  if (view.keys) return { type: "view", view: { keys: false } };
  if (notice) return { type: "say", notice: null };
  if (view.about) return { type: "view", view: { about: false } };
  if (view.hint) return { type: "view", view: { hint: null } };
  return view.projector ? { type: "projector", open: false } : null;
}

/** @param {EventTarget|null} target @returns {Place} */
function placeOf(target) {
  if (closest(target, "details.take[open]")) return "menu";
  if (closest(target, ".about")) return "dialog";
  const control = closest(target, "input, select, textarea, button, a, summary, [tabindex='0']:not([role='application'], [role='slider'])"); // what scrolls has a tabindex, and what is touched
  if (!control) return "page";
  if (control instanceof HTMLInputElement) return INPUTS[control.type] ?? "typing";
  if (closest(control, "select, textarea")) return "typing"; // into a list too: its first letters
  if (["start", "pause"].includes(control.id)) return "run"; // where Space does the same
  return closest(control, "button, a, summary") === control ? "press" : "scroll";
}

/** Bring the list, and open it. @param {Store} store */
async function openList(store) {
  try {
    await fetchFirst("page/keys_list.js");
    const { showKeys } = await import("./keys_list.js");
    const { schema, view } = store.state;
    if (view.keys) showKeys(groupsOf(schema), store.state);
  } catch (error) {
    console.warn(error);
    store.dispatch({ type: "view", view: { keys: false } });
    store.dispatch({ type: "say", notice: { id: "panel.code.unreachable" } });
  }
}

/** @param {Store} store */
export function listenToKeys(store) {
  store.subscribe((state, before) => {
    if (state.view.keys && !before.view.keys) openList(store);
  });
  document.addEventListener("change", ({ target }) => {
    if (isInput(target, "letters")) store.dispatch({ type: "view", view: { letters: target.checked } });
  });
  const keep = (/** @type {KeyboardEvent} */ event) => closest(event.target, "button") && /.Space$/.test(chordOf(event)) && event.preventDefault();
  ["keydown", "keyup"].forEach((name) => document.addEventListener(name, /** @type {EventListener} */ (keep))); // it switches keyboards, and presses nothing
  document.addEventListener("keydown", (event) => {
    const place = placeOf(event.target);
    const key = keyOf(event, place, store.state);
    if (event.defaultPrevented || !key) return;
    if (event.key !== "Escape") event.preventDefault();
    const action = actionOf(event, place, store.state);
    if (action?.type === "undo" && !store.state.past.length) store.dispatch({ type: "say", notice: { id: "undo.nothing" } });
    else if (action) act(store, action);
    else if (key.presses && !event.repeat) document.getElementById(key.presses)?.click();
  });
}
