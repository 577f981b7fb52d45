/* What a command carries: the controls' values in the server's words. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { commandOf, dataOf, scalingsOf, trainingOf } from "../../../assets/run/command.js";
import { firstState } from "../../../assets/run/state.js";
import { act, begun, ran } from "../runs.js";
import { oracles, schema } from "../oracles.js";

const FIRST = firstState(schema, "a1", {});
const CONTROLS = { learning_rate: 0.1, batch_size: null, weight_decay: 0 };

/** @returns a page whose controls ask for this */
function asking(controls) {
  return { ...FIRST, seeds: { data: 3, start: 7 }, controls: { ...FIRST.controls, ...CONTROLS, ...controls } };
}

for (const decay of [0, 0.5]) {
  test(`each choice names the optimizer that the server makes of it, decay ${decay}`, () => {
    assert.deepEqual(Object.keys(oracles.choices), Object.keys(schema.optimizers));
    for (const [optimizer, { controls, command }] of Object.entries(oracles.choices)) {
      const wanted = { ...command, learning_rate: 0.1, ...(decay ? { weight_decay: decay } : {}) };
      const found = trainingOf(asking({ ...controls, optimizer, weight_decay: decay }));
      assert.deepEqual(found, { optimizer: wanted, batch_size: null, seed: 7 });
    }
  });
}

test("momentum of zero is plain gradient descent", () => {
  for (const optimizer of ["momentum", "nesterov"]) {
    assert.deepEqual(trainingOf(asking({ optimizer, momentum: 0 })).optimizer, { name: "sgd", learning_rate: 0.1 });
  }
});

test("a data set is asked for with the fields that it has", () => {
  const line = { kind: "line", n: 20, noise: 0.5, seed: 3 };
  assert.deepEqual(dataOf(asking({ n: 20, noise: 0.5 })), line);
  assert.deepEqual(dataOf(asking({ n: 20, noise: 0.5, scaling: "ten" })), { ...line, scaling: "ten" });
  assert.deepEqual(dataOf(asking({ dataset: "hubble", n: 20, noise: 0.5 })), { kind: "hubble" });
  assert.deepEqual(dataOf(asking({ dataset: "hubble", scaling: "ten" })), { kind: "hubble", scaling: "ten" });
  const houses = { kind: "house-prices", n: 20, noise: 25, seed: 3 };
  assert.deepEqual(dataOf(asking({ dataset: "house-prices", n: 20, noise: 25, scaling: "ten" })), houses);
  for (const scaling of ["inside", "none"]) assert.deepEqual(dataOf(asking({ dataset: "house-prices", n: 20, noise: 25, scaling })), { ...houses, scaling });
});

test("several features, of one's own too, are standardised in training or not at all", () => {
  assert.deepEqual(scalingsOf(asking({ dataset: "house-prices" })), ["inside", "none"]);
  const own = (/** @type {number} */ count) => ({ ...asking({ dataset: "points" }), own: "a", tables: { a: { inputs: Array(count).fill({ name: "x", unit: "" }) } } });
  assert.deepEqual([scalingsOf(own(1)).length, scalingsOf(own(3))], [7, ["inside", "none"]]);
});

test("a command carries the whole checkpoint, and what is shown once there is something", () => {
  const first = commandOf(FIRST, 0);
  assert.deepEqual([first.checkpoint, first.shown, first.epochs, first.run], [null, null, 0, "a1"]);
  const state = ran(begun(), 3);
  const { checkpoint, shown } = commandOf(state, 1);
  assert.equal(checkpoint, state.record.checkpoint);
  assert.equal(shown, state.points.shown);
});

test("a replay asks under the settings of then", () => {
  const state = act(ran(act(ran(begun(), 3), "set", { controls: { learning_rate: 0.3 } }), 3), "look-at", { epoch: 2 });
  const back = act(state, "go-on-here");
  assert.equal(commandOf(back, 2).training.optimizer.learning_rate, 0.01);
  assert.equal(trainingOf(back).optimizer.learning_rate, 0.3);
});
