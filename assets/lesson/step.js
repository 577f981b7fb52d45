/* The last step: after = before − rate × gradient, with as many digits as make the line true. */

import { same } from "../run/record.js";
import { stepsPerEpoch } from "../run/steps.js";
import { lastBatch } from "./batch.js";
import { toTraining, trainingPoints } from "./inside.js";
import { designOf, learned, learnedCount } from "./curve.js";
import { gradient, residuals } from "./loss.js";
import { choiceOf, coupledDecay, isPlain, ruleNumbers } from "./optimizers.js";

/** @typedef {import("../run/types.js").Checkpoint} Checkpoint */
/** @typedef {import("../run/types.js").Notice} Notice */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{before: number, after: number, direction: number}} Line */
/** @typedef {{before: string, direction: string, after: string, exact: boolean}} Shown a line in plain ASCII numbers */
/**
 * @typedef {object} Step
 * @property {number} from the epoch before it
 * @property {import("../run/types.js").OptimizerSpec} optimizer
 * @property {number} steps in the epoch
 * @property {{weight: number, bias: number}} gradient before the first of them
 * @property {Points} points
 * @property {Parameters} before
 * @property {Parameters} after
 * @property {import("./batch.js").Batch} [batch] where it took one batch alone
 * @property {Checkpoint|null} live the checkpoint right after it, if it is still there
 * @property {Line} weight the first of them
 * @property {Line[]} weights one, but for a curve
 * @property {Line} bias
 */

const DECIMALS = 4;
const HUGE = 1e5; // as in text/numbers.js
const TINY = 1e-4; // a rate that takes digits before the point from the gradient
// Decimals of after; how many more before and the gradient may need so that the rounded line is true. The shortest line
// first: a longer one is wider than its columns, and moves them.
const lengthOf = (/** @type {number[]} */ [more, forBefore, forDirection]) => 3 * more + forBefore + forDirection;
const LONGEST = 6; // where many rows share their columns
const TRIES = [0, 1, 2]
  .flatMap((more) => [
    [more, 0, 0],
    [more, 0, 1],
    [more, 1, 2],
    [more, 2, 3],
    [more, 3, 5],
  ])
  .sort((one, other) => lengthOf(one) - lengthOf(other));

/**
 * Round a step so that what is shown is true: after = before − rate × direction, digit by digit.
 * @param {number} before @param {number} rate @param {number} direction @param {number} after
 * @returns {Shown}
 */
export function trueLine(before, rate, direction, after) {
  const decimals = decimalsFor(Math.max(Math.abs(before), Math.abs(after)));
  for (const digits of TRIES) {
    const shown = rounded({ before, direction, after }, rate, decimals, digits);
    if (shown.exact) return shown;
  }
  return { before: fixed(before, DECIMALS), direction: fixed(direction, DECIMALS), after: fixed(after, DECIMALS), exact: false };
}

/**
 * The rows of one table, with one number of decimals a column: of the shorter ways to round them the one that leaves most rows exact.
 * @param {Line[]} lines @param {number} rate @returns {Shown[]}
 */
export function trueLines(lines, rate) {
  const decimals = decimalsFor(Math.max(0, ...lines.flatMap(({ before, after }) => [Math.abs(before), Math.abs(after)])));
  const ways = TRIES.filter((digits) => lengthOf(digits) <= LONGEST).map((digits) => lines.map((line) => rounded(line, rate, decimals, digits)));
  const exact = ways.map((way) => way.filter((row) => row.exact).length);
  return ways[exact.indexOf(Math.max(...exact))];
}

/** @param {number} size of the largest number @returns {number} fewer where it has many digits before the point */
function decimalsFor(size) {
  return Math.max(1, DECIMALS - Math.max(0, Math.floor(Math.log10(size || 1)) - 1));
}

