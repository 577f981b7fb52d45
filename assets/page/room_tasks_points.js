/* The class as the data, as a teacher begins it: everybody places a point, or types a pair; one may be an outlier in secret. */

import { numberIn } from "../run/room_question.js";
import { text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { button, field, fold, renew, row, said } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("./room_tasks_question.js").Drive} Drive */

const PARTS = { pointsPlace: "class-points-place" };
const COUNT = "class-points-count";
const SAID = "class-points-words";
const PLANE = { x: [0, 1], y: [0, 6] };
const PAIR = { x: [100, 250], y: [100, 250] };
const ANY = { low: null, high: null };

/** The part. */
export class PointsPart {
  /** @param {Drive} drive */
  constructor(drive) {
    this.drive = drive;
    this.place = made("section", "", { className: "class-part" });
    this.drawn = "";
  }

  /** @param {Room} room */
  level(room) {
    const { points = null } = room.state;
    const key = JSON.stringify(points);
    if (key !== this.drawn || !this.place.childElementCount) {
      this.drawn = key;
      renew(this.place, [made("h3", text("class-points")), ...(points ? this.standing(points) : this.choosing())]);
    }
    if (points) setText(COUNT, text("class-points.count", { count: room.teacher?.points ?? 0, here: room.here }));
  }

  /** @returns {HTMLElement[]} */
  choosing() {
    const place = button("class-points.place", () => this.drive({ type: "points", mode: "place", ...PLANE }), { id: PARTS.pointsPlace });
    return [made("p", text("class-points.what"), { className: "note" }), row(place), this.pairs()];
  }

  /** @returns {HTMLElement} */
  pairs() {
    const names = [0, 1].map((i) => field(`class-points.name.${i}`, `class-points-name-${i}`, { maxLength: 40, value: text(`class-points.example.${i}`) }));
    const ends = [PAIR.x, PAIR.y].flatMap((range, axis) => range.map((end, i) => field(`class-points.${i ? "high" : "low"}`, `class-points-${axis}-${i}`, { inputMode: "decimal", value: String(end) })));
    const unit = field("class-points.unit", "class-points-unit", { maxLength: 12, value: text("class-points.example.unit") });
    const begin = button("class-points.pair", () => {
      const numbers = ends.map(({ field: input }) => numberIn(input.value, ANY));
      const [name, other] = names.map(({ field: input }) => input.value.trim());
      const [left, right, low, high] = numbers.map(Number);
      if (numbers.includes(null) || !name || !other) return setText(SAID, text("class-points.missing"));
      if (!(left < right && low < high)) return setText(SAID, text("class-points.order"));
      return this.drive({ type: "points", mode: "pair", x: numbers.slice(0, 2), y: numbers.slice(2), names: [name, other], units: [unit.field.value.trim(), unit.field.value.trim()] });
    });
    const rows = names.map((name, i) => row(name.label, name.field, ...ends.slice(2 * i, 2 * i + 2).flatMap(({ label, field: input }) => [label, input])));
    return fold("class-points.pairs", ...rows, row(unit.label, unit.field), row(begin), said("", SAID));
  }

  /** @param {{outlier: boolean}} points @returns {HTMLElement[]} */
  standing({ outlier }) {
    const turn = outlier ? button("class-points.no-outlier", () => this.drive({ type: "outlier-away" })) : button("class-points.outlier", () => this.drive({ type: "outlier" }));
    return [made("p", "", { id: COUNT, className: "note" }), row(turn, button("class-points.away", () => this.drive({ type: "points-away" })))];
  }
}
