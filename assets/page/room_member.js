/* A student in a class: joins, hears what is on, follows, and tells what was done. */

import { askClass, isFinal } from "../run/room_ask.js";
import { Beat } from "../run/room_beat.js";
import { isFrozen, heard, joinedRoom, touched, touchOf } from "../run/room.js";
import { Missed } from "../run/room_missed.js";
import { seedActions, toFollow } from "../run/room_follow.js";
import { isPlaying } from "../run/state.js";
import { Answering } from "./room_answer.js";
import { hasRun, recordOf } from "./files.js";
import { Challenging } from "./room_challenge.js";
import { HandingIn } from "./room_hand_in.js";
import { Freeze } from "./room_freeze.js";
import { Looking } from "./room_looking.js";
import { Locks } from "./room_locks.js";
import { ClassPoints, Pointing } from "./room_points.js";
import { MemberStrip } from "./room_strip.js";
import { browser, forget, keepMember } from "./room_store.js";
import { LedTables } from "./room_table.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("../run/room.js").Touch} Touch */
/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").Notice} Notice */
/** @typedef {Omit<import("../run/room_kept.js").KeptMember, "at">} Kept */

const TICKED_MS = 1000; // a page that ticks need not ask
const HIDDEN_MS = 1000;
const FORBIDDEN = 403;

