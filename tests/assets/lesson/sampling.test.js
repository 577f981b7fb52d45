/* Samples: the numbers they are made of, their lines, and theory, held against numpy and against each other. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { normals, uniforms, xoshiro } from "../../../assets/lesson/random.js";
import { bootstrapSample, histogram, lineOf, mean, noisySample, spread, theoryFrom, theoryOf } from "../../../assets/lesson/sampling.js";
import { density, normalDensity, within } from "../../../assets/lesson/student_t.js";
import { assertNear } from "../numbers.js";
import { oracles } from "../oracles.js";

const SAMPLES = 4000;
const sampleOf = ({ features, targets }) => ({ xs: features.map(([x]) => Math.fround(x)), ys: targets.map(Math.fround) });
const [line, small] = [250, 20].map((n) => oracles.data.line.features.slice(0, n).map(([x]) => Math.fround(x)));
const truth = (xs, noise = 0.25) => ({ xs, weight: 2, bias: 3, noise });
const numbers = (count) => Array.from({ length: count }, (_, i) => i);

/** How far two distributions are apart at most: Kolmogorov's distance times √n, which exceeds 1.63 once in a hundred times. */
function distance(values, below) {
  const sorted = [...values].sort((one, other) => one - other);
  const gaps = sorted.map((value, i) => Math.max(Math.abs(below(value) - i / sorted.length), Math.abs(below(value) - (i + 1) / sorted.length)));
  return Math.max(...gaps) * Math.sqrt(sorted.length);
}

/** By the trapezoidal rule, from far below; once for all values, and straight between the places. */
function below(of) {
  const [low, step, pieces] = [-12, 1 / 500, 12_000];
  const heights = numbers(pieces + 1).map((i) => of(low + i * step));
  const sums = [0];
  for (let i = 0; i < pieces; i += 1) sums.push(sums[i] + ((heights[i] + heights[i + 1]) / 2) * step);
  return (value) => {
    const at = Math.min(Math.max((value - low) / step, 0), pieces);
    const i = Math.min(Math.floor(at), pieces - 1);
    return sums[i] + (at - i) * (sums[i + 1] - sums[i]);
  };
}

test("the generator is xoshiro128**, to the bit", () => {
  const draw = xoshiro([1, 2, 3, 4]); // as the authors' C program gives them
  assert.deepEqual(numbers(10).map(draw), [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804]);
});

test("a seed gives the same numbers again, and each of its streams others", () => {
  const drawn = (seed, stream) => numbers(4).map(uniforms(seed, stream));
  assert.deepEqual(drawn(7, 0), drawn(7, 0));
  const all = [0, 1, 7, 8, 2 ** 32 - 1].flatMap((seed) => numbers(50).flatMap((stream) => drawn(seed, stream)));
  assert.equal(new Set(all).size, all.length);
  assert.ok(all.every((value) => value >= 0 && value < 1));
  assert.ok(distance(all, (value) => value) < 1.63);
});

test("normal numbers are normal, and neighbours know nothing of each other", () => {
  const drawn = numbers(40).flatMap((stream) => numbers(100).map(normals(uniforms(3, stream))));
  assert.ok(distance(drawn, below(normalDensity)) < 1.63);
  const apart = (by) => mean(drawn.slice(by).map((value, i) => value * drawn[i]));
  for (const by of [1, 2, 3, 100]) assert.ok(Math.abs(apart(by)) < 3.3 / Math.sqrt(drawn.length), `${by}: ${apart(by)}`);
});

test("the line, and the standard error of its slope, are those of numpy", () => {
  for (const { points } of oracles.points) {
    const { weight, bias, weight_error: error } = points.least_squares;
    assertNear(lineOf(sampleOf(points)), { weight: weight[0], bias, error: error[0] }, { rel: 1e-9 });
    assertNear(theoryFrom(sampleOf(points)), { centre: weight[0], error: error[0], freedom: points.targets.length - 2 }, { rel: 1e-9 });
  }
  assert.equal(lineOf({ xs: [2, 2, 2], ys: [1, 2, 3] }), null);
  assert.deepEqual(lineOf({ xs: [0, 1], ys: [1, 3] }), { weight: 2, bias: 1, error: null });
});

