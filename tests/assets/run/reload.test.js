/* A reload: what a page has kept is the same run again, paused, whatever was done before. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { goalThrough, stagesOf } from "../../../assets/run/course.js";
import { firstState } from "../../../assets/run/state.js";
import { keepsTheSame } from "../../../assets/run/stored.js";
import { numbersFrom, oneOf } from "../numbers.js";
import { schema } from "../oracles.js";
import { act, begun, diverged, ran, settings, settled, turn } from "../runs.js";
import { reloaded, told, written } from "./kept.js";

const ACTIONS = [
  (random) => ["set", { controls: { learning_rate: oneOf(random, [0.01, 0.1, 0.5, 2.5]) } }],
  (random) => ["set", { controls: { optimizer: oneOf(random, ["sgd", "momentum", "nesterov"]), momentum: oneOf(random, [0, 0.5, 0.9]) } }],
  (random) => ["set", { controls: { dataset: oneOf(random, Object.keys(schema.data)) } }],
  (random) => ["set", { controls: { n: oneOf(random, [10, 100, 250]), noise: 0.5 } }],
  (random) => ["set", { controls: { speed: oneOf(random, [0.1, 1, 25]), batch_size: oneOf(random, [null, 300]) } }],
  (random) => ["new-data", { seed: Math.floor(random() * 1e6) }],
  (random) => ["new-start", { seed: Math.floor(random() * 1e6) }],
  (random) => ["look-at", { epoch: Math.floor(random() * 100) }],
  (random) => ["look-by", { rows: oneOf(random, [-1, 1]) }],
  (random) => ["open-panel", { panel: oneOf(random, Object.keys(schema.panels)) }],
  (random) => ["show-trace", { name: "Least squares", shown: random() < 0.5 }],
  (random) => ["view", { view: { logarithmic: random() < 0.5, limits: random() < 0.5, deviations: random() < 0.5, shape: oneOf(random, ["segments", "squares"]) } }],
  ...["play", "play", "pause", "step", "reset", "halve", "go-on-here", "keep-run", "forget-runs"].map((type) => () => [type]),
  () => ["start-at", { weight: 1.5, bias: -2 }],
];

test("whether a reload brings back the same", () => {
  const state = begun();
  assert.ok(keepsTheSame(act(state, "view", { view: { about: true } }), state));
  assert.ok(keepsTheSame(act(state, "say", { notice: { id: "banner" } }), state));
  assert.ok(!keepsTheSame(act(state, "open-panel", { panel: "map" }), state));
  assert.ok(!keepsTheSame(act(state, "show-trace", { name: "Data", shown: false }), state));
  assert.ok(!keepsTheSame(turn(act(state, "step")), state));
});

test("a reload gives the same run, paused, on the screen of now", () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 8);
  const back = reloaded(act(act(state, "look-at", { epoch: 3 }), "projector", { open: true }), { mode: "dark", isPhone: true });
  assert.deepEqual([back.phase, back.run, back.controls, back.seeds], ["paused", state.run, state.controls, state.seeds]);
  assert.deepEqual(back.record.dump(), state.record.dump());
  assert.deepEqual([back.view.mode, back.view.isPhone, back.view.projector, back.view.epoch], ["dark", true, true, null]);
  assert.deepEqual(ran(settled(back), 4).record.history.rows(99), ran(state, 4).record.history.rows(99));
});

test("a reload while it plays pauses, and of a diverged run gives a diverged one", () => {
  assert.equal(reloaded(turn(act(begun(), "play"))).phase, "paused");
  assert.equal(reloaded(act(begun(), "play")).phase, "ready");
  const back = reloaded(diverged());
  assert.deepEqual([back.phase, back.record.diverged], ["diverged", true]);
  assert.equal(settled(back).phase, "diverged");
});

test("a reload on the way back goes on going back, to the same numbers", () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 8);
  const back = act(act(state, "look-at", { epoch: 5 }), "go-on-here");
  const again = reloaded(back);
  assert.deepEqual([again.phase, again.goal.epoch], ["replaying", 5]);
  assert.deepEqual(settled(again).record.now, state.record.at(5));
});

test("a reload while the run of a link is taken again goes on with it, through all its changes", () => {
  const state = act(ran(settings(ran(settings(begun(), { learning_rate: 0.1 }), 6), { learning_rate: 0.2 }), 6), "look-at", { epoch: 3 });
  const { controls, seeds, view, record } = state;
  const goal = { ...goalThrough(stagesOf(record.segments, record.checkpoint)), look: 3 };
  const opening = { controls, seeds, view: { ...view, epoch: null }, shownKind: "line", goal };
  const opened = act(firstState(schema, "ff", {}), "open", { opening });
  for (const under of [opened, turn(opened), turn(turn(opened))]) {
    const again = settled(reloaded(under));
    assert.deepEqual([again.record.now, again.phase, again.view.epoch], [record.now, "paused", 3]);
  }
});

test("a page that has no run yet keeps its controls", () => {
  const first = firstState(schema, "a1", {});
  const back = reloaded(act(first, "set", { controls: { n: 30 } }));
  assert.deepEqual([back.controls.n, back.record.checkpoint, back.phase], [30, null, "ready"]);
});

test("whatever was done, what is kept is taken over and is the same run again", () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const random = numbersFrom(seed);
    let state = begun();
    for (let i = 0; i < 40; i += 1) {
      state = random() < 0.4 ? turn(state) : act(state, ...oneOf(random, ACTIONS)(random));
      const back = reloaded(state);
      const again = told(written(back));
      assert.deepEqual(again, told(written(state)), `seed ${seed}, action ${i}`);
    }
  }
});
