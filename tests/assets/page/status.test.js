/* What the page says of the run. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { act, begun, diverged, ran, settings, turn } from "../runs.js";
import { taken } from "../run/a_table.js";
import { promptId, sentenceOf, stateLine } from "../../../assets/page/status.js";
import { sayable } from "../../../assets/run/state.js";
import { text } from "../../../assets/text/texts.js";

const PACES = [
  [10, "10 epochs a second"],
  [1000, "1000 epochs a second"],
  [1.2, "1 epoch a second"],
  [0.2, "an epoch in 5 seconds"],
  [0, "the first epoch is under way"],
];

test("the state line tells how fast it learns", () => {
  const playing = act(begun(), "play");
  for (const [perSecond, words] of PACES) {
    const line = (paceMs) => stateLine({ ...playing, connection: { waiting: false, perSecond, paceMs } });
    assert.equal(line(100), `Learning, ${words}`);
    assert.equal(line(250), `Busy server: ${words}`);
  }
});

test("the state line, state by state", () => {
  const state = ran(begun(), 5);
  assert.equal(stateLine(begun()), "Ready");
  assert.equal(stateLine(state), "Paused");
  assert.equal(stateLine(act(state, "step")), "Paused");
  assert.equal(stateLine(act(state, "look-at", { epoch: 2 })), "Looking at epoch 2 of 5");
  assert.equal(stateLine(diverged()), "Stopped");
  assert.equal(stateLine(act(act(state, "look-at", { epoch: 2 }), "go-on-here")), "Going back");
  assert.equal(stateLine(act(state, "connection", { connection: { waiting: true } })), "Waiting for the server");
});

test("the sentence, state by state", () => {
  const state = begun();
  assert.match(sentenceOf(state), /^These weights are a guess/);
  assert.match(sentenceOf(turn(act(state, "play"))), /^Each epoch moves the line/);
  assert.match(sentenceOf(act(settings(state, { learning_rate: 2.5 }), "play")), /^Each step overshoots/);
  assert.match(sentenceOf(act(settings(state, { dataset: "house-prices" }), "play")), /^Each epoch moves the predictions a little closer to the prices/);
  assert.match(sentenceOf(ran(state, 3)), /^Paused\./);
  const near = settings(state, { learning_rate: 0.5 });
  assert.match(sentenceOf(act(ran(near, 100), "play")), /^Nearly there/);
  assert.match(sentenceOf(act(ran(near, 3000), "play")), /^Arrived: the numbers are those of least squares/);
  const stopped = diverged();
  assert.equal(sentenceOf(stopped), `Diverged at epoch ${stopped.record.checkpoint.epoch + 1}: each step overshot by more than the last.`);
  assert.equal(sentenceOf(act(stopped, "view", { view: { isPhone: true } })), `Diverged at epoch ${stopped.record.checkpoint.epoch + 1}.`);
});

test("a run that crawls on x as it is says so, unless the answer is hidden; one that arrives does not", () => {
  const years = act(ran(settings(begun(), { dataset: "co2" }), 200), "play");
  assert.match(sentenceOf(years), /^It crawls: .* Scaling/);
  assert.match(sentenceOf(act(years, "view", { view: { limits: false } })), /^Each epoch moves the line/);
  assert.match(sentenceOf(act(ran(settings(begun(), { dataset: "co2" }), 3), "play")), /^Each epoch moves the line/);
  for (const epochs of [50, 400, 1200]) assert.match(sentenceOf(act(ran(begun(), epochs), "play")), /^Each epoch moves the line/);
});

test("where training ends is told while least squares is shown and near", () => {
  const shown = (state) => act(state, "show-trace", { name: "Least squares", shown: true });
  const near = ran(settings(begun(), { learning_rate: 0.5 }), 100);
  assert.match(sentenceOf(near), /^Paused\./);
  assert.match(sentenceOf(shown(near)), /^Training ends at least squares, not at the true line/);
  assert.match(sentenceOf(shown(settings(near, { weight_decay: 0.1 }))), /^Weight decay holds/);
  assert.match(sentenceOf(shown(settings(near, { batch_size: 10 }))), /^Small batches/);
  assert.match(sentenceOf(act(shown(near), "view", { view: { limits: false } })), /^Paused\./);
});

test("looking back at an epoch of other points is said", () => {
  const state = ran(settings(ran(begun(), 5), { n: 100 }), 5);
  const at = (epoch) => sentenceOf(act(state, "look-at", { epoch }));
  assert.deepEqual([at(3), at(7)], ["Looking back; other points.", "Looking back."]);
});

test("one prompt for what there is to find out", () => {
  const state = begun();
  assert.equal(promptId(state), "prompt.predict");
  assert.equal(promptId(ran(state, 3)), "data.line.prompt");
  assert.equal(promptId(ran(settings(state, { noise: 0 }), 3)), "data.line.prompt.noiseless");
  assert.equal(promptId(settings(state, { dataset: "house-prices" })), "prompt.predict.several");
  assert.equal(promptId(ran(settings(state, { dataset: "hubble" }), 3)), "data.hubble.prompt");
});

test("nobody is asked to guess what is drawn, and nothing gives away what is hidden", () => {
  const hidden = act(begun(), "view", { view: { limits: false } });
  assert.equal(promptId(hidden), "prompt.guess");
  assert.equal(promptId(settings(hidden, { dataset: "house-prices" })), "data.house-prices.guess");
  assert.equal(promptId(ran(hidden, 3)), "prompt.hidden");
  assert.doesNotMatch(text("prompt.hidden"), /line/); // house prices have none
  const near = act(ran(settings(begun(), { learning_rate: 0.5 }), 100), "play");
  assert.match(sentenceOf(near), /^Nearly there/);
  assert.match(sentenceOf(act(near, "view", { view: { limits: false } })), /^Each epoch moves the line/);
  const own = ran(taken(), 1);
  const several = { ...own, points: { ...own.points, view: "predicted-actual" } };
  assert.deepEqual([own, several].map(promptId), ["data.points.prompt", "prompt.several"]); // whose points are not dragged
});

test("where training ends is told as it is: not beside the true line where the two are one, and trembling only where batches differ", () => {
  const shown = act(settings(begun(), { learning_rate: 0.5 }), "show-trace", { name: "Least squares", shown: true });
  assert.match(sentenceOf(ran(shown, 60)), /^Training ends at least squares, not at the true line/);
  assert.match(sentenceOf(ran(settings(shown, { batch_size: 25 }), 30)), /^Small batches keep the line trembling/);
  const exact = (state) => {
    const targets = state.points.features.map(([x]) => Math.fround(2 * x + 3));
    const points = { ...state.points, targets, least_squares: { ...state.points.least_squares, weight: [2], bias: 3, loss: 0 } };
    return { ...state, points, record: state.record.measuredAs(1e-13) };
  };
  assert.equal(sentenceOf(exact(ran(shown, 60))), "Paused. Press Step for one more epoch.");
  assert.equal(sentenceOf(exact(ran(settings(shown, { batch_size: 25 }), 30))), "Paused. Press Step for one more epoch.");
});

test("no epoch is said to come closer where one may lead away: small batches, momentum, Adam", () => {
  const running = (controls) => sentenceOf(turn(act(settings(begun(), controls), "play")));
  assert.match(running({ learning_rate: 0.7 }), /a little closer to the points/);
  for (const controls of [{ batch_size: 10 }, { optimizer: "momentum" }, { optimizer: "adam" }, { weight_decay: 0.1 }, { degree: 3, optimizer: "momentum" }]) {
    assert.equal(running(controls), "Each epoch steps against the gradient, to lower the loss.", JSON.stringify(controls));
  }
});

test("while the answer is hidden no sentence tells on which side of the limit the rate is, and the loss grows only where it does", () => {
  const running = (state, rate, turns = 3) => Array.from({ length: turns }).reduce((now) => turn(now), act(settings(state, { learning_rate: rate }), "play"));
  const hidden = act(begun(), "view", { view: { limits: false } });
  const { learning_rate_limit: limit } = begun().points;
  assert.match(sentenceOf(running(begun(), 1)), /^Each step overshoots/);
  assert.equal(sentenceOf(running(hidden, 1)), "Each epoch steps against the gradient, to lower the loss.");
  const [below, above] = [0.99, 1.001].map((times) => sentenceOf(running(ran(hidden, 3), times * limit)));
  assert.equal(below, above);
  const slowly = running(ran(settings(begun(), { learning_rate: 0.02 }), 20), 1.001 * limit, 1);
  assert.ok(slowly.record.now.loss < slowly.record.at(slowly.record.epoch - 5).loss);
  assert.doesNotMatch(sentenceOf(slowly), /overshoots/);
  const near = act(ran(settings(hidden, { learning_rate: 0.5 }), 100), "play");
  assert.equal(sayable(near), "running"); // nor is it said by a colour, or aloud
});
