/* The class view: everybody's numbers on one wall, and for the teacher what is shown of them, and to whom. */

import { isThere } from "../run/room.js";
import { isAnswerCovered, isLossCovered, withOutcome } from "../run/room_question.js";
import { shownFigures } from "../run/room_show.js";
import { text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { Board, challengeText } from "./room_board.js";
import { ClassFigures } from "./room_figures.js";
import { Results } from "./room_results.js";
import { Snapshots } from "./room_snapshots.js";
import { isToClose } from "./room_view.js";
import { WallFoot } from "./room_wall_foot.js";
import { WallHead } from "./room_wall_head.js";

/** @typedef {import("../run/room.js").Room} Room */
/**
 * @typedef {object} Host whose view it is
 * @property {import("../run/store.js").Store} store
 * @property {Room|null} room
 * @property {string} opener id of the button that opens it
 * @property {(() => void)} levelled it has been opened or closed, or shows other figures
 * @property {((act: object) => Promise<any>)|null} drive of a teacher alone
 */

const ID = "class-wall";
const SETTLED_MS = 150;

/** The view. */
export class Wall {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.figures = new ClassFigures();
    this.place = made("section", "", { id: ID, className: "class-wall" });
    this.head = new WallHead();
    /** What else stands on the wall: results, a board. */
    this.beside = made("div", "", { className: "class-beside" });
    this.foot = new WallFoot(() => this.draw());
    this.results = new Results();
    this.board = new Board();
    this.snapshots = new Snapshots();
    this.mark = made("h3", "");
    this.mark.hidden = true;
    this.nothing = made("p", text("class.show.nothing"), { className: "class-nothing" });
    window.addEventListener("resize", () => setTimeout(() => this.draw(), SETTLED_MS));
  }

  get isOpen() {
    return this.place.isConnected;
  }

  /** @returns {string[]} */
  get shown() {
    const { room } = this.host;
    return room ? shownFigures(room) : [];
  }

  flip() {
    if (this.isOpen) return this.close();
    const { room, drive } = this.host;
    if (!room) return undefined;
    if (drive && !this.figures.map.chosen) this.figures.onDot((handle) => this.foot.choose(handle));
    this.beside.replaceChildren(this.snapshots.place, this.results.place, this.mark, this.board.place);
    this.place.replaceChildren(this.head.place, this.nothing, this.figures.place, this.beside, this.foot.place);
    this.place.setAttribute("role", "dialog");
    this.place.setAttribute("aria-label", text("class-view"));
    document.body.append(this.place);
    document.addEventListener("keydown", this.onKey, true);
    this.beneath(true);
    this.head.show(room, drive !== null, () => this.close());
    this.foot.show(room, drive);
    this.host.levelled();
    this.draw();
    return /** @type {HTMLElement} */ (this.place.querySelector(".close")).focus();
  }

  /** @param {KeyboardEvent} event */
  onKey = (event) => {
    if (isToClose(event, this.place)) this.close();
  };

  close() {
    if (!this.isOpen) return;
    this.place.remove();
    document.removeEventListener("keydown", this.onKey, true);
    this.beneath(false);
    this.host.levelled();
    document.getElementById(this.host.opener)?.focus();
  }

  /** What lies under it cannot be reached; the strip can. @param {boolean} isCovered */
  beneath(isCovered) {
    if ("frozen" in document.documentElement.dataset) return;
    for (const id of ["first", "react-entry-point"]) document.getElementById(id)?.toggleAttribute("inert", isCovered);
  }

  /** @param {Room|null} room @param {Room|null} before */
  level(room, before) {
    if (!room || !isThere(room)) return this.close();
    if (!this.isOpen) return undefined;
    if (room.state.show !== before?.state.show) this.host.levelled();
    return this.draw();
  }

  draw() {
    const { room, store } = this.host;
    if (!this.isOpen || !room) return;
    this.head.level(room);
    this.place.dataset.picture = String(Boolean(room.picture));
    this.foot.level(room);
    const { ask = null, challenge = null } = room.state;
    setText(this.mark, challenge ? challengeText(challenge) : "");
    this.mark.hidden = !challenge;
    const waiting = room.teacher?.waiting ? { count: room.teacher.waiting.answers, here: room.here } : null;
    const stands = [this.board.draw(challenge), this.results.draw(store.state, withOutcome(ask, room.teacher?.outcome), waiting), this.snapshots.draw(room.state.replay ?? null)];
    this.place.dataset.asks = String(stands.includes(true));
    this.place.dataset.marked = String(Boolean(challenge));
    this.place.dataset.runs = String(stands[2]);
    const { theory, own } = room.state.show;
    this.place.dataset.figures = String(this.shown.length);
    this.nothing.hidden = !this.host.drive || this.shown.length > 0 || stands.includes(true);
    const shown = { theory: theory && !isAnswerCovered(room), covered: isLossCovered(room) || !(store.state.view.limits || theory), own: own && room.role === "member", letters: this.foot.letters };
    this.figures.draw(store.state, room.picture ?? {}, shown, this.shown);
  }
}
