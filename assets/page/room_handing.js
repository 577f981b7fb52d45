/* Runs and tables that leave the class: handed in by students, taken home by the teacher; without names. */

import { askClass } from "../run/room_ask.js";
import { sentence, text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { pageLink } from "./room_link.js";
import { giveTable, tableOf, TABLES } from "./room_take_home.js";
import { button, row, switched } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("./room_teacher.js").Teacher} Teacher */

const COUNT = "class-handed";
const LIST = "class-handed-list";

/** The part. */
export class HandingPart {
  /** @param {Teacher} teacher @param {import("./room_tasks_question.js").Drive} drive */
  constructor(teacher, drive) {
    this.teacher = teacher;
    this.drive = drive;
    this.place = made("section", "", { className: "class-part" });
    this.runs = made("ol", "", { className: "class-rows" });
    this.words = made("p", "", { className: "note" });
    this.words.setAttribute("role", "status");
  }

  /** @param {Room} room @param {Room|null} before */
  level(room, before) {
    const { handing } = room.state;
    if (!before || handing !== before.state.handing || !this.place.childElementCount) {
      const open = switched("class-handing.on", Boolean(handing?.on), (on) => this.drive({ type: "handing", on }), "class-handing-on");
      const tables = TABLES.map((table) => button(`class-download.${table}`, () => this.download(table), { id: ["class-download", table].join("-") }));
      const list = button("class-handing.list", () => this.list(), { id: LIST });
      this.place.replaceChildren(made("h3", text("class-handing")), open, made("p", "", { id: COUNT, className: "note" }), row(list), this.runs, row(...tables), this.words);
    }
    setText(COUNT, text("class-handing.count", { count: room.teacher?.handed ?? 0 }));
  }

  /** Each run that was handed in, to be opened in a tab of its own. */
  async list() {
    const { kept } = this.teacher;
    if (!kept) return;
    const { answer, notice } = await askClass("handed", { code: kept.code, key: kept.key });
    if (!answer) return setText(this.words, notice ? sentence(notice) : "");
    const runs = answer.links.map((/** @type {string} */ query, /** @type {number} */ i) => {
      const entry = made("li", "");
      const link = /** @type {HTMLAnchorElement} */ (made("a", text("class-handing.run", { number: i + 1 })));
      Object.assign(link, { href: `${pageLink()}?${query}`, target: "_blank", rel: "noopener" });
      entry.append(link);
      return entry;
    });
    return this.runs.replaceChildren(...runs);
  }

  /** @param {string} table */
  async download(table) {
    const { kept } = this.teacher;
    if (!kept) return;
    const content = await tableOf(kept, table);
    return setText(this.words, content === null ? text("class.unanswered") : giveTable(kept.code, { table, content }));
  }
}