/** The one who is in it. */
export class Member {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Kept|null} */
    this.kept = null;
    this.tickedAt = -Infinity;
    this.missed = new Missed();
    this.isToThaw = false;
    /** @type {Room|null} as it was before the page stood still: what has come since is shown when it moves again */
    this.beforeFreeze = null;
    this.beat = new Beat(() => this.ask());
    this.strip = new MemberStrip(this);
    this.freeze = new Freeze();
    this.locks = new Locks(store);
    this.looking = new Looking(this);
    this.answering = new Answering(this);
    this.challenging = new Challenging(this);
    this.pointing = new Pointing(this);
    this.points = new ClassPoints(store);
    this.handingIn = new HandingIn(this);
    this.tables = new LedTables();
    this.strip.more.append(this.answering.button, this.challenging.button, this.pointing.button, this.looking.button, this.handingIn.button);
    store.subscribe((state, before, action) => this.follow(state, before, action));
    document.addEventListener("visibilitychange", () => !document.hidden && this.beat.now());
    window.addEventListener("online", () => this.beat.now());
  }

  get room() {
    const { room } = this.store.state;
    return room?.role === "member" ? room : null;
  }

  /* ---- in and out ---- */

  /** @param {string} code @param {Kept|null} [kept] of an earlier visit @returns {Promise<Notice|null>} why it was not to be */
  async join(code, kept = null) {
    const { notice } = await this.enter(code, kept);
    return notice;
  }

  /** Come back as who one was, as soon as the class answers. @param {Kept} kept @returns {Promise<void>} */
  async resume(kept) {
    if (this.store.state.room) return; // another was joined or opened meanwhile
    this.kept = kept;
    const { answer, status, notice } = await this.enter(kept.code, kept);
    if (answer) return;
    const wait = isFinal(status) ? null : this.missed.wait(status);
    if (wait === null) forget("member");
    this.store.dispatch({ type: "say", notice: wait === null ? notice : { id: "class.awaited" } });
    if (wait !== null) setTimeout(() => this.resume(kept), wait);
  }

  /** @param {string} code @param {Kept|null} kept @returns {Promise<import("../run/room_ask.js").Said>} */
  async enter(code, kept) {
    const again = kept?.id && kept.me ? { again: { id: kept.id, me: kept.me } } : {};
    const said = await askClass("join", { code, browser: browser(), ...(kept ? { token: kept.token, ...again } : {}) });
    if (!said.answer) return said;
    const room = joinedRoom(said.answer);
    this.missed.none();
    this.keep({ code: room.code, id: room.id, token: said.answer.token, me: room.me });
    this.take(room, null);
    this.beat.begin();
    return said;
  }

  /** @param {Kept} kept */
  keep(kept) {
    this.kept = kept;
    keepMember(kept);
  }

  async leave() {
    this.beat.end();
    const { room } = this;
    forget("member");
    if (room?.told) askClass("act", { code: room.code, token: room.told.token, do: { type: "leave" } });
    this.set(null);
    document.getElementById("class-join")?.focus();
  }

  /** The head, while one is in a class. */
  flip() {
    this.strip.flip();
  }

  /* ---- what is new ---- */

  /** @returns {Promise<number|null|undefined>} */
  async ask() {
    const { room } = this;
    if (!room || !this.kept) return null;
    if (performance.now() - this.tickedAt < TICKED_MS) return TICKED_MS / 2;
    if (document.hidden) return HIDDEN_MS;
    const { version, mine } = room.told ?? { version: 0, mine: 0 };
    const { answer, status, notice } = await askClass("poll", { code: room.code, token: this.kept.token, version, mine, phase: this.store.state.phase });
    if (this.room?.id !== room.id) return null; // left meanwhile
    if (answer) this.hear(answer);
    else if (status === FORBIDDEN) await this.join(room.code, this.kept); // it has come back, and knows nobody yet
    else return this.lose(touchOf(notice?.id) ?? "away", status);
    return answer ? answer.again_ms : undefined;
  }

  /** The class, or this member of it, is not there: it may come back with its teacher. @param {Touch} touch @param {number} status @returns {number|null} when to ask again */
  lose(touch, status) {
    const wait = touch === "away" ? this.missed.wait(status) : null;
    if (touch !== "away") forget("member");
    if (this.room) this.take(touched(this.room, wait === null && touch === "away" ? "ended" : touch), this.room);
    return wait;
  }

  /** @param {any} news */
  hear(news) {
    const { room } = this;
    if (!room) return;
    if (news.gone) return this.missed.isNone ? this.beat.now() : undefined; // it says why
    this.missed.none();
    this.take(heard(room, news), room);
    this.locks.level(this.room); // Dash may have drawn them anew
    return undefined;
  }

  /** @param {import("../run/types.js").State} state @param {import("../run/types.js").State} before @param {import("../run/types.js").Action} action */
  follow(state, before, action) {
    const news = action.type === "answer" ? action.progress.room : null;
    if (news) {
      if (!news.wait && !news.gone) this.tickedAt = performance.now();
      this.hear(news);
    }
    if (action.type === "answer") this.challenging.tick();
    this.challenging.look();
    if (state.room === before.room && state.view.isPhone === before.view.isPhone) return;
    this.strip.show(this.room);
    const was = before.room?.role === "member" ? before.room : null;
    if (isFrozen(this.room) && !isFrozen(was)) this.beforeFreeze = was;
    const known = isFrozen(was) && !isFrozen(this.room) ? this.beforeFreeze : was;
    for (const part of [this.looking, this.answering, this.challenging, this.pointing]) part.level(this.room, known);
    this.handingIn.level(this.room);
    if (this.room?.told) this.points.level(this.room, this.room.points, { code: this.room.code, token: this.room.told.token });
    if (this.room?.me?.wanted === "snapshot" && was?.me?.wanted !== "snapshot") this.sendSnapshot(this.room);
  }

  /** Take what is new, and do what follows from it. @param {Room} room @param {Room|null} before */
  take(room, before) {
    if (room === before) return undefined;
    if (this.kept && room.me && room.me !== before?.me) this.keep({ ...this.kept, me: room.me });
    const driven = (/** @type {import("../run/types.js").Action} */ action) => this.store.dispatch({ ...action, isDriven: true });
    this.set(room);
    this.freezeOr(room);
    this.locks.level(room);
    const { state } = this.store;
    if (isOtherSample(room, before)) seedActions(room.state.follow?.whole?.seeds ?? { data: state.schema.seeds.data, start: state.schema.seeds.start }, state, room).forEach(driven);
    if (room.state.drive.mode === "follow" && this.tables.isLacking(this.store.state, room)) return this.fetchTable(room);
    const { actions, followed } = toFollow(this.tables.with(this.store.state), room);
    if (followed !== room.followed) this.set({ ...room, followed });
    actions.forEach(driven);
    return undefined;
  }

  /** Points of the teacher's own have to come before the page follows. @param {Room} room @returns {Promise<void>} */
  async fetchTable(room) {
    if (!room.told || !(await this.tables.bring(this.store.state, room, { code: room.code, token: room.told.token }))) return;
    if (this.room) this.take({ ...this.room }, this.room);
  }

  /** Eyes to the front: the run rests, and goes on where it was. @param {Room} room */
  freezeOr(room) {
    const isStill = isFrozen(room);
    if (isStill && isPlaying(this.store.state)) {
      this.isToThaw = true;
      this.store.dispatch({ type: "pause", isDriven: true });
    }
    this.freeze.show(isStill, room.state.drive.sentence);
    if (isStill || !this.isToThaw) return;
    this.isToThaw = false;
    this.store.dispatch({ type: "play", isDriven: true });
  }

  /** @param {Room|null} room */
  set(room) {
    if (room !== this.room) this.store.dispatch({ type: "room", room });
    if (!room) {
      this.freeze.show(false, "");
      this.locks.level(null);
    }
  }

  /** The teacher has tapped this run's dot. @param {Room} room */
  async sendSnapshot(room) {
    const { state } = this.store;
    if (!room.told || !hasRun(state)) return;
    const { answer } = await askClass("record", { code: room.code, token: room.told.token, for: "snapshot", record: recordOf(state) });
    if (answer && this.room) this.take(heard(this.room, { ...answer, version: this.room.version }), this.room);
  }

  /* ---- what is told ---- */

  /** @param {object} act @returns {Promise<Notice|null>} why it was not done */
  async act(act) {
    const { room } = this;
    if (!room?.told) return { id: "class.unanswered" };
    const { answer, notice } = await askClass("act", { code: room.code, token: room.told.token, do: act });
    if (answer && this.room) this.take(heard(this.room, { ...answer, version: this.room.version }), this.room);
    return notice;
  }
}

/** Whether everybody is to have another sample or start than before. @param {Room} room @param {Room|null} before */
function isOtherSample(room, before) {
  const { sample, start } = room.state.drive;
  if (!before) return sample === "own" || start === "own";
  return sample !== before.state.drive.sample || start !== before.state.drive.start;
}
