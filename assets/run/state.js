/* All that the page is in, as it begins, and what follows from it without being stored. */

import { learnedCount } from "../lesson/curve.js";
import { RunRecord } from "./record.js";
import { NO_HAND } from "./hand.js";
import { NO_SAMPLES } from "./samples.js";
import { isNear } from "../lesson/near.js";
import { midway } from "./batches.js";
import { isStuck } from "./divergence.js";
import { stepsOf } from "./steps.js";
import { firstSwitches } from "./switches.js";
import { TRACES } from "./traces.js";

/** @typedef {import("./types.js").Phase} Phase */
/** @typedef {import("./types.js").Schema} Schema */
/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */

/** @param {Schema} schema @param {Partial<View>} screen what the browser knows: mode and size @returns {View} of a page that has just been opened */
function firstView(schema, screen) {
  /** @type {any} */
  const view = {
    ...firstSwitches(schema),
    mode: "light",
    modeOf: "system",
    shown: { ...TRACES },
    panels: [],
    step: null,
    isPhone: false,
    magnification: 1,
    hidden: [],
    keys: false,
    hint: null,
    sound: false,
    letters: true,
    card: true,
    epoch: null,
  };
  return { ...view, ...screen };
}

/** @param {Schema} schema @param {string} run its id @param {Partial<View>} screen @returns {State} of a page that has just been opened */
export function firstState(schema, run, screen) {
  const controls = Object.fromEntries(Object.entries(schema.controls).map(([name, row]) => [name, row.default]));
  return {
    schema,
    run,
    seeds: { data: schema.seeds.data, start: schema.seeds.start },
    controls,
    own: null,
    tables: {},
    held: null,
    phase: "ready",
    goal: null,
    record: new RunRecord(),
    points: null,
    shownData: null,
    shownKind: null,
    stale: true,
    generation: 0,
    view: firstView(schema, screen),
    hand: NO_HAND,
    samples: NO_SAMPLES,
    notice: null,
    refused: false,
    runs: [],
    forgotten: [],
    past: [],
    future: [],
    offer: null,
    lesson: null,
    left: {},
    room: null,
    connection: { waiting: false, paceMs: 0, perSecond: 1000 / schema.tick_ms },
  };
}

/** @param {State} state @returns {Snapshot|null} what the page shows: the epoch looked at, or the last one */
export function seen(state) {
  const { record, view, goal } = state;
  if (goal?.seen) return goal.seen;
  return view.epoch === null ? (midway(state) ?? record.now) : record.at(record.rowOf(view.epoch));
}

/** @param {State} state whether it plays, or will when it has been replayed */
export function isPlaying({ phase, goal }) {
  return phase === "playing" || goal?.then === "play";
}

/** @param {State} state whether its next answer moves the run on, and more will come */
export function isMoving({ phase }) {
  return phase === "playing" || phase === "replaying";
}

/** @param {State} state whether it stands still, so that one can look back */
export function isStill(state) {
  return state.points !== null && !isPlaying(state) && state.goal === null && state.record.epoch > 0;
}

/** @param {State} state whether the points show several features and no line */
export function isSeveral({ points }) {
  return Boolean(points && points.view !== "line");
}

/** @param {State} state whether an epoch is several steps */
export function isInBatches({ controls, points }) {
  return Boolean(points && controls.batch_size !== null && controls.batch_size < learnedCount(points));
}

/** @param {State} state @returns {Phase|"looking"|"near"|"running"} what the page says that it is doing */
export function sayable(state) {
  const { phase, view, record, points } = state;
  if (view.epoch !== null) return "looking";
  if (phase === "diverged") return "diverged";
  if (isPlaying(state)) return view.limits && points && record.now && isNear(record.now.loss, points) ? "near" : "running"; // how near it is, is of the answer
  return phase === "stepping" ? restingPhase(state) : phase;
}

/** @param {State} state @returns {Phase} of a run that nothing moves */
export function restingPhase({ record }) {
  if (record.diverged) return "diverged";
  return record.checkpoint && record.checkpoint.step ? "paused" : "ready";
}

/**
 * Which buttons of a run can be pressed: "primary" and "plain" can, "flat" not; one that "explains" looks flat and says what
 * to change first.
 * @param {State} state
 * @returns {Record<string, "primary"|"plain"|"flat"|"explains">}
 */
export function buttons(state) {
  const { record, points, view, connection, schema, controls } = state;
  const playing = isPlaying(state);
  const stuck = isStuck(state);
  const isLooking = view.epoch !== null;
  const hasBegun = record.diverged || stepsOf(record, points ? learnedCount(points) : 1) > 0;
  const step = connection.waiting ? "flat" : "plain";
  return {
    start: stuck ? "explains" : playing || connection.waiting ? "flat" : "primary",
    pause: playing ? "primary" : "flat",
    step: stuck && !isLooking ? "explains" : step,
    reset: hasBegun ? "plain" : "flat",
    "new-data": schema.data[controls.dataset].fields.includes("seed") ? "plain" : "flat", // real data cannot be drawn anew
    "new-start": "plain",
  };
}
