/* What a word or a number of the page means: one sentence each, with the numbers of the run. */

import { spreads } from "../lesson/deviations.js";
import { isCurve, learnedCount, tested } from "../lesson/curve.js";
import { lossOn, rSquared } from "../lesson/loss.js";
import { isNoiseless } from "../lesson/near.js";
import { choiceOf } from "../lesson/optimizers.js";
import { optimizerOf } from "../run/command.js";
import { bordersOf } from "../run/divergence.js";
import { measuredLine } from "../run/hand.js";
import { isHidden } from "../run/hidden.js";
import { isInBatches, seen } from "../run/state.js";
import { hasDegree } from "../run/view.js";
import { stepsAt, stepsOf, stepsPerEpoch } from "../run/steps.js";
import { equationText, lineText, optimizerName, termNames, unitName, variableName } from "../text/names.js";
import { brief, lossText, parameter, rate } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { limitReason } from "./card.js";
import { noiseText } from "./controls.js";

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{state: State, points: Points, now: Snapshot, count: number, lowest: number}} Run what is on the page; `count` points that are learned from */

const DIGITS = 3;
const NEAR = 1.01;
const ANSWERS = ["lowest", "near", "zones", "limit", "least-squares", "true-line", "error"];

/** The text that each is called by, and what it means; "" where there is nothing to say now. @type {Record<string, [string, (run: Run) => string]>} */
const MEANINGS = {
  epoch: ["epoch", ({ state, count }) => text("what.epoch", { points: count, count: stepsPerEpoch(state.controls.batch_size, count) })],
  steps: ["steps", (run) => text("what.steps", { count: stepsSeen(run) })],
  loss: ["loss", ({ count, now }) => text("what.loss", { points: count, loss: lossText(now.loss) })],
  lowest: ["loss.lowest", lowestLoss],
  weight: ["weight", weight],
  bias: ["bias", bias],
  near: ["what.near.name", ({ points, lowest }) => (isNoiseless(points) ? "" : text("what.near", { lowest: brief(lowest, 4), goal: brief(NEAR * lowest, 4) }))],
  "learning-rate": ["learning-rate", ({ state }) => text("what.learning-rate", { rate: rate(state.controls.learning_rate), direction: text(`optimizer.${choice(state)}.direction`) })],
  zones: ["what.zones.name", ({ state }) => withBatches(state, zones(state))],
  limit: ["what.limit.name", ({ state }) => withBatches(state, limitReason(state, text))],
  noise: ["noise", noise],
  "n-samples": ["n-samples", ({ points }) => text("what.n-samples", { count: points.targets.length })],
  speed: ["speed", () => text("what.speed")],
  "batch-size": ["batch-size", ({ state, count }) => text(isInBatches(state) ? "what.batch-size" : "what.batch-size.all", { size: state.controls.batch_size, points: count })],
  optimizer: ["optimizer", ({ state }) => text(`optimizer.${choice(state)}.rule`, optimizerOf(state))],
  momentum: ["momentum", momentum],
  deviation: ["weights.per.deviation", deviation],
  scaling: ["scaling", scaling],
  degree: ["degree", degree],
  "test-share": ["test-share", testShare],
  "test-loss": ["curve.test-loss", testLossMeaning],
  "true-line": ["key.true-line", trueLine],
  "least-squares": ["key.least-squares", leastSquares],
  error: ["what.error.name", ({ points }) => error(points)],
  log: ["scale.log", ({ state, now }) => number("what.log", "factor", state.record.history.loss(0) / now.loss)],
  rmse: ["panel.residuals.rmse", (run) => text("what.rmse", { loss: lossText(measuredLoss(run)), rmse: lossText(Math.sqrt(measuredLoss(run))) })],
  r2: ["panel.residuals.r2", (run) => rTwo(rSquared(run.points, measuredLoss(run)))],
};

