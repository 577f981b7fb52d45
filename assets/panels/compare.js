/* Compare runs: runs kept with their loss curve and path, beside the run now, and a table of what came of each. */

import { separate } from "../figures/compared_runs.js";
import { Curve, comparedEnds, lossKey, moveLoss } from "../figures/loss.js";
import { enlargeAll } from "../figures/paper.js";
import { comparedLosses } from "../figures/picture.js";
import { describe } from "../figures/skeleton.js";
import { all, element, setAttribute, setHidden, setText } from "../page/element.js";
import { Graph } from "../plotly.js";
import { canBringBack, comparable, MOST_RUNS, summaryOf } from "../run/comparison.js";
import { text } from "../text/texts.js";
import { noteOf, rowsOf } from "./compare_table.js";

/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */

/** The panel. */
class Compare {
  /** @param {import("./index.js").Context} context */
  constructor({ store }) {
    this.store = store;
    this.graph = new Graph("compare-figure");
    this.curve = new Curve();
    this.drawn = "";
    this.rows = "";
  }

  /** @param {State} state */
  draw(state) {
    const { points } = state;
    if (!points) return;
    this.writeButtons(state);
    this.writeTable(state, points);
    // In the second place the loss figure shows the curves.
    if (element("compare-figure").offsetParent !== null) this.drawCurves(state, points);
  }

  /** @param {State} state */
  writeButtons(state) {
    const { runs, forgotten, view } = state;
    const isFull = runs.length >= MOST_RUNS;
    setAttribute(element("keep-run"), "aria-disabled", isFull);
    setText(textOf("keep-run"), text(isFull ? "keep-run.full" : "keep-run"));
    setHidden("forget-runs", !runs.length);
    setHidden("bring-back", !canBringBack(state));
    setText(textOf("bring-back"), text("bring-back.count", { count: forgotten.length }));
    const { usual, whole } = comparedEnds(state);
    setHidden("compare-epochs", usual === whole);
    all("#compare-epochs [data-epochs]").forEach((choice) => {
      setAttribute(choice, "aria-pressed", (choice.dataset.epochs === "all") === view.allEpochs);
      if (choice.dataset.epochs === "usual") setText(choice, text("panel.compare.epochs.first", { count: usual }));
    });
  }

  /** Plotly draws the curves when an axis or a run changes; between, the curve of now is moved. @param {State} state @param {Points} points */
  drawCurves(state, points) {
    const { view } = state;
    const compared = state.runs.map(({ number, epochs }) => [number, epochs]);
    const lineage = state.record.start?.parameters["linear.bias"];
    const ends = Object.values(comparedEnds(state));
    const key = [view.mode, view.isPhone, view.projector, view.allEpochs, this.graph.room, lossKey(state, points), lineage, ...ends, ...compared].join();
    if (key === this.drawn && !this.graph.isStaleUnderPointer) {
      moveLoss(this.graph, this.curve, state);
      return;
    }
    this.drawn = key;
    this.curve = new Curve();
    const figure = comparedLosses(state);
    separate(figure, comparable(state), points);
    if (view.projector) enlargeAll(figure);
    this.graph.make(figure);
    this.graph.react(figure, () => moveLoss(this.graph, this.curve, this.store.state));
    describe("compare-figure", text("panel.compare.label", { count: comparable(state).length }));
  }

  /** The rows of the runs kept are made anew only when they change: a button under a finger must stay there. @param {State} state @param {Points} points */
  writeTable(state, points) {
    const body = element("compare-rows");
    const told = [...state.runs, { ...summaryOf(state), number: null }];
    const now = told[told.length - 1];
    const { optimizer, batchSize, data, rows: [start] } = now;
    const key = JSON.stringify([points.shown, optimizer, batchSize, data, start, state.runs.map(({ number, epochs, loss }) => [number, epochs, loss])]);
    const isSame = key === this.rows && body.lastChild !== null;
    const rows = rowsOf(told, isSame);
    if (isSame) body.replaceChild(rows[0], /** @type {ChildNode} */ (body.lastChild));
    else body.replaceChildren(...rows);
    this.rows = key;
    const head = document.querySelector(".compare-table thead [data-column=line]");
    if (head) setText(head, text(points.inputs.length > 1 ? "panel.compare.weights" : "panel.compare.line"));
    setText("compare-note", noteOf(told));
  }
}

/** @param {string} id of a button @returns {Element} what holds its text */
function textOf(id) {
  const button = element(id);
  return button.querySelector("[data-text]") ?? button;
}

/** @param {import("./index.js").Context} context */
export function create(context) {
  return new Compare(context);
}
