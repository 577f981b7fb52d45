/* A run that diverges: since when, how fast, and which learning rate would not. */

import { borders, coupledDecay } from "../lesson/optimizers.js";
import { ratesOf } from "./rates.js";
import { same } from "./record.js";
import { optimizerOf } from "./command.js";

/** @typedef {import("./record.js").RunRecord} RunRecord */
/** @typedef {import("./types.js").State} State */

const CLEARLY = 0.95; // a rate so close to the limit takes for ever
const EPOCHS_BACK = 4;

/** Nothing that is offered or refused tells the limit while the answer is hidden. @param {State} state @returns {number|null} */
function toldLimit(state) {
  return state.view.limits ? bordersOf(state).limit : null;
}

/** @param {State} state @returns {{limit: number|null, zigzag: number|null}} the borders of the learning rate for the points and the optimizer asked for */
export function bordersOf(state) {
  return state.points ? borders(state.points.learning_rate_limit, optimizerOf(state)) : { limit: null, zigzag: null };
}

/** @param {RunRecord} record @returns {number} the epoch after which the loss only rose: the last good one of a diverged run */
export function lastGoodEpoch({ history, checkpoint }) {
  let row = Math.min(history.length - 1, history.rowOf(checkpoint ? checkpoint.epoch : 0));
  while (row > 0 && history.loss(row) > history.loss(row - 1)) row -= 1;
  return history.epoch(row);
}

/** @param {RunRecord} record @returns {number|null} by what each of the last epochs multiplied the loss */
export function growth(record) {
  const { history } = record;
  const last = history.length - 1;
  const first = Math.max(history.rowOf(lastGoodEpoch(record)), last - EPOCHS_BACK, 0);
  const epochs = history.epoch(last) - history.epoch(first);
  return epochs > 0 ? Math.pow(history.loss(last) / history.loss(first), 1 / epochs) : null;
}

/**
 * What to say of a diverged run: its rate, half of it or less that is stable, as far as rates go, and how its loss grew.
 * @param {State} state
 * @returns {{rate: number, halved: number, goodEpoch: number, growth: number|null}}
 */
export function divergence(state) {
  const { record } = state;
  const { learning_rate: rate } = record.segment ? record.segment.training.optimizer : optimizerOf(state);
  const limit = toldLimit(state) ?? Infinity;
  const { low } = ratesOf(state);
  let halved = rate / 2;
  while (halved >= CLEARLY * limit && halved > low) halved /= 2;
  return { rate, halved: Math.max(low, Number(halved.toPrecision(6))), goodEpoch: lastGoodEpoch(record), growth: growth(record) };
}

/**
 * Why these are the limit and the rate to go on with: the largest curvature that the limit comes from, and how often the rate was
 * halved to come below it.
 * @param {State} state
 * @returns {{limit: number|null, curvature: number, halvings: number, isBelow: boolean, isLowest: boolean}}
 */
export function reasons(state) {
  const { rate, halved } = divergence(state);
  const { limit } = bordersOf(state);
  const decay = coupledDecay(optimizerOf(state));
  const curvature = state.points ? 2 / state.points.learning_rate_limit + decay : 0;
  const halvings = Math.round(Math.log2(rate / halved));
  const isLowest = halved === ratesOf(state).low;
  return { limit, curvature, halvings, isBelow: limit !== null && rate < limit, isLowest };
}

/**
 * Whether the controls ask for what diverges: a rate above the limit, or the very settings that diverged below it, as
 * small batches can.
 * @param {State} state
 */
export function isTooFast(state) {
  const { record, points, controls } = state;
  if (!points) return false;
  const limit = toldLimit(state);
  if (limit !== null && controls.learning_rate >= limit) return true;
  if (!record.diverged || !record.segment) return false;
  const { optimizer, batch_size: size } = record.segment.training;
  const { learning_rate: diverged, ...rest } = optimizer;
  const { learning_rate: rate, ...wanted } = optimizerOf(state);
  return same([rest, size], [wanted, controls.batch_size]) && rate >= diverged;
}

/** @param {State} state @returns {boolean} whether the run has diverged and would again */
export function isStuck(state) {
  return state.record.diverged && isTooFast(state);
}
