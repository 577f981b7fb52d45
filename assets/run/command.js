/* What is asked of the server: whether anything is, and the controls' values as a command carries them. */

import { epochsLacking } from "./course.js";
import { hasDegree } from "./view.js";
import { same } from "./record.js";

/** @typedef {import("./types.js").Command} Command */
/** @typedef {import("./types.js").DataSpec} DataSpec */
/** @typedef {import("./types.js").OptimizerSpec} OptimizerSpec */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Training} Training */

const VERSION = 1;
export const OWN = "points"; // the kind of one's own
const SEVERAL = ["inside", "none"]; // scalings of several features

/**
 * What is wanted of the server now: see Clock.decide.
 * @param {State} state @param {boolean} answered whether an answer has just come in, rather than a tick of the clock
 */
export function wish(state, answered) {
  const { record, points, goal, phase, stale, controls, held } = state;
  const look = stale || points === null || record.checkpoint === null || (held === null && (isOutdated(state) || isStartOfOthers(state)));
  const epochsToGoal = goal && record.checkpoint ? epochsLacking(goal, record.checkpoint) : 0;
  return { look, epochsToGoal, playing: phase === "playing", speed: controls.speed, answered };
}

/** @param {State} state whether the points on the page are not those that the controls ask for, and nothing will bring them by itself */
function isOutdated(state) {
  return state.phase !== "playing" && !state.goal && !same(dataOf(state), state.shownData);
}

/**
 * A run that is about to leave its start for other points than its first loss was measured on: that loss comes first, or the record would not
 * give the row of epoch 0. @param {State} state
 */
function isStartOfOthers(state) {
  const { record, goal } = state;
  const { checkpoint, diverged, segment, startData } = record;
  if (diverged) return false; // a look changes nothing of it
  const measuredOn = segment?.data ?? startData;
  return checkpoint !== null && checkpoint.epoch + checkpoint.batch === 0 && measuredOn !== null && !same(goal?.data ?? dataOf(state), measuredOn);
}

/** @param {State} state @returns {DataSpec} */
export function dataOf(state) {
  return { ...pointsOf(state), ...shapeOf(state) };
}

/** @param {State} state @returns {DataSpec} the points, whatever is learned of them */
function pointsOf({ controls, seeds, schema, own, tables }) {
  const kind = controls.dataset;
  const { fields, scalings, scaling } = schema.data[kind];
  /** @type {DataSpec} */
  const spec = { kind };
  if (kind === OWN && own) return { kind, hash: own, n: tables[own].targets.length, inputs: tables[own].inputs.length, scaling: controls.scaling };
  if (fields.includes("n")) spec.n = controls.n;
  if (fields.includes("noise")) spec.noise = controls.noise;
  if (fields.includes("seed")) spec.seed = seeds.data;
  if (scalings.includes(controls.scaling) && (controls.scaling !== "none" || scaling !== "none")) spec.scaling = controls.scaling;
  return spec;
}

/** @param {State} state @returns {Partial<DataSpec>} of what degree a curve is learned of them, and which share is for testing */
function shapeOf(state) {
  const { degree, test_share: share } = state.controls;
  const curve = degree > 1 && hasDegree(state) ? { degree } : {};
  return share ? { ...curve, test_share: share, split_seed: state.seeds.data } : curve;
}

/** @param {State} state @returns {string[]} how the features of the data set chosen may be scaled: several are standardised in training, or not at all */
export function scalingsOf({ controls, schema, own, tables }) {
  const { scalings } = schema.data[controls.dataset];
  const isSeveral = controls.dataset === OWN && own !== null && tables[own].inputs.length > 1;
  return isSeveral ? scalings.filter((name) => SEVERAL.includes(name)) : scalings;
}

/** A momentum of 0 is none, whatever its kind. @param {State} state @returns {OptimizerSpec} */
export function optimizerOf({ controls, schema }) {
  const row = schema.optimizers[controls.optimizer];
  const isPlain = row.fields.includes("momentum") && controls.momentum === 0;
  const { name, fixed, fields } = isPlain ? { name: row.name, fixed: {}, fields: [] } : row;
  const chosen = Object.fromEntries(fields.map((field) => [field, controls[field]]));
  const decay = controls.weight_decay ? { weight_decay: controls.weight_decay } : {};
  return { name, ...fixed, ...chosen, learning_rate: controls.learning_rate, ...decay };
}

/** @param {State} state @returns {Training} */
export function trainingOf(state) {
  return { optimizer: optimizerOf(state), batch_size: state.controls.batch_size, seed: state.seeds.start };
}

/** @param {State} state @param {number} epochs @returns {Command} without its number */
export function commandOf(state, epochs) {
  const { run, record, points, shownData, goal, room } = state;
  const data = goal?.data ?? dataOf(state);
  const training = goal?.training ?? trainingOf(state);
  const shown = shownData && points ? points.shown : null;
  const stops = goal?.batch && record.checkpoint && epochsLacking(goal, record.checkpoint) === epochs ? { batch: goal.batch } : {};
  return { version: VERSION, run, epochs, data, training, checkpoint: record.checkpoint, shown, ...stops, ...(room?.told ? { room: room.told } : {}) };
}
