/* Slopes of everybody's samples: numpy's mean, spread and histogram are the oracles, and the spread that teachers know. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { expected, slopeBins, slopeTheory, spread } from "../../../assets/lesson/slopes.js";
import { assertNear } from "../numbers.js";
import { oracles } from "../oracles.js";

const KNOWN = { 250: 0.055, 20: 0.19 };

for (const { n, slopes, mean, sd, bins: [counts], points } of oracles.classes.slopes) {
  test(`of ${n} points each, the slopes spread as numpy and theory say`, () => {
    assertNear(spread(slopes), { mean, sd }, { rel: 1e-9 });
    assertNear(sd, KNOWN[n], { rel: 0.15 });
    const theory = slopeTheory(points);
    assertNear(theory.mean, 2, { rel: 1e-12 });
    assertNear(theory.sd, KNOWN[n], { rel: 0.35 }); // as one sample guesses it
  });

  test(`of ${n} points each, bins count as numpy counts`, () => {
    const { bins, width } = slopeBins(slopes, null);
    assert.deepEqual(bins.map(({ count }) => count), counts);
    assertNear(bins[0].middle - width / 2, Math.min(...slopes), { rel: 1e-12 });
    const wide = slopeBins(slopes, { mean: 2, sd: 10 * sd });
    assert.equal(wide.bins.reduce((sum, { count }) => sum + count, 0), slopes.length);
    assertNear(wide.bins[0].middle - wide.width / 2, 2 - 35 * sd, { rel: 1e-9 });
  });
}

test("what theory expects adds up to everybody", () => {
  const curve = expected({ mean: 2, sd: 0.055 }, 200, 0.01);
  const all = Array.from({ length: 101 }, (_, i) => curve(1.5 + 0.01 * i)).reduce((sum, count) => sum + count, 0);
  assertNear(all, 200, { rel: 1e-6 });
  assertNear(curve(2), (200 * 0.01) / (0.055 * Math.sqrt(2 * Math.PI)), { rel: 1e-9 });
});

test("where nobody is, or no truth is known, nothing is said", () => {
  assert.deepEqual(slopeBins([], null).bins, []);
  const [{ points }] = oracles.classes.slopes;
  assert.equal(slopeTheory({ ...points, true_weight: null }), null);
  assert.equal(slopeTheory({ ...points, least_squares: { ...points.least_squares, weight_error: [0] } }), null);
  assert.equal(slopeBins([2, 2, 2], null).bins.reduce((sum, { count }) => sum + count, 0), 3);
});