/** @param {Run} run @returns {number} of the line whose residuals are shown, on the points that are: an epoch of the past may have been measured on others */
function measuredLoss({ state, points, now }) {
  return lossOn(points, measuredLine(state, now));
}

/** All that can be asked, in the order of the list. */
export const NAMES = Object.keys(MEANINGS);

/** @param {string} name one of NAMES @returns {string} what it is called */
export function titleOf(name) {
  return text(MEANINGS[name][0]);
}

/** @param {string} name one of NAMES @param {State} state @returns {string} what it means on this page now; "" where it is hidden, or there is nothing to say */
export function meaningOf(name, state) {
  const { points, view } = state;
  const now = seen(state);
  const isAnswer = ANSWERS.includes(name) && !view.limits;
  if (!points || !now || isAnswer || isHidden(state, name)) return "";
  return MEANINGS[name][1]({ state, points, now, count: learnedCount(points), lowest: points.least_squares.loss });
}

/** @param {State} state @returns {string} the optimizer chosen */
function choice(state) {
  return choiceOf(optimizerOf(state));
}

/** @param {string} id @param {string} name of its placeholder @param {number} value @returns {string} "" where that is no number */
function number(id, name, value) {
  return Number.isFinite(value) ? text(id, { [name]: brief(value, DIGITS) }) : "";
}

/** @param {Run} run @returns {number} taken until what is on the page */
function stepsSeen({ state: { record, view }, points, now, count }) {
  return view.epoch === null ? stepsOf(record, count) : stepsAt(record, now.epoch, points);
}

/** @param {Run} run */
function lowestLoss({ points, now, lowest }) {
  if (isNoiseless(points)) return text("sentence.near.noiseless");
  return text("what.lowest", { lowest: lossText(lowest), gap: brief(Math.max(0, 100 * (now.loss / lowest - 1)), DIGITS) });
}

/** @param {Run} run */
function weight({ state, points, now }) {
  if (isHidden(state, "weights")) return "";
  if (points.view === "line" && !isCurve(points)) return text("what.weight", { name: variableName(points, points.inputs[0]), weight: parameter(now.weight[0], points.least_squares.weight?.[0]) });
  return text(isCurve(points) ? "what.weight.curve" : "what.weight.several", { names: termNames(points).join(", ") });
}

/** @param {Run} run */
function bias({ state, points, now }) {
  if (isHidden(state, "weights")) return "";
  if (points.view !== "line") return text(state.view.deviations ? "what.bias.means" : "what.bias.several");
  return text("what.bias", { name: variableName(points, points.inputs[0]), bias: parameter(now.bias) });
}

/** @param {State} state */
function zones(state) {
  const { limit, zigzag } = bordersOf(state);
  if (limit === null) return text("card.limit.none", { optimizer: optimizerName(optimizerOf(state)) });
  if (zigzag === null) return text("what.zones.two", { limit: rate(limit) });
  return text("what.zones", { zigzag: rate(zigzag), limit: rate(limit) });
}

/** @param {State} state @param {string} sentence of all points at once */
function withBatches(state, sentence) {
  const isOther = bordersOf(state).limit !== null && isInBatches(state);
  return isOther ? `${sentence} ${text("limit.batches.title")}` : sentence;
}

/** @param {number|null} share */
function rTwo(share) {
  return share === null ? "" : text("what.r2", { r2: parameter(share) });
}

/** @param {Run} run */
function noise({ state }) {
  const { controls, schema } = state;
  if (!schema.data[controls.dataset].noise) return "";
  return controls.noise ? text("what.noise", { noise: noiseText(state) }) : text("noise.title");
}

/** @param {Run} run */
function momentum({ state: { controls, schema } }) {
  const { momentum: share } = controls;
  if (!schema.optimizers[controls.optimizer].fields.includes("momentum")) return "";
  return text("what.momentum", { momentum: share, times: brief(1 / (1 - share), DIGITS) });
}

