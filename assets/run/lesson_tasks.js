/* When a card's task is done, and the numbers of the run that it is told with. */

import { learnedCount } from "../lesson/curve.js";
import { isWithin } from "../lesson/near.js";
import { bordersOf } from "./divergence.js";
import { stepsAt, stepsOf } from "./steps.js";

/** @typedef {import("./types.js").Outcome} Outcome */
/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Task} Task */

/** @type {Record<string, (state: State, value: any) => boolean>} */
const TASKS = {
  epoch: ({ record }, epoch) => record.epoch >= epoch,
  steps: (state, steps) => stepsOf(state.record, count(state)) >= steps,
  within: ({ record, points }, percent) => Boolean(points && record.now && isWithin(record.now.loss, points, percent)),
  diverged: ({ record }) => record.diverged,
  paused: ({ phase }) => phase === "paused",
  "rate-above": ({ controls }, rate) => controls.learning_rate > rate,
  "rate-below": ({ controls }, rate) => controls.learning_rate < rate,
  dataset: ({ controls }, kind) => controls.dataset === kind,
  optimizer: ({ controls }, choice) => controls.optimizer === choice,
  scaling: ({ controls }, scaling) => controls.scaling === scaling,
  batch: ({ controls }, size) => controls.batch_size === size,
  compared: ({ runs }, number) => runs.length >= number,
  predicted: ({ lesson }) => Boolean(lesson && lesson.guesses[lesson.card]),
};

const OF_A_RUN = ["epoch", "steps", "within", "diverged", "paused"];

/** @param {Task} task @param {State} state @returns {boolean} */
export function isDone({ kind, value }, state) {
  return TASKS[kind](state, value);
}

/** @param {State} state @returns {boolean} whether a task can be judged: not without points, nor while a run is only taken again */
export function isJudged({ phase, points }) {
  return phase !== "replaying" && points !== null;
}

/** What another card's run has done is not done on this one. @param {Task} task @returns {boolean} */
export function isOfRun({ kind }) {
  return OF_A_RUN.includes(kind);
}

/** @param {Task} task that is done @param {State} state @returns {Outcome} the numbers of the epoch in which it was */
export function outcomeOf(task, state) {
  const { record, points, controls } = state;
  const now = epochOf(task, state);
  const lowest = points?.least_squares.loss ?? null;
  const gap = now && lowest ? (100 * (now.loss - lowest)) / lowest : null;
  const isLast = !now || now.epoch === record.epoch;
  const steps = isLast ? stepsOf(record, count(state)) : state.points ? stepsAt(record, now.epoch, state.points) : 0;
  const { limit } = bordersOf(state);
  const told = { epoch: now?.epoch ?? 0, steps, loss: now?.loss ?? null, weight: now?.weight[0] ?? null, bias: now?.bias ?? null };
  return { ...told, lowest, gap, limit, rate: controls.learning_rate };
}

/** The first epoch of those that are within, the one that was asked for, or the last one. @param {Task} task @param {State} state @returns {Snapshot|null} */
function epochOf({ kind, value }, { record, points }) {
  const { history } = record;
  let row = history.length - 1;
  if (kind === "epoch") row = record.rowOf(Number(value));
  if (kind === "within" && points) while (row > 0 && isWithin(history.loss(row - 1), points, Number(value))) row -= 1;
  return record.at(row);
}

/** @param {State} state @returns {number} points */
function count({ points }) {
  return points ? learnedCount(points) : 1;
}
