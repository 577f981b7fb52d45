/* The figures of the class view, each with its title and its key, brought level with the picture that the server has sent. */

import { slopeTheory, spread } from "../lesson/slopes.js";
import { short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { Curves, Slopes, UCurve } from "./room_figure.js";
import { ClassMap, isDrawable } from "./room_map.js";

/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("./room_figure.js").Shown} Shown */

export const FIGURES = /** @type {const} */ (["map", "curves", "ucurve", "slopes"]);
const IDS = { curves: "class-curves", ucurve: "class-ucurve", slopes: "class-slopes" };
const DIGITS = 3;

/** All of them. */
export class ClassFigures {
  constructor() {
    this.map = new ClassMap();
    this.figures = { map: this.map, curves: new Curves(IDS.curves), ucurve: new UCurve(IDS.ucurve), slopes: new Slopes(IDS.slopes) };
    this.place = made("div", "", { className: "class-figures" });
    /** @type {Record<string, {card: HTMLElement, key: HTMLElement}>} */
    this.cards = Object.fromEntries(FIGURES.map((name) => [name, card(name, this.figures[name].place)]));
    this.cards.map.card.append(this.map.said);
    this.place.append(...FIGURES.map((name) => this.cards[name].card));
  }

  /** @param {State} state @param {any} picture @param {Shown} shown @param {string[]} names of those that are shown */
  draw(state, picture, shown, names) {
    this.place.dataset.count = String(names.length);
    for (const name of FIGURES) {
      const { card: whole, key } = this.cards[name];
      whole.hidden = !names.includes(name);
      if (whole.hidden) continue;
      setText(key, keyOf(name, state, picture, shown));
      this.figures[name].draw(state, picture, shown);
    }
  }

  /** @param {(handle: any) => void} choose */
  onDot(choose) {
    this.map.onDot(choose);
  }
}

/** @param {string} name @param {State} state @param {any} picture @param {Shown} shown @returns {string} what its marks are */
function keyOf(name, { points, view }, picture, { theory, covered }) {
  if (picture.covered?.includes(name)) return text("class.key.covered");
  if (!points || (name === "map" && !isDrawable(points))) return points ? text("class.key.map.none") : "";
  if (name === "map") return mapKey(points, view.mode, theory, covered);
  if (name === "slopes") return slopesKey(points, picture.slopes?.slope ?? [], theory);
  if (!theory || (name === "ucurve" && points.inputs.length > 1)) return text(`class.key.${name}`);
  return text(`class.key.${name}.theory`, { limit: short(points.learning_rate_limit, DIGITS) });
}

/** @param {import("../run/types.js").Points} points @param {string} mode in which the colours of the loss run the other way @param {boolean} theory @param {boolean} [covered] @returns {string} */
function mapKey({ true_weight: truth }, mode, theory, covered) {
  if (covered) return text("class.key.map.covered");
  const marks = theory ? text(`class.key.map.${truth ? "theory" : "best"}`) : text("class.key.map");
  return [text(`class.key.map.worse.${mode}`), marks].join(" ");
}

/** @param {import("../run/types.js").Points} points @param {number[]} slopes @param {boolean} theory @returns {string} */
function slopesKey(points, slopes, theory) {
  const { mean, sd } = spread(slopes);
  const known = theory ? slopeTheory(points) : null;
  const parts = [slopes.length > 1 ? text("class.key.slopes", { mean: short(mean, DIGITS + 1), sd: short(sd, 2) }) : ""];
  if (known) parts.push(text("class.key.slopes.theory", { error: short(known.sd, 2) }));
  return parts.filter(Boolean).join(" ");
}

/** @param {string} name @param {HTMLElement} place @returns {{card: HTMLElement, key: HTMLElement}} */
function card(name, place) {
  const whole = made("figure", "", { className: "class-figure" });
  whole.hidden = true;
  const key = made("span", "", { className: "class-key" });
  const title = made("figcaption", "");
  title.append(made("strong", text(`class.figure.${name}`)), " ", key);
  whole.append(title, place);
  return { card: whole, key };
}
