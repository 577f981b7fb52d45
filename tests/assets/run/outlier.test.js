/* An outlier is as far off as it takes to be seen, tilts the line by what theory says, and is taken back by its name. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { pointsOf } from "../../../assets/lesson/theory.js";
import { edgeOf, tableNow, touch, withOutlier } from "../../../assets/run/edits.js";
import { named, tableOf } from "../../../assets/run/own_points.js";
import { assertNear } from "../numbers.js";
import { act, begun, ran, settings, settled } from "../runs.js";
import { FRAME, READ } from "./a_table.js";

test("an outlier of +5 at the edge tilts the line of 20 points by 1.26 and of 250 by 0.12, and at the mean not at all", () => {
  for (const [n, told] of [[20, 1.26], [250, 0.12]]) {
    const table = tableNow(settings(begun(), { n }), FRAME);
    const xs = table.features.map(([x]) => x);
    const mean = xs.reduce((sum, x) => sum + x, 0) / n;
    const sxx = xs.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    const slope = (it) => pointsOf(it, null, "").least_squares.weight[0];
    const tilt = slope(withOutlier(table, 1, 5)) - slope(table);
    assertNear(tilt, (5 * (1 - mean)) / (sxx * (1 + 1 / n) + (1 - mean) ** 2), { rel: 1e-5 });
    assertNear(tilt, told, { rel: 0.16 }); // which of the draws it is
    assertNear(slope(withOutlier(table, mean, 5)), slope(table), { abs: 1e-6 });
    const pressed = slope(withOutlier(table, 1)) - slope(table);
    assertNear(pressed, told, { rel: 0.2 }); // a press is about as far
  }
});

test("the edge of x is where drawn points may end, and the last of measured ones, within their frame", () => {
  assert.equal(edgeOf(tableNow(begun(), FRAME)), 1);
  const own = tableOf({ ...READ, features: [[148.5], [182.25], [160]], targets: [150, 180, 161] });
  assert.ok(own.x_range[1] > 182.25);
  assert.equal(edgeOf(own), 182.25);
});

test("an outlier is taken back by its name, and its frame with it", () => {
  const before = ran(begun(), 3);
  const original = tableNow(before, [-1, 6.5]);
  const state = settled(act(before, "touch-points", touch(before, named(original), withOutlier(original, 1), "outlier")));
  assert.deepEqual([state.past.at(-1).what, state.points.targets.length, state.record.epoch], ["outlier", 251, 3]);
  assert.ok(state.tables[state.own].y_range[1] > state.points.targets.at(-1));
  const back = settled(act(state, "undo"));
  assert.deepEqual([back.controls.dataset, back.points.targets.length, back.record.epoch], ["line", 250, 3]);
});

test("where all values are alike, or a few are far off, an outlier is still far, and not without end", () => {
  const table = (targets) => tableOf({ ...READ, features: targets.map((_, i) => [i]), targets });
  const by = (targets) => withOutlier(table(targets), 1).targets.at(-1) - targets[0];
  assert.deepEqual([by([4, 4, 4, 4]), by([0, 0, 0, 0])], [12, 3]);
  const once = withOutlier(table([1, 2, 3, 4, 5, 6, 7, 8]), 7);
  const twice = withOutlier(once, 7);
  assert.ok(twice.targets.at(-1) - once.targets.at(-1) < 12);
});
