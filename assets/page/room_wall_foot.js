/* What a teacher chooses below the class view: which figures are shown, and to whom; and what is done with the dots that were chosen. */

import { shownFigures, WHERE } from "../run/room_show.js";
import { text } from "../text/texts.js";
import { made, setAttribute } from "./element.js";
import { FIGURES } from "./room_figures.js";
import { button, segments, switched } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {(act: object) => Promise<any>} Drive */

const PARTS = { snapshotsWall: "class-snapshots-wall", snapshotsAll: "class-snapshots-all" };
const LETTERS = ["A", "B", "C"];
const SWITCHES = /** @type {const} */ (["theory", "own"]);
/** @type {Record<string, string>} */
const WORDS = { hidden: "class.show.hidden", wall: "class.show.wall", all: "class.show.all" };

/** The foot. */
export class WallFoot {
  /** @param {() => void} chosen other dots are chosen */
  constructor(chosen) {
    this.chosen = chosen;
    this.place = made("div", "", { className: "class-wall-foot" });
    this.choosing = made("div", "", { className: "class-show" });
    /** @type {{handle: any, letter: string}[]} the dots that are chosen, in the teacher's order */
    this.letters = [];
    /** @type {Drive|null} */
    this.drive = null;
    this.written = "";
  }

  /** @param {Room} room @param {Drive|null} drive of a teacher alone */
  show({ state: { show } }, drive) {
    this.drive = drive;
    this.written = "";
    if (!drive) return this.place.replaceChildren();
    const which = FIGURES.map((name) => {
      const place = made("div", "", { className: "class-show" });
      const names = Object.fromEntries(WHERE.map((where) => [where, WORDS[where]]));
      const choice = segments(names, show[name], (where) => drive({ type: "show", [name]: where }), `class.figure.${name}`);
      choice.id = `class-show-${name}`;
      place.append(made("span", text(`class.show.${name}`)), choice);
      return place;
    });
    const switches = SWITCHES.map((name) => switched(`class.show.${name}`, show[name], (isOn) => drive({ type: "show", [name]: isOn }), `class-show-${name}`));
    return this.place.replaceChildren(...which, ...switches, this.choosing);
  }

  /** @param {Room} room */
  level(room) {
    if (!this.drive) return;
    const { show } = room.state;
    for (const name of FIGURES) {
      const choice = document.getElementById(`class-show-${name}`);
      choice?.querySelectorAll("button").forEach((one) => setAttribute(one, "aria-pressed", one.dataset.value === show[name]));
    }
    for (const name of SWITCHES) {
      const box = /** @type {HTMLInputElement|null} */ (document.getElementById(`class-show-${name}`));
      if (box) box.checked = show[name];
    }
    const own = document.getElementById("class-show-own")?.parentElement;
    if (own) own.hidden = show.map !== "all"; // on a page on which there is a map
    this.write(room);
  }

  /** A dot that is chosen again is no longer chosen; three at most, of which the first leaves. @param {any} handle */
  choose(handle) {
    if (!this.drive) return;
    const others = this.letters.filter((one) => one.handle !== handle).map((one) => one.handle);
    const handles = (others.length < this.letters.length ? others : [...others, handle]).slice(-LETTERS.length);
    this.letters = handles.map((one, i) => ({ handle: one, letter: LETTERS[i] }));
    this.chosen();
  }

  /** What is done with the runs that are chosen. @param {Room} room */
  write(room) {
    const { drive } = this;
    if (!drive) return;
    const handles = this.letters.map(({ handle }) => handle);
    const hasMap = shownFigures(room).includes("map");
    const isShown = Boolean(room.teacher?.snapshots?.length);
    const key = JSON.stringify([handles, hasMap, isShown]);
    if (key === this.written) return;
    this.written = key;
    const to = (/** @type {"wall"|"all"} */ where) => () => drive({ type: "snapshots", handles, to: where });
    const away = () => {
      this.letters = [];
      this.chosen();
      drive({ type: "snapshots", handles: [] });
    };
    const presses = handles.length ? [button("class.snapshots.wall", to("wall"), { id: PARTS.snapshotsWall }), button("class.snapshots.all", to("all"), { id: PARTS.snapshotsAll })] : [];
    const leave = handles.length || isShown ? [button("class.snapshots.away", away)] : [];
    const words = handles.length ? made("span", text("class.snapshots.chosen", { count: handles.length })) : made("span", text("class.snapshots.choose"), { className: "class-hint" });
    this.choosing.replaceChildren(...(hasMap ? [words] : []), ...presses, ...leave);
  }
}
