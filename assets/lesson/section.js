/* A section through the loss of several features: two parameters move, all others stay where they are (docs/why/panels.md). */

import { learned } from "./curve.js";
import { perDeviation, perUnit, spreads } from "./deviations.js";
import { toOriginal, toTraining } from "./inside.js";
import { lossOn } from "./loss.js";
import { kindOf } from "./map.js";
import { eigen } from "./matrices.js";
import { coupledDecay } from "./optimizers.js";

/** @typedef {import("../run/types.js").Parameters} Parameters */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("./plane.js").Place} Place */
/** @typedef {import("./plane.js").Plane} Plane */
/** @typedef {{products: number[][], targets: number[]}} Sums means over the points that are learned from */

const FLAT = 1e-11; // of the steepest: what is flatter has no lowest place
/** @type {WeakMap<Points, Sums>} */
const knownSums = new WeakMap();

/** @param {Points} points of several features @param {Place} pair of the parameters @param {boolean} isPer whether they are told per standard deviation @returns {Plane} */
export function section(points, pair, isPer) {
  const told = (/** @type {Parameters} */ parameters) => listOf(isPer ? perDeviation(points, parameters) : parameters);
  const place = (/** @type {Parameters} */ parameters) => placeIn(points, parameters, pair, isPer);
  const ways = pair.map((i) => wayOf(points, i, isPer));
  const curve = ways.map((one) => ways.map((other) => dot(one, times(sumsOf(points).products, other))));
  const solve = solver(curve);
  const truth = truthOf(points);
  return {
    kind: [kindOf(points), pair, isPer].join(),
    pair,
    isPer,
    place,
    next(now, optimizer) {
      const held = listOf(toTraining(points, now));
      const slope = inTraining(points, slopeAt(points, now));
      const decay = coupledDecay(optimizer);
      return place(toOriginal(points, fromList(held.map((value, i) => value - optimizer.learning_rate * (slope[i] + decay * value)))));
    },
    truth: truth && place(truth),
    room: (start) => roomIn(points, start, { pair, isPer, ways, solve }),
    through(now) {
      const [x, y] = place(now);
      const slope = slopeAt(points, now);
      const slopes = ways.map((way) => dot(way, slope));
      const loss = lossOn(points, now);
      const at = (/** @type {number} */ across, /** @type {number} */ up) => {
        const numbers = told(now).map((value, i) => (i === pair[0] ? across : i === pair[1] ? up : value));
        return isPer ? perUnit(points, fromList(numbers), now) : fromList(numbers);
      };
      const apart = solve?.(slopes).map((value) => -value / 2);
      if (!apart) return { best: null, at, loss: (across, up) => Math.max(0, loss + dot(slopes, [across - x, up - y]) + bent(curve, [across - x, up - y])) };
      const best = { x: x + apart[0], y: y + apart[1], loss: Math.max(points.least_squares.loss, loss + dot(slopes, apart) / 2) };
      return { best, at, loss: (across, up) => best.loss + bent(curve, [across - best.x, up - best.y]) };
    },
  };
}

/* ---- how far a run can come ---- */

/**
 * Below the limit of the learning rate each eigenvector's share of the way to least squares shrinks; so does each one's part in
 * the two numbers, and in where their lowest place is while the others are still on their way.
 * @param {Points} points @param {Parameters} start @param {{pair: Place, isPer: boolean, ways: number[][], solve: ((right: number[]) => number[])|null}} of @returns {ReturnType<Plane["room"]>}
 */
function roomIn(points, start, { pair, isPer, ways, solve }) {
  const units = listOf(start).map((_, k) => toOriginal(points, fromList(listOf(start).map((__, i) => Number(i === k)))));
  const columns = units.map((unit) => listOf(perDeviation(points, unit)));
  const { products } = sumsOf(points);
  const curved = columns.map((column) => times(products, column));
  const parts = eigen(columns.map((column) => curved.map((other) => dot(column, other))));
  const steepest = Math.max(...parts.map(({ value }) => value));
  const slope = inTraining(points, slopeAt(points, start));
  const shares = parts.map(({ value, vector }) => (value > FLAT * steepest ? dot(vector, slope) / (2 * value) : 0));
  const rows = [0, 1].map((i) => units.map((unit) => placeIn(points, unit, pair, isPer)[i]));
  const shifts = curved.map((column) => solve?.(ways.map((way) => dot(way, column))) ?? [0, 0]);
  const lowest = [0, 1].map((i) => rows[i].map((value, k) => value - shifts[k][i]));
  const end = listOf(toTraining(points, start)).map((value, i) => value - parts.reduce((sum, { vector }, k) => sum + shares[k] * vector[i], 0));
  const middle = rows.map((row) => dot(row, end));
  const truth = truthOf(points);
  const aim = truth ? placeIn(points, truth, pair, isPer) : middle;
  const half = [0, 1].map((i) => {
    const far = [rows[i], lowest[i]].map((row) => parts.reduce((sum, { vector }, k) => sum + Math.abs(dot(row, vector) * shares[k]), 0));
    return Math.max(...far, 1.5 * Math.abs(aim[i] - middle[i])) || 0.05 * Math.abs(middle[i]) || 1;
  });
  return { middle: [middle[0], middle[1]], half: [half[0], half[1]], isRound: false };
}

