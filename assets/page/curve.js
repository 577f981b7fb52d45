/* What the page has beside a line's numbers when a curve is learned or points are kept for testing: more terms and rows, and the test loss, whose ring is that of the points. */

import { isCurve, learnedCount } from "../lesson/curve.js";
import { isHidden } from "../run/hidden.js";
import { seen } from "../run/state.js";
import { termNames } from "../text/names.js";
import { lossText } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { all, element, made, setNumber, setText } from "./element.js";
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
    if (!isCurve(points)) return;
    growRows(termNames(points).length);
    growTerms(termNames(points).length + 1);
    element("weights-rows").tabIndex = 0; // it may have to be scrolled
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

/** @param {number} count of weights in the table, which has rows for a few at first */
function growRows(count) {
  const rows = all("#weights-rows [data-row]");
  const last = rows[rows.length - 2];
  for (let i = rows.length - 1; i < count; i += 1) {
    const row = copied(last, (id) => id.replace(/^weight-\d+/, `weight-${i + 1}`));
    row.dataset.row = String(i);
    rows[rows.length - 1].before(row);
  }
}

/** @param {number} count of terms in the equation, the bias among them */
function growTerms(count) {
  const terms = all("#equation .term");
  const last = terms[terms.length - 1];
  for (let i = count; i > terms.length; i -= 1) last.after(copied(last, (id) => id.replace(/\d+$/, String(i))));
}

/** @param {HTMLElement} part @param {(id: string) => string} named @returns {HTMLElement} the same with other ids */
function copied(part, named) {
  const copy = /** @type {HTMLElement} */ (part.cloneNode(true));
  copy.querySelectorAll("[id]").forEach((inner) => {
    inner.id = named(inner.id);
    setText(inner, "");
  });
  return copy;
}
