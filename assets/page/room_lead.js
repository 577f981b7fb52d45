/* What the teacher does is told to every page that follows: each action, and where the page stands after it. */

import { toMirror } from "../run/room_follow.js";
import { ledBy, withLed, wholeOf } from "../run/room_led.js";
import { isPlaying } from "../run/state.js";
import { author, followed, keepFollowed } from "./room_store.js";
import { LedTables } from "./room_table.js";

/** @typedef {import("./room_teacher.js").Teacher} Teacher */

const TOLD_MS = 120; // a slider that is dragged
const UNHEARD_MS = 600; // while nobody follows, for another device of the teacher's
const WHOLE_MS = 4000; // how old the place may be at which a late student begins
const MOST = 10; // actions at a time

/** The one who tells. */
export class Lead {
  /** @param {Teacher} teacher */
  constructor(teacher) {
    this.teacher = teacher;
    /** @type {import("../run/room_follow.js").Led[]} */
    this.led = [];
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.later = undefined;
    this.toldAt = 0;
    /** Which of a teacher's pages this is: what it has done it does not do again. */
    this.by = author();
    this.tables = new LedTables();
    this.sentTable = "";
    /** @type {number|null} the last of the actions that this page has done, its own and others' */
    this.followed = null;
  }

  /** @param {boolean} isNew whether this page has just opened the class, and all begins with it */
  begin(isNew) {
    const { room } = this.teacher;
    if (isNew) keepFollowed(room?.code ?? "", 0); // a reload before anything was told is no new device
    this.followed = followed(room?.code ?? "") ?? (isNew ? 0 : null);
    this.sentTable = "";
    const isKnown = this.followed !== null; // of a page that was reloaded: what it did last was perhaps not told
    if (!isNew) this.mirror();
    if (isKnown) this.tell();
  }

  /** A server that was started anew may hold less than this page has told. */
  again() {
    const { seq } = this.teacher.room?.state.follow ?? { seq: 0 };
    this.followed = Math.min(this.followed ?? seq, seq);
    this.sentTable = "";
    this.tell();
  }

  /** Do what another device of the teacher's has done. */
  mirror() {
    const { room, kept, store } = this.teacher;
    if (!room || !kept) return;
    const now = { ...room, followed: this.followed };
    if (this.tables.isLacking(store.state, now)) {
      this.tables.bring(store.state, now, { code: kept.code, key: kept.key }).then((isThere) => isThere && this.mirror());
      return;
    }
    const { actions, followed: next } = toMirror(this.tables.with(store.state), now, this.by);
    if (next === this.followed) return;
    this.followed = next;
    keepFollowed(room.code, Number(next));
    actions.forEach((action) => store.dispatch({ ...action, isDriven: true }));
  }

  /** What other devices have done, or what every page does by itself, is not told again. @param {import("../run/types.js").Action} action @param {import("../run/types.js").State} state */
  follow(action, state) {
    if (action.isDriven) return;
    this.led = withLed(this.led, ledBy(action, state));
    const isOld = isPlaying(state) && performance.now() - this.toldAt > WHOLE_MS;
    if (this.led.length || isOld) this.later ??= setTimeout(() => this.tell(), this.teacher.room?.state.drive.mode === "follow" ? TOLD_MS : UNHEARD_MS);
  }

  /** Tell everybody what was done, and where the page stands now. */
  tell() {
    clearTimeout(this.later);
    this.later = undefined;
    this.toldAt = performance.now();
    const actions = this.led.slice(0, MOST);
    this.led = this.led.slice(MOST);
    const { state } = this.teacher.store;
    const whole = wholeOf(state);
    if (whole.own && whole.own !== this.sentTable && !this.teacher.room?.state.points) {
      this.sentTable = whole.own;
      this.teacher.drive({ type: "table", table: state.tables[whole.own] });
    }
    const told = this.teacher.drive({ type: "follow", actions, whole, by: this.by });
    if (this.led.length) this.later = setTimeout(() => this.tell(), 0);
    return told;
  }
}
