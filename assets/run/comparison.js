/* The runs to compare: what is told of a run, what tells them apart, and how much of their epochs is shown. */

import { nearFrom } from "../lesson/near.js";
import { isPlain } from "../lesson/optimizers.js";
import { optimizerOf } from "./command.js";
import { pointsSince } from "./points_since.js";
import { same } from "./record.js";

/** @typedef {import("./types.js").ComparedRun} ComparedRun */
/** @typedef {import("./types.js").DataSpec} DataSpec */
/** @typedef {import("./types.js").State} State */
/** @typedef {Omit<ComparedRun, "number">} Told */
/**
 * @typedef {"kind"|"scaling"|"noise"|"n"|"seed"|"test_share"|"degree"|"optimizer"|"rate"|"batch"|"start"} Part what runs may differ in
 * @typedef {Partial<Record<Part, any>>} Parts undefined where a run has no such thing
 */

export const MOST_RUNS = 8;
const MOST_ROWS = 300;
/** @type {Record<string, any[]>} what is not told where all runs have it */
const USUAL = { scaling: ["none", "inside"], degree: [1], test_share: [0] };
const MOST_TIMES = 5; // longer than the usual run, and it would leave the others no room
/** @type {Part[]} */
const OF_DATA = ["kind", "scaling", "noise", "n", "seed", "test_share"];
/** @type {Part[]} the rate first, which a class changes first */
const PARTS = ["rate", "degree", "optimizer", "batch", ...OF_DATA, "start"];

/** @param {State} state that has points and an epoch @returns {Told} what is told of the run now, with its first and its last row */
export function summaryOf(state) {
  const { record, points, controls, shownData } = state;
  if (!points || !shownData || !record.now) throw new Error("there is no run to tell of");
  const { optimizer, batch_size: batchSize } = record.segment?.training ?? { optimizer: optimizerOf(state), batch_size: controls.batch_size };
  const changed = record.segments.some(({ training }) => !same(training, record.segment?.training));
  const since = pointsSince(record);
  const near = nearFrom(record.history, points, since);
  const { diverged, epoch: epochs, now, history } = record;
  const rows = [history.at(0), now].map(({ epoch, loss, bias, weight }) => [epoch, loss, bias, ...weight]);
  return { shown: points.shown, data: shownData, optimizer, batchSize, changed, diverged, epochs, since, near, unsure: unsureOf(record, near), loss: now.loss, rows };
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
function areSamePoints(one, other) {
  const [{ degree: _, ...points }, { degree: __, ...others }] = [one, other ?? one];
  return other !== null && same(points, others);
}

/* ---- what tells them apart ---- */

/** @param {Told} run @returns {Parts} */
function partsOf({ data, optimizer: { learning_rate: rate, ...optimizer }, batchSize, rows }) {
  const [, , ...start] = rows[0]; // bias, weight…
  return { ...data, scaling: data.scaling ?? "none", degree: data.degree ?? 1, test_share: data.test_share ?? 0, rate, optimizer, batch: batchSize, start };
}

/** @param {Told[]} runs @returns {Part[]} what not all of them have alike */
export function differences(runs) {
  const parts = runs.map(partsOf);
  const differing = PARTS.filter((part) => parts.some((other) => !same([other[part] ?? null], [parts[0][part] ?? null])));
  // Models of other data have other weights, wherever they start.
  return differing.includes("kind") || differing.includes("degree") ? differing.filter((part) => part !== "start") : differing;
}

/**
 * For each run what tells it from the others: how it learned, else its points, else, where nothing does, its rate. Plain SGD and
 * batches of all points are told only where nothing else is.
 * @param {Told[]} runs @returns {Parts[]}
 */
export function namesOf(runs) {
  const differing = differences(runs);
  const learned = differing.filter((part) => !OF_DATA.includes(part));
  const [named] = [learned, differing, /** @type {Part[]} */ (["rate"])].filter(({ length }) => length > 0);
  return runs.map((run) => {
    const unusual = named.filter((part) => !isUsual(run, part));
    return picked(run, unusual.length ? unusual : named);
  });
}

/** @param {Told} run @param {Part} part */
function isUsual({ optimizer, batchSize }, part) {
  if (part === "batch") return batchSize === null;
  return part === "optimizer" && isPlain(optimizer) && !optimizer.weight_decay;
}

/** @param {Told[]} runs @returns {Parts} what all of them have alike, and none is named by */
export function commonOf(runs) {
  const differing = differences(runs);
  const told = PARTS.filter((part) => !differing.includes(part) && part !== "seed" && (differing.length > 0 || part !== "rate"));
  const common = picked(runs[0], told);
  return Object.fromEntries(Object.entries(common).filter(([part, value]) => !USUAL[part]?.includes(value)));
}

/** @param {Told} run @param {Told} now @returns {[Parts, Parts]|null} in what its points differ from those of now; null where the two can be compared */
export function pointsApart(run, now) {
  if (run.shown === now.shown || areSamePoints(run.data, now.data)) return null;
  const differing = OF_DATA.filter((part) => differences([run, now]).includes(part));
  const told = differing.includes("kind") ? /** @type {Part[]} */ (["kind"]) : differing;
  return [picked(run, told), picked(now, told)];
}

/** @param {Told} run @param {Part[]} names @returns {Parts} */
function picked(run, names) {
  const parts = partsOf(run);
  return Object.fromEntries(names.filter((name) => parts[name] !== undefined).map((name) => [name, parts[name]]));
}

/* ---- how far the axis of epochs reaches ---- */

/** One run a hundred times as long leaves the others no room. @param {number[]} lengths @returns {number} the longest that is at most five times as long as the usual one */
export function usualLength(lengths) {
  const sorted = lengths.filter((length) => length > 0).sort((one, other) => one - other);
  if (!sorted.length) return 0;
  const usual = sorted[Math.floor((sorted.length - 1) / 2)];
  return Math.max(...sorted.filter((length) => length <= MOST_TIMES * usual));
}
