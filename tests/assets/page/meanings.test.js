/* What is said of a word or a number: its numbers are worked out here anew, from the points and by Python. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { oracles, schema } from "../oracles.js";
import { act, begun, ran, settings, settled } from "../runs.js";
import { summaryOf } from "../../../assets/page/aloud.js";
import { meaningOf, NAMES, titleOf } from "../../../assets/page/meanings.js";
import { numbersOf } from "../../../assets/panels/map_words.js";

const ANSWERS = ["lowest", "near", "zones", "limit", "true-line", "least-squares", "error"];

/** @returns {number[]} the numbers of a sentence, in their order */
function numbers(name, state) {
  return (meaningOf(name, state).match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g) ?? []).map(Number);
}

/** @returns whether a number is that one, in the digits that are shown */
function near(shown, value, digits = 3) {
  assert.ok(Math.abs(shown - value) <= 0.51 * 10 ** (1 - digits) * Math.max(Math.abs(value), 1e-9), `${shown} is not ${value}`);
}

function meanSquare(points, line) {
  const squares = points.features.map(([x], i) => (points.targets[i] - line.weight[0] * x - line.bias) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / squares.length;
}

const run = ran(settings(begun(), { learning_rate: 0.1 }), 30);
const { points } = run;
const now = run.record.now;
const lowest = meanSquare(points, points.least_squares);

test("each has a name and a sentence, of which no placeholder is left", () => {
  for (const name of NAMES.filter((name) => name !== "momentum")) {
    assert.match(titleOf(name), /^[^{}]+$/);
    assert.match(meaningOf(name, run), /^[^{}]+[.:]?$/, name);
    assert.notEqual(meaningOf(name, run), "", name);
  }
});

test("the loss, the lowest, and how far it is away", () => {
  const at = meanSquare(points, now);
  near(numbers("loss", run)[1], at);
  assert.equal(numbers("loss", run)[0], points.targets.length);
  near(numbers("lowest", run)[0], lowest);
  near(numbers("lowest", run)[1], 100 * (at / lowest - 1));
  assert.deepEqual(numbers("near", run).slice(0, 1), [1.01]);
  near(numbers("near", run)[1], lowest, 4);
  near(numbers("near", run)[2], 1.01 * lowest, 4);
  near(numbers("rmse", run)[1], Math.sqrt(at));
  const mean = points.targets.reduce((sum, y) => sum + y, 0) / points.targets.length;
  near(numbers("r2", run)[0], 1 - at / meanSquare(points, { weight: [0], bias: mean }));
  near(numbers("log", run)[0], meanSquare(points, run.record.history.at(0)) / at);
});

test("what training is compared with", () => {
  const [weight, bias, loss, best] = numbers("true-line", run);
  assert.deepEqual([weight, bias], [2, 3]);
  near(loss, meanSquare(points, { weight: [2], bias: 3 }), 4);
  near(best, lowest);
  const [, slope, level] = numbers("least-squares", run);
  assert.deepEqual([slope, level], [points.least_squares.weight[0], points.least_squares.bias].map((value) => Number(value.toFixed(2))));
  near(numbers("error", run)[0], points.least_squares.weight_error[0], 2);
});

test("zones and limit, of each optimizer", () => {
  const limit = oracles.data.line.learning_rate_limit;
  const [zigzag, top] = numbers("zones", run);
  near(zigzag, limit / 2);
  near(top, limit);
  const largest = Math.max(...points.curvatures);
  near(numbers("limit", run)[0], 2 / largest);
  assert.ok(numbers("limit", run).some((value) => Math.abs(value / largest - 1) < 1e-3));
  const heavy = settings(run, { optimizer: "momentum", momentum: 0.8 });
  near(numbers("zones", heavy)[0], 1.8 * limit);
  assert.deepEqual(numbers("momentum", heavy), [0.8, 5]);
  assert.match(meaningOf("optimizer", heavy), /0\.8 × velocity/);
  assert.equal(meaningOf("momentum", run), "");
  assert.match(meaningOf("zones", act(run, "set", { controls: { optimizer: "adam" } })), /^Adam .* no limit is known/);
});

test("epochs, steps and batches", () => {
  assert.deepEqual(numbers("epoch", run), [250, 1]);
  assert.deepEqual(numbers("steps", run), [30]);
  assert.deepEqual(numbers("batch-size", run), [250]);
  const batches = act(run, "set", { controls: { batch_size: 60 } });
  assert.deepEqual(numbers("epoch", batches), [250, 5]);
  assert.deepEqual(numbers("batch-size", batches), [60, 250]);
  assert.match(meaningOf("limit", batches), /small batches need less/);
  assert.doesNotMatch(meaningOf("limit", run), /small batches/);
  assert.deepEqual(numbers("steps", act(run, "look-at", { epoch: 12 })), [12]);
});

test("settings: rate, noise and scaling", () => {
  assert.match(meaningOf("learning-rate", run), / 0\.1 × the gradient/);
  assert.match(meaningOf("noise", run), / 0\.25,/);
  assert.match(meaningOf("noise", act(run, "set", { controls: { noise: 0 } })), /standard deviation/);
  assert.match(meaningOf("scaling", run), /sees x as it is/);
  const scaled = { ...run, points: { ...points, scaling: { shift: 0.5, factor: 10 } } };
  assert.match(meaningOf("scaling", scaled), /\(x − 0\.500\) × 10\.0/);
  const curve = { ...points, degree: 3, scaling: null, inside: null };
  assert.equal(meaningOf("scaling", { ...run, points: { ...curve, feature_range: [0, 1] } }), "");
  assert.match(meaningOf("scaling", { ...run, points: { ...curve, feature_range: [1955, 2005] } }), /^x lies far from 0, .* standardise x\.$/);
  assert.match(meaningOf("least-squares", { ...run, points: { ...curve, least_squares: { weight: null, bias: null, loss: 0.5 } } }), /many sets of weights have the lowest loss, 0\.50/);
});

test("of data without a truth, or of several features, only what there is is said", () => {
  const hubble = settings(begun(), { dataset: "hubble" });
  for (const name of ["noise", "true-line"]) assert.equal(meaningOf(name, hubble), "", name);
  assert.match(meaningOf("scaling", hubble), /distance/);
  const houses = settings(begun(), { dataset: "house-prices" });
  assert.equal(meaningOf("error", houses), "");
  const { mean: means, scale } = houses.points.inside;
  const seenAs = numbers("scaling", houses);
  means.forEach((value, i) => [value, scale[i]].forEach((wanted, part) => near(seenAs[2 * i + part], wanted)));
  assert.match(meaningOf("scaling", { ...houses, points: { ...houses.points, inside: null } }), /sees area, bedrooms, floors, age as they are/);
  assert.match(meaningOf("noise", houses), / 25 k€/);
  assert.match(meaningOf("least-squares", houses), /price = .* area/);
  const area = houses.points.features.map(([value]) => value);
  const mean = area.reduce((sum, value) => sum + value, 0) / area.length;
  near(numbers("deviation", houses)[0], Math.sqrt(area.reduce((sum, value) => sum + (value - mean) ** 2, 0) / area.length));
  assert.match(meaningOf("deviation", houses), /area [\d.]+ m², bedrooms [\d.]+, floors [\d.]+, age [\d.]+ years\./);
});

test("nothing of the answer is told while it is hidden, nor of anything that is", () => {
  const guessing = act(run, "view", { view: { limits: false } });
  for (const name of NAMES) assert.equal(meaningOf(name, guessing) === "", ANSWERS.includes(name) || name === "momentum", name);
  assert.equal(meaningOf("loss", act(run, "hide", { hidden: ["loss"] })), "");
  assert.equal(Object.keys(schema.text).filter((id) => id.startsWith("what.")).length, 46);
});

test("weight and bias say what they do to a prediction, with the numbers of the epoch that is shown", () => {
  const [x, one] = [numbers("weight", run), numbers("bias", run)];
  near(x[1], now.weight[0]);
  near(one[1], now.bias);
  const houses = ran(settings(begun(), { dataset: "house-prices", learning_rate: 0.1 }), 3);
  assert.match(meaningOf("weight", houses), /^Each of area, bedrooms, floors, age has a weight/);
  assert.notEqual(meaningOf("bias", houses), meaningOf("bias", act(houses, "view", { view: { deviations: true } })));
  const curve = ran(settings(begun(), { degree: 3, learning_rate: 0.1 }), 3);
  assert.match(meaningOf("weight", curve), /^Each of x, x², x³ has a weight/);
  const hidden = act(run, "hide", { hidden: ["weights"] });
  assert.deepEqual(["weight", "bias"].map((name) => meaningOf(name, hidden)), ["", ""]);
});

test("a small slope is told with the digits that the page shows, and RMSE of the points that its residuals are of", () => {
  const incomes = settings(begun(), { dataset: "gapminder-dollars" });
  const slope = incomes.points.least_squares.weight[0];
  const there = settled(act(incomes, "start-at", { weight: slope, bias: 50 }));
  near(numbers("weight", there).at(-1), slope, 2);
  near(Number(/slope ([\d.]+)/.exec(summaryOf(there))?.[1]), slope, 2);
  near(Number(numbersOf(there.points, { pair: null }, [slope, 50]).weight), slope, 2);
  const louder = settings(run, { noise: 2 });
  const looking = act(louder, "look-at", { epoch: 10 });
  near(numbers("rmse", looking)[1], Math.sqrt(meanSquare(louder.points, louder.record.at(10))));
});
