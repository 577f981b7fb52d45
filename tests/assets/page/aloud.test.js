/* What a screen reader is told: few words while it runs, each step with its numbers, and of keys held down the last. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { act, begun, diverged, ran, settings, settled, turn } from "../runs.js";
import { summaryOf, wordsOf } from "../../../assets/page/aloud.js";

/** @returns what is told of going from state to state */
function told(...states) {
  return states.slice(1).map((state, i) => wordsOf(state, states[i]));
}

test("a run that goes on says nothing until something else happens", () => {
  const playing = act(begun(), "play");
  assert.notEqual(wordsOf(playing, begun()), null);
  const later = [turn(playing)];
  for (let i = 0; i < 5; i += 1) later.push(turn(later[i]));
  assert.ok(later[5].record.epoch > later[0].record.epoch);
  assert.deepEqual(told(...later), [null, null, null, null, null]);
});

test("a pause says where the run stands, with its numbers", () => {
  const playing = turn(turn(turn(act(begun(), "play"))));
  const { epoch, loss, bias, weight } = playing.record.now;
  const words = wordsOf(act(playing, "pause"), playing);
  assert.ok(words.includes(`Epoch ${epoch}: loss`), words);
  for (const value of [weight[0].toFixed(3), bias.toFixed(3), loss.toPrecision(4)]) assert.ok(words.includes(value), words);
});

test("each step is said with its numbers, and an epoch looked at too", () => {
  const paused = ran(begun(), 3);
  const stepped = settled(act(paused, "step"));
  assert.match(wordsOf(stepped, paused), /^Epoch 4: loss [\d.]+, weight -?[\d.]+, bias -?[\d.]+\.$/);
  const looking = [1, 2].map((epoch) => act(stepped, "look-at", { epoch }));
  assert.match(wordsOf(looking[0], stepped), /Epoch 1:/);
  assert.match(wordsOf(looking[1], looking[0]), /^Epoch 2:/);
});

test("a pause and a step say nothing of what is hidden", () => {
  const [paused, other] = [ran(begun(), 3), ran(begun(), 4)];
  const hidden = (...names) => wordsOf(act(other, "hide", { hidden: names }), act(paused, "hide", { hidden: names }));
  assert.equal(hidden("loss"), "Epoch 4.");
  for (const name of ["weights", "equation"]) assert.match(hidden(name), /^Epoch 4: loss [\d.]+\.$/);
});

test("what is refused is said, and once", () => {
  const state = begun();
  const refused = { ...state, notice: { id: "notice.unreadable" } };
  assert.ok(wordsOf(refused, state));
  assert.equal(wordsOf(refused, refused), null);
});

test("a run is summed up: how its loss goes, and where the slope is to end, without what is hidden", () => {
  const run = ran(settings(begun(), { learning_rate: 0.1 }), 12);
  const { epoch, loss, weight } = run.record.now;
  const start = `Epoch ${epoch}: loss ${loss.toPrecision(4)}`;
  assert.equal(summaryOf(run).replace(/loss [\d.]+/, `loss ${loss.toPrecision(4)}`), `${start}, falling; slope ${weight[0].toFixed(3)}, aiming at 2.`);
  assert.match(summaryOf(begun()), /^Epoch 0: loss [\d.]+, not trained yet;/);
  assert.match(summaryOf(diverged()), /, rising;/);
  assert.match(summaryOf(ran(run, 3000)), /, all but level;/);
  const hubble = ran(settings(begun(), { dataset: "hubble" }), 3);
  assert.match(summaryOf(hubble), /aiming at 45[\d.]+\.$/);
  assert.match(summaryOf(act(run, "view", { view: { limits: false } })), /, falling; slope [\d.-]+\.$/);
  assert.match(summaryOf(act(run, "hide", { hidden: ["true-line"] })), /, falling; slope [\d.-]+\.$/);
  assert.match(summaryOf(act(run, "hide", { hidden: ["weights"] })), /, falling\.$/);
  assert.equal(summaryOf(act(run, "hide", { hidden: ["loss"] })), `Epoch ${epoch}.`);
  assert.match(summaryOf(ran(settings(begun(), { dataset: "house-prices", learning_rate: 0.1 }), 12)), /^Epoch \d+: loss [\d.e+]+, (falling|rising)\.$/);
});