/** @param {Run} run */
function deviation({ points }) {
  const sizes = spreads(points).map(({ deviation: size }, i) => [variableName(points, points.inputs[i]), brief(size, DIGITS), unitName(points.inputs[i].unit)]);
  return text("what.deviation", { deviations: sizes.map((words) => words.join(" ").trim()).join(", ") });
}

/** @param {Run} run */
function scaling({ state: { controls, schema }, points }) {
  if (!schema.data[controls.dataset].fields.includes("scaling")) return "";
  const names = points.inputs.map((input) => variableName(points, input));
  if (points.inside && !isCurve(points)) return text("what.scaling.inside", { features: names.map((name, i) => standardised(name, points.inside, i)).join(", ") });
  const name = names.join(", ");
  if (names.length > 1) return text("what.scaling.several", { names: name });
  if (!points.scaling && isCurve(points)) return isFar(points) ? text("what.scaling.far", { name }) : "";
  if (!points.scaling) return text("what.scaling.none", { name });
  const { shift, factor } = points.scaling;
  return text(isCurve(points) ? "what.scaling.curve" : "what.scaling", { name, shift: brief(shift, DIGITS), factor: brief(factor, DIGITS) });
}

/** @param {Points} points over one x @returns {boolean} whether it is further from 0 than its axis is long, so that its powers are nearly one and the same */
function isFar({ feature_range: range }) {
  return range !== null && Math.abs(range[0] + range[1]) > 2 * (range[1] - range[0]);
}

/** @param {Run} run */
function degree({ state, points }) {
  if (!hasDegree(state)) return text("notice.one-feature");
  return isCurve(points) ? text("what.degree", { degree: points.degree, powers: termNames(points).join(", "), count: points.degree + 1 }) : text("what.degree.line");
}

/** @param {Run} run */
function testShare({ points, count }) {
  if (!points.split) return text("what.test-share.none");
  const others = points.targets.length - count;
  return others ? text("what.test-share", { count: others, points: count }) : text("curve.too-few", { from: points.split.from });
}

/** @param {Run} run */
function testLossMeaning({ state, points, now }) {
  const others = tested(points);
  if (isHidden(state, "loss")) return "";
  if (!others || typeof now.testLoss !== "number") return text("what.test-share.none");
  return text("what.test-loss", { count: others.targets.length, loss: lossText(now.testLoss) });
}

/** @param {string} name @param {Points["inside"]} inside @param {number} i @returns {string} "(area − 115) / 41.2" */
function standardised(name, inside, i) {
  return text("what.scaling.feature", { name, mean: brief(inside?.mean[i] ?? 0, DIGITS), scale: brief(inside?.scale[i] ?? 1, DIGITS) });
}

/** @param {Run} run */
function trueLine({ points, lowest }) {
  const { true_weight: weight, true_bias: bias } = points;
  if (!weight || bias === null) return "";
  const truth = { weight, bias };
  return text("what.true-line", { equation: written(points, truth), loss: lossText(lossOn(points, truth)), lowest: lossText(lowest) });
}

/** @param {Run} run */
function leastSquares({ points, lowest }) {
  const { weight, bias } = points.least_squares;
  if (!weight || bias === null) return termNames(points).length > 1 ? text("what.least-squares.many", { lowest: lossText(lowest) }) : text("panel.map.one-x");
  return text("what.least-squares", { equation: written(points, { weight, bias }), lowest: lossText(lowest) });
}

/** @param {Points} points @param {Parameters} parameters @returns {string} "2.00x + 3.00", or a sum of the features by name */
function written(points, parameters) {
  return points.view === "line" && parameters.weight.length === 1 ? lineText(parameters.weight, parameters.bias) : equationText(points, parameters);
}

/** @param {Points} points */
function error({ view, least_squares: { weight_error: errors } }) {
  return errors && view === "line" && errors.length === 1 ? number("what.error", "error", errors[0]) : ""; // the table has none of several
}
