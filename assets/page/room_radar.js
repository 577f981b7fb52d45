/* How it is going: what students do, in counts and without names, and what they have said of the tempo. */

import { text } from "../text/texts.js";
import { made } from "./element.js";
import { button, row } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("./room_tasks_question.js").Drive} Drive */

/** @type {Record<string, string>} by what the server calls it */
const SEEN = { above_limit: "class.radar.above-limit", stopped_early: "class.radar.stopped-early", diverged: "class.radar.diverged" };
const TEMPOS = ["lost", "slower", "faster"];

/** @param {any} tempo counts, or null below three votes @returns {string} */
export function tempoText(tempo) {
  const said = TEMPOS.filter((name) => tempo?.[name]).map((name) => text(`class.tempo.${name}.count`, { count: tempo[name] }));
  return said.join(", ");
}

/** The part. */
export class RadarPart {
  /** @param {Drive} drive */
  constructor(drive) {
    this.place = made("section", "", { className: "class-part" });
    this.list = made("ul", "", { className: "class-radar" });
    this.list.id = "class-radar";
    this.tempo = made("p", "", { className: "note" });
    const clear = button("class.tempo.clear", () => drive({ type: "tempo-clear" }));
    this.place.append(made("h3", text("class.radar")), this.list, this.tempo, row(clear));
  }

  /** @param {Room} room @param {Room|null} before */
  level({ teacher }, before) {
    if (before && teacher === before.teacher) return;
    const { radar, tempo } = teacher ?? {};
    const lines = radar ? Object.keys(SEEN).filter((name) => radar[name] > 0).map((name) => made("li", text(SEEN[name], { count: radar[name], here: radar.here }))) : [];
    this.list.replaceChildren(...(lines.length ? lines : [made("li", text("class.radar.nothing"))]));
    this.tempo.textContent = tempoText(tempo) || text("class.tempo.none");
  }
}
