/* A challenge: whether the run has passed it, and how well. What counts is what the server finds when it replays the run. */

import { rateOf, recordUpTo } from "./room_record.js";
import { isWithin } from "../lesson/near.js";

/** @typedef {import("./types.js").State} State */
/**
 * @typedef {object} Challenge
 * @property {number} challenge
 * @property {"within"|"largest-rate"|"line"} kind
 * @property {import("./room_question.js").Words|null} text
 * @property {number} percent
 * @property {number} epochs
 * @property {[number, number]|null} [start]
 * @property {[number, number]|null} [line]
 * @property {number} [tolerance]
 * @property {boolean} board
 * @property {boolean} names
 * @property {"open"|"closed"} phase
 * @property {number} passed
 * @property {any} [data] from which it is to be learned
 * @property {number|null} [fewest] epochs that it takes at the best rate: the teacher alone is told
 * @property {{epochs: number, rate: number, name?: any}[]} [rows]
 * @typedef {{epochs: number, rate: number}} Result
 */

const CLOSE = 1e-6; // of a start that was chosen

/** @param {State} state @param {Challenge} challenge @returns {Result|null} the best that this run has come to; null where it has not passed */
export function resultOf(state, challenge) {
  const { record, points } = state;
  const { history, segments } = record;
  const rate = rateOf(record);
  if (!points || !history.length || !segments.length || history.epoch(0) !== 0 || rate === null) return null;
  if (challenge.kind === "line" && !beginsAt(state, challenge.start)) return null;
  for (let row = 1; row < history.length && history.epoch(row) <= challenge.epochs; row += 1) {
    if (passesAt(state, challenge, row)) return { epochs: history.epoch(row), rate };
  }
  return null;
}

/**
 * Why a run that has gone on beyond the last epoch that counts has not passed.
 * @param {State} state @param {Challenge} challenge @returns {{why: "changed"|"start"|"late"|"never", epochs: number}|null} null while it may still pass, or has
 */
export function shortOf(state, challenge) {
  const { history, segments } = state.record;
  const [last, most] = [history.length - 1, challenge.epochs];
  if (!state.points || last < 1 || !segments.length || history.epoch(last) < most || resultOf(state, challenge)) return null;
  if (history.epoch(0) !== 0 || !beginsAt(state, challenge.kind === "line" ? challenge.start : null)) return { why: "start", epochs: most };
  if (rateOf(state.record) === null) return { why: "changed", epochs: most };
  for (let row = 1; row <= last; row += 1) if (passesAt(state, challenge, row)) return { why: "late", epochs: history.epoch(row) };
  return { why: "never", epochs: most };
}

/** @param {State} state @param {Challenge} challenge @param {number} row */
function passesAt({ record: { history }, points }, { kind, percent, line, tolerance = 0 }, row) {
  if (!points) return false;
  if (kind !== "line") return isWithin(history.loss(row), points, percent);
  return Boolean(line) && history.dims === 1 && Math.abs(history.weight(row)[0] - Number(line?.[0])) <= tolerance && Math.abs(history.bias(row) - Number(line?.[1])) <= tolerance;
}

/** @param {State} state @param {[number, number]|null|undefined} start */
function beginsAt({ record: { history } }, start) {
  if (!start) return true;
  return history.dims === 1 && Math.abs(history.weight(0)[0] - start[0]) <= CLOSE * (1 + Math.abs(start[0])) && Math.abs(history.bias(0) - start[1]) <= CLOSE * (1 + Math.abs(start[1]));
}

/** @param {Challenge} challenge @param {Result} result @param {any} known what the server has found of this member @returns {boolean} whether it is worth telling */
export function isBetter({ challenge, kind }, result, known) {
  if (!known || known.challenge !== challenge) return true;
  return kind === "largest-rate" ? result.rate > known.rate : result.epochs < known.epochs;
}

/** @param {State} state @param {any} record as it is handed out @param {Result} result @returns {{record: any, claim: object}} what is told of it */
export function claimOf(state, record, { epochs }) {
  const { history } = state.record;
  const row = history.rowOf(epochs);
  return { record: recordUpTo(record, epochs), claim: { epochs, weight: history.weight(row)[0], bias: history.bias(row), loss: history.loss(row) } };
}
