/* The class view: everybody's numbers on one wall, and for the teacher what is shown of them, and to whom. */

import { isThere } from "../run/room.js";
import { withOutcome } from "../run/room_question.js";
import { spaced } from "../run/room_code.js";
import { shownFigures, WHERE } from "../run/room_show.js";
import { text } from "../text/texts.js";
import { made, setAttribute, setText } from "./element.js";
import { Board, challengeText } from "./room_board.js";
import { ClassFigures, FIGURES } from "./room_figures.js";
import { Results } from "./room_results.js";
import { capitals, classLink, codePicture } from "./room_link.js";
import { Snapshots } from "./room_snapshots.js";
import { button, row, segments, switched } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/**
 * @typedef {object} Host whose view it is
 * @property {import("../run/store.js").Store} store
 * @property {Room|null} room
 * @property {string} opener id of the button that opens it
 * @property {(() => void)} levelled it has been opened or closed, or shows other figures
 * @property {((act: object) => Promise<any>)|null} drive of a teacher alone
 */

const PARTS = { snapshotsWall: "class-snapshots-wall", snapshotsAll: "class-snapshots-all" };
const LETTERS = ["A", "B", "C"];
const IDS = { wall: "class-wall", address: "class-wall-address", counts: "class-counts" };
const COUNTS = /** @type {const} */ (["here", "running", "paused", "diverged", "arrived"]);
/** @type {Record<string, string>} */
const WORDS = { hidden: "class.show.hidden", wall: "class.show.wall", all: "class.show.all" };

