/* What a tab keeps over a reload, and the check of what it has kept: input like any other, taken over whole or not at all (docs/why/page-program.md). */

import { isCount, isList, isMap, isNumber, pick } from "./checks.js";
import { MOST_RUNS } from "./comparison.js";
import { MOST, NO_HAND } from "./hand.js";
import { History } from "./history.js";
import { rateBounds } from "./rates.js";
import { isSplit, RunRecord } from "./record.js";
import { hideable } from "./hidden.js";
import { areSamples, NO_SAMPLES } from "./samples.js";
import { isLesson, isLessonName, isPlace } from "./lesson_kept.js";
import { restingPhase } from "./state.js";
import { OWN } from "./command.js";
import { areTables } from "./stored_tables.js";
import { areSwitches, firstSwitches, keptSwitches } from "./switches.js";
import { TRACES } from "./traces.js";

/** @typedef {import("./types.js").ControlRow} ControlRow */
/** @typedef {import("./types.js").Schema} Schema */
/** @typedef {import("./types.js").State} State */

const MOST_ROWS = 2001; // of a run to compare
const MOST_SEGMENTS = 2000;
const MOST_EPOCHS = 1e7;
const MOST_COUNT = 1e12;
const MOST_WEIGHTS = 19;
/** @type {(keyof import("./types.js").View)[]} */
const LISTS = ["panels", "hidden"]; // of the view, beside its switches
const OF_DATA = ["noise", "learning_rate"]; // whose bounds are the data's
const GOAL = ["epoch", "batch", "data", "training", "course", "start", "look"];
/** @type {(keyof State)[]} */
const STORED = ["run", "seeds", "controls", "own", "tables", "shownKind", "record", "goal", "runs", "hand", "samples", "lesson", "left"];
const LESSON = ["name", "begins", "held", "handed", "card", "taken", "base", "settings", "guesses", "done"];
const MOST_LEFT = 100; // lessons

/** @param {State} state @param {number} seq the number of the last command @returns {object} plain JSON: all but the history, the course of the run and the runs to compare */
export function dump({ schema, run, seeds, controls, own, shownKind, view, record, goal, hand, samples, lesson, left }, seq) {
  const replay = goal?.training ? { ...pick(goal, GOAL), then: null } : null;
  const shown = { ...pick(view, keptOf(schema)), shown: view.shown };
  return { run, seeds, controls, own, seq, shownKind, view: shown, record: record.checkpoint ? record.place() : null, goal: replay, hand, samples, lesson: lesson && pick(lesson, LESSON), left };
}

/** @param {Schema} schema @returns {(keyof import("./types.js").View)[]} what of the view is kept, beside its traces */
function keptOf(schema) {
  return [...LISTS, ...keptSwitches(schema)];
}

/** @param {State} state @param {State} before @returns {boolean} whether a reload brings back the same of both */
export function keepsTheSame(state, before) {
  const areSame = STORED.every((name) => state[name] === before[name]);
  return areSame && keptOf(state.schema).every((name) => state.view[name] === before.view[name]) && state.view.shown === before.view.shown;
}

/**
 * @param {State} state of a page that has just been opened @param {any} stored what check() has let through
 * @returns {State} the one that was
 */
export function restored(state, { run, seeds, controls, own, tables, shownKind, view, record, goal, runs, hand, samples, lesson, left }) {
  const loaded = record ? new RunRecord(record) : state.record;
  const replay = goal ? { ...goal, seen: null } : null;
  const kept = { ...state, run, seeds, controls, own, tables, shownKind, view: { ...state.view, ...view }, record: loaded, goal: replay, runs, hand, samples, left, lesson: lesson && { ...lesson, cards: null } };
  return { ...kept, phase: replay ? "replaying" : restingPhase(kept) };
}

/**
 * @param {any} stored what dump() gave, once, with the rest of it @param {Schema} schema
 * @returns {any} the same, of known fields only, or null if anything in it is not right
 */
