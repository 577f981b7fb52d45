/* The coming step by hand: point by point, its results covered until they are asked for or the step is taken. */

import { nextBatch } from "../lesson/batch.js";
import { comingStep, decimalsOf } from "../lesson/coming.js";
import { toTraining, trainingPoints } from "../lesson/inside.js";
import { fixed, trueLine } from "../lesson/step.js";
import { element, made, setHidden, setText } from "../page/element.js";
import { optimizerOf } from "../run/command.js";
import { isHidden } from "../run/hidden.js";
import { same } from "../run/record.js";
import { isInBatches, seen } from "../run/state.js";
import { optimizerName, termNames } from "../text/names.js";
import { plain } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { checkLines, checkTable } from "./coming_check.js";
import { sumTable } from "./coming_sums.js";
import { insideWords } from "./inside_words.js";

/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("../lesson/batch.js").Batch} Batch */
/** @typedef {{now: Snapshot, points: Points, optimizer: import("../run/types.js").OptimizerSpec, size: number|null, batch: Batch|null, checkpoint: import("../run/types.js").Checkpoint|null}} Held the step that is shown */

const [MOST_ROWS, FEWER_ROWS] = [5, 3];
const COVER = "?";
const IDS = { place: "coming", table: "coming-table", sums: "coming-sums", words: "coming-words", buttons: "coming-buttons", reveal: "coming-reveal", check: "check-gradient", byBatch: "coming-by-batch", checked: "coming-checked" };

/** The part of the panel. */
export class Coming {
  /** @param {import("../run/store.js").Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Held|null} */
    this.held = null;
    this.isShown = false;
    this.isChecked = false;
  }

  /** @returns {HTMLElement} made when it is wanted first */
  get place() {
    return document.getElementById(IDS.place) ?? this.make();
  }

  /** @returns {HTMLElement} */
  make() {
    const place = made("div", "", { id: IDS.place, tabIndex: /** @type {any} */ (0) });
    place.setAttribute("role", "region");
    place.setAttribute("aria-label", text("panel.step.coming"));
    const button = (/** @type {string} */ id, /** @type {() => void} */ act) => {
      const one = made("button", text(id), { id, className: "inline" });
      one.addEventListener("click", () => {
        act();
        this.draw(this.store.state);
      });
      return one;
    };
    const buttons = made("p", "", { id: IDS.buttons });
    const flip = () => this.store.dispatch({ type: "view", view: { byBatch: !this.store.state.view.byBatch } });
    buttons.append(button(IDS.reveal, () => this.reveal()), button(IDS.check, () => (this.isChecked = !this.isChecked)));
    const lines = [IDS.sums, IDS.words, IDS.checked].map((id) => made("div", "", { id }));
    lines[2].setAttribute("role", "status");
    const choice = made("div", "");
    choice.append(button(IDS.byBatch, flip));
    place.append(made("table", "", { id: IDS.table }), lines[0], lines[1], choice, lines[2]);
    element("panel-step").append(buttons, place);
    return place;
  }

  /** Show the results, cover them, or go to the step after the one that was taken. */
  reveal() {
    const isTaken = this.held && this.isTaken(this.store.state, this.held);
    if (isTaken) this.held = null;
    this.isShown = !isTaken && !this.isShown;
  }

  /** @param {State} state @param {Held} held @returns {boolean} whether the step that is shown was the last one */
  isTaken(state, { now, points, batch, checkpoint }) {
    if (batch) return state.points === points && state.record.before === checkpoint && state.view.epoch === null;
    return state.points === points && seen(state)?.epoch === now.epoch + 1 && isSame(state.record.at(state.record.rowOf(now.epoch)), now);
  }

  /** @param {State} state @returns {Held|null} */
  hold(state) {
    const now = seen(state);
    const { points, view, record, controls } = state;
    if (!now || !points) return null;
    if (this.held && state.phase !== "playing" && this.isTaken(state, this.held)) return this.held;
    const past = view.epoch === null ? null : record.segmentAt(now.epoch)?.training;
    if (past && !same(record.segmentAt(now.epoch).data, state.shownData)) return null;
    const held = { now, points, optimizer: past?.optimizer ?? optimizerOf(state), size: past ? past.batch_size : controls.batch_size, batch: nextBatch(state), checkpoint: record.checkpoint };
    if (!this.held || !isSame(this.held.now, now) || this.held.batch?.points !== held.batch?.points) this.isShown = false;
    return held;
  }

  /** The points have changed since the epoch that is looked at: what it learned from then is not here. */
  clear() {
    [this.place.querySelector("table"), ...[IDS.sums, IDS.checked].map(element)].forEach((part) => part?.replaceChildren());
    setText(IDS.words, text("panel.step.points-changed"));
  }

  /** @param {State} state */
  draw(state) {
    this.held = this.hold(state);
    const { place } = this;
    if (!this.held) return this.clear();
    const { now, points, optimizer, size, batch } = this.held;
    const [model, held] = [batch?.points ?? trainingPoints(points), toTraining(points, now)];
    const step = comingStep(model, held, optimizer, batch ? null : size);
    const isTaken = this.isTaken(state, this.held);
    const isOpen = this.isShown || isTaken;
    const names = termNames(points);
    const isSeveral = names.length > 1;
    const rows = step.rows.slice(0, state.view.projector || state.view.isPhone ? FEWER_ROWS : MOST_ROWS);
    /** @type {HTMLElement} */ (place.querySelector("table")).replaceChildren(...tableRows(rows, step, names));
    element(IDS.sums).replaceChildren(...(isSeveral ? sumTable(step, optimizer, [...names, text("bias")], isOpen ? null : COVER) : sumLines(step, optimizer, isOpen)));
    setText(IDS.words, [insideWords(points), batch ? text("coming.batch", { epoch: batch.epoch + 1, number: batch.number, count: batch.count, size: step.rows.length, of: batch.of }) : "", wordsOf(step, optimizer, size)].filter(Boolean).join(" "));
    setText(IDS.reveal, text(isTaken ? "coming.next" : isOpen ? "coming.cover" : "coming-reveal"));
    element(IDS.checked).replaceChildren(...(this.isChecked ? (isSeveral ? checkTable(model, held, [...names, text("bias")]) : checkLines(model, held)) : []));
    element(IDS.check).setAttribute("aria-pressed", String(this.isChecked));
    setHidden(IDS.byBatch, !isInBatches(state) || isHidden(state, "step"));
    setText(IDS.byBatch, text(state.view.byBatch ? "coming.by-epoch" : "coming-by-batch"));
    setText("step-what", whatOf(batch, now.epoch));
  }
}

