/* What an answer of the server does to the state. */

import { toOriginal } from "../lesson/inside.js";
import { loss, testLoss } from "../lesson/loss.js";
import { dataOf, OWN } from "./command.js";
import { same, startFrom, RunRecord } from "./record.js";
import { isHidden } from "./hidden.js";
import { withRates } from "./rates.js";
import { restingPhase } from "./state.js";
import { beginAnew, reach } from "./transitions.js";

/** @typedef {import("./types.js").Command} Command */
/** @typedef {import("./types.js").DataSpec} DataSpec */
/** @typedef {import("./types.js").Notice} Notice */
/** @typedef {import("./types.js").Points} Points */
/** @typedef {import("./types.js").Progress} Progress */
/** @typedef {import("./types.js").State} State */

/**
 * @param {State} state
 * @param {{command: Command, progress: Progress, connection: Partial<import("./types.js").Connection>}} answered
 * @returns {State}
 */
export function answer(state, { command, progress, connection }) {
  const heard = withoutRefusal({ ...state, connection: { ...state.connection, ...connection } });
  if (!progress.checkpoint) return refuse(heard, { notice: progress.notice });
  if (progress.notice) return beginAnew(heard, progress.notice);
  const record = heard.record.take(command, progress);
  const taken = { ...heard, record, stale: false };
  const isOld = taken.held !== null || taken.controls.dataset === OWN && !taken.goal?.data && !same(command.data, dataOf(taken)); // they have been touched since
  const shown = progress.points && !isOld ? withPoints(taken, progress.points, command.data) : taken;
  const isLook = command.epochs === 0;
  const isToldAnew = isLook && record.diverged ? isOld || !same(command.data, record.segment?.data) : !progress.loss.length && (isLook || progress.points);
  return moved(isToldAnew ? measuredAgain(shown) : shown, progress);
}

/**
 * What the server refuses changes nothing; if it refuses a stored run, that run cannot go on at all.
 * @param {State} state @param {{notice: Notice|undefined}} refused @returns {State}
 */
export function refuse(state, { notice }) {
  if (!state.points && state.record.checkpoint) return beginAnew(state, { id: "notice.unreadable" });
  return { ...state, phase: restingPhase(state), goal: null, notice: notice ?? null, refused: false };
}

/** The server takes no new pages just now, and says so. @param {State} state @param {{notice: Notice}} refused @returns {State} */
export function wait(state, { notice }) {
  return { ...state, notice, refused: true };
}

/** @param {State} state @returns {State} */
function withoutRefusal(state) {
  return state.refused ? { ...state, notice: null, refused: false } : state;
}

/** @param {State} state @param {Progress} progress @returns {State} the phase after it */
function moved(state, progress) {
  const epoch = state.goal?.look ?? state.view.epoch;
  if (progress.diverged) return { ...state, phase: "diverged", goal: null, view: { ...state.view, card: true, epoch } };
  if (state.goal) return reach(begunAt(state));
  if (state.phase === "playing") return state;
  const phase = restingPhase(state);
  return phase === state.phase ? state : { ...state, phase };
}

/** A run that does not begin where its seed says begins where it was chosen, as soon as the points are there. @param {State} state @returns {State} */
function begunAt(state) {
  const { goal, record, points } = state;
  if (!goal?.start || !record.start || !points) return state;
  const { start: parameters, ...rest } = goal;
  return { ...state, record: begunFrom(state, parameters), goal: rest };
}

/** @param {State} state with a run and its points @param {import("./types.js").Parameters} parameters as the model holds them @returns {RunRecord} one that begins there */
export function begunFrom({ record, points, shownData }, parameters) {
  const { start } = record;
  if (!start || !points) return record;
  const weight = start.parameters["linear.weight"].map((_, i) => parameters.weight[i] ?? 0); // of a curve a line is chosen
  const shown = toOriginal(points, { ...parameters, weight });
  return RunRecord.beginFrom(startFrom(start, { ...parameters, weight }, loss(points, shown)), shownData, shown, testLoss(points, shown));
}

/** @param {State} state @param {Points} points @param {DataSpec} data @returns {State} */
function withPoints(state, points, data) {
  const { dataset } = state.controls;
  if (data.kind !== dataset) return { ...state, points, shownData: data }; // on its way through those that were touched then
  const isMixed = state.record.segments.some((segment) => segment.data.kind !== dataset); // whose rate is what it is
  const next = withRates({ ...state, points, shownData: data, shownKind: data.kind }, isMixed ? { ...state, points: null } : state);
  if (state.shownKind === data.kind) return next;
  // Where no truth is known, least squares is the line to aim at.
  const shown = { ...state.view.shown, "Least squares": points.true_weight === null && !isHidden(state, "least-squares") };
  return { ...next, view: { ...state.view, shown } };
}

/** Inside an epoch the server has no whole epoch to measure, and the page knows all that it takes. @param {State} state @returns {State} */
export function measuredAgain(state) {
  const { record, points } = state;
  const { now } = record;
  if (!now || !points) return state;
  return { ...state, record: record.measuredAs(loss(points, now), testLoss(points, now)) };
}
