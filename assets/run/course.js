/* A run to take again: under which settings to go on until where. */

/** @typedef {import("./types.js").Checkpoint} Checkpoint */
/** @typedef {import("./types.js").Goal} Goal */
/** @typedef {import("./types.js").Segment} Segment */
/** @typedef {import("./types.js").Stage} Stage */

/** @param {Segment[]} segments @param {{epoch: number, batch: number}} end where the run stands @returns {Stage[]} one for each segment, in order */
export function stagesOf(segments, end) {
  return segments.map(({ data, training }, i) => {
    const { epoch, batch } = segments[i + 1] ?? end;
    return { epoch, batch, data, training };
  });
}

/** @param {{epoch: number, batch: number}} one place in a run @param {{epoch: number, batch: number}} other */
export function isBefore(one, other) {
  return one.epoch < other.epoch || (one.epoch === other.epoch && one.batch < other.batch);
}

/** @param {Stage[]} stages at least one @returns {Goal} to go through all of them, then to stand */
export function goalThrough([first, ...course]) {
  return { ...first, course, then: null };
}

/** @param {Goal} goal @param {Checkpoint} checkpoint @returns {number} how many epochs it lacks; an epoch of which only some batches are wanted counts as one */
export function epochsLacking({ epoch, batch = 0 }, checkpoint) {
  return isBefore(checkpoint, { epoch, batch }) ? epoch - checkpoint.epoch + (batch > 0 ? 1 : 0) : 0;
}

/** @param {Goal} goal @returns {number} the epoch at which it ends */
export function lastEpoch(goal) {
  return goal.course?.length ? goal.course[goal.course.length - 1].epoch : goal.epoch;
}
