/* The record of a run as it is handed out: cut at an epoch, and taken again on another page. */

/** @typedef {import("./types.js").Segment} Segment */

/** @param {any} record as it is handed out @param {number} epoch @returns {any} of the run up to it */
export function recordUpTo(record, epoch) {
  return { ...record, epoch, batch: 0, segments: record.segments.filter((/** @type {Segment} */ segment) => segment.epoch < epoch) };
}

/** @param {{segments: Segment[]}} record @returns {number|null} the learning rate of all of it; null where there were several */
export function rateOf({ segments }) {
  const rates = new Set(segments.map(({ training }) => training.optimizer.learning_rate));
  return rates.size === 1 ? [...rates][0] : null;
}
