/* One's own point of the class's data, which one places and moves; and the points of all, which the page learns from. */

import { askClass } from "../run/room_ask.js";
import { named } from "../run/own_points.js";
import { taking } from "../run/room_points.js";
import { numberIn } from "../run/room_question.js";
import { short } from "../text/numbers.js";
import { sentence, text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { stripText } from "./room_brief.js";
import { PointPlane } from "./room_plane.js";
import { button, field, row, said, View } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("../run/room_points.js").Plane} Plane */

const IDS = { open: "class-point", view: "class-point-view", said: "class-point-words" };
const SENT_MS = 400;
const DIGITS = 4;
const TYPED_DIGITS = 12; // as it was typed

/** Brings the points of the class into the page: of a student, and of the teacher. */
export class ClassPoints {
  /** @param {import("../run/store.js").Store} store */
  constructor(store) {
    this.store = store;
    /** @type {string|null} the name that the server has given to what is here */
    this.held = null;
    /** @type {import("../run/types.js").Table|null} the points of all as they are now */
    this.table = null;
    /** @type {string|null} */
    this.hash = null;
    /** @type {string|null} those that the page has learned from last */
    this.last = null;
    this.isAsking = false;
  }

  /** @param {Room|null} room @param {{n: number, hash: string|null}|null} told @param {object} who code with token or key */
  async level(room, told, who) {
    if (!room?.state.points) this.table = this.hash = this.last = this.held = null;
    if (!room?.state.points) return;
    if (told?.hash && told.hash !== this.held && !this.isAsking) await this.bring(who);
    this.take();
  }

  /** @param {object} who */
  async bring(who) {
    this.isAsking = true;
    const { answer } = await askClass("points", { ...who, hash: this.held ?? "" });
    this.isAsking = false;
    if (!answer?.table || !this.store.state.room?.state.points) return; // they were put away meanwhile
    this.held = answer.hash;
    ({ table: this.table, hash: this.hash } = named(answer.table));
  }

  /** The run goes on with them; where the page shows other data it does so as soon as it is back. */
  take() {
    if (!this.table || this.hash === this.last) return;
    const { action, hash } = taking(this.store.state, this.table, this.last);
    if (action || this.last === null) this.last = hash;
    if (action) this.store.dispatch({ ...action, isDriven: true });
  }
}

/** Where a student places the point. */
export class Pointing {
  /** @param {import("./room_member.js").Member} member */
  constructor(member) {
    this.member = member;
    this.view = new View(IDS.view, IDS.open);
    this.button = button("class-point", () => this.flip(), { id: IDS.open });
    this.button.hidden = true;
    this.button.textContent = "";
    /** @type {[number, number]|null} */
    this.point = null;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.later = undefined;
    /** @type {PointPlane|null} */
    this.plane = null;
    member.store.subscribe((state) => this.view.isOpen && this.plane?.level(state, member.points));
  }

  /** @param {Room|null} room @param {Room|null} before */
  level(room, before) {
    const plane = room?.touch === "ended" || room?.touch === "removed" ? null : (room?.state.points ?? null);
    this.button.hidden = !plane;
    if (!room || !plane) return this.view.close();
    this.button.toggleAttribute("data-outlier", Boolean(room.me?.outlier));
    setText(this.button, stripText(room.me?.outlier ? "class-point.outlier" : "class-point", this.member.store.state));
    if (!before?.state.points) this.point = null; // one of another plane
    const isNew = !before?.state.points && room.state.drive.mode !== "freeze";
    const isOutlier = Boolean(room.me?.outlier) !== Boolean(before?.me?.outlier);
    if (isNew || (this.view.isOpen && isOutlier)) this.show(plane, null);
    return undefined;
  }

  flip() {
    const { room } = this.member;
    if (this.view.isOpen) return this.view.close();
    return room?.state.points ? this.show(room.state.points) : undefined;
  }

  /** @param {Plane} plane @param {null} [focus] null where it has come by itself */
  show(plane, focus) {
    this.point = this.member.room?.me?.point ?? this.point;
    const secret = this.member.room?.me?.outlier ? [made("p", text("class-point.secret"), { className: "class-question" })] : [];
    const parts = plane.mode === "pair" ? this.pair(plane) : [made("p", text("class-point.place"), { className: "note" }), this.sheet(plane)];
    this.view.show(text("class-point.heading"), [...secret, ...parts, said(this.words(), IDS.said)], focus);
  }

  /** @returns {string} */
  words() {
    const digits = this.member.room?.state.points?.mode === "pair" ? TYPED_DIGITS : DIGITS;
    return this.point ? text("class-point.at", { x: short(this.point[0], digits), y: short(this.point[1], digits) }) : "";
  }

  /** @param {Plane} plane @returns {HTMLElement[]} two numbers of one's own */
  pair(plane) {
    const fields = [0, 1].map((i) => field(i ? "class-point.y" : "class-point.x", `class-point-${i}`, { inputMode: "decimal", value: this.point ? String(this.point[i]) : "" }));
    fields.forEach(({ label }, i) => setText(label, `${plane.names[i]}${plane.units[i] ? `, ${plane.units[i]}` : ""}`));
    const send = button("class-point.send", () => {
      const typed = fields.map(({ field: input }) => numberIn(input.value, { low: null, high: null }));
      const [x, y] = typed;
      if (x === null || y === null) return setText(IDS.said, text("class-point.missing"));
      const outside = [plane.x, plane.y].findIndex(([low, high], i) => Number(typed[i]) < low || Number(typed[i]) > high);
      if (outside >= 0) return setText(IDS.said, rangeText(plane, outside));
      return this.send([x, y]);
    }, { className: "push" });
    return [...fields.map(({ label, field: input }) => row(label, input)), row(send)];
  }

  /** @param {Plane} plane @returns {HTMLElement} */
  sheet(plane) {
    this.plane = new PointPlane(plane, (point) => {
      this.point = point;
      this.later ??= setTimeout(() => this.send(), SENT_MS);
    });
    this.plane.level(this.member.store.state, this.member.points);
    this.plane.show(this.point);
    return this.plane.place;
  }

  /** @param {[number, number]|null} [point] one that was typed is one's own when the class has taken it */
  async send(point = this.point) {
    clearTimeout(this.later);
    this.later = undefined;
    if (!point) return;
    const isTyped = point !== this.point;
    const [x, y] = point;
    const notice = await this.member.act({ type: "point", x, y });
    if (!notice && isTyped) this.point = point;
    if (this.view.isOpen) setText(IDS.said, notice ? sentence(notice) : this.words());
  }
}

/** @param {Plane} plane @param {number} axis @returns {string} between which numbers one of the two may be */
function rangeText({ x, y, names }, axis) {
  const [low, high] = [x, y][axis];
  return text("class-point.range", { name: names[axis], low: short(low, DIGITS), high: short(high, DIGITS) });
}
