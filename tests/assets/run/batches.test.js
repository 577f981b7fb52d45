/* Step takes one batch: exactly one, in the record, the link, a replay and undo. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { changesOf, linkOf } from "../../../assets/run/link.js";
import { openingOf } from "../../../assets/run/link_open.js";
import { readLink } from "../../../assets/run/link_read.js";
import { packed, unpacked } from "../../../assets/run/packed.js";
import { firstState, seen } from "../../../assets/run/state.js";
import { check, dump, restored } from "../../../assets/run/stored.js";
import { schema } from "../oracles.js";
import { act, begun, frozen, settings, settled, turn, wanted } from "../runs.js";

const N = 250;

function inBatches(size = 100, more = {}) {
  return act(settings(begun(), { batch_size: size, n: N, learning_rate: 0.05, ...more }), "view", { view: { byBatch: true } });
}

function steps(state, count) {
  let now = state;
  for (let i = 0; i < count; i += 1) now = settled(act(now, "step"));
  return now;
}

function placeOf({ record: { checkpoint } }) {
  return [checkpoint.epoch, checkpoint.batch, checkpoint.step];
}

test("each step is one batch, and the last one ends the epoch", () => {
  const places = Array.from({ length: 7 }, (_, i) => placeOf(steps(inBatches(), i)));
  assert.deepEqual(places, [[0, 0, 0], [0, 1, 1], [0, 2, 2], [1, 0, 3], [1, 1, 4], [1, 2, 5], [2, 0, 6]]);
  assert.deepEqual(wanted(act(inBatches(), "step")).batch, 1);
  assert.deepEqual(wanted(act(steps(inBatches(), 2), "step")).batch, undefined);
});

test("batches one by one are the epochs that a run makes of them", () => {
  const one = steps(inBatches(), 6);
  const whole = steps(act(inBatches(), "view", { view: { byBatch: false } }), 2);
  assert.deepEqual([one.record.checkpoint, one.record.now, one.record.epoch], [whole.record.checkpoint, whole.record.now, 2]);
});

test("presses that come faster than answers are as many batches", () => {
  let state = inBatches();
  for (let i = 0; i < 5; i += 1) state = act(state, "step");
  assert.deepEqual(placeOf(settled(state)), [1, 2, 5]);
});

test("another batch size holds from the next epoch on", () => {
  const changed = settled(act(steps(inBatches(), 1), "set", { controls: { batch_size: 200 } }));
  assert.deepEqual([1, 2, 3, 4].map((count) => placeOf(steps(changed, count))), [[0, 2, 2], [1, 0, 3], [1, 1, 4], [2, 0, 5]]);
  let fast = changed;
  for (let i = 0; i < 4; i += 1) fast = act(fast, "step");
  assert.deepEqual(placeOf(settled(fast)), [2, 0, 5]);
  let smaller = settled(act(steps(inBatches(200), 1), "set", { controls: { batch_size: 100 } }));
  for (let i = 0; i < 3; i += 1) smaller = act(smaller, "step");
  assert.deepEqual(placeOf(settled(smaller)), [1, 2, 4]);
});

test("with batches of all points a step is an epoch", () => {
  for (const size of [null, N]) assert.deepEqual(placeOf(steps(inBatches(size), 1)), [1, 0, 1]);
});

test("a step back from inside an epoch shows its beginning, a step on the weights of now", () => {
  const state = steps(inBatches(), 4);
  const back = act(state, "look-by", { rows: -1 });
  assert.deepEqual([back.view.epoch, seen(back)], [1, state.record.now]);
  assert.deepEqual(seen(act(back, "look-by", { rows: -1 })).epoch, 0);
  assert.deepEqual(seen(act(back, "step")), seen(state));
  const again = settled(act(back, "go-on-here"));
  assert.deepEqual([placeOf(again), placeOf(steps(again, 1))], [[1, 0, 3], placeOf(state)]);
  assert.deepEqual(steps(again, 1).record.checkpoint, state.record.checkpoint);
});

test("a link made inside an epoch leads there again, with what a step is", async () => {
  const state = steps(settled(act(steps(inBatches(), 4), "set", { controls: { learning_rate: 0.02 } })), 1);
  const query = linkOf(state, await packed(changesOf(state)), "en");
  assert.match(query, /&epoch=1&batches=2&/);
  assert.match(query, /&bybatch=1&/);
  const { link } = readLink(query, schema, ["en"]);
  const opening = openingOf(frozen(firstState(schema, "ff", {})), link, await unpacked(link.changes));
  const there = settled(act(firstState(schema, "ff", {}), "open", { opening }));
  assert.deepEqual([there.record.checkpoint, there.view.byBatch, seen(there)], [state.record.checkpoint, true, seen(state)]);
  assert.equal(linkOf(there, await packed(changesOf(there)), "en"), query);
});

test("Reset inside an epoch can be taken back exactly", () => {
  const state = steps(inBatches(), 4);
  const back = act(settled(act(state, "reset")), "undo");
  assert.deepEqual([back.record, seen(back), back.phase], [state.record, seen(state), "paused"]);
});

test("a reload comes back inside the epoch, and takes batches there; an earlier page's tab takes epochs", () => {
  const state = steps(inBatches(), 4);
  const kept = { ...dump(state, 9), ...state.record.course(), tables: {}, runs: [] };
  const whole = { ...kept, record: { ...kept.record, ...state.record.course(), history: state.record.history } };
  const back = restored(firstState(schema, "ff", {}), check(whole, schema));
  assert.deepEqual([back.record.checkpoint, back.view.byBatch], [state.record.checkpoint, true]);
  const { byBatch: _, ...view } = whole.view;
  assert.equal(check({ ...whole, view }, schema).view.byBatch, false);
  assert.equal(check({ ...whole, view: { ...view, byBatch: 1 } }, schema), null);
});

test("while a run plays, whole epochs are seen", () => {
  const state = turn(act(steps(inBatches(), 4), "play"));
  for (const one of [state, steps(inBatches(), 3)]) assert.deepEqual([seen(one), seen(one).part], [one.record.now, undefined]);
});
