/* The loss map: where the arrow ends, and which runs its axes hold. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { frameFor, linePlane, nextStep } from "../../../assets/lesson/map.js";
import { assertNear } from "../numbers.js";
import { oracles } from "../oracles.js";

const SIZE = { width: 400, height: 280 };

test("the arrow is −rate × the finite difference of the loss", () => {
  for (const { points, at, slope } of oracles.points) {
    const { weight, bias } = nextStep(points, at, { name: "sgd", learning_rate: 0.1 });
    const arrow = { weight: weight - at.weight[0], bias: bias - at.bias };
    assertNear(arrow, { weight: -0.1 * slope.weight, bias: -0.1 * slope.bias }, { rel: 1e-5 });
  }
});

test("the arrow ends where torch goes next", () => {
  for (const { points, decay, before, after } of oracles.next) {
    const arrow = nextStep(points, before, { name: "sgd", learning_rate: 0.4, weight_decay: decay });
    assertNear(arrow, { weight: after.weight[0], bias: after.bias });
  }
});

test("weight decay that is not of the gradient does not turn the arrow", () => {
  const [{ points, before }] = oracles.next;
  const arrow = (name, decay) => nextStep(points, before, { name, learning_rate: 0.4, weight_decay: decay });
  assert.deepEqual(arrow("adamw", 0.3), arrow("adamw", 0));
  assert.notDeepEqual(arrow("adam", 0.3), arrow("adam", 0));
});

test("every run that converges stays on the map", () => {
  const { points, limit, runs } = oracles.converging;
  assertNear(points.learning_rate_limit, limit);
  for (const [start, ...path] of runs) {
    const frame = frameFor(linePlane(points), start, SIZE, null);
    for (const { weight, bias } of [start, ...path]) {
      assert.ok(frame.x[0] <= weight[0] && weight[0] <= frame.x[1]);
      assert.ok(frame.y[0] <= bias && bias <= frame.y[1]);
    }
  }
});

test("the map of standardised points is round and stays where it is", () => {
  const { points } = oracles.points[3];
  assert.ok(points.scaling);
  const first = frameFor(linePlane(points), { weight: [-1], bias: 0 }, SIZE, null);
  const width = first.x[1] - first.x[0];
  const height = first.y[1] - first.y[0];
  assertNear(width / SIZE.width, height / SIZE.height);
  assert.deepEqual(frameFor(linePlane(points), { weight: [0], bias: 1 }, SIZE, first), first);
});

test("points at one x have no map", () => {
  const points = { ...oracles.points[0].points, least_squares: { weight: null, bias: null, loss: 0, weight_error: null } };
  assert.throws(() => frameFor(linePlane(points), { weight: [0], bias: 0 }, SIZE, null));
});
