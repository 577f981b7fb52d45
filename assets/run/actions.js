/* What each action does to the state: pure, and the only way in which it changes. */

import { toTraining } from "../lesson/inside.js";
import { answer, begunFrom, refuse, wait } from "./answers.js";
import { midway, stepEnd } from "./batches.js";
import { bordersOf, divergence, isStuck, lastGoodEpoch } from "./divergence.js";
import { buttons, isPlaying, restingPhase } from "./state.js";
import { broughtBack, canBringBack, comparedRun, MOST_RUNS } from "./comparison.js";
import { handLine, OF_HAND, withoutLine } from "./hand.js";
import { hiding, isHidden } from "./hidden.js";
import { OWN } from "./command.js";
import { dragging, LINE, touching, using } from "./own.js";
import { withRates } from "./rates.js";
import { OF_SAMPLES } from "./samples.js";
import { TRACE_KEYS } from "./traces.js";
import { drop, newRun, replayTo, standAt } from "./transitions.js";
import { redone, remembering, undone } from "./undo.js";
import { hasDegree, panelsWith } from "./view.js";

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").Controls} Controls */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Then} Then */
/** @typedef {import("./types.js").View} View */
/** @typedef {(state: State, action: any) => State} Change */

/** @type {Record<string, Change>} */
const ACTIONS = {
  /* ---- the run ---- */

  play(state) {
    if (isStuck(state)) return explained(state);
    if (buttons(state).start === "flat") return state;
    if (state.record.diverged) return goOn(state, "play");
    if (state.phase === "replaying") return { ...state, goal: state.goal && { ...state.goal, then: "play" } };
    return { ...looking(state, null), phase: "playing", goal: null };
  },

  pause(state) {
    if (state.phase === "replaying") return { ...state, goal: state.goal && { ...state.goal, then: null } };
    const still = drop(state);
    return { ...still, phase: restingPhase(still), goal: null };
  },

  step(state) {
    if (buttons(state).step === "explains") return explained(state);
    if (buttons(state).step === "flat") return state;
    if (state.view.epoch !== null) return lookBy(state, 1);
    if (state.record.diverged) return goOn(state, "step");
    if (state.phase === "replaying") return { ...state, goal: state.goal && { ...state.goal, then: "step" } };
    if (state.phase === "stepping" && state.goal) return { ...state, goal: { ...stepEnd(state, state.goal), then: null } };
    return stepFrom(drop(state));
  },

  reset(state) {
    if (buttons(state).reset === "flat") return state;
    const record = state.record.reset();
    return { ...looking(drop(state), null), record, phase: "ready", goal: null, stale: true };
  },

  "new-data"(state, { seed }) {
    if (buttons(state)["new-data"] === "flat") return state;
    return newRun({ ...state, seeds: { ...state.seeds, data: seed } });
  },

  "new-start"(state, { seed }) {
    return newRun({ ...state, seeds: { ...state.seeds, start: seed } });
  },

  /** From a diverged run at half its rate, or as often halved as makes it stable. */
  halve(state) {
    if (!state.record.diverged) return state;
    const controls = { ...state.controls, learning_rate: divergence(state).halved };
    return goOn({ ...state, controls }, "play");
  },

  /** A new run from a place on the loss map, or from a line by hand: epoch 0 at these weights and that bias, to which Reset comes back. */
  "start-at"(state, { weight, bias }) {
    const { record, points } = state;
    const weights = [weight].flat();
    if (!record.start || !points || weights.length < points.inputs.length) return state;
    const { weight: inTraining, bias: shift } = toTraining(points, { weight: weights, bias });
    return { ...newRun(state), record: begunFrom(state, { weight: inTraining.map(Math.fround), bias: Math.fround(shift) }) };
  },

  "start-from-my-line": (state) => ACTIONS["start-at"](state, handLine(state)),

  ...OF_HAND,
  ...OF_SAMPLES,

  /* ---- looking back ---- */

  "look-at": (state, { epoch }) => lookAt(state, epoch),
  "look-by": (state, { rows }) => lookBy(state, rows),

  "go-on-here"(state) {
    return state.view.epoch === null ? state : replayTo(drop(state), state.view.epoch, null);
  },

  /** Where the run of a teacher stands, for pages that follow. */
  "stand-at": (state, end) => standAt(state, end),

  /** A link, or a file with one. */
  open(state, { opening: { view, goal, lesson, ...rest }, notice = null }) {
    const fresh = newRun({ ...state, ...rest, lesson: lesson ?? state.lesson, points: null, shownData: null });
    return { ...fresh, view, goal, phase: goal ? "replaying" : "ready", notice, refused: false };
  },

  "use-points": (state, named) => withRates(using(withoutLine(state), named), state),
  "touch-points": (state, touched) => withRates(touching(state, touched), state),
  "drag-point": dragging,
  "let-go": (state) => (state.held === null ? state : { ...state, held: null }),

  undo: undone,
  redo: (state) => redone(state),
  "end-offer": (state) => (state.offer ? { ...state, offer: null } : state),

  /* ---- controls: values that are in their bounds ---- */

  set(state, { controls }) {
    if (controls.dataset === OWN && state.own === null) return state; // there are none
    const wanted = { ...state, controls: { ...state.controls, ...controls }, notice: null };
    if (wanted.controls.dataset !== state.controls.dataset) return withRates(withDataset(wanted), state);
    return withRates(withModel(wanted, state), state);
  },

  say: (state, { notice }) => ({ ...state, notice, refused: false }),

  /* ---- what comes from the server ---- */

  answer,
  refuse,
  wait,
  connection: (state, { connection }) => ({ ...state, connection: { ...state.connection, ...connection } }),

  /* ---- runs to compare ---- */

  "keep-run"(state) {
    const { runs, points, record } = state;
    if (runs.length >= MOST_RUNS || !points || !record.now) return state;
    return { ...state, runs: [...runs, comparedRun(state)] };
  },

  "forget-run": (state, { number }) => forgetting(state, (run) => run.number === number),
  "forget-runs": (state) => forgetting(state, () => true),
  "bring-back": (state) => (canBringBack(state) ? { ...state, runs: broughtBack(state), forgotten: [] } : state),

  /* ---- the view ---- */

  view: (state, { view }) => viewed(state, view),
  hide: (state, { hidden }) => hiding(state, hidden),
  "show-trace": (state, { name, shown }) => (isHidden(state, TRACE_KEYS[name]) ? state : viewed(state, { shown: { ...state.view.shown, [name]: shown } })),
  "open-panel": (state, { panel }) => (isHidden(state, `panel-${panel}`) ? state : viewed(state, { panels: panelsWith(state.view.panels, panel) })),
  "close-panel": (state, { panel }) => viewed(state, { panels: state.view.panels.filter((name) => name !== panel) }),

  /** A lesson's card with what it makes of the view, as lesson.js has made it; null for none. */
  lesson: (state, { lesson, view = state.view, left = state.left }) => ({ ...state, lesson, view, left }),

  /** The class that the page is in, as room.js has made it; null for none. */
  room: (state, { room }) => ({ ...state, room }),

  projector: (state, { open }) => (open === state.view.projector ? state : viewed(state, { projector: open })),
};

