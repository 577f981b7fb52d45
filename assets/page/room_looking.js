/* The class view on a student's page, where the teacher shows it to all: asked for while it is open, and no longer. */

import { askClass } from "../run/room_ask.js";
import { Beat } from "../run/room_beat.js";
import { shownFigures } from "../run/room_show.js";
import { setText } from "./element.js";
import { stripText } from "./room_brief.js";
import { button } from "./room_view.js";
import { Wall } from "./room_wall.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("./room_member.js").Member} Member */

const ID = "class-look";
const AGAIN_MS = 1000;

/** The one who looks. */
export class Looking {
  /** @param {Member} member */
  constructor(member) {
    this.member = member;
    this.store = member.store;
    this.opener = ID;
    /** @type {import("./room_wall.js").Host["drive"]} a student drives nothing */
    this.drive = null;
    this.wall = new Wall(this);
    this.button = button("class-view", () => this.wall.flip(), { id: ID });
    this.button.hidden = true;
    this.button.textContent = "";
    this.beat = new Beat(() => this.ask());
  }

  get room() {
    return this.member.room;
  }

  /** @param {Room|null} room @param {Room|null} before */
  level(room, before) {
    setText(this.button, stripText("class-view", this.store.state));
    this.button.hidden = !room?.told || !(shownFigures(room).length || room.state.replay);
    if (this.button.hidden) this.wall.close();
    else this.wall.level(room, before);
    const isNewReplay = room?.state.replay && !before?.state.replay && room.state.drive.mode !== "freeze";
    if (isNewReplay && !this.wall.isOpen) this.wall.flip();
  }

  /** The view has been opened or closed. */
  levelled() {
    if (this.wall.isOpen) this.beat.begin();
    else this.stop();
  }

  /** What is not looked at is not held either. */
  stop() {
    this.beat.end();
    const { room } = this;
    if (room?.picture) this.member.set({ ...room, picture: null });
  }

  /** @returns {Promise<number|null|undefined>} */
  async ask() {
    const { room } = this;
    if (!room?.told || !this.wall.isOpen || !shownFigures(room).length) return null;
    const { answer } = await askClass("look", { code: room.code, token: room.told.token });
    if (answer && this.wall.isOpen && this.room?.id === room.id) this.member.set({ ...this.room, picture: answer });
    return answer ? AGAIN_MS : undefined;
  }
}
