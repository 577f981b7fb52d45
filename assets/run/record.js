/* The run's record: its start, its segments, the history of epochs and full checkpoints. A value: every change makes another. */

import { History } from "./history.js";

/** @typedef {import("./types.js").Checkpoint} Checkpoint */
/** @typedef {import("./types.js").Command} Command */
/** @typedef {import("./types.js").Progress} Progress */
/** @typedef {import("./types.js").Replay} Replay */
/** @typedef {import("./types.js").Segment} Segment */
/** @typedef {import("./types.js").Snapshot} Snapshot */

const NO_TEST = -1; // in a history, where there are too few points to keep some from training
const CHECKPOINT_EVERY = 100;
const MOST_STORED_CHECKPOINTS = 50;

/**
 * @typedef {object} Fields
 * @property {Checkpoint|null} start
 * @property {Segment[]} segments
 * @property {Checkpoint|null} checkpoint the one to go on from
 * @property {Checkpoint|null} before the one a single step before it, if that is still known
 * @property {Checkpoint|null} whole the last one at the end of an epoch
 * @property {Checkpoint[]} checkpoints where segments begin, and one in a hundred epochs
 * @property {History} history
 * @property {{epoch: number, loss: number, testLoss?: number|null}|null} measured the losses of the last epoch on other points than it was trained on
 * @property {boolean} diverged
 * @property {import("./types.js").DataSpec|null} startData what the loss of the start was measured on
 * @property {boolean} chosen whether its first weights were, and not drawn from the seed
 */

/** @type {Fields} */
const NOTHING = {
  start: null,
  segments: [],
  checkpoint: null,
  before: null,
  whole: null,
  checkpoints: [],
  history: History.empty(1),
  measured: null,
  diverged: false,
  startData: null,
  chosen: false,
};

/** One run: what it began with, what was changed on the way, what came of it. */
export class RunRecord {
  /** @param {Partial<Fields>} [fields] */
  constructor(fields = {}) {
    const { start, segments, checkpoint, before, whole, checkpoints, history, measured, diverged, startData, chosen } = { ...NOTHING, ...fields };
    this.start = start;
    this.segments = segments;
    this.checkpoint = checkpoint;
    this.before = before;
    this.whole = whole;
    this.checkpoints = checkpoints;
    this.history = history;
    this.measured = measured;
    this.diverged = diverged;
    this.startData = startData;
    this.chosen = chosen;
  }

  /** @param {Partial<Fields>} changes @returns {RunRecord} */
  with(changes) {
    return new RunRecord({ ...this, ...changes });
  }

  /** @returns {number} epochs completed */
  get epoch() {
    return this.history.length ? this.history.epoch(this.history.length - 1) : 0;
  }

  /** @returns {Segment|undefined} the settings under which the run went on last */
  get segment() {
    return this.segments[this.segments.length - 1];
  }

  /** @returns {Snapshot|null} the last completed epoch */
  get now() {
    return this.at(this.history.length - 1);
  }

  /** @param {number} row @returns {Snapshot|null} */
  at(row) {
    if (row < 0) return null;
    const snapshot = this.history.at(row);
    const { measured } = this;
    return measured && measured.epoch === snapshot.epoch ? { ...snapshot, ...measured } : snapshot;
  }

  /** @param {number} epoch @returns {number} its row, or that of the last one before it */
  rowOf(epoch) {
    return this.history.rowOf(epoch);
  }

  /** @param {number} epoch @returns {Segment} the settings that held when the epoch after it ended */
  segmentAt(epoch) {
    return last(this.segments.filter((segment) => segment.epoch <= epoch)) ?? this.segments[0];
  }

  /** Take an answer into the record. @param {Command} command that was sent @param {Progress} progress its answer @returns {RunRecord} */
  take(command, progress) {
    const isLook = command.epochs === 0;
    const begun = command.checkpoint === null ? beginAt(progress, command.data) : this;
    if (isLook && begun.diverged) return begun.with({ measured: null }); // which other points than it diverged on measure again
    const record = begun.openSegment(command).with(isLook || progress.loss.length ? { measured: null } : {});
    if (isLook && progress.epoch > 0 && progress.epoch === record.epoch) return record.look(progress);
    const before = isLook && progress.loss.length ? record.history.upTo(progress.epoch - 1) : record.history;
    const history = before.with(rowsOf(progress, before.isTested));
    const isStep = progress.checkpoint.step === (command.checkpoint?.step ?? NaN) + 1;
    return record.with({ history, diverged: progress.diverged, before: isStep ? command.checkpoint : null }).keepCheckpoint(progress);
  }

  /** The points have changed under a run that stands still: its last loss is told anew, its history stays. @param {Progress} progress */
  look(progress) {
    const record = progress.loss.length ? this.measuredAs(progress.loss[0], progress.test_loss?.[0]) : this;
    return record.with({ before: null }).keepCheckpoint(progress);
  }

  /** @param {number} loss of the last epoch on the points of now @param {number|null} [testLoss] @returns {RunRecord} */
  measuredAs(loss, testLoss = null) {
    return this.with({ measured: { epoch: this.epoch, loss, ...(this.history.isTested ? { testLoss } : {}) } });
  }

  /** A run whose first weights were chosen: its start is all that is known of it. @param {Checkpoint} start @param {import("./types.js").DataSpec|null} startData @param {import("./types.js").Parameters} shown the same weights in the data's own units @param {number|null} [testLoss] @returns {RunRecord} */
  static beginFrom(start, startData, { weight, bias }, testLoss = null) {
    const isTested = isSplit(startData);
    const history = History.of([[0, start.start_loss, bias, ...weight, ...(isTested ? [testLoss ?? NO_TEST] : [])]], isTested);
    return new RunRecord({ start, checkpoint: start, whole: start, history, startData, chosen: true });
  }