/** @param {Batch|null} batch @param {number} from the epoch before @returns {string} which step it is */
export function whatOf(batch, from) {
  if (batch) return text("panel.step.what.batch", { number: batch.number, count: batch.count });
  return text("panel.step.what", { from, to: from + 1 });
}

/** @param {Snapshot|null} one @param {Snapshot} other */
function isSame(one, other) {
  return one !== null && one.epoch === other.epoch && one.bias === other.bias && one.weight.every((value, i) => value === other.weight[i]);
}

/** @param {number[][]} rows that are shown @param {ReturnType<typeof comingStep>} step @param {string[]} names of what the weights multiply @returns {HTMLElement[]} */
function tableRows(rows, { rows: all, numbers }, names) {
  const isSeveral = names.length > 1;
  const columns = [...(isSeveral ? names : [text("coming.x")]), ...["target", "prediction", "error"].map((name) => text(`coming.${name}`)), ...names.map((name) => (isSeveral ? text("coming.product.of", { name }) : text("coming.product")))];
  const decimals = columns.map((_, i) => decimalsOf(rows.map((row) => row[i])));
  const cells = rows.map((row) => row.map((value, i) => made("td", fixed(value, decimals[i]))));
  const error = names.length + 2; // its column, before those of the products
  const head = columns.map((name, i) => made("th", name, i === error ? { title: text("coming.error.title") } : {}));
  const left = all.length - rows.length;
  const rest = left ? [[Object.assign(made("td", text("coming.more", { count: left })), { colSpan: columns.length })]] : [];
  const sums = [numbers[names.length], ...numbers.slice(0, -1)].map(({ sum }, i) => made("td", fixed(sum, decimals[error + i])));
  const total = [made("th", text("coming.sum", { count: all.length })), ...columns.slice(1, error).map(() => made("td", "")), ...sums];
  return [head, ...cells, ...rest, total].map((row) => {
    const line = made("tr", "");
    line.append(...row);
    return line;
  });
}

/** @param {ReturnType<typeof comingStep>} step of one weight @param {import("../run/types.js").OptimizerSpec} optimizer @param {boolean} isOpen @returns {HTMLElement[]} how each number follows */
function sumLines({ rows, numbers, decay, isPlain, steps }, optimizer, isOpen) {
  const covered = (/** @type {string} */ value) => (isOpen ? value : COVER);
  return /** @type {const} */ (["weight", "bias"]).flatMap((name, i) => {
    const { before, direction, after, sum } = numbers[i];
    const shown = trueLine(before, optimizer.learning_rate, direction, after);
    const values = { name: text(name), n: rows.length, sum: bracketed(fixed(sum)), decay, before: shown.before, rate: plain(optimizer.learning_rate) };
    const slope = { gradient: covered(fixed(direction)) };
    const first = made("p", text(decay ? "coming.gradient.decay" : "coming.gradient", { ...values, ...slope }));
    if (!isPlain || steps > 1) return [first];
    const line = { direction: covered(bracketed(shown.direction)), after: covered(shown.after), equals: shown.exact ? "=" : "≈" };
    return [first, made("p", text("coming.after", { ...values, ...line }), { className: "after" })];
  });
}

/** What of it the page cannot know. @param {ReturnType<typeof comingStep>} step @param {import("../run/types.js").OptimizerSpec} optimizer @param {number|null} size */
function wordsOf({ isPlain, steps }, optimizer, size) {
  if (steps > 1) return text("coming.batches", { count: steps, size: size ?? 0 });
  return isPlain ? "" : text("coming.other", { optimizer: optimizerName(optimizer) });
}

/** @param {string} number */
function bracketed(number) {
  return number.startsWith("-") ? `(${number})` : number;
}
