/* The run's record, kept by the page: its start, its segments, the history of epochs and full checkpoints. */
(function (chalkline) {
  "use strict";

  const CHECKPOINT_EVERY = 100;
  const STORED_EPOCHS = 2000;

  /** Columns of numbers that grow: one row an epoch; weight takes `dims` columns. */
  class History {
    constructor(dims) {
      this.dims = dims;
      this.length = 0;
      this.cuts = 0; // how often epochs were taken back: what was drawn of them is no longer true
      this.extent = { rows: 0, low: Infinity, high: -Infinity };
      this.columns = Array.from({ length: dims + 3 }, () => new Float64Array(256));
    }

    /** @param {number} epoch @param {number[]} weight @param {number} bias @param {number} loss */
    push(epoch, weight, bias, loss) {
      if (this.length === this.columns[0].length) this.grow();
      const row = [epoch, loss, bias, ...weight];
      for (let i = 0; i < row.length; i += 1) this.columns[i][this.length] = row[i];
      this.length += 1;
    }

    grow() {
      this.columns = this.columns.map((old) => {
        const longer = new Float64Array(2 * old.length);
        longer.set(old);
        return longer;
      });
    }

    epoch(row) {
      return this.columns[0][row];
    }

    loss(row) {
      return this.columns[1][row];
    }

    bias(row) {
      return this.columns[2][row];
    }

    weight(row) {
      return this.columns.slice(3).map((column) => column[row]);
    }

    /** @returns {number[]} the lowest and the highest loss of all epochs; only those since the last call are looked at */
    lossExtent() {
      const { extent } = this;
      if (extent.rows > this.length) Object.assign(extent, { rows: 0, low: Infinity, high: -Infinity });
      for (; extent.rows < this.length; extent.rows += 1) {
        extent.low = Math.min(extent.low, this.loss(extent.rows));
        extent.high = Math.max(extent.high, this.loss(extent.rows));
      }
      return [extent.low, extent.high];
    }

    /** @param {number} epoch keep this epoch and those before it */
    cutAfter(epoch) {
      if (!this.length || this.epoch(this.length - 1) <= epoch) return;
      this.cuts += 1;
      this.extent.rows = Infinity;
      while (this.length && this.epoch(this.length - 1) > epoch) this.length -= 1;
    }

    /** @param {number} most @returns {number[][]} rows, evenly thinned, the first and the last always among them */
    rows(most) {
      const stride = Math.max(1, Math.ceil(this.length / most));
      const rows = [];
      for (let i = 0; i < this.length; i += stride) rows.push(this.columns.map((column) => column[i]));
      if (this.length && (this.length - 1) % stride) {
        rows.push(this.columns.map((column) => column[this.length - 1]));
      }
      return rows;
    }
  }

  /** One run: what it began with, what was changed on the way, what came of it. */
  class Record {
    constructor() {
      this.start = null;
      this.segments = [];
      this.checkpoint = null;
      this.whole = null;
      this.checkpoints = [];
      this.history = new History(1);
      this.measured = null; // the loss of the last epoch on other points than it was trained on
      this.diverged = false;
    }

    /** @returns {number} epochs completed */
    get epoch() {
      return this.history.length ? this.history.epoch(this.history.length - 1) : 0;
    }

    /** @returns {object|undefined} the settings under which the run went on last */
    get segment() {
      return this.segments[this.segments.length - 1];
    }

    /**
     * Updates since the start. A diverged run's checkpoint lies before the epoch that diverged.
     * @param {number} n points @returns {number}
     */
    steps(n) {
      if (!this.checkpoint) return 0;
      const { step, batch, epoch } = this.checkpoint;
      if (!this.diverged || this.epoch <= epoch) return step;
      const size = batch ? this.checkpoint.batch_size : this.segment.training.batch_size;
      return step - batch + (size ? Math.ceil(n / Math.min(size, n)) : 1);
    }

    /**
     * Updates up to the end of an epoch, by the sizes of the batches on the way to it.
     * @param {number} epoch @param {number} count points where the data do not say it @returns {number}
     */
    stepsAt(epoch, count) {
      const isBefore = (kept) => kept.epoch < epoch || (kept.epoch === epoch && kept.batch === 0);
      const from = this.checkpoints.filter(isBefore).pop();
      if (!from) return 0;
      const { data, training } = this.segmentAt(from.epoch);
      const n = data.n ?? count;
      const perEpoch = (size) => (size ? Math.ceil(n / Math.min(size, n)) : 1);
      const whole = epoch - from.epoch;
      if (!from.batch) return from.step + whole * perEpoch(training.batch_size);
      return from.step + perEpoch(from.batch_size) - from.batch + (whole - 1) * perEpoch(training.batch_size);
    }

    /** @param {number} epoch @returns {object} the segment that held when the epoch after it ended */
    segmentAt(epoch) {
      return this.segments.findLast((segment) => segment.epoch <= epoch) || this.segments[0];
    }

    /** The last completed epoch: weight (d,), bias, loss. */
    get now() {
      return this.at(this.history.length - 1);
    }

    at(row) {
      if (row < 0) return null;
      const history = this.history;
      const epoch = history.epoch(row);
      const { measured } = this;
      const loss = measured && measured.epoch === epoch ? measured.loss : history.loss(row);
      return { epoch, weight: history.weight(row), bias: history.bias(row), loss };
    }

    /**
     * Take an answer into the record.
     * @param {object} command the command that was sent @param {object} progress its answer
     */
    take(command, progress) {
      const isLook = command.epochs === 0;
      if (command.checkpoint === null) this.beginAt(progress);
      if (isLook && this.diverged) return;
      this.openSegment(command);
      this.measured = null;
      if (isLook && progress.epoch > 0 && progress.epoch === this.epoch) return this.look(progress);
      if (isLook && progress.loss.length) this.history.cutAfter(progress.epoch - 1);
      const first = progress.epoch - progress.loss.length + 1;
      progress.loss.forEach((loss, i) => {
        this.history.push(first + i, progress.weight[i], progress.bias[i], loss);
      });
      this.diverged = progress.diverged;
      this.keepCheckpoint(progress);
    }

    /** The points have changed under a run that stands still: its last loss is told anew, its history stays. */
    look(progress) {
      if (progress.loss.length) this.measureAs(progress.loss[0]);
      this.keepCheckpoint(progress);
    }

    /** @param {number} loss of the last epoch on the points of now */
    measureAs(loss) {
      this.measured = { epoch: this.epoch, loss };
    }

    beginAt(progress) {
      this.start = progress.checkpoint;
      this.whole = progress.checkpoint;
      this.diverged = false;
      this.segments = [];
      this.checkpoints = [];
      this.history = new History(progress.weight[0].length);
    }

    /** A run whose first weights were chosen: its start is all that is known of it. @param {object} start */
    beginFrom(start) {
      Object.assign(this, { start, checkpoint: start, whole: start });
      const { "linear.weight": weight, "linear.bias": [bias] } = start.parameters;
      this.history = new History(weight.length);
      this.history.push(0, weight, bias, start.start_loss);
    }

    openSegment(command) {
      const { data, training } = command;
      const last = this.segment;
      if (last && same(last.data, data) && same(last.training, training)) return;
      const from = command.checkpoint || this.start;
      if (last && last.epoch === from.epoch && last.batch === from.batch) {
        this.segments.pop();
        this.checkpoints.pop();
      }
      this.segments.push({ epoch: from.epoch, batch: from.batch, data, training });
      this.checkpoints.push(from);
    }

    /** The checkpoint to go on from; of a diverged run, the last one at the end of an epoch that was good. */
    keepCheckpoint({ checkpoint, diverged }) {
      const last = this.checkpoints[this.checkpoints.length - 1];
      const due = Math.floor(checkpoint.epoch / CHECKPOINT_EVERY) > Math.floor(last.epoch / CHECKPOINT_EVERY);
      if (due && !diverged) this.checkpoints.push(checkpoint);
      if (checkpoint.batch === 0) this.whole = checkpoint;
      this.checkpoint = diverged ? this.whole : checkpoint;
    }

    /** Go back to the start; the next answer brings its loss on the data of now. */
    reset() {
      this.checkpoint = this.start;
      this.whole = this.start;
      this.diverged = false;
      this.segments = [];
      this.checkpoints = [];
      this.history.cutAfter(0);
      this.measured = null;
    }

    /**
     * Cut the record back to the last full checkpoint at or before an epoch.
     * @param {number} epoch
     * @returns {{epoch: number, data: object, training: object}} the settings under which to replay up to `epoch`
     */
    rewind(epoch) {
      const before = (kept) => kept.epoch < epoch || (kept.epoch === epoch && kept.batch === 0);
      this.checkpoints = this.checkpoints.filter(before);
      this.segments = this.segments.filter(before);
      this.checkpoint = this.checkpoints[this.checkpoints.length - 1];
      this.whole = this.checkpoints.findLast((kept) => kept.batch === 0);
      this.diverged = false;
      this.history.cutAfter(this.checkpoint.epoch);
      this.measured = null;
      const { data, training } = this.segment;
      return { epoch, data, training };
    }

    /** @returns {number} the epoch after which the loss only rose: the last good one of a diverged run */
    lastGoodEpoch() {
      let row = Math.min(this.history.length - 1, this.rowOf(this.checkpoint.epoch));
      while (row > 0 && this.history.loss(row) > this.history.loss(row - 1)) row -= 1;
      return this.history.epoch(row);
    }

    /** @returns {number} the row of an epoch, or of the last one before it */
    rowOf(epoch) {
      let [low, high] = [0, this.history.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (this.history.epoch(middle) <= epoch) low = middle;
        else high = middle - 1;
      }
      return low;
    }

    /** @returns {number|null} by what each of the last epochs multiplied the loss */
    growth() {
      const last = this.history.length - 1;
      const first = Math.max(this.rowOf(this.lastGoodEpoch()), last - 4, 0);
      const epochs = this.history.epoch(last) - this.history.epoch(first);
      return epochs > 0 ? Math.pow(this.history.loss(last) / this.history.loss(first), 1 / epochs) : null;
    }

    /** @returns {object} plain JSON, the history thinned to 2,000 epochs */
    dump() {
      const { start, segments, checkpoint, whole, checkpoints, diverged } = this;
      const rows = this.history.rows(STORED_EPOCHS);
      return { start, segments, checkpoint, whole, checkpoints: thinned(checkpoints, segments), diverged, rows };
    }

    /** @param {object} stored what dump() gave @returns {Record} */
    static load(stored) {
      const record = new Record();
      const { start, segments, checkpoint, whole, checkpoints, diverged } = stored;
      Object.assign(record, { start, segments, checkpoint, whole, checkpoints, diverged });
      record.history = new History(stored.rows[0].length - 3);
      stored.rows.forEach(([epoch, loss, bias, ...weight]) => record.history.push(epoch, weight, bias, loss));
      return record;
    }
  }

  /** @returns {object} the checkpoint of epoch 0 at these parameters, otherwise like `start` */
  function startFrom(start, { weight, bias }, loss) {
    return { ...start, start_loss: loss, parameters: { "linear.weight": weight, "linear.bias": [bias] } };
  }

  /** Keep the checkpoints at which segments begin, and at most 50 of the others, evenly. */
  function thinned(checkpoints, segments) {
    const stride = Math.ceil(checkpoints.length / 50);
    const opens = (kept) => segments.some((segment) => segment.epoch === kept.epoch && segment.batch === kept.batch);
    return checkpoints.filter((kept, i) => i % stride === 0 || opens(kept));
  }

  function same(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  Object.assign(chalkline, { Record, same, startFrom });
})(((window.dash_clientside ||= {}).chalkline ||= {}));