  /** @param {Command} command @returns {RunRecord} */
  openSegment({ data, training, checkpoint }) {
    const before = this.segment;
    if (before && same(before.data, data) && same(before.training, training)) return this;
    const from = /** @type {Checkpoint} */ (checkpoint || this.start);
    const isEmpty = before && before.epoch === from.epoch && before.batch === from.batch;
    const [segments, checkpoints] = isEmpty ? [this.segments.slice(0, -1), this.checkpoints.slice(0, -1)] : [this.segments, this.checkpoints];
    const held = last(segments); // changed, and changed back before anything was run
    if (isEmpty && held && same(held.data, data) && same(held.training, training)) return this.with({ segments, checkpoints });
    return this.with({
      segments: [...segments, { epoch: from.epoch, batch: from.batch, data, training }],
      checkpoints: [...checkpoints, from],
    });
  }

  /** The checkpoint to go on from; of a diverged run, the last one at the end of an epoch that was good. @param {Progress} progress */
  keepCheckpoint({ checkpoint, diverged }) {
    const { epoch } = last(this.checkpoints);
    const isDue = !diverged && Math.floor(checkpoint.epoch / CHECKPOINT_EVERY) > Math.floor(epoch / CHECKPOINT_EVERY);
    const whole = checkpoint.batch === 0 ? checkpoint : this.whole;
    const checkpoints = isDue ? [...this.checkpoints, checkpoint] : this.checkpoints;
    return this.with({ checkpoints, whole, checkpoint: diverged ? whole : checkpoint });
  }

  /** Back at the start; the next answer brings its loss on the data of now. @returns {RunRecord} */
  reset() {
    const { start, startData, chosen } = this;
    return new RunRecord({ start, checkpoint: start, whole: start, history: this.history.upTo(0), startData, chosen });
  }

  /**
   * Cut the record back to the last full checkpoint at or before an epoch.
   * @param {number} epoch
   * @returns {{record: RunRecord, replay: Replay}} and the settings under which to replay up to `epoch`
   */
  rewind(epoch) {
    /** @param {{epoch: number, batch: number}} kept */
    const isBefore = (kept) => kept.epoch < epoch || (kept.epoch === epoch && kept.batch === 0);
    const checkpoints = this.checkpoints.filter(isBefore);
    const segments = this.segments.filter(isBefore);
    const checkpoint = last(checkpoints);
    const whole = last(checkpoints.filter((kept) => kept.batch === 0)) ?? null;
    const history = this.history.upTo(checkpoint.epoch);
    const { start, startData, chosen } = this;
    const record = new RunRecord({ start, segments, checkpoint, whole, checkpoints, history, startData, chosen });
    const { data, training } = last(segments);
    return { record, replay: { epoch, data, training } };
  }

  /** @returns {{start: Checkpoint|null, checkpoint: Checkpoint|null, whole: Checkpoint|null, measured: Fields["measured"], diverged: boolean, startData: Fields["startData"], chosen: boolean}} plain JSON: what changes with every answer */
  place() {
    const { start, checkpoint, whole, measured, diverged, startData, chosen } = this;
    return { start, checkpoint, whole, measured, diverged, startData, chosen };
  }

  /** @returns {{segments: Segment[], checkpoints: Checkpoint[]}} plain JSON: what changes now and then */
  course() {
    const { segments, checkpoints } = this;
    return { segments, checkpoints: thinned(checkpoints, segments) };
  }

  /** @returns {object} plain JSON of all of it, every epoch a row */
  dump() {
    return { ...this.place(), ...this.course(), rows: this.history.rows(Infinity) };
  }
}

/** @param {Progress} progress @param {import("./types.js").DataSpec} startData */
function beginAt(progress, startData) {
  const { checkpoint: start } = progress;
  return new RunRecord({ start, whole: start, startData, history: History.empty(progress.weight[0].length, isSplit(startData)) });
}

/** @param {import("./types.js").DataSpec|null|undefined} data @returns {boolean} whether some of its points are for testing */
export function isSplit(data) {
  return Boolean(data?.test_share);
}

/** @param {Progress} progress @param {boolean} isTested @returns {number[][]} its epochs as rows of the history */
function rowsOf({ epoch, loss, bias, weight, test_loss: tests }, isTested) {
  const first = epoch - loss.length + 1;
  return loss.map((value, i) => [first + i, value, bias[i], ...weight[i], ...(isTested ? [tests?.[i] ?? NO_TEST] : [])]);
}

/**
 * The checkpoint of epoch 0 at these parameters, otherwise like `start`.
 * @param {Checkpoint} start @param {import("./types.js").Parameters} parameters @param {number} loss @returns {Checkpoint}
 */
export function startFrom(start, { weight, bias }, loss) {
  return { ...start, start_loss: loss, parameters: { "linear.weight": weight, "linear.bias": [bias] } };
}

/** Keep the checkpoints at which segments begin, and at most 50 of the others, evenly. @param {Checkpoint[]} checkpoints @param {Segment[]} segments */
function thinned(checkpoints, segments) {
  const stride = Math.ceil(checkpoints.length / MOST_STORED_CHECKPOINTS);
  const beginnings = new Set(segments.map(nameOf));
  return checkpoints.filter((kept, i) => i % stride === 0 || beginnings.has(nameOf(kept)));
}

/** @param {{epoch: number, batch: number}} place @returns {string} */
function nameOf({ epoch, batch }) {
  return `${epoch} ${batch}`;
}

/** @param {any} one @param {any} other plain JSON, with its fields in the same order */
export function same(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** @template T @param {T[]} list @returns {T} */
function last(list) {
  return list[list.length - 1];
}