for (const [xs, least, most] of [[line, 0.05, 0.06], [small, 0.17, 0.25]]) {
  test(`of ${xs.length} points the slopes of samples spread as theory says, about the true one, and their t is Student's`, () => {
    const theory = theoryOf(truth(xs));
    assert.ok(theory.error > least && theory.error < most, String(theory.error));
    const lines = numbers(SAMPLES).map((number) => lineOf(noisySample(truth(xs), 11, number)));
    const slopes = lines.map(({ weight }) => weight);
    assertNear(mean(slopes), 2, { abs: (3.3 * theory.error) / Math.sqrt(SAMPLES), rel: 0 });
    assertNear(spread(slopes), theory.error, { rel: 3.3 / Math.sqrt(2 * SAMPLES) });
    assertNear(Math.sqrt(mean(lines.map(({ error }) => error ** 2))), theory.error, { rel: 0.03 }); // that each sample takes from itself
    const t = lines.map(({ weight, error }) => (weight - 2) / error);
    assert.ok(distance(t, below((at) => density(at, theory.freedom))) < 1.63);
    const edge = within(theory.freedom);
    assertNear(t.filter((value) => Math.abs(value) > edge).length / SAMPLES, 0.05, { abs: 3.3 * Math.sqrt((0.05 * 0.95) / SAMPLES), rel: 0 });
  });
}

test("a sample has the x of the points, float32 values, and without noise lies on the true line", () => {
  const { xs, ys } = noisySample(truth(small), 5, 3);
  assert.equal(xs, small);
  assert.deepEqual(ys, ys.map(Math.fround));
  assert.notDeepEqual(ys, noisySample(truth(small), 5, 4).ys);
  assertNear(lineOf(noisySample(truth(small, 0), 5, 3)), { weight: 2, bias: 3, error: 0 }, { abs: 1e-6 });
});

test("the bootstrap draws from the points themselves, and its spread is near the standard error", () => {
  const points = sampleOf(oracles.data.line);
  const pairs = new Set(points.xs.map((x, i) => `${x} ${points.ys[i]}`));
  const { xs, ys } = bootstrapSample(points, 9, 0);
  assert.equal(xs.length, points.xs.length);
  assert.ok(xs.every((x, i) => pairs.has(`${x} ${ys[i]}`)));
  const share = new Set(xs).size / xs.length; // of the points, 1 − 1/e are in it
  assert.ok(Math.abs(share - (1 - Math.exp(-1))) < 0.1, String(share));
  const slopes = numbers(1000).map((number) => lineOf(bootstrapSample(points, 9, number)).weight);
  const { centre, error } = theoryFrom(points);
  assertNear(mean(slopes), centre, { abs: error / 5, rel: 0 });
  assertNear(spread(slopes), error, { rel: 0.15 });
});

test("within() holds 95 % of t, as the tables have it, and with many degrees of freedom it is normal", () => {
  const table = { 1: 12.7062, 2: 4.3027, 3: 3.1824, 10: 2.2281, 18: 2.1009, 248: 1.9696, 1998: 1.96115 };
  for (const [freedom, edge] of Object.entries(table)) assertNear(within(Number(freedom)), edge, { rel: 2e-5 });
  for (const t of [-2, 0, 1.3]) assertNear(density(t, 5000), normalDensity(t), { rel: 1e-3 });
});

test("a histogram counts each value once, and what is outside in no bin", () => {
  const bins = histogram([-1, 0, 0.49, 0.5, 0.99, 1, 7], { low: 0, width: 0.5, bins: 2 });
  assert.deepEqual(bins, [{ from: 0, to: 0.5, count: 2 }, { from: 0.5, to: 1, count: 2 }]);
});
