/* Runs and tables that leave the class: handed in by students, taken home by the teacher; without names. */

import { posted, request } from "../run/request.js";
import { text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { give } from "./give.js";
import { button, row, switched } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("./room_teacher.js").Teacher} Teacher */

const TABLES = ["runs", "answers", "snapshots", "handed"];
const KEPT_MS = 10000;
const LONGEST_MS = 30000;
const COUNT = "class-handed";

/** The part. */
export class HandingPart {
  /** @param {Teacher} teacher @param {import("./room_tasks_question.js").Drive} drive */
  constructor(teacher, drive) {
    this.teacher = teacher;
    this.drive = drive;
    this.place = made("section", "", { className: "class-part" });
    this.words = made("p", "", { className: "note" });
    this.words.setAttribute("role", "status");
  }

  /** @param {Room} room @param {Room|null} before */
  level(room, before) {
    const { handing } = room.state;
    if (!before || handing !== before.state.handing || !this.place.childElementCount) {
      const open = switched("class-handing.on", Boolean(handing?.on), (on) => this.drive({ type: "handing", on }), "class-handing-on");
      const tables = TABLES.map((table) => button(`class-download.${table}`, () => this.download(table), { id: ["class-download", table].join("-") }));
      this.place.replaceChildren(made("h3", text("class-handing")), open, made("p", "", { id: COUNT, className: "note" }), row(...tables), this.words);
    }
    setText(COUNT, text("class-handing.count", { count: room.teacher?.handed ?? 0 }));
  }

  /** @param {string} table */
  async download(table) {
    const { kept } = this.teacher;
    if (!kept) return;
    try {
      const read = async (/** @type {Response} */ response) => (response.ok ? response.text() : null);
      const content = await request("/class/download", read, { ...posted(JSON.stringify({ code: kept.code, key: kept.key, table })), longest: LONGEST_MS });
      if (content === null) return setText(this.words, text("class.unanswered"));
      const url = URL.createObjectURL(new Blob([content], { type: "text/csv" }));
      setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
      return setText(this.words, give({ name: `chalkline-${kept.code}-${table}.csv`, url, content }));
    } catch {
      return setText(this.words, text("class.unanswered"));
    }
  }
}
