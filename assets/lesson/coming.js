/* The coming step, before it is taken: the sums that its gradient is made of, and the slope of the loss measured by nudging. */

import { learned } from "./curve.js";
import { gradient, loss, predictions } from "./loss.js";
import { coupledDecay, isPlain } from "./optimizers.js";
import { stepsPerEpoch } from "../run/steps.js";

/** @typedef {import("../run/types.js").OptimizerSpec} OptimizerSpec */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("./step.js").Line} Line */
/** @typedef {{up: number, down: number, quotient: number}} Nudge the losses to both sides, and by how much they differ, for each unit between them */

const DECIMALS = 4;

/**
 * The step on all points that are learned from that would follow.
 * @param {Points} all with one feature, of which some may be for testing @param {Parameters} now @param {OptimizerSpec} optimizer @param {number|null} size of a batch
 */
export function comingStep(all, now, optimizer, size) {
  const points = learned(all);
  const predicted = predictions(points, now);
  const rows = points.features.map(([feature], i) => {
    const [x, target] = [Math.fround(feature), Math.fround(points.targets[i])];
    const error = predicted[i] - target;
    return [x, target, predicted[i], error, error * x];
  });
  const sum = (/** @type {number} */ column) => rows.reduce((total, row) => total + row[column], 0);
  const decay = coupledDecay(optimizer);
  const slope = gradient(points, now, decay);
  /** @param {number} before @param {number} direction @returns {Line} */
  const line = (before, direction) => ({ before, direction, after: Math.fround(before - optimizer.learning_rate * direction) });
  return {
    rows,
    sums: { weight: sum(4), bias: sum(3) },
    decay,
    gradient: slope,
    steps: stepsPerEpoch(size, rows.length),
    isPlain: isPlain(optimizer),
    weight: line(now.weight[0], slope.weight),
    bias: line(now.bias, slope.bias),
  };
}

/** How steep the loss is, measured: a little more and a little less of each number. @param {Points} points @param {Parameters} now @param {number} by @returns {{weight: Nudge, bias: Nudge}} */
export function nudged(points, { weight: [weight], bias }, by) {
  const at = (/** @type {number} */ w, /** @type {number} */ b) => loss(points, { weight: [weight + w * by], bias: bias + b * by });
  const nudge = (/** @type {number} */ up, /** @type {number} */ down) => ({ up, down, quotient: (up - down) / (2 * by) });
  return { weight: nudge(at(1, 0), at(-1, 0)), bias: nudge(at(0, 1), at(0, -1)) };
}

/** @param {number[]} values of a column @returns {number} decimals for all of them: four of what is small, fewer of what is large */
export function decimalsOf(values) {
  const largest = Math.max(...values.map(Math.abs));
  return Math.max(0, DECIMALS - Math.max(0, Math.floor(Math.log10(largest || 1))));
}
