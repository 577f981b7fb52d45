/* Over which two parameters the loss map is drawn: weight and bias of a line, or two of several, which are chosen. */

import { linePlane } from "./map.js";
import { section } from "./section.js";

/** @typedef {import("../run/types.js").OptimizerSpec} OptimizerSpec */
/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {[number, number]} Place across and up */
/**
 * @typedef {object} Plane
 * @property {string} kind names what a place means
 * @property {[number, number]|null} pair the places of the two among the weights, the bias behind them; null where there are no others
 * @property {boolean} isPer whether they are told per standard deviation
 * @property {(parameters: Parameters) => Place} place
 * @property {(now: Parameters, optimizer: OptimizerSpec) => Place} next where −learning rate × gradient leads
 * @property {Place|null} truth
 * @property {(start: Parameters) => {middle: Place, half: Place, isRound: boolean}} room that every run from there needs that converges
 * @property {(now: Parameters) => Surface} through what the loss is where all others are as they are now
 * @typedef {object} Surface
 * @property {(x: number, y: number) => number} loss
 * @property {{x: number, y: number, loss: number}|null} best its lowest place; null where there are many
 * @property {(x: number, y: number) => Parameters} at a place
 */

const FIRST = /** @type {[number, number]} */ ([0, 1]);
/** @type {WeakMap<Points, Map<string, Plane>>} */
const known = new WeakMap();

/** @param {number[]|null} pair as it was chosen, perhaps for other data @param {Points} points of several features @returns {[number, number]} of these */
export function pairOf(pair, { inputs }) {
  return pair && pair.every((place) => place <= inputs.length) ? [pair[0], pair[1]] : FIRST;
}

/** @param {Points} points @param {Pick<import("../run/types.js").View, "pair"|"deviations">} view @returns {Plane} worked out once */
export function planeOf(points, { pair, deviations }) {
  const two = points.inputs.length > 1 ? pairOf(pair, points) : null;
  const name = two ? `${two} ${deviations}` : "";
  const planes = known.get(points) ?? new Map();
  const plane = planes.get(name) ?? (two ? section(points, two, deviations) : linePlane(points));
  known.set(points, planes.set(name, plane));
  return plane;
}
