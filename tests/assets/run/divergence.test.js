/* Why a diverged run's limit is what it is, and how the rate to go on with was found. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { why } from "../../../assets/page/card.js";
import { divergence, isStuck, reasons } from "../../../assets/run/divergence.js";
import { createTexts } from "../../../assets/text/catalogue.js";
import { schema } from "../oracles.js";
import { act, begun, diverged, ran, settings } from "../runs.js";

const { text } = createTexts(schema.text);

/** @returns a run that has diverged from its start on, at this rate and with these settings */
function divergedAt(rate, controls = {}) {
  const state = ran(settings(begun(), { learning_rate: rate, ...controls }), 400);
  assert.equal(state.phase, "diverged");
  return state;
}

test("the limit comes from the largest curvature, with weight decay where there is some", () => {
  const state = divergedAt(1.5);
  const { curvatures } = state.points;
  const largest = curvatures[curvatures.length - 1];
  const plain = reasons(state);
  assert.ok(Math.abs(plain.curvature / largest - 1) < 1e-9);
  assert.ok(Math.abs(plain.limit * plain.curvature - 2) < 1e-9);
  const decayed = reasons(act(state, "set", { controls: { weight_decay: 0.5 } }));
  assert.ok(Math.abs(decayed.curvature - largest - 0.5) < 1e-9);
  assert.ok(Math.abs(decayed.limit * decayed.curvature - 2) < 1e-9);
});

test("the rate is halved as often as it takes to come well below the limit", () => {
  const state = divergedAt(1.5);
  const { limit } = reasons(state);
  assert.equal(reasons(divergedAt(1)).halvings, 1);
  assert.equal(reasons(state).halvings, 0.75 >= 0.95 * limit ? 2 : 1);
});

test("what is said is the formula of the optimizer at hand", () => {
  const state = divergedAt(1.5);
  const withChoice = (controls) => why(act(state, "set", { controls }), text);
  assert.match(why(state, text), /^\S+ is 2 ÷ (\S+): \1 is the largest curvature/);
  assert.match(withChoice({ optimizer: "momentum", momentum: 0.9 }), /is 2 × \(1 \+ 0\.9\) ÷ /);
  assert.match(withChoice({ optimizer: "nesterov", momentum: 0.9 }), /is 2 × \(1 \+ 0\.9\) ÷ \(\(1 \+ 2 × 0\.9\) × /);
  assert.match(withChoice({ weight_decay: 0.5 }), /weight decay included/);
  assert.match(withChoice({ optimizer: "adam" }), /^Adam divides each step .* no limit is known\. 0\.75 is half of 1\.5, to try\.$/);
});

test("the numbers that are said give the limit that is said", () => {
  for (const [controls, formula] of [
    [{}, (c) => 2 / c],
    [{ optimizer: "momentum", momentum: 0.9 }, (c) => (2 * 1.9) / c],
    [{ optimizer: "nesterov", momentum: 0.9 }, (c) => (2 * 1.9) / (2.8 * c)],
    [{ weight_decay: 0.3 }, (c) => 2 / c],
  ]) {
    const said = why(act(divergedAt(2.5), "set", { controls }), text);
    const limit = said.split(" ")[0];
    const curvature = Number(/: (\S+) is/.exec(said)[1]);
    assert.equal(String(Number(formula(curvature).toPrecision(3))), limit, said);
  }
});

test("nothing is said of the limit while the class guesses first", () => {
  assert.equal(why(act(diverged(), "view", { view: { limits: false } }), text), "");
});

test("while the answer is hidden half the rate is half, and Start asks no more than for a rate below the one that diverged", () => {
  const hidden = act(divergedAt(2.5), "view", { view: { limits: false } });
  assert.equal(divergence(hidden).halved, 1.25);
  const isRefused = (rate) => isStuck(act(hidden, "set", { controls: { learning_rate: rate } }));
  assert.deepEqual([2.6, 2.5, 2.4, 1, 0.5].map(isRefused), [true, true, false, false, false]);
  assert.equal(isStuck(act(divergedAt(2.5), "set", { controls: { learning_rate: 1 } })), true);
  const again = ran(act(hidden, "halve"), 400);
  assert.deepEqual([again.phase, divergence(again).halved], ["diverged", 0.625]);
});
