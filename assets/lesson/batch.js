/* One batch of an epoch: its points, in the order that the epoch visits them. */

import { batchesIn, sizeIn } from "../run/batches.js";
import { same } from "../run/record.js";
import { stepsPerEpoch } from "../run/steps.js";
import { learned, learnedCount } from "./curve.js";
import { trainingPoints } from "./inside.js";
import { exampleOrder } from "./order.js";

/** @typedef {import("../run/types.js").Checkpoint} Checkpoint */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */
/**
 * @typedef {object} Batch
 * @property {number} epoch counted from 0
 * @property {number} number from 1
 * @property {number} count of batches in the epoch
 * @property {Points} points of it, as the model sees them
 * @property {number} of how many points in all
 * @typedef {{batch: Batch, training: import("../run/types.js").Training, checkpoint: Checkpoint, before: Parameters, after: Parameters}} Taken
 */

/** @type {WeakMap<Points, {key: string, points: Points}>} */
const known = new WeakMap();

/** @param {State} state @returns {Batch|null} the one that Step takes next; null where a step is an epoch, or the past is looked at */
export function nextBatch(state) {
  const { view, points, record, seeds } = state;
  const { checkpoint } = record;
  if (!view.byBatch || view.epoch !== null || !points || !checkpoint || record.diverged) return null;
  const { epoch, batch } = checkpoint;
  return batchesIn(state, epoch) > 1 ? batchOf(points, { epoch, batch, size: sizeIn(state, epoch), seed: seeds.start }) : null;
}

/** @param {State} state @returns {Taken|import("../run/types.js").Notice|null} the one that was taken last, or why it cannot be told; null where a step is an epoch */
export function lastBatch({ view, points, record, shownData }) {
  const { checkpoint, before, segment } = record;
  if (!view.byBatch || view.epoch !== null || !points || !checkpoint || !segment || record.diverged) return null;
  if (!before) return checkpoint.batch ? { id: "panel.step.batch-gone" } : null;
  if (!same(segment.data, shownData)) return { id: "panel.step.points-changed" };
  const size = before.batch ? before.batch_size : segment.training.batch_size;
  if (stepsPerEpoch(size, learnedCount(points)) === 1) return null;
  const batch = batchOf(points, { epoch: before.epoch, batch: before.batch, size: size ?? null, seed: segment.training.seed });
  return { batch, training: segment.training, checkpoint, before: parametersOf(before), after: parametersOf(checkpoint) };
}

/** @param {Points} points @param {{epoch: number, batch: number, size: number|null, seed: number}} place @returns {Batch} */
function batchOf(points, { epoch, batch, size, seed }) {
  const all = trainingPoints(learned(points));
  const n = all.targets.length;
  const length = size ?? n;
  const key = [epoch, batch, length, seed].join();
  const there = known.get(all);
  const own = there?.key === key ? there.points : pointsAt(all, exampleOrder(seed, epoch, n).slice(batch * length, (batch + 1) * length));
  known.set(all, { key, points: own });
  return { epoch, number: batch + 1, count: stepsPerEpoch(length, n), points: own, of: n };
}

/** Whether they lie low or high says nothing of the others. @param {Points} points @param {number[]} places @returns {Points} */
function pointsAt(points, places) {
  return { ...points, features: places.map((i) => points.features[i]), targets: places.map((i) => points.targets[i]), feature_range: null };
}

/** @param {Checkpoint} checkpoint @returns {Parameters} as the model holds them */
function parametersOf({ parameters: { "linear.weight": weight, "linear.bias": [bias] } }) {
  return { weight, bias };
}
