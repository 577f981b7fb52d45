/* What the teacher does is told to every page that follows: each action, and where the page stands after it. */

import { ledBy, withLed, wholeOf } from "../run/room_follow.js";
import { isPlaying } from "../run/state.js";

/** @typedef {import("./room_teacher.js").Teacher} Teacher */

const TOLD_MS = 120; // a slider that is dragged
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
  }

  /** @param {import("../run/types.js").Action} action @param {import("../run/types.js").State} state */
  follow(action, state) {
    this.led = withLed(this.led, ledBy(action, state));
    const isOld = isPlaying(state) && performance.now() - this.toldAt > WHOLE_MS;
    if (this.led.length || isOld) this.later ??= setTimeout(() => this.tell(), TOLD_MS);
  }

  /** Tell everybody what was done, and where the page stands now. */
  tell() {
    clearTimeout(this.later);
    this.later = undefined;
    this.toldAt = performance.now();
    const actions = this.led.slice(0, MOST);
    this.led = this.led.slice(MOST);
    const told = this.teacher.drive({ type: "follow", actions, whole: wholeOf(this.teacher.store.state) });
    if (this.led.length) this.later = setTimeout(() => this.tell(), 0);
    return told;
  }
}
