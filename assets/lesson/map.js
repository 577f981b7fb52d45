/* The loss map's arithmetic: where its axes lie, and where the next step leads (docs/why/panels.md). */

import { toOriginal, toTraining, trainingGradient } from "./inside.js";
import { lossAt, moments } from "./loss.js";
import { coupledDecay } from "./optimizers.js";

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {{x: [number, number], y: [number, number], kind: string}} Frame across and up */

const ROUND = 15; // up to this condition number both axes have the same scale: round is round, steepest is square on
const SPARE = 1.12;
const ROOMY = 4;

/**
 * How far from least squares, along each axis, gradient descent that converges can come from a start: as far as the box about
 * it whose sides lie along the Hessian's eigenvectors.
 * @param {Points} points @param {Parameters} start @returns {{weight: number, bias: number}}
 */
function reach(points, start) {
  if (points.inside) return reachInside(points, start);
  const { x, xx } = moments(points);
  const best = bestOf(points);
  const angle = Math.abs(x) < 1e-6 ? 0 : Math.atan2(2 * x, xx - 1) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [dw, db] = [start.weight[0] - best.weight, start.bias - best.bias];
  const [along, across] = [Math.abs(cos * dw + sin * db), Math.abs(cos * db - sin * dw)];
  return {
    weight: along * Math.abs(cos) + across * Math.abs(sin),
    bias: along * Math.abs(sin) + across * Math.abs(cos),
  };
}

/** Where features are standardised in training, the valley is round there: as far as a circle about least squares. @param {Points} points @param {Parameters} start */
function reachInside(points, start) {
  const [here, best] = [start, { weight: [bestOf(points).weight], bias: bestOf(points).bias }].map((it) => toTraining(points, it));
  const radius = Math.hypot(here.weight[0] - best.weight[0], here.bias - best.bias);
  const { mean, scale } = points.inside ?? { mean: [0], scale: [1] };
  return { weight: radius / scale[0], bias: radius * Math.hypot(1, mean[0] / scale[0]) };
}

/** Where −learning rate × gradient leads. @param {Points} points @param {Parameters} seen @param {import("../run/types.js").OptimizerSpec} optimizer @returns {{weight: number, bias: number}} */
export function nextStep(points, seen, optimizer) {
  const here = toTraining(points, seen);
  const { weight, bias } = trainingGradient(points, here, coupledDecay(optimizer));
  const rate = optimizer.learning_rate;
  const next = toOriginal(points, { weight: [here.weight[0] - rate * weight], bias: here.bias - rate * bias });
  return { weight: next.weight[0], bias: next.bias };
}

/** @param {Points} points of a line @returns {import("./plane.js").Plane} over its weight and its bias */
export function linePlane(points) {
  const { true_weight: weight, true_bias: bias, least_squares: best } = points;
  return {
    kind: kindOf(points),
    pair: null,
    isPer: false,
    place: (parameters) => [parameters.weight[0], parameters.bias],
    next(now, optimizer) {
      const next = nextStep(points, now, optimizer);
      return [next.weight, next.bias];
    },
    truth: weight && bias !== null ? [weight[0], bias] : null,
    room: (start) => roomOf(points, start),
    through: () => ({
      loss: (x, y) => lossAt(points, x, y),
      best: best.weight && best.bias !== null ? { x: best.weight[0], y: best.bias, loss: best.loss } : null,
      at: (x, y) => ({ weight: [x], bias: y }),
    }),
  };
}

/** @param {Points} points @param {Parameters} start @returns {ReturnType<import("./plane.js").Plane["room"]>} */
function roomOf(points, start) {
  const best = bestOf(points);
  const need = reach(points, start);
  const error = points.least_squares.weight_error ? points.least_squares.weight_error[0] : 0;
  const hasTruth = points.true_weight !== null && points.true_bias !== null;
  const truth = hasTruth ? [Number(points.true_weight?.[0]) - best.weight, Number(points.true_bias) - best.bias] : [0, 0];
  const least = 0.05 * (Math.abs(best.bias) + Math.abs(best.weight)) || 1;
  const across = Math.max(need.weight, 1.5 * Math.abs(truth[0]), 5 * error) || least;
  const up = Math.max(need.bias, 1.5 * Math.abs(truth[1])) || least;
  return { middle: [best.weight, best.bias], half: [across, up], isRound: !points.inside && points.curvatures[1] / points.curvatures[0] < ROUND };
}

/**
 * The axes: about least squares, wide enough for every run that converges; kept while they suit.
 * While the answer is hidden about the start, in round numbers: what lies in the middle would be the answer.
 * @param {import("./plane.js").Plane} plane @param {Parameters} start @param {{width: number, height: number}} size in pixels @param {Frame|null} old @param {boolean} [isCovered] @returns {Frame}
 */
export function frameFor(plane, start, { width, height }, old, isCovered = false) {
  const { middle, half, isRound } = isCovered ? roomAbout(plane, start) : plane.room(start);
  let [dx, dy] = half.map((far) => far * SPARE);
  if (isRound) {
    const unit = Math.max(dx / width, dy / height);
    [dx, dy] = [unit * width, unit * height];
  }
  /** @type {{x: [number, number], y: [number, number]}} */
  const wanted = { x: [middle[0] - dx, middle[0] + dx], y: [middle[1] - dy, middle[1] + dy] };
  const kind = [plane.kind, width, height, isCovered].join();
  const suits = old && old.kind === kind && holds(old.x, wanted.x) && holds(old.y, wanted.y);
  return suits ? old : { ...wanted, kind };
}

/** As much room on every side of the start as the way needs, and more, so that nothing of its end can be read off. @param {import("./plane.js").Plane} plane @param {Parameters} start @returns {ReturnType<import("./plane.js").Plane["room"]>} */
function roomAbout(plane, start) {
  const { middle, half } = plane.room(start);
  const [x, y] = plane.place(start);
  const round = (/** @type {number} */ far) => 2 ** Math.ceil(Math.log2(far));
  return { middle: [x, y], half: [round(Math.abs(middle[0] - x) + half[0]), round(Math.abs(middle[1] - y) + half[1])], isRound: false };
}

/** @param {Points} points where least squares is unique */
function bestOf({ least_squares: { weight, bias } }) {
  if (!weight || bias === null) throw new Error("least squares is not unique");
  return { weight: weight[0], bias };
}

/** Names the feature and its scaling: what a place on the map means. @param {Points} points @returns {string} */
export function kindOf({ inputs, feature_range: range }) {
  return JSON.stringify([inputs, range]);
}

/** Whether an old range holds the new one without being much too wide. @param {[number, number]} old @param {[number, number]} wanted */
function holds([low, high], [from, to]) {
  const slack = 0.06 * (to - from);
  return low <= from + slack && high >= to - slack && high - low <= ROOMY * (to - from);
}
