/* What a tab has kept is input like any other: checked field by field, and taken over only if all of it can have been. */
(function (chalkline) {
  "use strict";

  const VERSION = 2;
  const MOST_ROWS = 2001; // 2,000 epochs and the last
  const MOST_SEGMENTS = 2000;
  const MOST_RUNS = 8;
  const MOST_EPOCHS = 1e7;
  const MOST_COUNT = 1e12;
  const PANELS = ["map", "step", "residuals", "compare", "code"];
  const SHAPES = ["segments", "squares"];
  const TRACES = ["Data", "Predicted", "True line", "Least squares"];
  const KINDS = ["sgd", "rmsprop", "adam", "adagrad"];
  const OPTIMIZER_NUMBERS = ["learning_rate", "momentum", "beta1", "beta2", "alpha", "weight_decay"];
  const FIELDS = { momentum: "momentum", beta1: "beta", beta2: "beta", alpha: "beta", weightDecay: "weight_decay" };

  /**
   * @param {*} state what a save wrote, once @param {object} settings bounds by name, as the page has them
   * @returns {object|null} the same, of known fields only, or null if anything in it is not right
   */
  function checked(state, settings) {
    try {
      const { run, seeds, controls, seq, look, record, goal, keptRuns } = state;
      const isWhole =
        isName(run) &&
        areSeeds(seeds, settings) &&
        areControls(controls, settings) &&
        isCount(seq, MOST_COUNT) &&
        isLook(look) &&
        (record === null || isRecord(record, settings)) &&
        (goal === null || (record !== null && isGoal(goal, settings))) &&
        isList(keptRuns, MOST_RUNS, isKeptRun);
      if (!isWhole) return null;
      return { run, seeds: pick(seeds, ["data", "start"]), controls, seq, look: knownLook(look), record, goal, keptRuns };
    } catch {
      return null; // a field was missing
    }
  }

  function areSeeds({ data, start }, { seed }) {
    return isWithin(data, seed) && isWithin(start, seed) && [data, start].every(Number.isInteger);
  }

  function areControls(controls, settings) {
    const { dataset, noise, n, batchSize, scaling, optimizer, learningRate, speed } = controls;
    if (!Object.hasOwn(settings.titles, dataset)) return false;
    const { noise: bounds, scalings } = settings[dataset];
    return (
      (bounds ? isWithin(noise, bounds) : isNumber(noise)) &&
      Number.isInteger(n) && isWithin(n, settings.n_samples) &&
      (batchSize === null || (Number.isInteger(batchSize) && isWithin(batchSize, settings.batch_size))) &&
      (scaling === "none" || scalings.some(({ value }) => value === scaling)) &&
      chalkline.settings.isOptimizer(optimizer) &&
      isWithin(learningRate, settings.learning_rate) &&
      settings.speeds.includes(speed) &&
      Object.entries(FIELDS).every(([name, setting]) => isWithin(controls[name], settings[setting]))
    );
  }

  function isLook({ logarithmic, shown, limits, panels, shape }) {
    const switches = [logarithmic, limits, ...TRACES.map((name) => shown[name])];
    return switches.every((it) => typeof it === "boolean") && isList(panels, 2, (it) => PANELS.includes(it)) && SHAPES.includes(shape);
  }

  function knownLook(look) {
    return { ...pick(look, ["logarithmic", "limits", "panels", "shape"]), shown: pick(look.shown, TRACES) };
  }

  function isRecord({ start, checkpoint, whole, segments, checkpoints, diverged, rows }, settings) {
    const { length: dims } = start.parameters["linear.weight"];
    const isOfRun = (kept) => isCheckpoint(kept, dims);
    return (
      typeof diverged === "boolean" &&
      [start, checkpoint, whole].every(isOfRun) &&
      isList(segments, MOST_SEGMENTS, (it) => isSegment(it, settings)) &&
      isList(checkpoints, 2 * MOST_SEGMENTS, isOfRun) &&
      (segments.length > 0) === (checkpoints.length > 0) &&
      isHistory(rows, MOST_ROWS, dims)
    );
  }

  function isHistory(rows, most, dims) {
    const isRow = (row, i) => isList(row, dims + 3, isNumber) && row.length === dims + 3 && (i === 0 || row[0] > rows[i - 1][0]);
    return isList(rows, most, isRow) && rows.length > 0 && rows.every(([epoch]) => isCount(epoch, MOST_COUNT));
  }

  function isSegment({ epoch, batch, data, training }, settings) {
    return isCount(epoch, MOST_COUNT) && isCount(batch, MOST_COUNT) && isData(data, settings) && isTraining(training);
  }

  function isData(data, { titles }) {
    return Object.hasOwn(titles, data.kind) && (data.n === undefined || isNumber(data.n));
  }

  function isTraining({ optimizer, batch_size: size }) {
    return isOptimizer(optimizer) && (size === null || isCount(size, MOST_COUNT));
  }

  function isOptimizer(optimizer) {
    const isRight = (name) => optimizer[name] === undefined || isNumber(optimizer[name]);
    return KINDS.includes(optimizer.name) && isNumber(optimizer.learning_rate) && OPTIMIZER_NUMBERS.every(isRight);
  }

  /** @returns {boolean} whether this is a checkpoint of a model with so many weights, as far as the page reads it */
  function isCheckpoint({ epoch, batch, step, parameters }, dims) {
    const { "linear.weight": weight, "linear.bias": bias } = parameters;
    const counts = [epoch, batch, step];
    return counts.every((it) => isCount(it, MOST_COUNT)) && isList(weight, dims, isNumber) && weight.length === dims && isList(bias, 1, isNumber) && bias.length === 1;
  }

  /** An epoch to replay to, under settings of its own. */
  function isGoal({ epoch, data, training, then }, settings) {
    return isCount(epoch, MOST_EPOCHS) && isData(data, settings) && isTraining(training) && then === null;
  }

  function isKeptRun({ number, shown, optimizer, batchSize, epochs, loss, near, rows }) {
    const numbers = [epochs, loss, near ?? 1, batchSize ?? 1];
    const isNumbered = Number.isInteger(number) && number >= 1 && number <= MOST_RUNS;
    return isNumbered && typeof shown === "string" && isOptimizer(optimizer) && numbers.every(isNumber) && isHistory(rows, MOST_ROWS, rows[0].length - 3) && rows[0].length > 3;
  }

  function pick(from, names) {
    return Object.fromEntries(names.map((name) => [name, from[name]]));
  }

  function isList(value, most, isRight) {
    return Array.isArray(value) && value.length <= most && value.every(isRight);
  }

  function isName(value) {
    return typeof value === "string" && /^[0-9a-f]{1,64}$/.test(value);
  }

  function isCount(value, most) {
    return Number.isInteger(value) && value >= 0 && value <= most;
  }

  function isWithin(value, { low, high }) {
    return isNumber(value) && value >= low && value <= high;
  }

  function isNumber(value) {
    return typeof value === "number" && Number.isFinite(value);
  }

  chalkline.kept = { VERSION, checked };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
