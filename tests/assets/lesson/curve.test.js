/* Curves, and points that are kept for testing: what numpy and torch say of them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { designOf, isTest, learned, learnedCount, tested, traceOf } from "../../../assets/lesson/curve.js";
import { toOriginal, toTraining, trainingPoints } from "../../../assets/lesson/inside.js";
import { loss, lossOn, predictions, residuals, rSquared, testLoss } from "../../../assets/lesson/loss.js";
import { eigenvalues, solved } from "../../../assets/lesson/matrices.js";
import { isNear } from "../../../assets/lesson/near.js";
import { gradients } from "../../../assets/lesson/step.js";
import { predictedFor } from "../../../assets/lesson/prediction.js";
import { pointsOf } from "../../../assets/lesson/theory.js";
import { assertNear } from "../numbers.js";
import { oracles } from "../oracles.js";

const { curves } = oracles;
const last = ({ shots }) => shots[shots.length - 1];

test("predictions are those of the powers of x", () => {
  for (const it of curves) assertNear(predictions(it.points, last(it)), it.predicted, { rel: 1e-5, abs: 1e-5 });
});

test("loss and test loss are the server's, at every epoch", () => {
  for (const { points, shots } of curves) {
    for (const shot of shots) {
      assertNear(loss(points, shot), shot.loss, { rel: 1e-5 });
      assertNear(lossOn(points, shot), shot.loss, { rel: 1e-4 });
      if (shot.test_loss === null) assert.equal(testLoss(points, shot), null);
      else assertNear(testLoss(points, shot), shot.test_loss, { rel: 1e-5 });
    }
  }
});

test("the points for testing are the server's, and the others are learned from", () => {
  for (const { points, tests, learned: count } of curves) {
    assert.deepEqual(points.targets.flatMap((_, i) => (isTest(points, i) ? [i] : [])), tests);
    assert.deepEqual([learnedCount(points), learned(points).targets.length, tested(points)?.targets.length ?? 0], [count, count, tests.length]);
    assert.equal(designOf(learned(points)).length, count);
    assert.equal(residuals(learned(points), { weight: points.least_squares.weight, bias: points.least_squares.bias }).length, count);
  }
});

test("of another number of points as many are learned from as the server says", () => {
  const lines = curves.filter(({ counts }) => counts.length);
  assert.ok(lines.length > 3);
  for (const { points, counts } of lines) assert.deepEqual([9, 10, 33].map((n) => learnedCount(points, n)), counts);
});

test("a step in numbers is torch's: every weight of a curve, of the points that are learned from", () => {
  for (const { points, shots, start } of curves) {
    const model = trainingPoints(points);
    const held = toTraining(points, shots[0]);
    assertNear([...held.weight, held.bias], [...start.weight, start.bias], { rel: 1e-5, abs: 1e-6 });
    const slope = gradients(model, held, 0.1);
    const then = toTraining(points, shots[1]);
    held.weight.forEach((value, i) => assertNear(value - 0.01 * slope.weight[i], then.weight[i], { rel: 1e-4, abs: 1e-5 }));
    assertNear(held.bias - 0.01 * slope.bias, then.bias, { rel: 1e-4, abs: 1e-5 });
    assertNear(toOriginal(points, held).weight, shots[0].weight, { rel: 1e-6, abs: 1e-9 });
  }
});

test("least squares has the lowest loss on the points that are learned from", () => {
  for (const { points } of curves) {
    const best = points.least_squares;
    assertNear(loss(points, best), best.loss, { rel: points.degree === 9 ? 0.02 : 1e-3 }); // the model's powers are float32
    assert.ok(isNear(best.loss, points) && !isNear(10 * best.loss, points));
    assert.ok(rSquared(points, best.loss) > 0 && rSquared(points, best.loss) <= 1);
  }
});

test("until the server tells it, theory knows of a touched curve what it knows", () => {
  const own = curves.filter(({ table }) => table);
  assert.equal(own.length, 3);
  for (const { table, points } of own) {
    const { least_squares: best, learning_rate_limit: limit, degree, split } = pointsOf(table, points, "");
    assert.deepEqual([degree, split], [points.degree, points.split]);
    assertNear([...best.weight, best.bias], [...points.least_squares.weight, points.least_squares.bias], { rel: 1e-6 });
    assertNear(best.loss, points.least_squares.loss, { rel: 1e-9 }); // the same powers, in float32 as the model has them
    assertNear(limit, points.learning_rate_limit, { rel: 1e-9 });
  }
});

test("small matrices: a solution, none where columns are alike, and eigenvalues", () => {
  const { solution, loss: rest } = solved([[1, 1], [2, 1], [3, 1]], [3, 5, 7]);
  assertNear(solution, [2, 1], { abs: 1e-12 });
  assert.ok(rest < 1e-24);
  assert.equal(solved([[1, 1], [1, 1], [1, 1]], [3, 5, 7]).solution, null);
  assert.equal(solved([[1, 1]], [3]).solution, null);
  assertNear(eigenvalues([[2, 1, 0], [1, 2, 0], [0, 0, 5]]), [1, 3, 5], { abs: 1e-12 });
});

test("a line is drawn from end to end, a curve from place to place", () => {
  assert.deepEqual(traceOf({ weight: [2], bias: 1 }, [0, 3]), { x: [0, 3], y: [1, 7] });
  const { x, y } = traceOf({ weight: [0, 1], bias: 1 }, [-2, 2]);
  assert.deepEqual([x[0], x[x.length - 1], y[0], y[y.length / 2 - 0.5]], [-2, 2, 5, 1]);
});

test("a prediction that is asked for is that of the curve", () => {
  const { points, predicted, shots } = curves[1];
  points.features.slice(0, 5).forEach((row, i) => assertNear(predictedFor(shots[shots.length - 1], row.map(Math.fround)), predicted[i], { rel: 1e-5, abs: 1e-5 }));
});
