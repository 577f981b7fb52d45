/* The list of keys, made of the keymap each time it is opened, and what each word and number of the page means. */

import { meaningOf, NAMES, titleOf } from "./meanings.js";
import { text } from "../text/texts.js";
import { made, setMarked } from "./element.js";

/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("./keys.js").Group} Group */

/** Show the list, with the focus on what closes it. @param {Group[]} groups @param {State} state */
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
  place.append(...[...groups, ...groupsOfClass(state)].map(groupOf));
  list.append(close, title, place, noteOf(), switchOf(state.view.letters), ...meaningsOf(state));
  document.body.append(list);
  close.focus();
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
