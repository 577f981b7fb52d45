/* Points of one's own: named as the server names them, used as training uses them, and taken as a new run. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { toOriginal, toTraining, trainingPoints } from "../../../assets/lesson/inside.js";
import { gradient } from "../../../assets/lesson/loss.js";
import { nextStep } from "../../../assets/lesson/map.js";
import { pointsOf } from "../../../assets/lesson/theory.js";
import { recordOf } from "../../../assets/page/files.js";
import { dataOf } from "../../../assets/run/command.js";
import { moved } from "../../../assets/run/edits.js";
import { isMixed } from "../../../assets/run/link_points.js";
import { nameOf, tableOf } from "../../../assets/run/own_points.js";
import { ratesOf } from "../../../assets/run/rates.js";
import { sha256 } from "../../../assets/run/sha256.js";
import { assertNear } from "../numbers.js";
import { oracles } from "../oracles.js";
import { act, begun, ran, settings, settled } from "../runs.js";
import { opened, READ, taken, touched } from "./a_table.js";

test("a hash is SHA-256, at every length about a block's", () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) % 256);
    assert.equal(sha256(bytes), createHash("sha256").update(bytes).digest("hex"));
  }
});

test("a table is named as the server names it", () => {
  assert.ok(oracles.own.length > 3);
  for (const { table, name } of oracles.own) assert.equal(nameOf(table), name);
});

test("until the server tells it, theory knows of touched points what it knows", () => {
  for (const { table, points } of oracles.own.filter((it) => it.table.inputs.length === 1)) {
    const { least_squares: best, curvatures, learning_rate_limit: limit } = pointsOf(table, points, "");
    assertNear(best.weight[0], points.least_squares.weight[0], { rel: 1e-6 });
    assertNear(best.bias, points.least_squares.bias, { rel: 1e-6 });
    assertNear(best.weight_error[0], points.least_squares.weight_error[0], { rel: 1e-6 });
    assertNear(limit, points.learning_rate_limit, { rel: 1e-6 });
    assertNear(curvatures[1], points.curvatures[1], { rel: 1e-6 });
  }
});

test("parameters of standardised features come back, and the next step is torch's", () => {
  for (const { points, held, before, after, rate, decay } of oracles.own) {
    const training = toTraining(points, before);
    held.weight.forEach((value, i) => assertNear(training.weight[i], value, 1e-6));
    assertNear(training.bias, held.bias, { rel: 1e-5 });
    assertNear(toOriginal(points, training).bias, before.bias, { rel: 1e-9 });
    if (points.inputs.length > 1) continue;
    const slope = gradient(trainingPoints(points), training, decay);
    const stepped = toTraining(points, after);
    assertNear([training.weight[0] - rate * slope.weight, training.bias - rate * slope.bias], [stepped.weight[0], stepped.bias], { rel: 1e-4, abs: 1e-5 });
    const next = nextStep(points, before, { name: "sgd", learning_rate: rate, weight_decay: decay });
    assertNear(next.weight, after.weight[0], { rel: 1e-4 });
    assertNear(next.bias, after.bias, { rel: 1e-4 });
  }
});

test("points that are taken are a new run, paused, standardised in training", () => {
  const state = taken();
  assert.deepEqual([state.controls.dataset, state.controls.scaling, state.phase, state.record.epoch], ["points", "inside", "ready", 0]);
  assert.deepEqual(dataOf(state), { kind: "points", hash: state.own, n: 4, inputs: 1, scaling: "inside" });
  assert.deepEqual([state.points.targets, state.past.at(-1).what], [READ.targets, "use-points"]);
  const back = act(state, "undo");
  assert.deepEqual([back.controls.dataset, back.own, back.record.epoch], ["line", null, 2]);
});

test("points that are taken have a rate that their slider shows, and no line that was drawn over others", () => {
  const tiny = settings(begun(), { dataset: "gapminder-dollars" });
  const drawn = act(tiny, "my-line", { weight: 1, bias: 2 });
  const table = tableOf(READ);
  const state = settled(act(drawn, "use-points", { table, hash: nameOf(table) }));
  const { low, high } = ratesOf(state);
  assert.ok(tiny.controls.learning_rate < low && state.controls.learning_rate >= low && state.controls.learning_rate <= high);
  assert.equal(state.hand.line, null);
});

test("what the server makes code of has the points of each segment once", () => {
  const state = ran(touched(ran(taken(), 2), (table) => moved(table, 0, { x: 1, y: 5 })), 3);
  const { points, segments } = recordOf(state);
  assert.deepEqual(points.map(nameOf), segments.map(({ data }) => data.hash));
  assert.equal(recordOf(ran(begun(), 2)).points, undefined);
});

/** A run whose noise was changed on the way, before its points were touched. */
function mixed(degree = 1) {
  const noisy = ran(settings(ran(settings(begun(), { learning_rate: 0.1, degree }), 3), { noise: 0.5, learning_rate: 0.2 }), 2);
  return ran(settled(touched(noisy, (table) => moved(table, 0, { x: 0.5, y: 5 }))), 2);
}

test("a run that learned from another data set of several kinds before is told as such, and its link leads through them", async () => {
  for (const state of [mixed(), mixed(3)]) {
    assert.equal(isMixed(state), true);
    const other = await opened(state);
    assert.deepEqual(other.record.segments, state.record.segments);
    assert.deepEqual([other.record.now, other.own, other.points.targets, other.controls], [state.record.now, state.own, state.points.targets, state.controls]);
    assert.deepEqual(other.view.shown, state.view.shown);
  }
});

test("another number of points before the first epoch does not divide a run that is touched then", async () => {
  const few = ran(settings(begun(), { n: 20, learning_rate: 0.1 }), 3);
  const state = ran(settled(touched(few, (table) => moved(table, 0, { x: 0.5, y: 5 }))), 2);
  assert.equal(isMixed(state), false);
  assert.ok(state.record.segments.every(({ data }) => data.kind === "points" && data.n === 20));
  const other = await opened(state);
  assert.deepEqual([other.record.now, other.own], [state.record.now, state.own]);
});
