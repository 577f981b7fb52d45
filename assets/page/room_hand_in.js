/* Handing in: one press sends the run's link to the class, as long as the teacher takes runs in. */

import { text } from "../text/texts.js";
import { setText } from "./element.js";
import { stripText } from "./room_brief.js";
import { runQuery } from "./room_link.js";
import { button } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("./room_member.js").Member} Member */

const ID = "class-hand-in";

/** The button in the strip. */
export class HandingIn {
  /** @param {Member} member */
  constructor(member) {
    this.member = member;
    this.button = button("class.hand-in", () => this.handIn(), { id: ID });
    this.button.hidden = true;
    this.button.textContent = "";
  }

  /** @param {Room|null} room */
  level(room) {
    this.button.hidden = !room?.told || !room.state.handing?.on;
    setText(this.button, stripText(room?.me?.handed ? "class.hand-in.again" : "class.hand-in", this.member.store.state));
    this.button.title = text(room?.me?.handed ? "class.hand-in.done" : "class.hand-in.what");
  }

  async handIn() {
    const { member } = this;
    const query = await runQuery(member.store.state);
    const notice = query ? await member.act({ type: "hand-in", link: query }) : { id: "class.hand-in.long" };
    member.store.dispatch({ type: "say", notice: notice ?? { id: "class.hand-in.done" } });
  }
}
