/* Updates of the weights: an epoch is as many of them as it has batches. */

import { learnedCount } from "../lesson/curve.js";

/** @typedef {import("./record.js").RunRecord} RunRecord */

/** @param {number|null|undefined} size of a batch, null for the full one @param {number} n points that are learned from @returns {number} steps in an epoch */
export function stepsPerEpoch(size, n) {
  return size ? Math.ceil(n / Math.min(size, n)) : 1;
}

/**
 * Updates since the start. A diverged run's checkpoint lies before the epoch that diverged.
 * @param {RunRecord} record @param {number} n points that are learned from @returns {number}
 */
export function stepsOf(record, n) {
  if (!record.checkpoint) return 0;
  const { step, batch, epoch, batch_size: size } = record.checkpoint;
  if (!record.diverged || record.epoch <= epoch) return step;
  return step - batch + stepsPerEpoch(batch ? size : record.segment?.training.batch_size, n);
}

/**
 * Updates up to the end of an epoch, by the sizes of the batches on the way to it.
 * @param {RunRecord} record @param {number} epoch @param {import("./types.js").Points} points of now, which are as many as then where the data do not say it @returns {number}
 */
export function stepsAt(record, epoch, points) {
  const before = record.checkpoints.filter((kept) => kept.epoch < epoch || (kept.epoch === epoch && kept.batch === 0));
  const from = before[before.length - 1];
  if (!from) return 0;
  const { data, training } = record.segmentAt(from.epoch);
  const n = learnedCount(points, data.n);
  const epochs = epoch - from.epoch;
  if (!from.batch) return from.step + epochs * stepsPerEpoch(training.batch_size, n);
  return from.step + stepsPerEpoch(from.batch_size, n) - from.batch + (epochs - 1) * stepsPerEpoch(training.batch_size, n);
}