// What was said before is over when one of these comes.
const OF_A_RUN = new Set(["play", "pause", "step", "reset", "new-data", "new-start", "halve"]);

/** @param {State} state @param {Action} action @returns {State} the same object where nothing changes */
export function reduce(state, action) {
  const change = Object.hasOwn(ACTIONS, action.type) ? ACTIONS[action.type] : null;
  if (!change) throw new Error(`no action ${action.type}`);
  const isOver = OF_A_RUN.has(action.type) && (state.notice || state.view.hint);
  const begun = isOver ? { ...viewed(state, { hint: null }), notice: null, refused: false } : state;
  return remembering(change(begun, action), action, state);
}

/** Say what to change before a diverged run can go on. @param {State} state @returns {State} */
function explained(state) {
  const { limit } = bordersOf(state);
  const isTold = state.view.limits && limit !== null && state.controls.learning_rate >= limit;
  const notice = isTold ? { id: "notice.lower-rate.below", values: { rate: Number(limit.toPrecision(3)) } } : { id: "notice.lower-rate" };
  const told = state.view.card ? state : viewed(state, { card: true });
  return { ...told, notice, refused: false };
}

/** @param {State} state @param {(run: import("./types.js").ComparedRun) => boolean} isMeant @returns {State} without these runs, which may be brought back */
function forgetting(state, isMeant) {
  const forgotten = state.runs.filter(isMeant);
  return forgotten.length ? { ...state, runs: state.runs.filter((run) => !isMeant(run)), forgotten } : state;
}

/** From a diverged run back to the last good epoch under its own settings, then play or step. @param {State} state @param {Then} then */
function goOn(state, then) {
  return replayTo(drop(state), lastGoodEpoch(state.record), then);
}

/** @param {State} state @returns {State} */
function stepFrom(state) {
  const { checkpoint } = state.record;
  if (!checkpoint) return { ...state, phase: "ready" };
  return { ...state, phase: "stepping", goal: { ...stepEnd(state, checkpoint), then: null } };
}

/** @param {State} state @param {number|null} epoch @returns {State} */
function looking(state, epoch) {
  return state.view.epoch === epoch ? state : viewed(state, { epoch });
}

/** Show an epoch of the past; the last one is now. Looking changes nothing. @param {State} state @param {number} epoch @returns {State} */
function lookAt(state, epoch) {
  const { record, goal } = state;
  if (isPlaying(state) || goal || !record.history.length) return state;
  return looking(state, epoch >= record.epoch ? null : record.history.epoch(record.rowOf(Math.max(0, epoch))));
}

/** Look so many kept epochs further: after a reload of a long run not all of them are kept. @param {State} state @param {number} rows */
function lookBy(state, rows) {
  const { record, view } = state;
  if (rows < 0 && midway(state)) return looking(state, record.epoch);
  const row = record.rowOf(view.epoch ?? record.epoch) + rows;
  if (row < 0) return state;
  return lookAt(state, row < record.history.length ? record.history.epoch(row) : Infinity);
}

/** Another data set is a new run, with the noise that fits its units and its feature as it is, and a line. @param {State} state @returns {State} */
function withDataset(state) {
  const { noise, scaling } = state.schema.data[state.controls.dataset];
  const controls = { ...state.controls, ...LINE, scaling, noise: noise ? noise.default : state.controls.noise };
  return newRun(withoutLine({ ...state, controls, shownData: null }));
}

/** Another scaling, degree or test share is a new run. @param {State} wanted @param {State} before @returns {State} */
function withModel(wanted, before) {
  const isOther = (/** @type {string} */ name) => wanted.controls[name] !== before.controls[name];
  if (isOther("degree") && wanted.controls.degree > 1 && !hasDegree(wanted)) return { ...before, notice: { id: "notice.one-feature" } };
  if (isOther("scaling")) return newRun(withoutLine(wanted));
  return isOther("degree") || isOther("test_share") ? newRun(wanted) : wanted;
}

/** @param {State} state @param {Partial<View>} changes @returns {State} */
function viewed(state, changes) {
  return { ...state, view: { ...state.view, ...changes } };
}
