/* Which two of several parameters the loss map is drawn over: two lists, and what is said of all others. */

import { parameterNames } from "../figures/map_names.js";
import { pairOf } from "../lesson/plane.js";
import { element, made, setData, setText } from "../page/element.js";
import { text } from "../text/texts.js";

/** @typedef {import("../lesson/plane.js").Plane} Plane */
/** @typedef {import("../run/types.js").Points} Points */

const PLACE = "map-choice";
const HELD = "map-held";
const IDS = ["map-across", "map-up"];
const NAMES = ["panel.map.across", "panel.map.up"];

/** The lists, made when they are wanted first. */
export class MapChoice {
  /** @param {import("../run/store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.names = "";
    /** @type {HTMLSelectElement[]} */
    this.lists = [];
  }

  /** @param {Points} points @param {Plane} plane */
  write(points, { pair }) {
    setData(element("panel-map"), "two", pair !== null);
    this.nameLowest(pair !== null);
    if (!pair) return;
    if (!this.lists.length) this.make();
    const names = parameterNames(points);
    if (names.join("\t") !== this.names) this.lists.forEach((list) => list.replaceChildren(...names.map((name, i) => made("option", name, { value: String(i) }))));
    this.names = names.join("\t");
    this.lists.forEach((list, i) => (list.value = String(pair[i])));
    setText(HELD, text(points.inputs.length > 2 ? "panel.map.held" : "panel.map.held.one"));
  }

  /** What the ring is about: on a line's map least squares, here the lowest place while all others are held. @param {boolean} isOfTwo */
  nameLowest(isOfTwo) {
    const name = document.querySelector("#panel-map .best-ring")?.nextElementSibling;
    if (name) setText(name, text(isOfTwo ? "panel.map.lowest" : "panel.map.least-squares"));
  }

  make() {
    const place = made("div", "", { id: PLACE });
    this.lists = IDS.map((id, i) => {
      const list = /** @type {HTMLSelectElement} */ (made("select", "", { id, className: "form-select" }));
      list.setAttribute("aria-label", text(`${NAMES[i]}.label`));
      list.addEventListener("change", () => this.choose(i, Number(list.value)));
      const label = made("label", text(NAMES[i]));
      label.append(list);
      place.append(label);
      return list;
    });
    document.querySelector("#panel-map .panel-words")?.after(place);
    element("loss-map").before(made("p", "", { id: HELD, className: "note" }));
  }

  /** One that is chosen twice changes places. @param {number} axis @param {number} chosen */
  choose(axis, chosen) {
    const { points, view } = this.store.state;
    if (!points) return;
    const pair = [...pairOf(view.pair, points)];
    if (pair[1 - axis] === chosen) pair[1 - axis] = pair[axis];
    pair[axis] = chosen;
    this.store.dispatch({ type: "view", view: { pair } });
  }
}
