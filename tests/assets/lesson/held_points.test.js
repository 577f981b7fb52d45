/* A point that is held: running sums know after a thousand frames what the points themselves say. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { HeldPoints } from "../../../assets/lesson/held_points.js";
import { pointsOf } from "../../../assets/lesson/theory.js";
import { moved } from "../../../assets/run/edits.js";
import { tableOf } from "../../../assets/run/own_points.js";
import { assertNear, numbersFrom } from "../numbers.js";
import { frozen } from "../runs.js";

const FRAMES = 1000;
const KNOWN = ["least_squares", "curvatures", "learning_rate_limit"];
const inside = { mean: [1990], scale: [12] };

/** Years, and what grows with them: far from nought, where sums of squares lose their digits. */
function tableOfYears() {
  const random = numbersFrom(17);
  const features = Array.from({ length: 60 }, () => [Math.fround(1970 + 50 * random())]);
  const targets = features.map(([x]) => Math.fround(0.3 * (x - 1900) + random()));
  const column = (name) => ({ name, unit: "" });
  return { ...tableOf({ features, targets, inputs: [column("year")], output: column("level") }), x_range: null, y_range: null };
}

for (const [name, before, place] of [
  ["as it is", null, 7],
  ["standardised inside", { inside, degree: 1, split: null }, 7],
  ["of which some are for testing", { inside, degree: 1, split: { test: [1, 7, 20], from: 10 } }, 8],
  ["held among those for testing", { inside, degree: 1, split: { test: [1, 7, 20], from: 10 } }, 7],
]) {
  test(`a line's points, ${name}`, () => {
    const random = numbersFrom(5);
    let table = tableOfYears();
    const held = new HeldPoints(frozen(pointsOf(table, before, "first")), place);
    for (let i = 0; i < FRAMES; i += 1) {
      const [x, y] = [1970 + 50 * random(), 100 * random()];
      table = moved(table, place, { x, y });
      const points = held.moveTo(x, y, String(i));
      assert.equal(held.points, points);
      if (i % 97 && i < FRAMES - 1) continue;
      const whole = pointsOf(table, before, String(i));
      assertNear(Object.fromEntries(KNOWN.map((key) => [key, points[key]])), Object.fromEntries(KNOWN.map((key) => [key, whole[key]])), { rel: 1e-9 });
      assert.deepEqual({ ...points, ...Object.fromEntries(KNOWN.map((key) => [key, whole[key]])) }, whole);
    }
  });
}

test("points that come to stand above each other have no slope", () => {
  const column = (name) => ({ name, unit: "" });
  const table = { ...tableOf({ features: [[2], [2], [5]], targets: [1, 2, 3], inputs: [column("a")], output: column("b") }), x_range: null, y_range: null };
  const held = new HeldPoints(pointsOf(table, null, "first"), 2);
  const { least_squares: best } = held.moveTo(2, 3, "last");
  assert.deepEqual([best.weight, best.bias, best.weight_error], [null, null, null]);
  assertNear(best.loss, 2 / 3);
});
