/* What tells compared runs apart, and what all of them have alike. */

import { isPlain } from "../lesson/optimizers.js";
import { areSamePoints } from "./comparison.js";
import { same } from "./record.js";

/** @typedef {import("./comparison.js").Told} Told */
/**
 * @typedef {"kind"|"scaling"|"noise"|"n"|"seed"|"test_share"|"degree"|"optimizer"|"rate"|"batch"|"start"} Part what runs may differ in
 * @typedef {Partial<Record<Part, any>>} Parts undefined where a run has no such thing
 */

/** @type {Record<string, any[]>} what is not told where all runs have it */
const USUAL = { scaling: ["none", "inside"], degree: [1], test_share: [0] };
/** @type {Part[]} */
const OF_DATA = ["kind", "scaling", "noise", "n", "seed", "test_share"];
/** @type {Part[]} the rate first, which a class changes first */
const PARTS = ["rate", "degree", "optimizer", "batch", ...OF_DATA, "start"];

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
