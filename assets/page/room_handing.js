/* Runs and tables that leave the class: handed in by students, taken home by the teacher; without names. */

import { posted, request } from "../run/request.js";
import { askClass } from "../run/room_ask.js";
import { sentence, text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { give } from "./give.js";
import { pageLink } from "./room_link.js";
import { button, row, switched } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("./room_teacher.js").Teacher} Teacher */

const BOM = "\ufeff"; // by which a spreadsheet knows how its letters are written: reading a text has taken it off
const TABLES = ["runs", "answers", "snapshots", "handed"];
const KEPT_MS = 10000;
const LONGEST_MS = 30000;
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
    try {
      const read = async (/** @type {Response} */ response) => (response.ok ? response.text() : null);
      const content = await request("/class/download", read, { ...posted(JSON.stringify({ code: kept.code, key: kept.key, table, page: pageLink() })), longest: LONGEST_MS });
      if (content === null) return setText(this.words, text("class.unanswered"));
      const url = URL.createObjectURL(new Blob([BOM, content], { type: "text/csv" }));
      setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
      return setText(this.words, give({ name: `chalkline-${kept.code}-${table}.csv`, url, content }));
    } catch {
      return setText(this.words, text("class.unanswered"));
    }
  }
}
