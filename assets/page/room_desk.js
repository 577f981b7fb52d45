/* The teacher's view of the class: the code for everybody, the key for another device, what is the same for all, who is here, the end. */

import { spaced } from "../run/room_code.js";
import { sentence, text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { capitals, classLink, codePicture, copyLink, keyLink } from "./room_link.js";
import { lockSwitches } from "./room_lock_switches.js";
import { MemberList } from "./room_members.js";
import { button, field, fold, row, said, switched, View } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("./room_teacher.js").Teacher} Teacher */

const IDS = { view: "class-desk-view", link: "class-link", key: "class-key-link", said: "class-desk-words", sentence: "class-sentence", large: "class-large" };
const LONGEST_SENTENCE = 200;

/** The view. */
export class Desk {
  /** @param {Teacher} teacher */
  constructor(teacher) {
    this.teacher = teacher;
    this.view = new View(IDS.view, "class-desk");
    this.members = new MemberList((member) => this.drive({ type: "remove", member }));
    this.words = "";
  }

  /** @param {string} opener id of the button that was pressed */
  flip(opener) {
    const { room, kept } = this.teacher;
    if (this.view.isOpen) return this.view.close();
    if (!room || !kept) return undefined;
    this.view.opener = opener;
    const { sample, start, names } = room.state.drive;
    const drive = (/** @type {object} */ act) => this.drive(act);
    const same = fold(
      "class.same",
      switched("class.same.sample", sample === "same", (isSame) => drive({ type: "same", sample: isSame ? "same" : "own" })),
      switched("class.same.start", start === "same", (isSame) => drive({ type: "same", start: isSame ? "same" : "own" })),
      switched("class.names", names, (allowed) => drive({ type: "names", allowed })),
    );
    return this.view.show(text("class.desk.heading"), [
      ...this.invitation(room),
      said("", IDS.said),
      ...this.keyRow(room.code, kept.key),
      this.front(),
      same,
      lockSwitches(this.teacher),
      this.members.place,
    ]) ?? this.level(room, null);
  }

  /** @param {Room} room @returns {HTMLElement[]} for everybody: code, address, and both as a picture */
  invitation({ code }) {
    const link = /** @type {HTMLAnchorElement} */ (made("a", classLink(code), { id: IDS.link, href: classLink(code), target: "_blank" }));
    link.rel = "noopener";
    const copy = button("class.copy", async () => setText(IDS.said, text(await copyLink(classLink(code), "class.copied"))));
    const words = made("div", "", { className: "class-invitation" });
    const large = made("p", spaced(code), { id: IDS.large });
    for (const letters of [link, large]) letters.translate = false; // no browser makes other words of them
    words.append(made("p", text("class.invite"), { className: "note" }), large, row(link, copy));
    const place = made("div", "", { className: "class-invite" });
    place.append(words, codePicture(capitals(code), text("class.qr")));
    return [place];
  }

  /** @returns {HTMLElement} the sentence that stands over every page when it is still */
  front() {
    const { label, field: input } = field("class-sentence", IDS.sentence, { maxLength: LONGEST_SENTENCE, value: this.words, placeholder: text("class-freeze.sentence") });
    input.addEventListener("input", () => (this.words = input.value));
    return row(label, input);
  }

  /** @param {string} code @param {string} key @returns {HTMLElement[]} whoever has it is the teacher: dots stand for the key, as on a wall all can read */
  keyRow(code, key) {
    const address = keyLink(code, key);
    const secret = made("span", address.slice(address.indexOf("#")), { className: "class-secret" });
    const link = /** @type {HTMLAnchorElement} */ (made("a", address.slice(0, address.indexOf("#")), { id: IDS.key, href: address, target: "_blank" }));
    link.append(secret);
    link.translate = false;
    link.setAttribute("aria-label", text("class-key-link"));
    link.rel = "noopener";
    const copy = button("class.copy", async () => setText(IDS.said, text(await copyLink(address, "class.copied.key"))));
    const picture = made("div", "");
    const show = button("class.key.show", () => picture.replaceChildren(codePicture(address, text("class.key.qr"))));
    return [made("h3", text("class.key")), made("p", text("class.key.what"), { className: "note" }), row(link, copy, show), picture];
  }

  /** @returns {string} of the teacher, for whoever looks to the front */
  sentence() {
    return this.words.trim();
  }

  /** @param {Room|null} room @param {Room|null} before */
  level(room, before) {
    if (!room) return this.close();
    if (!this.view.isOpen || room.members === before?.members) return undefined;
    return this.members.level(room.members);
  }

  /** @param {object} act */
  async drive(act) {
    const { notice } = await this.teacher.drive(act);
    if (this.view.isOpen) setText(IDS.said, notice ? sentence(notice) : "");
  }

  close() {
    this.view.close();
  }
}
