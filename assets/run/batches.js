/* A step of one batch: where it ends, and what the page shows inside an epoch. */

import { learnedCount } from "../lesson/curve.js";
import { loss, testLoss } from "../lesson/loss.js";
import { toOriginal } from "../lesson/inside.js";
import { dataOf } from "./command.js";
import { stepsPerEpoch } from "./steps.js";

/** @typedef {import("./types.js").Checkpoint} Checkpoint */
/** @typedef {import("./types.js").Points} Points */
/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./types.js").State} State */

/** @type {WeakMap<Checkpoint, {points: Points, snapshot: Snapshot}>} */
const known = new WeakMap();

/** @param {State} state @param {{epoch: number, batch?: number}} from @returns {{epoch: number, batch?: number}} where the step from there ends: at the next batch, where a step is one, or at the end of the epoch */
export function stepEnd(state, { epoch, batch = 0 }) {
  const isLast = !state.view.byBatch || batch + 1 >= batchesIn(state, epoch);
  return isLast ? { epoch: epoch + 1 } : { epoch, batch: batch + 1 };
}

/** @param {State} state @param {number} epoch counted from 0 @returns {number} how many batches it has */
export function batchesIn(state, epoch) {
  return stepsPerEpoch(sizeIn(state, epoch), state.points ? learnedCount(state.points, dataOf(state).n) : (dataOf(state).n ?? 1));
}

/** @param {State} state @param {number} epoch counted from 0 @returns {number|null} the size of its batches: one that is under way ends with the size that it began with */
export function sizeIn({ record: { checkpoint }, controls }, epoch) {
  return checkpoint?.batch && checkpoint.epoch === epoch ? (checkpoint.batch_size ?? null) : controls.batch_size;
}

/** @param {State} state @returns {Snapshot|null} the weights inside an epoch, where a step is a batch and the run stands; with how much of the epoch is done */
export function midway(state) {
  const { view, points, phase, record } = state;
  const { checkpoint, diverged } = record;
  if (!view.byBatch || view.epoch !== null || !points || !checkpoint?.batch || diverged || phase === "playing" || phase === "replaying") return null;
  const there = known.get(checkpoint);
  if (there?.points === points) return there.snapshot;
  const snapshot = snapshotOf(checkpoint, points);
  known.set(checkpoint, { points, snapshot });
  return snapshot;
}

/** @param {Checkpoint} checkpoint @param {Points} points @returns {Snapshot} */
function snapshotOf({ epoch, batch, batch_size: size, parameters }, points) {
  const { "linear.weight": weight, "linear.bias": [bias] } = parameters;
  const line = toOriginal(points, { weight, bias });
  return { epoch, part: batch / stepsPerEpoch(size, learnedCount(points)), ...line, loss: loss(points, line), testLoss: testLoss(points, line) };
}
