/* The loss over two of several parameters, all others held: numpy sums it over the points, and finds its lowest place; torch goes its way. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { lossOn } from "../../../assets/lesson/loss.js";
import { frameFor } from "../../../assets/lesson/map.js";
import { eigen } from "../../../assets/lesson/matrices.js";
import { pairOf, planeOf } from "../../../assets/lesson/plane.js";
import { assertNear } from "../numbers.js";
import { oracles } from "../oracles.js";

const SIZE = { width: 400, height: 280 };

function near(value, wanted, size = Math.abs(wanted)) {
  assert.ok(Math.abs(value - wanted) <= 1e-5 * size + 1e-9, `${value} is not ${wanted}`);
}

for (const { points, pair, per, rate, truth, path, lowest, at, now } of oracles.planes) {
  const plane = planeOf(points, { pair, deviations: per });
  const frame = frameFor(plane, path[0], SIZE, null);
  const [width, height] = [frame.x[1] - frame.x[0], frame.y[1] - frame.y[0]];
  const name = `${points.kind}${points.inside ? "" : " as it is"}, ${pair}${per ? " per standard deviation" : ""}`;

  test(`${name}: where the model is, and where the true values are`, () => {
    for (const { weight, bias, place } of path) plane.place({ weight, bias }).forEach((value, i) => near(value, place[i], [width, height][i]));
    if (truth) plane.truth.forEach((value, i) => near(value, truth[i], [width, height][i]));
    else assert.equal(plane.truth, null);
  });

  test(`${name}: the loss is that of the points, and the place has the others as they are`, () => {
    const surface = plane.through(path[now]);
    for (const { x, y, loss } of at) {
      near(surface.loss(x, y), loss);
      const there = surface.at(x, y);
      near(lossOn(points, there), loss);
      plane.place(there).forEach((value, i) => near(value, [x, y][i], Math.abs([x, y][i]) + 1));
    }
    assertNear(surface.at(...plane.place(path[now])), { weight: path[now].weight, bias: path[now].bias }, { rel: 1e-6, abs: 1e-6 });
  });

  test(`${name}: the lowest place is least squares of the two alone, at each epoch`, () => {
    path.forEach((parameters, i) => {
      const { best } = plane.through(parameters);
      near(best.x, lowest[i].x, width);
      near(best.y, lowest[i].y, height);
      near(best.loss, lowest[i].loss);
    });
  });

  test(`${name}: every epoch and every lowest place of a run that converges stay on the map`, () => {
    const isOn = (value, [low, high]) => value >= low && value <= high;
    path.forEach(({ place }, i) => assert.ok(isOn(place[0], frame.x) && isOn(place[1], frame.y) && isOn(lowest[i].x, frame.x) && isOn(lowest[i].y, frame.y), String(i)));
    assert.equal(frameFor(plane, path[0], SIZE, frame), frame);
  });

  test(`${name}: the arrow ends where torch goes next`, () => {
    const next = plane.next(path[now], { name: "sgd", learning_rate: rate });
    next.forEach((value, i) => assert.ok(Math.abs(value - path[now + 1].place[i]) <= 1e-4 * [width, height][i], `${next} ${path[now + 1].place}`));
  });
}

test("two that make up for each other have no lowest place, and the loss along their valley is the same", () => {
  const [{ points, path }] = oracles.planes;
  const doubled = { ...points, features: points.features.map(([a, , ...rest]) => [a, 2 * a, ...rest]), least_squares: { weight: null, bias: null, loss: 0, weight_error: null } };
  const plane = planeOf(doubled, { pair: [0, 1], deviations: false });
  const surface = plane.through(path[0]);
  const [x, y] = plane.place(path[0]);
  assert.equal(surface.best, null);
  near(surface.loss(x + 1, y - 0.5), surface.loss(x, y));
  near(surface.loss(x + 1, y), lossOn(doubled, surface.at(x + 1, y)));
  const others = planeOf(doubled, { pair: [0, 2], deviations: false }); // its neighbour is held
  const { best, at } = others.through(path[0]);
  near(best.loss, lossOn(doubled, at(best.x, best.y)));
  const frame = frameFor(others, path[0], SIZE, null);
  assert.ok([...frame.x, ...frame.y].every(Number.isFinite) && best.x >= frame.x[0] && best.x <= frame.x[1]);
});

test("what was chosen for other data is taken where there are such parameters, else the first two", () => {
  const [{ points }] = oracles.planes;
  assert.deepEqual([[4, 0], [2, 3], [0, 5], null].map((pair) => pairOf(pair, points)), [[4, 0], [2, 3], [0, 1], [0, 1]]);
});

test("eigenvectors of a symmetric matrix are stretched by their values", () => {
  const matrix = [[4, 1, -2], [1, 3, 0.5], [-2, 0.5, 1]];
  for (const { value, vector } of eigen(matrix)) {
    near(Math.hypot(...vector), 1);
    matrix.forEach((row, i) => near(row.reduce((sum, one, j) => sum + one * vector[j], 0), value * vector[i], 1));
  }
});
