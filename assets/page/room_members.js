/* Who is in the class, for the teacher: by name, found by some letters of it, each to be removed. Rows stay where they are while others come. */

import { text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { nameText } from "./room_name.js";
import { button, field, fold, row } from "./room_view.js";

/** @typedef {{member: string, name: any, hidden: boolean, here: boolean}} Listed */

const IDS = { list: "class-members", search: "class-member-search" };
const SEARCHED = 12; // from so many on they are looked for by name

/** The list. */
export class MemberList {
  /** @param {(member: string) => unknown} remove */
  constructor(remove) {
    this.remove = remove;
    this.list = made("ul", "", { id: IDS.list, className: "class-members" });
    const { label, field: input } = field("class-member-search", IDS.search, { maxLength: 40 });
    this.input = input;
    this.search = row(label, input);
    input.addEventListener("input", () => this.find());
    this.place = fold("class.members", this.search, this.list);
    /** @type {Map<string, {place: HTMLElement, name: HTMLElement, press: HTMLElement, sorted: string}>} */
    this.rows = new Map();
  }

  /** @param {Listed[]} members */
  level(members) {
    const there = new Set(members.map(({ member }) => member));
    for (const [member, { place }] of this.rows) if (!there.has(member)) this.drop(member, place);
    for (const one of members) this.levelRow(one);
    const sorted = [...this.rows.values()].sort((one, other) => one.sorted.localeCompare(other.sorted));
    sorted.forEach(({ place }, i) => this.list.children[i] !== place && this.list.insertBefore(place, this.list.children[i] ?? null));
    this.search.hidden = members.length < SEARCHED;
    this.find();
  }

  /** @param {Listed} one */
  levelRow(one) {
    const known = this.rows.get(one.member) ?? this.made(one.member);
    const name = nameText(one);
    known.sorted = name;
    setText(known.name, text(one.here ? "class.member" : "class.member.away", { name }));
    known.press.setAttribute("aria-label", text("class.remove.label", { name }));
  }

  /** @param {string} member */
  made(member) {
    const place = made("li", "");
    const name = made("span", "");
    const press = button("class.remove", () => this.remove(member));
    place.append(name, press);
    const one = { place, name, press, sorted: "" };
    this.rows.set(member, one);
    return one;
  }

  /** @param {string} member @param {HTMLElement} place the focus goes to the next one */
  drop(member, place) {
    const next = /** @type {HTMLElement|null} */ ((place.nextElementSibling ?? place.previousElementSibling)?.querySelector("button") ?? null);
    const hadFocus = place.contains(document.activeElement);
    place.remove();
    this.rows.delete(member);
    if (hadFocus) (next ?? /** @type {HTMLElement|null} */ (this.place.querySelector("summary")))?.focus();
  }

  /** Those whose names have these letters. */
  find() {
    const wanted = this.search.hidden ? "" : this.input.value.trim().toLocaleLowerCase();
    for (const { place, sorted } of this.rows.values()) place.hidden = !sorted.toLocaleLowerCase().includes(wanted);
  }
}
