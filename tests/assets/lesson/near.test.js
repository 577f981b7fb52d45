/* From when on a run is within 1 % of the lowest loss: the loss itself and the table of medians are the oracles. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isNear, isNoiseless, nearFrom } from "../../../assets/lesson/near.js";
import { History } from "../../../assets/run/history.js";
import { assertNear, median } from "../numbers.js";
import { oracles } from "../oracles.js";

/** @returns a history of these parameters, weights first; the losses in it are not looked at */
function historyOf(path) {
  return History.of(path.map((parameters, epoch) => [epoch, NaN, parameters.at(-1), ...parameters.slice(0, -1)]));
}

for (const { rate, median: wanted, paths } of oracles.curve.rates) {
  test(`the class finds its U-curve: at rate ${rate} within 1 % after ${wanted} epochs`, () => {
    const epochs = paths.map((path, seed) => nearFrom(historyOf(path), oracles.curve.points[seed]) ?? Infinity);
    assertNear(median(epochs), wanted, { rel: 0.2 });
  });
}

test("within 1 % is told of the points of now, and means for good", () => {
  for (const { points, path, near } of oracles.near) {
    assert.deepEqual(near, [false, true, false, true, true]);
    assert.equal(nearFrom(historyOf(path), points), 3);
    assert.equal(nearFrom(historyOf(path.slice(0, 3)), points), null);
  }
});

test("only new rows are looked at, and other points are looked at anew", () => {
  const [{ points, path }] = oracles.near;
  const rows = path.map(([weight, bias], epoch) => [epoch, NaN, bias, weight]);
  const first = History.of(rows.slice(0, 2));
  assert.equal(nearFrom(first, points), 1);
  const longer = first.with(rows.slice(2));
  const looked = [];
  const watched = Object.assign(Object.create(longer), { weight: (row) => looked.push(row) && longer.weight(row) });
  assert.equal(nearFrom(watched, points), 3);
  assert.deepEqual(looked, [2, 3, 4]);
  const far = { ...points, least_squares: { ...points.least_squares, bias: points.least_squares.bias + 100 } };
  assert.equal(nearFrom(longer, far), null);
  assert.equal(nearFrom(longer, points), 3);
});

test("a history that was cut and went on otherwise is another one", () => {
  const [{ points, path }] = oracles.near;
  const rows = path.map(([weight, bias], epoch) => [epoch, NaN, bias, weight]);
  const whole = History.of(rows);
  assert.equal(nearFrom(whole, points), 3);
  const cut = whole.upTo(1);
  const other = cut.with([[2, NaN, ...rows[1].slice(2)]]);
  assert.equal(nearFrom(other, points), 1);
  assert.equal(nearFrom(whole, points), 3);
});

test("near is up to 1 % above the lowest", () => {
  const points = { least_squares: { loss: 2 }, targets: [1, 5] };
  assert.deepEqual([2, 2.02, 2.0201].map((loss) => isNear(loss, points)), [true, true, false]);
  assert.ok(!isNoiseless(points));
});

test("where points can be fitted exactly, near is a millionth of what the targets vary", () => {
  for (const lowest of [0, 1e-15]) {
    const points = { least_squares: { loss: lowest }, targets: [1, 5] }; // their variance is 4
    assert.deepEqual([0, 3.9e-6, 4.1e-6].map((loss) => isNear(loss, points)), [true, true, false]);
    assert.ok(isNoiseless(points));
  }
});
