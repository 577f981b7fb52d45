/* What a teacher gives the class to do: each kind of it a part of one view. */

import { comesOntoWall } from "../run/room_show.js";
import { text } from "../text/texts.js";
import { made } from "./element.js";
import { HandingPart } from "./room_handing.js";
import { RadarPart } from "./room_radar.js";
import { ChallengePart } from "./room_tasks_challenge.js";
import { PointsPart } from "./room_tasks_points.js";
import { QuestionPart } from "./room_tasks_question.js";
import { said, View } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("./room_teacher.js").Teacher} Teacher */
/** @typedef {{place: HTMLElement, level: (room: Room, before: Room|null) => void}} Part */

const IDS = { view: "class-tasks-view", said: "class-tasks-words" };

/** The view. */
export class Tasks {
  /** @param {Teacher} teacher */
  constructor(teacher) {
    this.teacher = teacher;
    this.view = new View(IDS.view, "class-tasks");
    this.words = said("", IDS.said);
    const drive = (/** @type {object} */ act) => this.drive(act);
    /** @type {Part[]} */
    this.parts = [new RadarPart(drive), new QuestionPart(teacher.store, drive), new ChallengePart(teacher.store, drive), new PointsPart(drive), new HandingPart(teacher, drive)];
  }

  flip() {
    const { room } = this.teacher;
    if (this.view.isOpen) return this.view.close();
    if (!room) return undefined;
    this.words.textContent = "";
    this.parts.forEach((part) => part.level(room, null));
    const places = this.parts.map(({ place }) => place);
    return this.view.show(text("class-tasks.heading"), [this.words, ...places]);
  }

  /** @param {Room|null} room @param {Room|null} before */
  level(room, before) {
    if (!room) return this.close();
    if (comesOntoWall(room, before) && !this.isRemote) this.toWall();
    if (this.view.isOpen) this.parts.forEach((part) => part.level(room, before?.role === "teacher" ? before : null));
    return undefined;
  }

  close() {
    this.view.close();
  }

  /** A phone from which others are driven shows what is pressed on it alone. */
  get isRemote() {
    return this.teacher.store.state.view.isPhone;
  }

  /** The wall opens, and nothing covers it. */
  toWall() {
    if (this.teacher.wall.isOpen) this.close();
    else this.teacher.look();
  }

  /** @param {any} act */
  async drive(act) {
    const { notice } = await this.teacher.drive(act);
    if (!notice && act.phase === "shown") this.toWall();
    this.words.replaceChildren(...(notice ? [made("span", text(notice.id, notice.values))] : []));
  }
}
