/* Runs of others taken again from their records: command by command, as any page asks, and so exact to the bit. */

import { epochsLacking, stagesOf } from "./course.js";

/** @typedef {import("./types.js").Command} Command */
/** @typedef {import("./types.js").Points} Points */
/** @typedef {import("./types.js").Progress} Progress */
/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {{epoch: number, weight: number[], bias: number, loss: number}} Row */

const VERSION = 1;
const MOST_EPOCHS = 100; // of one command

/** One run on its way from its start to its end. */
export class Replay {
  /** @param {any} record as a page hands it out @param {string} run a name for the run */
  constructor(record, run) {
    this.run = run;
    /** @type {Stage[]} */
    this.stages = stagesOf(record.segments, { epoch: record.epoch, batch: record.batch });
    this.checkpoint = record.start;
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Points|null} */
    this.points = null;
    this.stage = 0;
    this.isOver = false;
    this.tables = Object.fromEntries((record.points ?? []).map((/** @type {any} */ table, /** @type {number} */ i) => [hashesOf(record)[i], table]));
    this.seq = 0;
  }

  /** @returns {Command & {seq: number}|null} what is to be asked next; null where all of it is there */
  next() {
    while (this.stage < this.stages.length && epochsLacking(/** @type {any} */ (this.stages[this.stage]), this.checkpoint) <= 0 && (this.points || this.stage < this.stages.length - 1)) this.stage += 1;
    const stage = this.stages[this.stage];
    if (!stage || this.isOver) return null;
    const lacking = epochsLacking(/** @type {any} */ (stage), this.checkpoint);
    if (!this.rows.length) return { ...this.command(stage, 0), seq: (this.seq += 1) };
    if (lacking <= 0) return null;
    const epochs = Math.min(MOST_EPOCHS, lacking);
    const stop = stage.batch && epochs === lacking ? { batch: stage.batch } : {};
    return { ...this.command(stage, epochs), ...stop, seq: (this.seq += 1) };
  }

  /** @param {Stage} stage @param {number} epochs @returns {Command} */
  command({ data, training }, epochs) {
    return { version: VERSION, run: this.run, epochs, data, training, checkpoint: this.checkpoint, shown: this.points?.shown ?? null };
  }

  /** @param {Progress} progress */
  take(progress) {
    if (!progress.checkpoint || progress.notice) {
      this.isOver = true;
      return;
    }
    const first = progress.epoch - progress.loss.length + 1;
    const rows = progress.loss.map((loss, i) => ({ epoch: first + i, weight: progress.weight[i], bias: progress.bias[i], loss }));
    this.rows.push(...rows.filter(({ epoch }) => !this.rows.length || epoch > this.rows[this.rows.length - 1].epoch));
    this.points = progress.points ?? this.points;
    this.checkpoint = progress.checkpoint;
    this.isOver = progress.diverged;
  }

  /** @param {number} epoch @returns {Row|null} the run at it, or at the last one that there is */
  at(epoch) {
    return this.rows[Math.min(epoch, this.rows.length - 1)] ?? null;
  }
}

/** @param {any} record @returns {string[]} the names of its points of one's own, in the order in which they come along */
function hashesOf({ segments }) {
  return [...new Set(segments.map((/** @type {any} */ { data }) => data.hash).filter(Boolean))].map(String);
}
