/* A step of several weights: a line for each, and the gradient that it follows, in the numbers that the model holds. */

import { nextBatch } from "./batch.js";
import { learned, learnedCount } from "./curve.js";
import { toTraining, trainingPoints } from "./inside.js";
import { residuals } from "./loss.js";
import { coupledDecay, isPlain } from "./optimizers.js";
import { stepsPerEpoch } from "../run/steps.js";

/** @typedef {import("../run/types.js").OptimizerSpec} OptimizerSpec */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("./step.js").Step} Step */
/** @typedef {{before: number, after: number|null, direction: number}} Line after is null where the gradient alone does not say it */

/** @param {Points} all @param {Parameters} parameters @param {number} decay @returns {number[]} the gradient of the loss on the points that are learned from by each weight, the bias last; weight decay adds its share, as torch.optim does */
export function slopes(all, { weight, bias }, decay) {
  const points = learned(all);
  const errors = residuals(points, { weight, bias }).map((value) => -value);
  const mean = (/** @type {(i: number) => number} */ factor) => (2 * errors.reduce((sum, error, i) => sum + error * factor(i), 0)) / errors.length;
  return [...weight.map((value, j) => mean((i) => Math.fround(points.features[i][j])) + decay * value), mean(() => 1) + decay * bias];
}

/** @param {Step} step @returns {Line[]} one a weight, the bias last */
export function linesOf({ points, before, after, optimizer, steps }) {
  const slope = slopes(points, before, coupledDecay(optimizer));
  const isDirect = isPlain(optimizer) && steps === 1;
  const to = listOf(after);
  return listOf(before).map((from, i) => ({ before: from, after: to[i], direction: isDirect ? slope[i] : (from - to[i]) / optimizer.learning_rate }));
}

/**
 * The step that would follow.
 * @param {import("../run/types.js").State} state @param {Points} points @param {Snapshot} now @param {OptimizerSpec} optimizer
 * @returns {{lines: Line[], batch: import("./batch.js").Batch|null, steps: number}}
 */
export function nextLines(state, points, now, optimizer) {
  const batch = nextBatch(state);
  const held = toTraining(points, now);
  const slope = slopes(batch?.points ?? trainingPoints(points), held, coupledDecay(optimizer));
  const steps = batch ? 1 : stepsPerEpoch(state.controls.batch_size, learnedCount(points));
  const isTold = isPlain(optimizer) && steps === 1;
  const lines = listOf(held).map((before, i) => ({ before, direction: slope[i], after: isTold ? Math.fround(before - optimizer.learning_rate * slope[i]) : null }));
  return { lines, batch, steps };
}

/** @param {Parameters} parameters */
function listOf({ weight, bias }) {
  return [...weight, bias];
}