/* ---- the sums over the points ---- */

/** Of features counted in standard deviations from their means, the last column all ones; computed once. @param {Points} points @returns {Sums} */
function sumsOf(points) {
  const found = knownSums.get(points) ?? summed(points);
  knownSums.set(points, found);
  return found;
}

/** @param {Points} points @returns {Sums} */
function summed(points) {
  const all = spreads(points);
  const { features, targets } = learned(points);
  const rows = features.map((row) => [...row.map((value, i) => (Math.fround(value) - all[i].mean) / (all[i].deviation || 1)), 1]);
  const mean = (/** @type {(row: number[], k: number) => number} */ of) => rows.reduce((sum, row, k) => sum + of(row, k), 0) / rows.length;
  return {
    products: rows[0].map((_, i) => rows[0].map((__, j) => mean((row) => row[i] * row[j]))),
    targets: rows[0].map((_, i) => mean((row, k) => row[i] * Math.fround(targets[k]))),
  };
}

/** @param {Points} points @param {Parameters} now @returns {number[]} the gradient by the parameters per standard deviation */
function slopeAt(points, now) {
  const { products, targets } = sumsOf(points);
  return times(products, listOf(perDeviation(points, now))).map((value, i) => 2 * (value - targets[i]));
}

/** @param {Points} points @param {number[]} slope by the parameters per standard deviation @returns {number[]} by those that the model holds */
function inTraining(points, slope) {
  return slope.map((_, k) => dot(slope, listOf(perDeviation(points, toOriginal(points, fromList(slope.map((__, i) => Number(i === k))))))));
}

/** What a parameter changes in those per standard deviation, while the others are told as before. @param {Points} points @param {number} i its place @param {boolean} isPer @returns {number[]} */
function wayOf(points, i, isPer) {
  const unit = Array.from({ length: points.inputs.length + 1 }, (_, k) => Number(k === i));
  return isPer ? unit : listOf(perDeviation(points, fromList(unit)));
}

/** @param {Points} points @param {Parameters} parameters @param {Place} pair @param {boolean} isPer @returns {Place} */
function placeIn(points, { weight, bias }, [across, up], isPer) {
  const all = spreads(points);
  const one = (/** @type {number} */ i) => {
    if (i < all.length) return isPer ? weight[i] * all[i].deviation : weight[i];
    return isPer ? all.reduce((sum, { mean }, k) => sum + weight[k] * mean, bias) : bias;
  };
  return [one(across), one(up)];
}

/** @param {Points} points @returns {Parameters|null} */
function truthOf({ true_weight: weight, true_bias: bias }) {
  return weight && bias !== null ? { weight, bias } : null;
}

/* ---- small vectors and matrices ---- */

/** @param {number[][]} matrix of two rows, symmetric @returns {((right: number[]) => number[])|null} what solves it; null where it is flat along some way */
function solver([[a, b], [, c]]) {
  const size = a * c - b * b;
  return size > FLAT * a * c ? ([x, y]) => [(c * x - b * y) / size, (a * y - b * x) / size] : null;
}

/** @param {number[][]} curve @param {number[]} apart @returns {number} */
function bent([[a, b], [, c]], [x, y]) {
  return a * x * x + 2 * b * x * y + c * y * y;
}

/** @param {number[]} one @param {number[]} other @returns {number} */
function dot(one, other) {
  return one.reduce((sum, value, i) => sum + value * other[i], 0);
}

/** @param {number[][]} matrix @param {number[]} vector @returns {number[]} */
function times(matrix, vector) {
  return matrix.map((row) => dot(row, vector));
}

/** @param {Parameters} parameters @returns {number[]} the bias last */
function listOf({ weight, bias }) {
  return [...weight, bias];
}

/** @param {number[]} list @returns {Parameters} */
function fromList(list) {
  return { weight: list.slice(0, -1), bias: list[list.length - 1] };
}
