/* Compare runs: runs kept with their loss curve and path, beside the run now, and a table of what came of each. */

import { Curve, lossKey, moveLoss } from "../figures/loss.js";
import { lossAsShown } from "../figures/picture.js";
import { describe } from "../figures/skeleton.js";
import { element, made, setAttribute, setHidden, setText } from "../page/element.js";
import { Graph } from "../plotly.js";
import { comparable, MOST_RUNS, summaryOf } from "../run/comparison.js";
import { lossText, rate } from "../text/numbers.js";
import { optimizerName } from "../text/names.js";
import { text } from "../text/texts.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").ComparedRun} ComparedRun */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {Omit<ComparedRun, "number"|"rows"> & {number: number|null}} Row number null is the run now */

const DASHES = ["solid", "9px,4px", "2px,4px", "9px,4px,2px,4px", "14px,6px", "4px,3px", "16px,4px,4px,4px", "1px,7px"];

/** The columns of the table, as its style names them. */
const COLUMNS = ["run", "rate", "batch", "optimizer", "within", "final"];

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
    const { points, runs } = state;
    if (!points) return;
    const isFull = runs.length >= MOST_RUNS;
    setAttribute(element("keep-run"), "aria-disabled", isFull);
    setText(textOf(element("keep-run")), text(isFull ? "keep-run.full" : "keep-run"));
    setHidden("forget-runs", !runs.length);
    this.writeTable(state, points);
    // In the second place the loss figure shows the curves.
    if (element("compare-figure").offsetParent !== null) this.drawCurves(state, points);
  }

  /** Plotly draws the curves when an axis or a run changes; between, the curve of now is moved. @param {State} state @param {Points} points */
  drawCurves(state, points) {
    const compared = state.runs.map(({ number, epochs }) => [number, epochs]);
    const lineage = state.record.start?.parameters["linear.bias"];
    const key = [state.view.mode, state.view.isPhone, state.view.projector, this.graph.room, lossKey(state, points), lineage, ...compared].join();
    if (key === this.drawn && !this.graph.isStaleUnderPointer) {
      moveLoss(this.graph, this.curve, state);
      return;
    }
    this.drawn = key;
    this.curve = new Curve();
    const figure = lossAsShown(state);
    separate(figure, comparable(state), points);
    this.graph.make(figure);
    this.graph.react(figure, () => moveLoss(this.graph, this.curve, this.store.state));
    describe("compare-figure", text("panel.compare.label", { count: comparable(state).length }));
  }

  /** The rows of the runs kept are made anew only when they change: a button under a finger must stay there. @param {State} state @param {Points} points */
  writeTable(state, points) {
    const body = element("compare-rows");
    const now = rowOf({ ...summaryOf(state), number: null }, points);
    const rows = [points.shown, ...state.runs.map(({ number, epochs, loss }) => [number, epochs, loss])].join();
    if (rows === this.rows && body.lastChild) {
      body.replaceChild(now, body.lastChild);
      return;
    }
    this.rows = rows;
    body.replaceChildren(...state.runs.map((run) => rowOf(run, points)), now);
  }
}

/** @param {HTMLElement} button @returns {Element} what holds its text */
function textOf(button) {
  return button.querySelector("[data-text]") ?? button;
}

/** Each run with a dash of its own. @param {Figure} figure @param {ComparedRun[]} runs @param {Points} points */
function separate(figure, runs, points) {
  const at = figure.data.findIndex(({ name }) => name === "Kept runs");
  const [common] = figure.data.splice(at, 1);
  const traces = runs.map((run) => ({
    ...common,
    ...curveOf(run, points),
    mode: "lines+text",
    name: `Run ${run.number}`,
    line: { ...common.line, width: 2, dash: DASHES[run.number - 1] },
  }));
  figure.data.splice(at, 0, ...traces);
}

/** @param {ComparedRun} run @param {Points} points */
function curveOf({ rows, number }, points) {
  const half = Math.sqrt(rows[0][1] * Math.max(points.least_squares.loss, 1e-6 * rows[0][1]));
  const labelled = Math.max(0, rows.findIndex((row) => row[1] <= half));
  return {
    x: rows.map((row) => row[0]),
    y: rows.map((row) => row[1]),
    text: rows.map((_, i) => (i === labelled ? String(number) : "")),
  };
}

/** @param {Row} run @param {Points} points @returns {HTMLElement} */
function rowOf(run, points) {
  const row = document.createElement("tr");
  const near = run.near === null ? text("panel.compare.not-yet") : text("panel.compare.near", { epoch: run.near });
  const texts = [
    run.number === null ? text("panel.compare.now") : String(run.number),
    rate(run.optimizer.learning_rate) + (run.changed ? "*" : ""),
    run.batchSize === null ? text("batch-size.all") : String(run.batchSize),
    optimizerName(run.optimizer),
    run.diverged && run.near === null ? text("panel.compare.never") : near,
    run.diverged ? text("panel.compare.diverged") : lossText(run.loss),
  ];
  row.append(...texts.map(cellOf));
  row.dataset.now = String(run.number === null);
  if (run.shown !== points.shown) row.title = row.dataset.other = text("panel.compare.other-data.title");
  if (run.changed) row.title = text("panel.compare.changed.title");
  if (run.number !== null) row.firstElementChild?.append(forgetButton(run.number));
  return row;
}

/** @param {string} words @param {number} i @returns {HTMLElement} */
function cellOf(words, i) {
  const cell = i ? made("td", words) : made("th", words, { scope: "row" });
  cell.dataset.column = COLUMNS[i];
  return cell;
}

/** @param {number} number */
function forgetButton(number) {
  const button = made("button", "×", { className: "forget" });
  button.setAttribute("aria-label", text("panel.compare.forget.label", { number }));
  button.dataset.forget = String(number);
  return button;
}

/** @param {import("./index.js").Context} context */
export function create(context) {
  return new Compare(context);
}