export function check(stored, schema) {
  try {
    const { run, seeds, controls, seq, own = null, tables = {}, shownKind, record, goal, runs, hand = NO_HAND, samples = NO_SAMPLES, lesson, left } = stored;
    const view = { hidden: [], ...firstSwitches(schema), ...stored.view }; // an earlier page had fewer
    const isWhole =
      isName(run) &&
      areSeeds(seeds, schema) &&
      areControls(controls, schema) &&
      isCount(seq, MOST_COUNT) &&
      (shownKind === null || Object.hasOwn(schema.data, shownKind)) &&
      isView(view, schema) &&
      isHand(hand) &&
      areSamples(samples, schema.seeds) &&
      (record === null || isRecord(record, schema)) &&
      (goal === null || ((record !== null || Array.isArray(goal.course)) && isGoal(goal, schema))) &&
      (lesson === null || isLesson(lesson, (part) => isView({ ...view, ...part }, schema), schema)) &&
      isMap(left, MOST_LEFT, (it, name) => isLessonName(name) && isPlace(it)) &&
      isList(runs, MOST_RUNS, (it) => isRun(it, schema)) &&
      areDistinct(runs.map((/** @type {any} */ { number }) => number)) &&
      (controls.dataset !== OWN || own !== null) &&
      areTables(tables, { own, record, goal, runs: [] });
    if (!isWhole) return null;
    const kept = { run, seeds: pick(seeds, ["data", "start"]), controls: pick(controls, Object.keys(schema.controls)), own, tables, seq, shownKind };
    return { ...kept, view: { ...pick(view, keptOf(schema)), shown: pick(view.shown, Object.keys(TRACES)) }, record, goal, runs, hand, samples: pick(samples, ["seed", "count", "as"]), lesson: lesson && pick(lesson, LESSON), left };
  } catch {
    return null; // a field was missing
  }
}

/** @param {any} seeds @param {Schema} schema */
function areSeeds({ data, start }, { seeds }) {
  return [data, start].every((it) => Number.isInteger(it) && isWithin(it, seeds));
}

/** @param {any} controls @param {Schema} schema */
function areControls(controls, schema) {
  const { dataset, noise, scaling } = controls;
  if (!Object.hasOwn(schema.data, dataset)) return false;
  const { noise: bounds, scalings } = schema.data[dataset];
  const areInBounds = Object.entries(schema.controls).every(([name, row]) => OF_DATA.includes(name) || isValue(controls[name], row));
  return areInBounds && isWithin(controls.learning_rate, rateBounds(schema, controls)) && (bounds ? isWithin(noise, bounds) : isNumber(noise)) && (scaling === "none" || scalings.includes(scaling));
}

/** @param {any} value @param {ControlRow} row @returns {boolean} whether a control can have this value */
export function isValue(value, row) {
  if (row.kind === "choice") return row.choices.includes(value);
  if (row.all && value === null) return true;
  return isWithin(value, row) && (row.kind !== "whole" || Number.isInteger(value));
}

/** @param {any} view @param {Schema} schema */
function isView(view, schema) {
  const { panels, hidden, shown } = view;
  const names = Object.values(hideable(schema)).flat();
  if (!isList(hidden, names.length, (it) => names.includes(it)) || !areDistinct(hidden)) return false;
  const areShown = Object.keys(TRACES).every((name) => typeof shown[name] === "boolean");
  return areShown && isList(panels, 2, (it) => Object.hasOwn(schema.panels, it)) && areDistinct(panels) && areSwitches(view, schema);
}

/** @param {any} hand */
function isHand({ shown, line, guess }) {
  const bounds = { low: -MOST, high: MOST };
  const isLine = (/** @type {any} */ it) => isWithin(it.weight, bounds) && isWithin(it.bias, bounds);
  return typeof shown === "boolean" && (line === null || isLine(line)) && (guess === null || (isLine(guess) && isNumber(guess.loss) && isCount(guess.epoch, MOST_COUNT)));
}

/** @param {any} record @param {Schema} schema */
function isRecord({ start, checkpoint, whole, measured, segments, checkpoints, diverged, startData = null, history }, schema) {
  const { length: dims } = start.parameters["linear.weight"];
  const isOfRun = (/** @type {any} */ kept) => isCheckpoint(kept, dims);
  return (
    typeof diverged === "boolean" &&
    (startData === null || isData(startData, schema)) &&
    [start, checkpoint, whole].every(isOfRun) &&
    isList(segments, MOST_SEGMENTS, (it) => isSegment(it, schema)) &&
    isList(checkpoints, 2 * MOST_SEGMENTS, isOfRun) &&
    segments.length > 0 === checkpoints.length > 0 &&
    (measured === null || isMeasured(measured)) &&
    isHistory(history, { dims, isTested: isSplit(startData), checkpoint, diverged }) &&
    (segments.length > 0 ? [segments[0], checkpoints[0]].every(isFirst) : history.length === 1 && !diverged)
  );
}

