/* One prediction: numpy's least squares is the oracle of the aim, the data that of the rows. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { aimOf, beyond, exampleWith, predictedFor } from "../../../assets/lesson/prediction.js";
import { predictions } from "../../../assets/lesson/loss.js";
import { oracles } from "../oracles.js";

const [houses, penguins] = oracles.deviations.map(({ points }) => points);

test("a prediction for an example is that of the whole table, and is found there", () => {
  for (const points of [houses, penguins]) {
    const { weight, bias } = points.least_squares;
    const all = predictions(points, { weight, bias });
    for (const i of [0, 7, 39]) {
      const values = points.features[i];
      assert.ok(Math.abs(predictedFor({ weight, bias }, values) - all[i]) < 1e-3);
      assert.deepEqual(points.features[exampleWith(points, values)], values);
    }
    assert.equal(exampleWith(points, points.features[0].map((value) => value + 0.125)), null);
  }
});

test("the aim is the truth where it is known, else least squares, else nothing", () => {
  assert.deepEqual(aimOf(houses), { weight: [2.5, 15, 10, -1.5], bias: 80 });
  assert.deepEqual(aimOf(penguins).weight, penguins.least_squares.weight);
  assert.equal(aimOf({ ...penguins, least_squares: { ...penguins.least_squares, weight: null, bias: null } }), null);
});

test("what lies beyond the data is named", () => {
  const column = houses.features.map((row) => row[3]);
  const [low, high] = [Math.min(...column), Math.max(...column)];
  const [area, bedrooms, floors] = houses.features[0];
  assert.equal(beyond(houses, [area, bedrooms, floors, high]), null);
  assert.deepEqual(beyond(houses, [area, bedrooms, floors, high + 1]), { i: 3, low, high });
  assert.deepEqual(beyond(houses, [area, bedrooms, floors, low - 1]), { i: 3, low, high });
});
