/* The teacher of a class: opens it, drives it, sees it. The key stays in this browser, and in the link that the teacher takes along. */

import { askClass, isFinal } from "../run/room_ask.js";
import { Beat } from "../run/room_beat.js";
import { heard, openedRoom, touched } from "../run/room.js";
import { Missed } from "../run/room_missed.js";
import { sentence, text } from "../text/texts.js";
import { closest } from "./element.js";
import { chordOf } from "./keys.js";
import { MODES, TeacherBar } from "./room_bar.js";
import { Desk } from "./room_desk.js";
import { Lead } from "./room_lead.js";
import { forget, keepTeacher, keepWall, wasOnWall } from "./room_store.js";
import { ClassPoints } from "./room_points.js";
import { endClass } from "./room_take_home.js";
import { Tasks } from "./room_tasks.js";
import { Wall } from "./room_wall.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").Notice} Notice */
/** @typedef {Omit<import("../run/room_kept.js").KeptTeacher, "at">} Kept */

const UNKNOWN = 404;
const ENDED = "class.error.ended";
const AGAIN_MS = 1000;
const DESK = "class-open";

/** The one who drives. */
export class Teacher {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Kept|null} */
    this.kept = null;
    this.beat = new Beat(() => this.watch());
    /** @type {string[]} the numbers that a view shows */
    this.want = [];
    this.membersOf = 0;
    this.isOpening = false;
    this.missed = new Missed();
    this.lead = new Lead(this);
    /** @type {Promise<any>} one act after the other */
    this.acts = Promise.resolve();
    this.opener = "class-view";
    this.desk = new Desk(this);
    this.tasks = new Tasks(this);
    this.points = new ClassPoints(store);
    this.wall = new Wall(this);
    this.bar = new TeacherBar(this, { desk: () => this.flip("class-desk"), tasks: () => this.flipTasks(), view: () => this.look(), end: () => endClass(this) });
    store.subscribe((state, before, action) => this.follow(state, before, action));
    document.addEventListener("keydown", (event) => this.onKey(event));
  }

  get room() {
    const { room } = this.store.state;
    return room?.role === "teacher" ? room : null;
  }

  /* ---- in and out ---- */

  /** One press opens a class. */
  async open() {
    if (this.isOpening) return;
    this.isOpening = true;
    const { answer, notice } = await askClass("open", {});
    this.isOpening = false;
    if (!answer) return this.store.dispatch({ type: "say", notice });
    this.begin(answer, "new");
    this.desk.flip(DESK);
    return undefined;
  }

  /** Be the teacher again: of a class that is there, or of one that a server has forgotten. @param {Kept} kept */
  async resume({ code, key, id, kept }) {
    if (this.store.state.room) return undefined; // another was opened or joined meanwhile
    const { answer, status, notice } = await askClass("open", { again: { code, key, kept: kept?.kept ?? "" } });
    if (answer) {
      this.begin(answer);
      if (wasOnWall()) this.look();
      return undefined;
    }
    const wait = isFinal(status) ? null : this.missed.wait(status);
    if (wait === null) return this.lose(notice);
    this.store.dispatch({ type: "say", notice: { id: "class.awaited" } });
    setTimeout(() => this.resume({ code, key, id, kept }), wait);
    return undefined;
  }

  /** @param {any} answer @param {"new"|"again"|"back"} [how] whether the class begins with this page, or goes on with it, or was there */
  begin(answer, how = "back") {
    this.keep({ code: answer.code, key: answer.key, id: answer.id, kept: answer.keep ?? null });
    this.membersOf = 0;
    this.missed.none();
    this.set(openedRoom(answer));
    if (how === "again") this.lead.again();
    else this.lead.begin(how === "new");
    this.beat.begin();
  }

  /** @param {Kept} kept */
  keep(kept) {
    this.kept = kept;
    keepTeacher(kept);
  }

  /** It is over for everybody, and nothing of it is left; where it is not, the strip says why. */
  async end() {
    const { notice } = await this.drive({ type: "end" });
    if (!notice || notice.id === ENDED) this.lose({ id: ENDED });
  }

  out() {
    this.beat.end();
    forget("teacher");
    this.kept = null;
    this.desk.close();
    this.tasks.close();
    this.set(null);
  }

  /** The class view; what stood over it makes room. */
  look() {
    this.desk.close();
    this.tasks.close();
    this.wall.flip();
  }

  /** Questions, challenges, what the class is to do: beside the wall too. */
  flipTasks() {
    this.desk.close();
    this.tasks.flip();
  }

  /** The wall shows other figures, or none: no others are asked for. */
  levelled() {
    keepWall(this.wall.isOpen);
    const want = this.wall.isOpen ? this.wall.shown : [];
    if (want.join() === this.want.join()) return;
    this.want = want;
    this.beat.now();
  }

  /** @param {string} id of the button of the head that was pressed */
  flip(id) {
    this.tasks.close();
    this.desk.flip(id);
  }

  /* ---- what is new ---- */

  /** @returns {Promise<number|null|undefined>} */
  async watch() {
    const { room, kept } = this;
    if (!room || !kept) return null;
    const { answer, status, notice } = await askClass("watch", { code: kept.code, key: kept.key, version: room.version, members: this.membersOf, want: this.want, keep: kept.kept?.version ?? 0 });
    if (!this.room) return null;
    if (answer) return this.hear(answer);
    if (isFinal(status)) return this.lose(notice);
    if (status === UNKNOWN) return this.bringBack();
    this.set(touched(this.room, "away"));
    return undefined;
  }

  /** @param {any} news @returns {number} */
  hear(news) {
    const { room } = this;
    if (!room) return AGAIN_MS;
    if (news.members) this.membersOf = news.members.version;
    if (news.keep && this.kept) this.keep({ ...this.kept, kept: news.keep });
    this.set(heard(room, news));
    this.lead.mirror();
    return news.again_ms ?? AGAIN_MS;
  }

  /** A server that was started anew knows nothing of the class; the teacher's browser does. */
  async bringBack() {
    const { kept } = this;
    if (!kept) return null;
    const { answer, status, notice } = await askClass("open", { again: { code: kept.code, key: kept.key, kept: kept.kept?.kept ?? "" } });
    if (answer) this.begin(answer, "again");
    const wait = answer ? answer.again_ms : isFinal(status) ? null : this.missed.wait(status);
    return wait === null ? this.lose(notice) : wait;
  }

  /** It is over, or not this teacher's: what the page holds of it is of no use. @param {Notice|null} notice @returns {null} */
  lose(notice) {
    this.out();
    this.store.dispatch({ type: "say", notice: notice?.id === ENDED ? { id: "class.ended" } : notice });
    return null;
  }

  /** @param {import("../run/types.js").State} state @param {import("../run/types.js").State} before @param {import("../run/types.js").Action} action */
  follow(state, before, action) {
    const { room } = state;
    if (room !== before.room || state.view.isPhone !== before.view.isPhone) {
      this.bar.show(this.room);
      this.desk.level(this.room, before.room);
      this.wall.level(this.room, before.room);
      this.tasks.level(this.room, before.room);
      if (this.room && this.kept) this.points.level(this.room, this.room.points, { code: this.kept.code, key: this.kept.key });
      if (this.room && this.room.touch !== before.room?.touch) this.bar.say(this.room.touch === "in" ? "" : text(`class.touch.${this.room.touch}`), true);
    }
    if (this.room && action.type !== "room") this.lead.follow(action, state);
  }

  /* ---- driving ---- */

  /** @param {import("../run/room.js").Drive["mode"]} mode */
  async turn(mode) {
    if (!this.room) return;
    if (mode === "follow" && this.room.state.drive.mode !== mode) await this.lead.tell();
    const sentence = mode === "freeze" ? { sentence: this.desk.sentence() } : { sentence: "" };
    const { notice } = await this.drive({ type: "mode", mode, ...sentence });
    if (!notice) this.bar.say(text(`class-${mode}.said`));
  }

  /** @type {(act: object) => Promise<import("../run/room_ask.js").Said>} */
  drive = (act) => {
    const next = this.acts.then(() => this.post(act));
    this.acts = next.catch(() => {});
    return next;
  };

  /** @param {any} act @returns {Promise<import("../run/room_ask.js").Said>} */
  async post(act) {
    const { kept } = this;
    if (!kept) return { status: 0, answer: null, notice: { id: "class.unanswered" } };
    const said = await askClass("drive", { code: kept.code, key: kept.key, do: act });
    if (said.answer && !said.answer.ended) this.hear(said.answer);
    if (said.notice) this.bar.say(sentence(said.notice), true);
    return said;
  }

  /** @param {Room|null} room */
  set(room) {
    if (room !== this.store.state.room) this.store.dispatch({ type: "room", room });
  }

  /** The presenter's keys. @param {KeyboardEvent} event */
  onKey(event) {
    if (!this.room || event.defaultPrevented || event.repeat || !this.store.state.view.letters || closest(event.target, "input,textarea,select,.about:not(.class-dialog)")) return;
    const chord = chordOf(event);
    const mode = MODES[Number(chord) - 1];
    if (mode) this.turn(mode);
    else if (chord === "v") this.look();
    else return;
    event.preventDefault();
  }
}
