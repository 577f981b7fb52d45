/* The list of keys, made of the keymap each time it is opened, and what each word and number of the page means. */

import { isHidden } from "../run/hidden.js";
import { text } from "../text/texts.js";
import { made, setMarked } from "./element.js";
import { meaningOf, NAMES, titleOf } from "./meanings.js";

/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("./keys.js").Key} Key */
/** @typedef {{title: string, rows: {caps: string[], name: string}[]}} Group of the list */

/** @type {Record<string, string>} what stands on a key, or the text that does, where it is not its name */
const CAPS = { Space: "hint.key", ArrowRight: "→", ArrowLeft: "←", Escape: "keys.escape.key", PageDown: "keys.page-down", PageUp: "keys.page-up" };
/** @type {Record<string, string>} the names of what may be hidden, where they are not those of the texts */
const HIDEABLE = { "hide-answer": "limits" };
const OF_HEAD = ["lessons", "projector-button"]; // which a frame has not

/** Show the list, with the focus on what closes it. @param {Record<string, Key[]>} groups @param {State} state */
export function showKeys(groups, state) {
  document.getElementById("keys")?.remove();
  const list = made("section", "", { className: "about" });
  list.id = "keys";
  list.setAttribute("role", "dialog");
  list.setAttribute("aria-labelledby", "keys-title");
  const close = made("button", "×", { className: "close" });
  close.id = "keys-close";
  close.setAttribute("aria-label", text("keys-close.label"));
  const title = made("h2", text("keys.title"));
  title.id = "keys-title";
  const place = made("div", "", { className: "key-groups" });
  place.append(...[...listOf(groups, state), ...groupsOfClass(state)].map(groupOf));
  list.append(close, title, place, noteOf(), switchOf(state.view.letters), ...meaningsOf(state));
  document.body.append(list);
  close.focus();
}

/** @param {Record<string, Key[]>} groups by the texts of their titles @param {State} state @returns {Group[]} what the list shows of them: what is hidden has no key */
export function listOf(groups, state) {
  const isThere = (/** @type {Key} */ { name }) => !isHidden(state, HIDEABLE[name] ?? name.replace("panel.", "panel-")) && !(state.view.embed && OF_HEAD.includes(name));
  return Object.entries(groups).map(([title, keys]) => ({
    title: text(title),
    rows: keys.filter(isThere).map((key) => ({ caps: capsOf(key), name: text(key.name) })),
  }));
}

/** @param {Key} key @returns {string[]} what stands on the keys that are pressed together */
function capsOf({ chord }) {
  return chord.split("+").map((name) => (name in CAPS ? text(CAPS[name]) : name.length === 1 ? name.toUpperCase() : name));
}

/** @param {State} state @returns {Group[]} the keys of a teacher (room_teacher.js) */
function groupsOfClass({ room }) {
  if (room?.role !== "teacher") return [];
  const names = { 1: "class-free", 2: "class-follow", 3: "class-freeze", V: "class-view" };
  return [{ title: text("class.label"), rows: Object.entries(names).map(([cap, name]) => ({ caps: [cap], name: text(name) })) }];
}

/** @param {Group} group */
function groupOf({ title, rows }) {
  const group = made("div", "");
  const list = made("dl", "");
  list.append(...rows.map(rowOf));
  group.append(made("h3", title), list);
  return group;
}

/** @param {Group["rows"][number]} row */
function rowOf({ caps, name }) {
  const row = made("div", "");
  const keys = made("dt", "");
  keys.append(...caps.map((cap) => made("kbd", cap)));
  row.append(keys, made("dd", name));
  return row;
}

/** Where other keys are of use. */
function noteOf() {
  const note = made("p", "");
  setMarked(note, text("keys.note"));
  return note;
}

/** Who speaks to the page, or meets keys by accident, turns the letters off. @param {boolean} on */
function switchOf(on) {
  const label = made("label", "");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: on });
  box.id = "letters";
  label.append(box, ` ${text("keys.letters")}`);
  return label;
}

/** What a hand asks by a press, for who has none. @param {State} state */
function meaningsOf(state) {
  const list = made("dl", "", { className: "meanings" });
  for (const name of NAMES) {
    const meaning = meaningOf(name, state);
    if (meaning) list.append(made("dt", titleOf(name)), made("dd", meaning));
  }
  return [made("h2", text("what.title")), made("p", text("what.note")), list];
}
