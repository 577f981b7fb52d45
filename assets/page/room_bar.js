/* The strip of the teacher's page: the code, how many are here, free, follow, freeze, and what opens the class view. */

import { spaced } from "../run/room_code.js";
import { text } from "../text/texts.js";
import { made, setAttribute, setText } from "./element.js";
import { stripText } from "./room_brief.js";
import { tempoText } from "./room_radar.js";
import { button } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("./room_teacher.js").Teacher} Teacher */

const PARTS = { tempo: "class-tempo", tasks: "class-tasks" };
const IDS = { bar: "class-bar", code: "class-code", count: "class-count", said: "class-words", view: "class-view", desk: "class-desk", end: "class-end" };
const NAMES = { free: "class-free", follow: "class-follow", freeze: "class-freeze" };
export const MODES = /** @type {const} */ (["free", "follow", "freeze"]);

/** A strip over the page, which makes room for it, whatever height it has. @param {string} id @returns {HTMLElement} */
export function strip(id) {
  const place = made("section", "", { id, className: "class-strip" });
  place.setAttribute("aria-label", text("class.label"));
  const level = () => {
    const root = document.documentElement;
    root.toggleAttribute("data-strip", place.isConnected);
    root.style.setProperty("--strip", `${place.isConnected ? place.offsetHeight : 0}px`);
  };
  new ResizeObserver(level).observe(place);
  return place;
}

/** The strip. */
export class TeacherBar {
  /** @param {Teacher} teacher @param {{desk: () => void, tasks: () => void, view: () => void, end: () => void}} open */
  constructor(teacher, open) {
    this.place = strip(IDS.bar);
    const words = made("span", text("class.code"), { className: ["class-label", "class-code-label"].join(" ") });
    this.code = made("strong", "", { id: IDS.code });
    this.count = made("strong", "0", { id: IDS.count });
    for (const letters of [this.code, this.count]) letters.translate = false; // no browser makes other words of them
    this.here = made("span", "", { className: "class-label" });
    const modes = made("div", "", { className: "segments" });
    modes.setAttribute("role", "group");
    modes.setAttribute("aria-label", text("class.modes"));
    this.modes = MODES.map((mode, i) => {
      const one = button(NAMES[mode], () => teacher.turn(mode), { id: NAMES[mode], className: "segment" });
      one.title = text(`class-${mode}.title`);
      one.setAttribute("aria-keyshortcuts", String(i + 1));
      return one;
    });
    modes.append(...this.modes);
    this.said = made("span", "", { id: IDS.said });
    this.said.setAttribute("role", "status");
    this.teacher = teacher;
    this.view = button("class-view", open.view, { id: IDS.view });
    this.view.setAttribute("aria-keyshortcuts", "v");
    this.tempo = made("span", "", { className: "class-label", id: PARTS.tempo });
    this.end = button("class-end", open.end, { id: IDS.end });
    this.end.title = text("class-end.what");
    this.place.append(words, this.code, this.count, this.here, modes, this.view, button("class-tasks", open.tasks, { id: PARTS.tasks }), button("class-desk", open.desk, { id: IDS.desk }), this.tempo, this.said, this.end);
  }

  /** @param {Room|null} room */
  show(room) {
    if (!room) return this.place.remove();
    setText(this.code, spaced(room.code));
    setText(this.count, String(room.here));
    setText(this.here, text("class.count"));
    this.modes.forEach((one, i) => setAttribute(one, "aria-pressed", MODES[i] === room.state.drive.mode));
    setText(this.tempo, tempoText(room.teacher?.tempo));
    this.place.dataset.tempo = String(this.tempo.textContent !== "");
    setText(this.view, stripText("class-view", this.teacher.store.state));
    setText(this.end, stripText("class-end", this.teacher.store.state));
    this.place.dataset.touch = room.touch;
    if (!this.place.isConnected) document.body.prepend(this.place);
    return undefined;
  }

  /** For eyes and ears. @param {string} words @param {boolean} [isTrouble] which a phone, too, has room for */
  say(words, isTrouble = false) {
    setText(this.said, words);
    this.said.dataset.trouble = String(isTrouble);
  }
}
