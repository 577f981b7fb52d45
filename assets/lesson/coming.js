/* The coming step, before it is taken: the sums that its gradient is made of, and the slope of the loss measured by nudging. */

import { designOf, learned } from "./curve.js";
import { loss, predictions } from "./loss.js";
import { coupledDecay, isPlain } from "./optimizers.js";
import { stepsPerEpoch } from "../run/steps.js";

/** @typedef {import("../run/types.js").OptimizerSpec} OptimizerSpec */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("./step.js").Line & {sum: number}} Summed what becomes of a weight or the bias, and the sum that its gradient is made of */
/** @typedef {{up: number, down: number, quotient: number}} Nudge the losses to both sides, and by how much they differ, for each unit between them */

const DECIMALS = 4;

/**
 * The step on all points that are learned from that would follow. A row has what the weights multiply, target, prediction, error, and the
 * error times each of the first; `numbers` are the weights and the bias, which is the last.
 * @param {Points} all of which some may be for testing @param {Parameters} now @param {OptimizerSpec} optimizer @param {number|null} size of a batch
 */
export function comingStep(all, now, optimizer, size) {
  const points = learned(all);
  const predicted = predictions(points, now);
  const rows = designOf(points).map((xs, i) => {
    const target = Math.fround(points.targets[i]);
    const error = predicted[i] - target;
    return [...xs, target, predicted[i], error, ...xs.map((x) => error * x)];
  });
  const sum = (/** @type {number} */ column) => rows.reduce((total, row) => total + row[column], 0);
  const count = now.weight.length;
  const decay = coupledDecay(optimizer);
  /** @param {number} before @param {number} column that is summed @returns {Summed} */
  const summed = (before, column) => {
    const total = sum(column);
    const direction = (2 * total) / rows.length + decay * before;
    return { sum: total, before, direction, after: Math.fround(before - optimizer.learning_rate * direction) };
  };
  const numbers = [...now.weight.map((before, i) => summed(before, count + 3 + i)), summed(now.bias, count + 2)];
  return { rows, numbers, decay, steps: stepsPerEpoch(size, rows.length), isPlain: isPlain(optimizer) };
}

/** How steep the loss is, measured: a little more and a little less of each weight and of the bias, which is the last. @param {Points} points @param {Parameters} now @param {number} by @returns {Nudge[]} */
export function nudged(points, { weight, bias }, by) {
  return [...weight, bias].map((_, place) => {
    const at = (/** @type {number} */ more) => loss(points, { weight: weight.map((value, i) => (i === place ? value + more : value)), bias: place === weight.length ? bias + more : bias });
    const [up, down] = [at(by), at(-by)];
    return { up, down, quotient: (up - down) / (2 * by) };
  });
}

/** @param {number[]} values of a column @returns {number} decimals for all of them: four of what is small, fewer of what is large */
export function decimalsOf(values) {
  const largest = Math.max(...values.map(Math.abs));
  return Math.max(0, DECIMALS - Math.max(0, Math.floor(Math.log10(largest || 1))));
}
