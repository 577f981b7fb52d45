/* The runs to compare: what is told of a run, which can be compared, and how much of their epochs is shown. */

import { nearFrom } from "../lesson/near.js";
import { dataOf, optimizerOf } from "./command.js";
import { pointsSince } from "./points_since.js";
import { same } from "./record.js";

/** @typedef {import("./types.js").ComparedRun} ComparedRun */
/** @typedef {import("./types.js").DataSpec} DataSpec */
/** @typedef {import("./types.js").State} State */
/** @typedef {Omit<ComparedRun, "number">} Told */

export const MOST_RUNS = 8;
const MOST_ROWS = 300;
const MOST_TIMES = 5; // longer than the usual run, and it would leave the others no room

/** @param {State} state that has points and an epoch @returns {Told} what is told of the run now, with its first and its last row */
export function summaryOf(state) {
  const { record, points, controls, shownData } = state;
  if (!points || !record.now) throw new Error("there is no run to tell of");
  const data = shownData ?? dataOf(state); // points that are touched are drawn before the server knows them
  const { optimizer, batch_size: batchSize } = record.segment?.training ?? { optimizer: optimizerOf(state), batch_size: controls.batch_size };
  const changed = record.segments.some(({ training }) => !same(training, record.segment?.training));
  const since = pointsSince(record);
  const near = nearFrom(record.history, points, since);
  const { diverged, epoch: epochs, now, history } = record;
  const rows = [history.at(0), now].map(({ epoch, loss, bias, weight }) => [epoch, loss, bias, ...weight]);
  return { shown: points.shown, data, optimizer, batchSize, changed, diverged, epochs, since, near, unsure: unsureOf(record, near), loss: now.loss, testLoss: now.testLoss ?? null, rows };
}

/** @param {import("./record.js").RunRecord} record @param {number|null} near @returns {number} how many epochs before it are no longer there to be judged */
function unsureOf({ history }, near) {
  if (near === null) return 0;
  const row = history.rowOf(near);
  return row > 0 ? near - history.epoch(row - 1) - 1 : 0;
}

/** @param {State} state that has room for one more @returns {ComparedRun} the run now, under the first number that is free */
export function comparedRun(state) {
  const { runs, record } = state;
  const [number] = freeNumbers(runs);
  return { ...summaryOf(state), number, rows: record.history.outline(MOST_ROWS) };
}

/** @param {{number: number}[]} runs @returns {number[]} the numbers that none of them has */
function freeNumbers(runs) {
  const taken = runs.map(({ number }) => number);
  return Array.from({ length: MOST_RUNS }, (_, i) => i + 1).filter((number) => !taken.includes(number));
}

/** @param {State} state @returns {boolean} whether there is room for the runs that were forgotten last */
export function canBringBack({ runs, forgotten }) {
  return forgotten.length > 0 && runs.length + forgotten.length <= MOST_RUNS;
}

/** @param {State} state @returns {ComparedRun[]} with those that were forgotten last; one whose number is taken gets another */
export function broughtBack({ runs, forgotten }) {
  return forgotten.reduce((all, run) => {
    const free = freeNumbers(all);
    return [...all, free.includes(run.number) ? run : { ...run, number: free[0] }].sort((one, other) => one.number - other.number);
  }, runs);
}

/** @param {State} state @returns {ComparedRun[]} those that learned from the points on the page, of whatever degree */
export function comparable({ runs, points, shownData }) {
  return runs.filter(({ shown, data }) => points !== null && (shown === points.shown || areSamePoints(data, shownData)));
}

/** @param {DataSpec} one @param {DataSpec|null} other @returns {boolean} whether they differ in the degree at most */
export function areSamePoints(one, other) {
  const [{ degree: _, ...points }, { degree: __, ...others }] = [one, other ?? one];
  return other !== null && same(points, others);
}

/* ---- how far the axis of epochs reaches ---- */

/** One run a hundred times as long leaves the others no room. @param {number[]} lengths @returns {number} the longest that is at most five times as long as the usual one */
export function usualLength(lengths) {
  const sorted = lengths.filter((length) => length > 0).sort((one, other) => one - other);
  if (!sorted.length) return 0;
  const usual = sorted[Math.floor((sorted.length - 1) / 2)];
  return Math.max(...sorted.filter((length) => length <= MOST_TIMES * usual));
}
