/* While a question is asked and talked about, the answer is on no page: limits, true line and least squares are put away, and come back. */

import { isAnswerCovered } from "../run/room_question.js";
import { covered, keepCovered } from "./room_store.js";

/** Puts the answer away. That it was there is kept with the tab: a reload in the middle of a question brings it back all the same. */
export class Cover {
  /** @param {import("../run/store.js").Store} store */
  constructor(store) {
    this.store = store;
    store.subscribe((state, before) => state.room !== before.room && this.level());
  }

  level() {
    const { room, view } = this.store.state;
    const isToCover = isAnswerCovered(room);
    if (isToCover === covered() || (isToCover && !view.limits)) return;
    keepCovered(isToCover);
    this.store.dispatch({ type: "view", view: { limits: !isToCover } });
  }
}