/** The view. */
export class Wall {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.figures = new ClassFigures();
    this.place = made("section", "", { id: IDS.wall, className: "class-wall" });
    /** What else stands on the wall: results, a board. */
    this.beside = made("div", "", { className: "class-beside" });
    /** What a teacher chooses. */
    this.foot = made("div", "", { className: "class-wall-foot" });
    this.results = new Results();
    this.board = new Board();
    this.snapshots = new Snapshots();
    this.mark = made("h3", "");
    this.mark.hidden = true;
    this.chosen = made("div", "", { className: "class-show" });
    /** @type {{handle: any, letter: string}[]} the dots that are chosen */
    this.letters = [];
    /** @type {HTMLElement|null} */
    this.counts = null;
    window.addEventListener("resize", () => setTimeout(() => this.draw(), 150));
    this.figures.onDot((handle) => this.choose(handle));
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
    const { room } = this.host;
    if (!room) return undefined;
    this.beside.replaceChildren(this.mark, this.board.place, this.results.place, this.snapshots.place);
    this.place.replaceChildren(this.head(room), this.figures.place, this.beside, this.foot);
    this.place.setAttribute("role", "dialog");
    this.place.setAttribute("aria-label", text("class-view"));
    this.place.onkeydown = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close();
    };
    document.body.append(this.place);
    this.beneath(true);
    this.writeFoot(room);
    this.writeChosen();
    this.host.levelled();
    this.draw();
    return /** @type {HTMLElement} */ (this.place.querySelector(".close")).focus();
  }

  close() {
    if (!this.isOpen) return;
    this.place.remove();
    this.beneath(false);
    this.host.levelled();
    document.getElementById(this.host.opener)?.focus();
  }

  /** What lies under it cannot be reached; the strip can. @param {boolean} isCovered */
  beneath(isCovered) {
    if ("frozen" in document.documentElement.dataset) return;
    for (const id of ["first", "react-entry-point"]) document.getElementById(id)?.toggleAttribute("inert", isCovered);
  }

  /** @param {Room} room @returns {HTMLElement} */
  head(room) {
    const head = made("header", "", { className: "class-wall-head" });
    const name = made("h2", text("class.title", { code: spaced(room.code) }));
    const address = made("span", classLink(room.code), { id: IDS.address });
    this.counts = made("dl", "", { id: IDS.counts });
    for (const count of COUNTS) {
      const pair = made("div", "");
      pair.append(made("dd", "0"), made("dt", text(`class.counts.${count}`)));
      pair.dataset.count = count;
      this.counts.append(pair);
    }
    const shut = made("button", "×", { className: "close" });
    shut.setAttribute("aria-label", text("class.close.label"));
    shut.addEventListener("click", () => this.close());
    const invite = this.host.drive ? [codePicture(capitals(room.code), text("class.qr"))] : [];
    const words = made("div", "", { className: "class-wall-name" });
    words.append(name, address);
    head.append(...invite, words, this.counts, shut);
    return head;
  }

  /** @param {Room} room */
  writeFoot(room) {
    const { drive } = this.host;
    const { show } = room.state;
    if (!drive) return this.foot.replaceChildren();
    const which = FIGURES.map((name) => {
      const place = made("div", "", { className: "class-show" });
      const names = Object.fromEntries(WHERE.map((where) => [where, WORDS[where]]));
      const choice = segments(names, show[name], (where) => drive({ type: "show", [name]: where }), `class.figure.${name}`);
      choice.id = `class-show-${name}`;
      place.append(made("span", text(`class.show.${name}`)), choice);
      return place;
    });
    const theory = switched("class.show.theory", show.theory, (isOn) => drive({ type: "show", theory: isOn }), "class-show-theory");
    const own = switched("class.show.own", show.own, (isOn) => drive({ type: "show", own: isOn }), "class-show-own");
    return this.foot.replaceChildren(...which, theory, own, this.chosen);
  }

  /** @param {Room|null} room @param {Room|null} before */
  level(room, before) {
    if (!room || !isThere(room)) return this.close();
    if (!this.isOpen) return undefined;
    if (room.state.show !== before?.state.show) {
      this.levelFoot(room);
      this.host.levelled();
    }
    return this.draw();
  }

  /** @param {Room} room */
  levelFoot({ state: { show } }) {
    for (const name of FIGURES) {
      const choice = document.getElementById(`class-show-${name}`);
      choice?.querySelectorAll("button").forEach((one) => setAttribute(one, "aria-pressed", one.dataset.value === show[name]));
    }
    for (const name of ["theory", "own"]) {
      const box = /** @type {HTMLInputElement|null} */ (document.getElementById(`class-show-${name}`));
      if (box) box.checked = show[name];
    }
  }

  /** A dot that is tapped is chosen, or no longer; three at most. @param {any} handle */
  choose(handle) {
    const { drive } = this.host;
    if (!drive) return;
    const others = this.letters.filter((one) => one.handle !== handle).map((one) => one.handle);
    const handles = (others.length < this.letters.length ? others : [...others, handle]).slice(-LETTERS.length);
    this.letters = handles.map((one, i) => ({ handle: one, letter: LETTERS[i] }));
    this.writeChosen();
    this.draw();
  }

  /** What is done with the runs that are chosen. */
  writeChosen() {
    const { drive, room } = this.host;
    if (!drive) return;
    const handles = this.letters.map(({ handle }) => handle);
    const show = (/** @type {"wall"|"all"} */ to) => () => drive({ type: "snapshots", handles, to });
    const away = () => {
      this.letters = [];
      this.writeChosen();
      drive({ type: "snapshots", handles: [] });
    };
    const isShown = Boolean(room?.teacher?.snapshots?.length);
    const presses = handles.length ? [button("class.snapshots.wall", show("wall"), { id: PARTS.snapshotsWall }), button("class.snapshots.all", show("all"), { id: PARTS.snapshotsAll })] : [];
    const leave = handles.length || isShown ? [button("class.snapshots.away", away)] : [];
    this.chosen.replaceChildren(made("span", text("class.snapshots.chosen", { count: handles.length })), row(...presses, ...leave));
  }

  draw() {
    const { room, store } = this.host;
    if (!this.isOpen || !room) return;
    const picture = room.picture ?? {};
    this.counts?.querySelectorAll("[data-count]").forEach((pair) => {
      const { count } = /** @type {HTMLElement} */ (pair).dataset;
      setText(/** @type {HTMLElement} */ (pair.firstElementChild), String(picture.counts?.[count ?? ""] ?? room.here * Number(count === "here")));
    });
    const { ask = null, challenge = null } = room.state;
    setText(this.mark, challenge ? challengeText(challenge) : "");
    this.mark.hidden = !challenge;
    const stands = [this.board.draw(challenge), this.results.draw(store.state, withOutcome(ask, room.teacher?.outcome)), this.snapshots.draw(room.state.replay ?? null)];
    this.place.dataset.asks = String(stands.includes(true));
    const { theory, own } = room.state.show;
    this.figures.draw(store.state, picture, { theory, own: own && room.role === "member", letters: this.letters }, this.shown);
  }
}
