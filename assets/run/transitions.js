/* Steps from one state of a run to another that several actions take. */

import { stepEnd } from "./batches.js";
import { dataOf, trainingOf } from "./command.js";
import { epochsLacking, goalThrough, isBefore } from "./course.js";
import { RunRecord } from "./record.js";
import { restingPhase } from "./state.js";

/** @typedef {import("./types.js").Notice} Notice */
/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Then} Then */

/** Drop the command in flight: its answer will change nothing. @param {State} state @returns {State} */
export function drop(state) {
  return { ...state, generation: state.generation + 1 };
}

/** @param {State} state @returns {State} at epoch 0, paused, everything else kept */
export function newRun(state) {
  const view = { ...state.view, epoch: null };
  return { ...drop(state), view, held: null, record: new RunRecord(), phase: "ready", goal: null, stale: true };
}

/** Cut the record at an epoch and replay up to it, exactly, from the nearest full checkpoint. @param {State} state @param {number} epoch @param {Then} then @param {number} [batch] of the epoch after it @returns {State} */
export function replayTo(state, epoch, then, batch = 0) {
  const seen = state.record.at(state.record.rowOf(epoch));
  const { record, replay } = state.record.rewind(epoch);
  const view = { ...state.view, epoch: null };
  return reach({ ...state, view, record, phase: "replaying", goal: { ...replay, batch, then, seen } });
}

/** Stand at a place of this run, back or further on; what it is on its way to already comes first. @param {State} state @param {{epoch: number, batch: number, since?: number, stages?: Stage[]}} end with another way to it than the run has taken since an epoch @returns {State} */
export function standAt(state, end) {
  const { record, goal, view } = state;
  const { checkpoint, diverged } = record;
  if (end.stages) return takeAgain(drop(state), end.since ?? 0, end.stages);
  if (checkpoint && isBefore(end, checkpoint)) return replayTo(drop(state), end.epoch, null, end.batch);
  if (diverged) return state;
  const there = { ...drop(state), view: { ...view, epoch: null } };
  if (!goal?.training) return reach({ ...there, phase: "stepping", goal: { ...end, then: null } });
  const stages = /** @type {import("./types.js").Stage[]} */ ([goal, ...(goal.course ?? [])]);
  const passed = stages.filter((stage) => isBefore(stage, end));
  const last = stages[passed.length] ?? { data: dataOf(state), training: trainingOf(state) };
  return reach({ ...there, goal: goalThrough([...passed, { ...last, ...end }]) });
}

/** @param {State} state @param {number} since @param {Stage[]} stages @returns {State} on its way through them, from the last full checkpoint before */
function takeAgain(state, since, stages) {
  const { record } = state.record.rewind(since);
  const here = record.checkpoint ?? { epoch: 0, batch: 0 };
  return reach({ ...state, view: { ...state.view, epoch: null }, record, phase: "replaying", goal: goalThrough(stages.filter((stage) => isBefore(here, stage))) });
}

/** Go on to what follows, where the goal has been reached. @param {State} state @returns {State} */
export function reach(state) {
  const { goal, record } = state;
  if (!goal || !record.checkpoint || epochsLacking(goal, record.checkpoint) > 0) return state;
  const [next, ...course] = goal.course ?? [];
  if (next) return reach({ ...state, goal: { ...goal, ...next, course } });
  const rest = { ...state, goal: null };
  if (goal.then === "step") return { ...state, phase: "stepping", goal: { ...stepEnd(state, goal), then: null } };
  if (goal.then === "play") return { ...rest, phase: "playing" };
  const look = goal.look ?? null;
  return { ...rest, phase: restingPhase(rest), view: look === rest.view.epoch ? rest.view : { ...rest.view, epoch: look } };
}

/**
 * The server knows no such checkpoint, from another version of the page: the run starts anew, with a sentence. It stops,
 * unless it had only just begun: during a roll-out a run's very first checkpoint may be of the other version.
 * @param {State} state @param {Notice} notice @returns {State}
 */
export function beginAnew(state, notice) {
  const { checkpoint } = state.record;
  const goesOn = state.phase === "playing" && checkpoint !== null && checkpoint.step === 0;
  return { ...newRun(state), notice, refused: false, phase: goesOn ? "playing" : "ready" };
}
