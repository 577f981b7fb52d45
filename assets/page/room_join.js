/* Joining a class: where its code is typed. */

import { readCode } from "../run/room_code.js";
import { sentence, text } from "../text/texts.js";
import { element, setText } from "./element.js";
import { button, field, row, said, View } from "./room_view.js";

/** @typedef {import("../run/types.js").Notice} Notice */

const IDS = { code: "join-code", join: "join", said: "join-words" };

/** The dialog. */
export class JoinView {
  /** @param {(code: string) => Promise<Notice|null>} join gives what was wrong @param {() => void} open a class of one's own */
  constructor(join, open) {
    this.join = join;
    this.open = open;
    this.view = new View("join-view", "class-join");
    this.isAsking = false; // a second press while the first is on its way would be a second student
  }

  /** @param {string} [typed] @param {Notice|null} [notice] */
  flip(typed = "", notice = null) {
    if (this.view.isOpen) return this.view.close();
    const { label, field: input } = field("join-code", IDS.code, { value: typed, maxLength: 200, autocapitalize: "characters", className: ["form-control", "class-code-field"].join(" ") });
    input.addEventListener("keydown", (event) => event.key === "Enter" && this.press());
    const press = button("join", () => this.press(), { id: IDS.join, className: "push" });
    const parts = [label, row(input, press), said(notice ? sentence(notice) : "", IDS.said), ...this.opening()];
    this.view.show(text("class-join.heading"), parts, input);
  }

  /** @returns {HTMLElement[]} what opens a class where the head has no room for a button that does */
  opening() {
    if (element("class-open").offsetParent) return [];
    return [row(button("class-join.open", () => (this.view.close(), this.open())))];
  }

  async press() {
    const read = readCode(/** @type {HTMLInputElement} */ (element(IDS.code)).value);
    if (!("code" in read)) return this.refuse(faultText(read));
    if (this.isAsking) return undefined;
    this.isAsking = true;
    setText(IDS.said, text("class-join.asking"));
    const notice = await this.join(read.code).finally(() => (this.isAsking = false));
    return notice ? this.refuse(notice) : this.view.close();
  }

  /** @param {Notice} notice */
  refuse(notice) {
    if (!this.view.isOpen) return;
    setText(IDS.said, sentence(notice));
    const input = /** @type {HTMLInputElement} */ (element(IDS.code));
    input.setAttribute("aria-invalid", "true");
    input.focus();
  }
}

/** @param {Exclude<import("../run/room_code.js").Typed, {code: string}>} read @returns {Notice} what is wrong with what was typed */
export function faultText(read) {
  return { id: `class.error.${read.fault}`, values: read.fault === "length" ? { count: read.count } : { letter: read.letter } };
}