/** @param {Line} line @param {number} rate @param {number} decimals @param {number[]} digits one of TRIES @returns {Shown} */
function rounded({ before, direction, after }, rate, decimals, [more, forBefore, forDirection]) {
  const shown = {
    before: fixed(before, decimals + more + forBefore),
    direction: rate < TINY ? coarse(direction, decimals + more + forDirection + Math.floor(Math.log10(rate))) : fixed(direction, decimals + more + forDirection),
    after: fixed(after, decimals + more),
  };
  const found = Number(shown.before) - rate * Number(shown.direction);
  // Half a unit off is a tie, which two people round to two sides: such a line is not shown.
  const gap = Math.abs(found - Number(shown.after)) * Math.pow(10, decimals + more);
  return { ...shown, exact: gap < 0.49 };
}

/** @param {number} value @param {number} decimals fewer than none: digits before the point are left out @returns {string} "-3.345e+8" */
function coarse(value, decimals) {
  if (value === 0) return "0";
  const significant = Math.min(15, Math.max(1, Math.floor(Math.log10(Math.abs(value))) + 1 + decimals));
  const rounded = Number(value.toPrecision(significant));
  return Math.abs(rounded) >= HUGE ? rounded.toExponential() : String(rounded);
}

/** @param {number} value @param {number} [decimals] @returns {string} without a minus before 0 */
export function fixed(value, decimals = DECIMALS) {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/**
 * The last step that the page can tell of: the epoch that it shows, if one step made it.
 * @param {State} state @param {Snapshot} seen @returns {Step|Notice} or the sentence on why there is none
 */
export function lastStep(state, seen) {
  const { record, points, shownData, view } = state;
  const ofBatch = lastBatch(state);
  if (ofBatch) return "id" in ofBatch ? ofBatch : stepOf(ofBatch);
  const row = record.rowOf(seen.epoch);
  const before = row < 1 ? null : record.at(row - 1);
  if (!before || !points) return { id: "panel.step.none" };
  if (before.epoch !== seen.epoch - 1) return { id: "panel.step.gone" };
  const segment = record.segmentAt(before.epoch);
  if (record.segments.some((it) => it.epoch === before.epoch && it.batch > 0)) return { id: "panel.step.settings-changed" };
  if (!same(segment.data, shownData)) return { id: "panel.step.points-changed" };
  const { optimizer, batch_size: size } = segment.training;
  const steps = stepsPerEpoch(size, learnedCount(points));
  const model = trainingPoints(points);
  const [held, then] = [toTraining(points, before), toTraining(points, seen)];
  const { checkpoint } = record;
  const live = view.epoch === null && checkpoint && checkpoint.epoch === seen.epoch && !checkpoint.batch ? checkpoint : null;
  return { ...linesOf(model, held, then, optimizer, steps === 1), from: before.epoch, optimizer, steps, points: model, before: { ...before, ...held }, after: then, live };
}

/**
 * The gradient of the loss over all points that are learned from, by each weight and the bias.
 * @param {Points} all @param {Parameters} parameters @param {number} [decay] @returns {Parameters}
 */
export function gradients(all, parameters, decay = 0) {
  const points = learned(all);
  const rest = residuals(points, parameters);
  const slope = (/** @type {(row: number[]) => number} */ by) => (-2 * designOf(points).reduce((sum, row, i) => sum + rest[i] * by(row), 0)) / rest.length;
  const weight = parameters.weight.map((value, j) => slope((row) => row[j]) + decay * value);
  return { weight, bias: slope(() => 1) + decay * parameters.bias };
}

/** The step of one batch, on its points alone. @param {import("./batch.js").Taken} taken @returns {Step} */
function stepOf({ batch, training: { optimizer }, checkpoint, before, after }) {
  const lines = linesOf(batch.points, before, after, optimizer, true);
  return { ...lines, from: batch.epoch, optimizer, steps: 1, points: batch.points, before, after, live: checkpoint, batch };
}

/**
 * What became of each number, and by what.
 * @param {Points} points as the model sees them @param {Parameters} held @param {Parameters} then @param {import("../run/types.js").OptimizerSpec} optimizer
 * @param {boolean} isOne whether it was one step @returns {Pick<Step, "gradient"|"weight"|"weights"|"bias">}
 */
function linesOf(points, held, then, optimizer, isOne) {
  const decay = coupledDecay(optimizer);
  const all = held.weight.length > 1 ? gradients(points, held, decay) : null;
  const slope = all ? { weight: all.weight[0], bias: all.bias } : gradient(points, held, decay);
  /** @param {number} from @param {number} to @param {number} along @returns {Line} */
  const line = (from, to, along) => ({ before: from, after: to, direction: isPlain(optimizer) && isOne ? along : (from - to) / optimizer.learning_rate });
  const weights = held.weight.map((value, i) => line(value, then.weight[i], all ? all.weight[i] : slope.weight));
  return { gradient: slope, weight: weights[0], weights, bias: line(held.bias, then.bias, slope.bias) };
}

/** @param {{optimizer: import("../run/types.js").OptimizerSpec, steps: number}} step @returns {Notice} what the rate is multiplied with */
export function directionName({ optimizer, steps }) {
  const choice = choiceOf(optimizer);
  if (steps > 1) return { id: choice === "sgd" ? "panel.step.gradients" : "panel.step.steps", values: { count: steps } };
  return { id: `optimizer.${choice}.direction` };
}

/** One sentence: which way, and why. @param {Step} step @returns {Notice} */
export function whichWay({ weight, weights, bias, gradient: slope, steps, points, optimizer }) {
  if (steps > 1) return { id: "panel.step.batches", values: { count: steps } };
  if (weights.length > 1) return { id: "panel.step.curve", values: { count: weights.length + 1 } };
  if (!isPlain(optimizer)) return { id: `panel.step.moved.${wayOf(weight)}.${wayOf(bias)}` };
  const isTiny = (/** @type {number} */ number) => Math.abs(number) < 5e-5 * (1 + Math.abs(weight.after) + Math.abs(bias.after));
  if (isTiny(slope.weight) && isTiny(slope.bias)) return { id: "panel.step.level" };
  const up = [slope.weight < 0, slope.bias < 0];
  if (up[0] !== up[1]) return { id: up[0] ? "panel.step.below-above" : "panel.step.above-below" };
  // With x to both sides of 0, or with weight decay, the bias's gradient alone does not say where the line lay.
  const tells = points.feature_range && points.feature_range[0] >= 0 && !optimizer.weight_decay;
  if (up[0]) return { id: tells ? "panel.step.below.low" : "panel.step.below" };
  return { id: tells ? "panel.step.above.high" : "panel.step.above" };
}

/** @param {Line} line */
function wayOf({ before, after }) {
  if (after > before) return "up";
  return after < before ? "down" : "nowhere";
}

/**
 * How the optimizer makes its step of the gradient, for the weight; in numbers where the checkpoint has them.
 * @param {Step} step @returns {{id: string, settings: Record<string, any>, values: Record<string, number>}}
 */
export function ruleOf({ optimizer, gradient: slope, live, steps, weight, weights, before }) {
  const choice = choiceOf(optimizer);
  const { name: _, ...settings } = optimizer;
  if (choice === "sgd" && steps > 1) return { id: "optimizer.sgd.rule.batches", settings, values: {} };
  const buffer = (/** @type {string} */ name) => live?.buffers?.[`linear.weight.${name}`]?.[0] ?? null;
  const told = { optimizer, gradient: slope.weight, before: before.weight[0], step: weight.direction, buffer };
  const numbers = steps === 1 && weights.length === 1 ? ruleNumbers(told) : null;
  if (!numbers) return { id: `optimizer.${choice}.rule`, settings, values: {} };
  return { id: choice === "sgd" ? "optimizer.sgd.rule.decay" : `optimizer.${choice}.rule.numbers`, settings, values: numbers };
}
