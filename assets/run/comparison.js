/* The runs to compare: what is told of a run, beside the run now. */

import { nearFrom } from "../lesson/near.js";
import { optimizerOf } from "./command.js";
import { same } from "./record.js";

/** @typedef {import("./types.js").ComparedRun} ComparedRun */
/** @typedef {import("./types.js").State} State */

export const MOST_RUNS = 8;
const MOST_ROWS = 300;

/** @param {State} state that has points and an epoch @returns {Omit<ComparedRun, "number"|"rows">} what is told of the run now */
export function summaryOf(state) {
  const { record, points, controls } = state;
  if (!points || !record.now) throw new Error("there is no run to tell of");
  const { optimizer, batch_size: batchSize } = record.segment?.training ?? { optimizer: optimizerOf(state), batch_size: controls.batch_size };
  const changed = record.segments.some(({ training }) => !same(training, record.segment?.training));
  const near = nearFrom(record.history, points);
  const { diverged, epoch: epochs, now } = record;
  return { shown: points.shown, optimizer, batchSize, changed, diverged, epochs, near, loss: now.loss };
}

/** @param {State} state @returns {ComparedRun} the run now, under the first number that is free */
export function comparedRun(state) {
  const taken = state.runs.map(({ number }) => number);
  const number = Array.from({ length: MOST_RUNS }, (_, i) => i + 1).find((free) => !taken.includes(free)) ?? MOST_RUNS;
  return { number, ...summaryOf(state), rows: state.record.history.rows(MOST_ROWS) };
}

/** @param {State} state @returns {ComparedRun[]} those that learned from the points on the page */
export function comparable({ runs, points }) {
  return runs.filter(({ shown }) => points !== null && shown === points.shown);
}
