/* What survives a reload: one versioned record in this tab's session storage. A full or forbidden store is survived. */
(function (chalkline) {
  "use strict";

  const KEY = "chalkline";
  const NUMBERS = ["learningRate", "noise", "n", "speed", "momentum", "beta1", "beta2", "alpha", "weightDecay"];
  const VERSION = 2;

  /** @param {object} state plain JSON @returns {boolean} whether it could be kept */
  function save(state) {
    try {
      window.sessionStorage.setItem(KEY, JSON.stringify({ version: VERSION, ...state }));
      // The record is the newest now: after a Reset, a checkpoint of before must not come back.
      window.sessionStorage.removeItem(`${KEY}-checkpoint`);
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string[]} datasets those known @returns {object|null} what was kept, if it is of this version and whole */
  function load(datasets) {
    try {
      const state = JSON.parse(window.sessionStorage.getItem(KEY));
      return state && state.version === VERSION && isWhole(state, datasets) ? withNewest(state) : null;
    } catch {
      return null;
    }
  }

  /** Keep, often and cheaply, only how far the run is. @param {string} run @param {object} checkpoint */
  function saveCheckpoint(run, checkpoint) {
    try {
      window.sessionStorage.setItem(`${KEY}-checkpoint`, JSON.stringify({ run, checkpoint }));
    } catch {
      // A full store costs the epochs since the last whole save, should the browser die now.
    }
  }

  /** A browser that died without a farewell left a checkpoint that is newer than the record. */
  function withNewest(state) {
    const newest = JSON.parse(window.sessionStorage.getItem(`${KEY}-checkpoint`));
    const { record } = state;
    const isNewer = newest && record && newest.run === state.run && newest.checkpoint.step > record.checkpoint.step;
    if (isNewer && !record.diverged && isCheckpoint(newest.checkpoint)) record.checkpoint = newest.checkpoint;
    return state;
  }

  /** A stored record is input like any other. */
  function isWhole({ run, seeds, controls, seq, look, record, goal, keptRuns }, datasets) {
    const { batchSize, dataset, scaling, optimizer, ...numbers } = controls;
    const counted = [seeds.data, seeds.start, seq, batchSize ?? 1, ...NUMBERS.map((name) => numbers[name])];
    const named = datasets.includes(dataset) && typeof scaling === "string" && chalkline.settings.isOptimizer(optimizer);
    const looks = typeof look.logarithmic === "boolean" && typeof look.shown === "object" && Array.isArray(look.panels);
    const runs = (record === null || isRecord(record)) && keptRuns.every(isKeptRun);
    return isName(run) && counted.every(isNumber) && named && looks && runs && isGoal(goal);
  }

  function isKeptRun({ shown, rows, optimizer, number, epochs, loss, batchSize, near }) {
    const numbers = [number, optimizer.learning_rate, epochs, loss, batchSize ?? 1, near ?? 1];
    return typeof shown === "string" && numbers.every(isNumber) && rows.length > 0 && rows.every(isRow);
  }

  function isRow(row) {
    return row.length >= 4 && row.every(isNumber);
  }

  function isGoal(goal) {
    return goal === null || (isNumber(goal.epoch) && Boolean(goal.data) && Boolean(goal.training.optimizer));
  }

  function isRecord({ start, checkpoint, whole, segments, checkpoints, rows }) {
    const isSegment = ({ epoch, batch, data, training }) => isNumber(epoch) && isNumber(batch) && data && training.optimizer;
    return (
      segments.every(isSegment) &&
      [start, checkpoint, whole, ...checkpoints].every(isCheckpoint) &&
      rows.length > 0 && rows.every(isRow)
    );
  }

  function isCheckpoint(kept) {
    return isNumber(kept.epoch) && isNumber(kept.step) && typeof kept.parameters === "object";
  }

  function isName(text) {
    return typeof text === "string" && /^[0-9a-f]{1,64}$/.test(text);
  }

  function isNumber(value) {
    return typeof value === "number" && Number.isFinite(value);
  }

  /** A preference that outlives the tab, such as the mode. */
  function preference(name, value) {
    try {
      if (value !== undefined) window.localStorage.setItem(`${KEY}-${name}`, value);
      return window.localStorage.getItem(`${KEY}-${name}`);
    } catch {
      return null;
    }
  }

  chalkline.storage = { save, saveCheckpoint, load, preference };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
