/* How many epochs gradient descent needs at each learning rate, on all points from one start: the curve that a class draws by trying. */

import { toTraining, trainingGradient } from "./inside.js";
import { isNear } from "./near.js";

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {{curvature: number, excess: number}} Direction how steep the loss is along it, and how much of it the start has too much there */

const MOST_EPOCHS = 2 ** 17;
const PARTS = 96; // of the way to the limit, on a logarithmic axis
const LOWEST = 0.005; // times the limit
const CLOSE = 0.9995; // to it

/**
 * The loss of a line is a bowl: along each of its two axes a step multiplies the distance by 1 - rate × curvature, whatever
 * happens along the other.
 * @param {Points} points with one feature @param {Parameters} start @returns {Direction[]}
 */
function directions(points, start) {
  const at = toTraining(points, start);
  const slope = (/** @type {number} */ dw, /** @type {number} */ db) => trainingGradient(points, { weight: [at.weight[0] + dw], bias: at.bias + db });
  const here = slope(0, 0);
  const [byWeight, byBias] = [slope(1, 0), slope(0, 1)];
  const [ww, wb, bb] = [byWeight.weight - here.weight, byBias.weight - here.weight, byBias.bias - here.bias];
  const angle = Math.atan2(2 * wb, ww - bb) / 2;
  return [angle, angle + Math.PI / 2].map((turn) => {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const curvature = cos * cos * ww + 2 * cos * sin * wb + sin * sin * bb;
    return { curvature, excess: (cos * here.weight + sin * here.bias) ** 2 / (2 * curvature) };
  });
}

/** @param {Points} points @param {Direction[]} bowl @param {number} rate below the limit @returns {number|null} epochs until the loss is within 1 % of the lowest; null where that is later than anybody waits */
function epochsToNear(points, bowl, rate) {
  const loss = (/** @type {number} */ epochs) => bowl.reduce((sum, { curvature, excess }) => sum + excess * (1 - rate * curvature) ** (2 * epochs), points.least_squares.loss);
  if (!isNear(loss(MOST_EPOCHS), points)) return null;
  let [far, near] = [-1, MOST_EPOCHS];
  while (near - far > 1) {
    const middle = Math.floor((far + near) / 2);
    if (isNear(loss(middle), points)) near = middle;
    else far = middle;
  }
  return near;
}

/** @param {Points} points with one feature @param {Parameters} start @param {number[]} [rates] from slow to the limit @returns {{rate: number[], epochs: number[]}} those that come within 1 % */
export function uCurve(points, start, rates = ratesBelow(points.learning_rate_limit)) {
  const bowl = directions(points, start);
  const found = rates.flatMap((rate) => {
    const epochs = epochsToNear(points, bowl, rate);
    return epochs === null ? [] : [{ rate, epochs }];
  });
  return { rate: found.map(({ rate }) => rate), epochs: found.map(({ epochs }) => epochs) };
}

/** @param {number} limit @returns {number[]} evenly by their ratio */
function ratesBelow(limit) {
  return Array.from({ length: PARTS + 1 }, (_, i) => limit * LOWEST ** (1 - i / PARTS) * CLOSE);
}
