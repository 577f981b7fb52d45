/* The strip of a student's page: the class, what is on, how many are here, who one is. Its view: another name, the personal link, a way out. */

import { isFrozen, isThere } from "../run/room.js";
import { spaced } from "../run/room_code.js";
import { sentence, text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { strip } from "./room_bar.js";
import { stripText } from "./room_brief.js";
import { nameText } from "./room_name.js";
import { personalLink } from "./room_link.js";
import { button, field, row, said, segments, switched, View } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("./room_member.js").Member} Member */

const PARTS = { meName: "class-me-name" };
const ID = "class-strip";
const IDS = { on: "class-on", here: "class-here", me: "class-me", leave: "class-leave", said: "class-me-words", name: "class-name" };
const LONGEST_NAME = 24;
const TEMPOS = ["slower", "fine", "faster", "lost"];

/** The strip. */
export class MemberStrip {
  /** @param {Member} member */
  constructor(member) {
    this.member = member;
    this.place = strip(ID);
    this.view = new View("class-me-view", IDS.me);
    this.code = made("strong", "");
    this.code.translate = false;
    this.on = made("span", "", { id: IDS.on });
    this.on.setAttribute("role", "status");
    this.here = made("span", "", { id: IDS.here });
    this.me = button("class-me", () => this.flip(), { id: IDS.me });
    this.leave = button("class-leave", () => this.out(), { id: IDS.leave });
    /** Parts of other things that are on: a question, a challenge. */
    this.more = made("span", "", { className: "class-more" });
    new MutationObserver(() => this.level()).observe(this.more, { childList: true, subtree: true, attributeFilter: ["hidden"] });
    const [first, second] = [0, 1].map(() => made("div", "", { className: "class-strip-row" }));
    first.append(this.code, this.on, this.here);
    second.append(this.more, this.me, this.leave);
    this.place.append(first, second);
  }

  /** Whether any of them is on: then a phone's strip has less room. */
  level() {
    this.place.dataset.more = String([...this.more.children].some((one) => !(/** @type {HTMLElement} */ (one).hidden)));
  }

  /** @param {Room|null} room */
  show(room) {
    if (!room) {
      this.view.close();
      return this.place.remove();
    }
    const { state } = this.member.store;
    setText(this.code, state.view.isPhone ? spaced(room.code) : text("class.title", { code: spaced(room.code) }));
    setText(this.on, onText(room, state));
    setText(this.here, isThere(room) ? text("class.count-here", { count: room.here }) : "");
    setText(this.me, room.me && isThere(room) ? nameText(room.me) : "");
    this.me.hidden = !isThere(room);
    for (const part of [this.more, this.me]) part.toggleAttribute("inert", isFrozen(room)); // what they open would lie beneath
    setText(this.leave, text(isThere(room) ? "class-leave" : "class.close"));
    this.place.dataset.touch = room.touch;
    this.place.dataset.mode = room.state.drive.mode;
    if (!this.place.isConnected) document.body.prepend(this.place);
    return undefined;
  }

  out() {
    this.view.close();
    this.member.leave();
  }

  /** Who one is: opened by the strip, or by the head while one is in a class. */
  flip() {
    const { room } = this.member;
    if (this.view.isOpen) return this.view.close();
    if (!room?.me) return undefined;
    const name = made("p", text("class.me.called", { name: nameText({ ...room.me, hidden: false }) }), { id: PARTS.meName });
    const another = button("class.me.another", () => this.tell({ type: "name", other: true }));
    const hide = switched("class.me.hide", room.me.hidden, (hidden) => this.tell({ type: "hide", hidden }));
    const own = room.state.drive.names ? [this.ownName()] : [];
    return this.view.show(text("class.me.heading"), [name, row(another), ...own, hide, ...this.tempo(room), ...this.link(), row(button("class-leave", () => this.out())), said("", IDS.said)]);
  }

  /** @returns {HTMLElement} where one types a name, if the teacher allows it */
  ownName() {
    const { label, field: input } = field("class-name", IDS.name, { maxLength: LONGEST_NAME });
    const take = () => input.value.trim() && this.tell({ type: "name", own: input.value.trim() });
    input.addEventListener("keydown", (event) => event.key === "Enter" && take());
    return row(label, input, button("class.me.take", take));
  }

  /** @param {Room} room @returns {HTMLElement[]} what one may say of the tempo; nobody is told who has said it */
  tempo({ me }) {
    const names = Object.fromEntries(TEMPOS.map((tempo) => [tempo, `class.tempo.${tempo}`]));
    const place = segments(names, me?.tempo ?? "fine", (tempo) => this.tell({ type: "tempo", tempo: tempo === "fine" ? null : tempo }).then(() => this.levelTempo(place)), "class.tempo");
    return [made("p", text("class.tempo"), { className: "note" }), row(place)];
  }

  /** @param {HTMLElement} place */
  levelTempo(place) {
    const tempo = this.member.room?.me?.tempo ?? "fine";
    [...place.children].forEach((one) => one.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (one).dataset.value === tempo)));
  }

  /** @returns {HTMLElement[]} what brings one back on another device */
  link() {
    const words = made("p", text("class.me.link"), { className: "note" });
    const copy = button("class.me.copy", async () => {
      const { kept, store } = this.member;
      if (kept) setText(IDS.said, text(await personalLink(kept, store.state)));
    });
    return [words, row(copy)];
  }

  /** @param {object} act */
  async tell(act) {
    const notice = await this.member.act(act);
    const { room } = this.member;
    if (!this.view.isOpen || !room?.me) return;
    setText("class-me-name", text("class.me.called", { name: nameText({ ...room.me, hidden: false }) }));
    setText(IDS.said, notice ? sentence(notice) : text("class.me.done"));
  }
}

/** @param {Room} room @param {import("../run/types.js").State} state @returns {string} what is on */
function onText({ touch, state: { drive, ask } }, state) {
  if (touch !== "in") return stripText(`class.touch.${touch}`, state);
  if (drive.mode === "freeze") return drive.sentence || text("class-freeze.sentence");
  if (ask?.phase === "open") return text("class.on.ask");
  return drive.sentence || text(`class.on.${drive.mode}`);
}
