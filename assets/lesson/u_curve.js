/* How many epochs gradient descent needs at each learning rate, on all points from one start: the curve that a class draws by trying. */

import { toOriginal, toTraining, trainingGradient } from "./inside.js";
import { lossOn } from "./loss.js";
import { isNear } from "./near.js";

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */

const MOST_EPOCHS = 20000;
const PARTS = 64; // of the way to the limit, on a logarithmic axis
const LOWEST = 0.005; // times the limit
const CLOSE = 0.9995; // to it

/** @param {Points} points with one feature @param {Parameters} start @param {number} rate @returns {number|null} epochs until the loss is within 1 % of the lowest; null where that is never, or later than anybody waits */
function epochsToNear(points, start, rate) {
  let here = toTraining(points, start);
  const first = lossOn(points, start);
  for (let epoch = 0; epoch <= MOST_EPOCHS; epoch += 1) {
    const loss = lossOn(points, toOriginal(points, here));
    if (isNear(loss, points)) return epoch;
    if (!(loss <= 1e6 * (first + 1))) return null;
    const { weight, bias } = trainingGradient(points, here);
    here = { weight: [here.weight[0] - rate * weight], bias: here.bias - rate * bias };
  }
  return null;
}

/** @param {Points} points with one feature @param {Parameters} start @returns {{rate: number[], epochs: number[]}} from slow to the limit */
export function uCurve(points, start) {
  const limit = points.learning_rate_limit;
  const rates = Array.from({ length: PARTS + 1 }, (_, i) => limit * LOWEST ** (1 - i / PARTS) * CLOSE);
  const found = rates.map((rate) => ({ rate, epochs: epochsToNear(points, start, rate) })).filter((it) => it.epochs !== null);
  return { rate: found.map(({ rate }) => rate), epochs: found.map(({ epochs }) => Number(epochs)) };
}
