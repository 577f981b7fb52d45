/* A step of several weights, in the numbers that the model holds: torch made it, and numpy has its gradient. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { learned } from "../../../assets/lesson/curve.js";
import { toTraining, trainingPoints } from "../../../assets/lesson/inside.js";
import { linesOf, nextLines, slopes } from "../../../assets/lesson/step_several.js";
import { oracles } from "../oracles.js";
import { begun, settings } from "../runs.js";

function near(value, wanted, size = Math.abs(wanted)) {
  assert.ok(Math.abs(value - wanted) <= 2e-6 * (size + 1e-3), `${value} is not ${wanted}`);
}

for (const { points, rate, decay, seen, gradient, before, after } of oracles.steps) {
  const optimizer = { name: "sgd", learning_rate: rate, ...(decay ? { weight_decay: decay } : {}) };
  const largest = Math.max(...gradient.map(Math.abs));

  test(`the gradient of each weight, ${points.inside ? "standardised" : "as they are"}, decay ${decay}`, () => {
    const held = toTraining(points, seen);
    slopes(trainingPoints(points), held, decay).forEach((value, i) => near(value, gradient[i], largest));
    const state = begun();
    const { lines, steps } = nextLines({ ...state, points }, points, seen, optimizer);
    assert.equal(steps, 1);
    lines.forEach((line, i) => {
      near(line.before, before[i]);
      near(line.after, after[i], Math.abs(after[i]) + rate * largest);
    });
  });

  test(`the last step is told line by line, ${points.inside ? "standardised" : "as they are"}, decay ${decay}`, () => {
    const parameters = (list) => ({ weight: list.slice(0, -1), bias: list.at(-1) });
    const step = { points: trainingPoints(points), before: parameters(before), after: parameters(after), optimizer, steps: 1 };
    linesOf(step).forEach((line, i) => {
      assert.deepEqual([line.before, line.after], [before[i], after[i]]);
      near(line.direction, gradient[i], largest);
    });
    const [first] = linesOf({ ...step, steps: 5 }); // added up: the steps together
    near(first.direction, (before[0] - after[0]) / rate);
  });
}

test("what the gradient alone does not say is left open", () => {
  const [{ points, seen }] = oracles.steps;
  const { lines } = nextLines({ ...begun(), points }, points, seen, { name: "adam", learning_rate: 0.1 });
  assert.ok(lines.every(({ after }) => after === null));
});

test("points for testing have no part in the step", () => {
  const houses = settings(settings(begun(), { dataset: "house-prices" }), { test_share: 30, batch_size: 140, learning_rate: 0.1 });
  const { points, record } = houses;
  const apart = learned(points);
  assert.ok(apart.targets.length > 140 && apart.targets.length < points.targets.length);
  const errors = apart.targets.map((target, i) => record.now.bias + apart.features[i].reduce((sum, x, j) => sum + x * record.now.weight[j], 0) - target);
  const held = toTraining(points, record.now);
  near(slopes(trainingPoints(points), held, 0).at(-1), (2 * errors.reduce((sum, error) => sum + error, 0)) / errors.length);
  const { steps } = nextLines(houses, points, record.now, { name: "sgd", learning_rate: 0.1 });
  assert.equal(steps, 2);
});
