/* Residuals: a plot of their own, with the mean of their squares, RMSE and R². */

import { lighten } from "../figures/fit.js";
import { nice } from "../figures/axes.js";
import { enlargeAll } from "../figures/paper.js";
import { axisOf, nameOf, overOf } from "../figures/residual_axis.js";
import { moveResiduals, residualsFigure } from "../figures/residuals.js";
import { describe } from "../figures/skeleton.js";
import { learned } from "../lesson/curve.js";
import { meanSquare, residuals, rSquared } from "../lesson/loss.js";
import { all, element, made, setAttribute, setData, setNumber, setText } from "../page/element.js";
import { chooseSegment, madeSegments } from "../page/segments.js";
import { Graph } from "../plotly.js";
import { isHandShown, isOfMine, measuredLine } from "../run/hand.js";
import { seen } from "../run/state.js";
import { lossText, parameter } from "../text/numbers.js";
import { text } from "../text/texts.js";

/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */

const NONE = "–";
const ID = "residuals-of";
const OVER = "residuals-over";
const WHOSE = ["model", "mine"];

/** The panel. */
class Residuals {
  /** @param {import("./index.js").Context} context */
  constructor({ store }) {
    this.store = store;
    this.graph = new Graph("residuals-figure");
    this.place = "";
    this.most = 1;
    this.drawn = "";
    this.names = "";
    const kinds = Object.fromEntries(WHOSE.map((whose) => [whose, text(`panel.residuals.of.${whose}`)]));
    this.whose = madeSegments(ID, text("panel.residuals.of.label"), kinds, (whose) => store.dispatch({ type: "view", view: { ofMine: whose === WHOSE[1] } }));
    element("residuals-shape").before(this.whose);
  }

  /** @param {State} state */
  draw(state) {
    const { view } = state;
    const now = seen(state);
    if (!state.points || !now) return;
    const points = learned(state.points);
    const isMine = isOfMine(state);
    const values = residuals(points, measuredLine(state, now));
    this.whose.hidden = !isHandShown(state);
    chooseSegment(this.whose, WHOSE[Number(isMine)]);
    setData(element("panel-residuals"), "of", WHOSE[Number(isMine)]);
    write(points, isMine ? null : now, values);
    const what = document.querySelector("#panel-residuals .panel-words > span");
    if (what) setText(what, text(points === state.points ? "panel.residuals.what" : "panel.residuals.what.learned"));
    all("#residuals-shape [data-shape]").forEach((choice) => setAttribute(choice, "aria-pressed", choice.dataset.shape === view.shape));
    this.writeChoice(state, points);
    const range = this.rangeFor(state, points, values);
    const { ends } = axisOf(state, points, now);
    const key = [view.mode, ...ends, view.isPhone, view.projector, this.graph.room, view.shape, isMine, points.shown, ...range.range].join();
    if (key === this.drawn && !this.graph.isStaleUnderPointer) {
      this.tick(state);
      return;
    }
    this.drawn = key;
    const figure = residualsFigure(state, points, values, range);
    if (view.projector) enlargeAll(figure);
    this.graph.make(figure);
    this.graph.react(figure, () => {
      lighten(this.graph, "Segments", this.store.state.view.shape);
      this.tick(this.store.state);
    });
  }

  /** Over which feature, where there are several. @param {State} state @param {Points} points */
  writeChoice({ view }, points) {
    const isSeveral = points.view !== "line";
    setData(element("panel-residuals"), "several", isSeveral);
    const select = /** @type {HTMLSelectElement} */ (document.getElementById(OVER) ?? this.makeChoice());
    if (!isSeveral) return;
    const names = [...points.inputs, null].map((_, i) => text("panel.residuals.over", { name: nameOf(points, i) }));
    if (names.join() !== this.names) select.replaceChildren(...names.map((name, i) => made("option", name, { value: String(i) })));
    this.names = names.join();
    select.value = String(overOf(view.over, points));
  }

  /** @returns {HTMLElement} */
  makeChoice() {
    const select = made("select", "", { id: OVER, className: "form-select" });
    select.setAttribute("aria-label", text("panel.residuals.over.label"));
    select.addEventListener("change", () => this.store.dispatch({ type: "view", view: { over: Number(/** @type {HTMLSelectElement} */ (select).value) } }));
    document.querySelector("#panel-residuals .panel-words > span")?.after(select);
    return select;
  }

  /** @param {State} state */
  tick(state) {
    if (state.points && this.graph.isReady) moveResiduals(this.graph, state, state.points);
  }

  /**
   * The axis holds what the start needs, or the run now; as it learns it shrinks by halves, so that it seldom moves.
   * @param {State} state @param {Points} points @param {number[]} values
   */
  rangeFor(state, points, values) {
    const { weight, bias } = state.record.history.at(0);
    const key = [points.shown, weight, bias, isOfMine(state)].join();
    const needed = Math.max(...values.map(Math.abs)) * 1.05 || 1;
    const fits = this.place === key && needed <= this.most && needed > this.most / 2;
    if (!fits) Object.assign(this, { place: key, most: 1.25 * needed });
    return rangeOf(this.most);
  }
}

/** @param {number} most that the axis must hold @returns {{range: [number, number], square: number}} */
function rangeOf(most) {
  const square = nice(most / 6);
  return { range: [-6 * square, 6 * square], square };
}

/** @param {Points} points @param {Snapshot|null} now null where they are of another line than the model's @param {number[]} values */
function write(points, now, values) {
  const error = meanSquare(values);
  const share = rSquared(points, error);
  setNumber("residuals-loss", error, lossText(error));
  // An epoch of the past may have been measured on other points.
  const isLoss = !now || Math.abs(error - now.loss) <= 1e-6 * now.loss + 1e-12;
  setText("residuals-is-loss", isLoss ? text("panel.residuals.is-loss") : "");
  setNumber("rmse", Math.sqrt(error), lossText(Math.sqrt(error)));
  setNumber("r2", share, share === null ? NONE : parameter(share));
  const count = values.length;
  const words = share === null ? text("panel.residuals.label.no-share", { count }) : text("panel.residuals.label", { count, share: parameter(share) });
  describe("residuals-figure", words);
}

/** @param {import("./index.js").Context} context */
export function create(context) {
  return new Residuals(context);
}
