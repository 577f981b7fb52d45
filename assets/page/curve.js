/* What the page has beside the numbers of a line or of a few features: more terms and rows for a curve and for many features, and the test loss of points that are kept for testing, whose ring is theirs. */

import { learnedCount } from "../lesson/curve.js";
import { isHidden } from "../run/hidden.js";
import { seen } from "../run/state.js";
import { termNames } from "../text/names.js";
import { lossText } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { element, made, setNumber } from "./element.js";
import { growTo } from "./more_weights.js";
import { nameEquation, Readouts } from "./readouts.js";
import { writeReferences } from "./weights.js";

/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */

const ID = "test-loss";
const NONE = "–";

/** Keeps it level with the state. */
export class Curve {
  /** @param {import("../run/store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.test = this.madeTest();
    store.subscribe((state, before) => this.follow(state, before));
    this.follow(store.state);
  }

  /** @returns {HTMLElement} the loss on the points for testing, beside the loss */
  madeTest() {
    const place = made("span", "", { className: "test-line" });
    place.append(made("span", "", { className: "ring" }), made("span", text("curve.test"), { className: "label" }), made("span", NONE, { id: ID, className: "number" }));
    place.dataset.what = "";
    return place;
  }

  /** @param {State} state @param {State} [before] */
  follow(state, before) {
    const { points } = state;
    if (!points) return;
    if (points !== before?.points) this.suit(state, points);
    if (points.split) this.write(state, points);
  }

  /** Other points, or others than a line is learned of. @param {State} state @param {Points} points */
  suit(state, points) {
    const isSplit = Boolean(points.split);
    if (isSplit && !this.test.isConnected) document.querySelector(".loss-line")?.append(this.test);
    this.test.hidden = !isSplit;
    element("page").dataset.split = String(isSplit);
    if (isSplit) this.test.title = points.targets.length > learnedCount(points) ? text("curve.test-loss") : text("curve.too-few", { from: points.split?.from ?? 0 });
    const count = termNames(points).length;
    if (count < 2) return;
    growTo(count);
    nameEquation(points);
    writeReferences(state);
    new Readouts().write(state);
  }

  /** @param {State} state @param {Points} points */
  write(state, points) {
    const loss = seen(state)?.testLoss ?? null;
    const isTold = loss !== null && points.targets.length > learnedCount(points);
    this.test.hidden = isHidden(state, "loss");
    setNumber(ID, isTold ? loss : null, isTold ? lossText(loss) : NONE);
  }
}