/** The history ends where the run stands, or, of one that diverged, after its last good epoch. @param {any} history its numbers are checked where they are read @param {{dims: number, isTested: boolean, checkpoint: any, diverged: boolean}} run */
function isHistory(history, { dims, isTested, checkpoint, diverged }) {
  if (!(history instanceof History) || history.length === 0 || history.dims !== dims || history.isTested !== isTested) return false;
  const last = history.epoch(history.length - 1);
  return diverged ? last >= checkpoint.epoch : last <= checkpoint.epoch;
}

/** @param {{epoch: number, batch: number}} place @returns {boolean} whether a run begins here */
function isFirst({ epoch, batch }) {
  return epoch === 0 && batch === 0;
}

/** @param {any} rows @param {number} dims */
function areRows(rows, dims) {
  const isRow = (/** @type {any} */ row, /** @type {number} */ i) => isList(row, dims + 3, isNumber) && row.length === dims + 3 && (i === 0 || row[0] > rows[i - 1][0]);
  return isList(rows, MOST_ROWS, isRow) && rows.length > 0 && rows.every((/** @type {any} */ [epoch]) => isCount(epoch, MOST_COUNT));
}

/** @param {any} segment @param {Schema} schema */
function isSegment({ epoch, batch, data, training }, schema) {
  return isCount(epoch, MOST_COUNT) && isCount(batch, MOST_COUNT) && isData(data, schema) && isTraining(training, schema);
}

/** @param {any} spec @param {Schema} schema */
function isData(spec, { data }) {
  return Object.hasOwn(data, spec.kind) && (spec.n === undefined || isNumber(spec.n));
}

/** @param {any} training @param {Schema} schema */
function isTraining({ optimizer, batch_size: size }, schema) {
  return isOptimizer(optimizer, schema) && (size === null || isCount(size, MOST_COUNT));
}

/** @param {any} optimizer @param {Schema} schema */
function isOptimizer({ name, learning_rate: rate, ...settings }, { optimizers }) {
  const isKnown = Object.values(optimizers).some((row) => row.name === name);
  return isKnown && isNumber(rate) && Object.values(settings).every((it) => isNumber(it) || typeof it === "boolean");
}

/** @param {any} checkpoint @param {number} dims @returns {boolean} whether this is a checkpoint of a model with so many weights, as far as the page reads it */
function isCheckpoint({ epoch, batch, step, parameters }, dims) {
  const { "linear.weight": weight, "linear.bias": bias } = parameters;
  const areCounts = [epoch, batch, step].every((it) => isCount(it, MOST_COUNT));
  return areCounts && isList(weight, dims, isNumber) && weight.length === dims && isList(bias, 1, isNumber) && bias.length === 1;
}

/** An epoch to replay to, under settings of its own. @param {any} goal @param {Schema} schema */
function isGoal({ course = [], start, look = null, then, ...stage }, schema) {
  const areStages = isList([stage, ...course], MOST_SEGMENTS + 1, (it) => isStage(it, schema));
  return areStages && (!start || areParameters(start)) && (look === null || isCount(look, MOST_EPOCHS)) && then === null;
}

/** @param {any} stage @param {Schema} schema */
function isStage({ epoch, batch = 0, data, training }, schema) {
  return isCount(epoch, MOST_EPOCHS) && isCount(batch, MOST_COUNT) && isData(data, schema) && isTraining(training, schema);
}

/** @param {any} parameters */
function areParameters({ weight, bias }) {
  return isList(weight, MOST_WEIGHTS, isNumber) && weight.length > 0 && isNumber(bias);
}

/** @param {any} run @param {Schema} schema */
function isRun({ number, shown, data, optimizer, batchSize, epochs, loss, testLoss, since, near, unsure, rows }, schema) {
  const numbers = [epochs, loss, testLoss ?? 0, since, unsure, near === null ? 1 : near, batchSize === null ? 1 : batchSize];
  const isNumbered = Number.isInteger(number) && number >= 1 && number <= MOST_RUNS;
  return isNumbered && typeof shown === "string" && isData(data, schema) && isOptimizer(optimizer, schema) && numbers.every(isNumber) && rows[0].length > 3 && areRows(rows, rows[0].length - 3);
}

/** @param {any} measured */
function isMeasured({ epoch, loss, testLoss = null }) {
  return isCount(epoch, MOST_COUNT) && isNumber(loss) && (testLoss === null || isNumber(testLoss));
}

/** @param {any[]} values */
function areDistinct(values) {
  return new Set(values).size === values.length;
}

/** @param {any} value */
function isName(value) {
  return typeof value === "string" && /^[0-9a-f]{1,64}$/.test(value);
}

/** @param {any} value @param {{low: number, high: number}} bounds */
function isWithin(value, { low, high }) {
  return isNumber(value) && value >= low && value <= high;
}
