/* What survives a reload: one versioned record in this tab's session storage. A full or forbidden store is survived. */
(function (chalkline) {
  "use strict";

  const KEY = "chalkline";
  const VERSION = 1;

  /** @param {object} state plain JSON @returns {boolean} whether it could be kept */
  function save(state) {
    try {
      window.sessionStorage.setItem(KEY, JSON.stringify({ version: VERSION, ...state }));
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string[]} datasets those known @returns {object|null} what was kept, if it is of this version and whole */
  function load(datasets) {
    try {
      const state = JSON.parse(window.sessionStorage.getItem(KEY));
      return state && state.version === VERSION && isWhole(state, datasets) ? state : null;
    } catch {
      return null;
    }
  }

  /** A stored record is input like any other. */
  function isWhole({ run, seeds, controls, seq, look, record }, datasets) {
    const { learningRate, noise, n, speed, batchSize, dataset } = controls;
    const numbers = [seeds.data, seeds.start, seq, learningRate, noise, n, speed, batchSize ?? 1];
    const looks = typeof look.logarithmic === "boolean" && typeof look.shown === "object";
    return isName(run) && numbers.every(isNumber) && datasets.includes(dataset) && looks && (record === null || isRecord(record));
  }

  function isRecord({ start, checkpoint, segments, checkpoints, rows }) {
    const isRow = (row) => row.length >= 4 && row.every(isNumber);
    const isCheckpoint = (kept) => isNumber(kept.epoch) && isNumber(kept.step) && typeof kept.parameters === "object";
    const isSegment = ({ epoch, batch, data, training }) => isNumber(epoch) && isNumber(batch) && data && training.optimizer;
    return (
      segments.length > 0 && segments.every(isSegment) &&
      checkpoints.length > 0 && [start, checkpoint, ...checkpoints].every(isCheckpoint) &&
      rows.length > 0 && rows.every(isRow)
    );
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

  chalkline.storage = { save, load, preference };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
