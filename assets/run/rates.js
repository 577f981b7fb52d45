/* The learning rates that the slider offers: those of the data set with its x scaled so, where the optimizer has a largest stable one (docs/why/data.md). */

import { OWN } from "./command.js";

/** @typedef {import("./types.js").Bounds} Bounds */
/** @typedef {import("./types.js").Schema} Schema */
/** @typedef {import("./types.js").State} State */
/** @typedef {{dataset: string, scaling: string, optimizer: string}} Asked by their names, as the controls have them */

const [BELOW, ABOVE] = [4, 1]; // decades, as in model/data/measured.py
const GRADIENT_DESCENT = "sgd"; // what divides by a running size of the gradient makes steps of one size, whatever the data

/** @param {Schema} schema @param {Asked} asked @returns {Bounds} */
export function rateBounds({ controls, data, optimizers }, { dataset, scaling, optimizer }) {
  const isPlain = optimizers[optimizer]?.name === GRADIENT_DESCENT;
  return (isPlain && data[dataset]?.rates[scaling]) || controls.learning_rate;
}

/** @param {State} state @returns {Bounds} about the limit of one's own points as soon as there are some, as the model's tables have them */
export function ratesOf({ schema, controls, points }) {
  const bounds = rateBounds(schema, /** @type {any} */ (controls));
  const usual = schema.controls.learning_rate;
  if (controls.dataset !== OWN || bounds === usual || points?.kind !== OWN) return bounds;
  const decade = Math.ceil(Math.log10(points.learning_rate_limit));
  return decade < 0 ? { ...usual, low: tens(decade - BELOW), high: tens(decade + ABOVE), default: tens(decade - 2) } : usual;
}

/** @param {number} power @returns {number} */
function tens(power) {
  return Number(`1e${power}`);
}

/**
 * The rate moves with the slider's range, so that the thumb stays where it is, and a notice says so.
 * @param {State} state with other controls @param {State} before @returns {State} whose rate the slider can show
 */
export function withRates(state, before) {
  const [{ low, high }, from] = [ratesOf(state), ratesOf(before)];
  const asked = state.controls.learning_rate;
  const isNew = before.points === null; // whose range was not known yet: the rate is of it
  const moved = low === from.low || isNew ? asked : Number((asked * (low / from.low)).toPrecision(6));
  const rate = Math.min(high, Math.max(low, moved));
  if (rate === asked) return state;
  const notice = low === from.low ? state.notice : { id: "notice.rates", values: { rate, low, high } };
  return { ...state, controls: { ...state.controls, learning_rate: rate }, notice };
}
