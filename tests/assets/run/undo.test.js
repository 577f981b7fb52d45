/* What took a run away can be taken back: it is there again exactly, and goes on as if nothing had been. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { openingOf } from "../../../assets/run/link_open.js";
import { readLink } from "../../../assets/run/link_read.js";
import { schema } from "../oracles.js";
import { act, begun, diverged, frozen, ran, settings, settled, turn } from "../runs.js";

const TAKING = {
  reset: (state) => act(state, "reset"),
  "new-data": (state) => act(state, "new-data", { seed: 5 }),
  "new-start": (state) => act(state, "new-start", { seed: 6 }),
  dataset: (state) => act(state, "set", { controls: { dataset: "hubble" } }),
  scaling: (state) => act(state, "set", { controls: { scaling: "centred" } }),
  "start-at": (state) => act(state, "start-at", { weight: 1, bias: 2 }),
  "go-on-here": (state) => act(act(state, "look-at", { epoch: 3 }), "go-on-here"),
};
const SAME = ["record", "controls", "seeds", "points", "shownData", "shownKind", "goal", "phase"];

/** @returns {object} what a person sees of the run, without what only the page knows of */
function seenOf(state) {
  return Object.fromEntries(SAME.map((name) => [name, state[name]]));
}

for (const [what, take] of Object.entries(TAKING)) {
  test(`${what} can be taken back, and done again`, () => {
    const before = ran(settings(begun(), { learning_rate: 0.1 }), 8);
    const taken = take(before);
    assert.deepEqual([taken.offer, taken.past.at(-1).what], ["undo", what]);
    const after = settled(taken);
    const back = act(after, "undo");
    assert.deepEqual(seenOf(back), seenOf(before));
    assert.equal(back.record, before.record);
    assert.deepEqual([back.offer, back.past.length, back.generation > after.generation], ["redo", 0, true]);
    assert.equal(settled(back), back, "nothing is asked of the server");
    assert.deepEqual(ran(back, 3).record.now, ran(before, 3).record.now);
    const again = act(back, "redo");
    assert.deepEqual(seenOf(again), seenOf(after));
    assert.deepEqual([again.past.length, again.future.length], [1, 0]);
  });
}

test("ten can be taken back, one after the other, and a new one ends what could be done again", () => {
  let state = begun();
  const starts = [];
  for (let seed = 1; seed <= 12; seed += 1) {
    starts.push(state.record.start);
    state = settled(act(state, "new-start", { seed }));
  }
  assert.equal(state.past.length, 10);
  for (let i = 11; i >= 2; i -= 1) {
    state = act(state, "undo");
    assert.equal(state.record.start, starts[i]);
  }
  assert.equal(act(state, "undo"), state);
  assert.equal(state.future.length, 10);
  const other = act(ran(state, 2), "reset");
  assert.deepEqual([other.future, other.past.at(-1).what], [[], "reset"]);
  assert.equal(act(other, "redo"), other);
});

test("what runs on, looks or opens takes nothing away", () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 4);
  for (const [type, given] of [["look-at", { epoch: 2 }], ["open-panel", { panel: "map" }], ["set", { controls: { noise: 0.5 } }], ["step", {}], ["play", {}], ["keep-run", {}]]) {
    assert.deepEqual(act(state, type, given).past, [], type);
  }
  assert.deepEqual(turn(act(state, "play")).past, []);
  assert.deepEqual(act(begun(), "undo").past, []);
});

test("a run that diverged is there again after it went on at half its rate, and so is a replay under way", () => {
  const gone = diverged();
  const halved = act(gone, "halve");
  assert.equal(halved.past.at(-1).what, "halve");
  const back = act(turn(halved), "undo");
  assert.deepEqual(seenOf(back), seenOf(gone));
  const long = ran(settings(begun(), { learning_rate: 0.1 }), 150);
  const replaying = act(act(long, "look-at", { epoch: 120 }), "go-on-here");
  const reset = settled(act(replaying, "reset"));
  const again = act(reset, "undo");
  assert.deepEqual([again.phase, settled(again).record.epoch], ["replaying", 120]);
});

test("the offer ends, and what can be taken back does not", () => {
  const state = act(act(ran(begun(), 2), "reset"), "end-offer");
  assert.deepEqual([state.offer, state.past.length], [null, 1]);
  assert.equal(act(state, "end-offer"), state);
  assert.equal(act(frozen(state), "undo").record.epoch, 2);
});

test("a link that is taken back takes back what it made of the page: what it hid, opened and drew, and nothing else", () => {
  const mine = act(act(ran(settings(begun(), { learning_rate: 0.1 }), 8), "open-panel", { panel: "residuals" }), "draw-samples", { more: 3, seed: 7 });
  const read = readLink("v=1&data=hubble&epoch=5&hide=noise.reset&embed=1&open=map&mode=dark&samples=1_9&mine=2_3", schema, ["en"]);
  const there = settled(act(mine, "open", { opening: openingOf(mine, read.link, null) }));
  assert.deepEqual([there.view.hidden, there.view.embed, there.view.mode, there.samples.count, there.hand.shown], [["noise", "reset"], true, "dark", 9, true]);
  const back = act(act(there, "view", { view: { magnification: 2 } }), "undo");
  assert.deepEqual(seenOf(back), seenOf(mine));
  assert.deepEqual([back.view, back.samples, back.hand], [{ ...mine.view, magnification: 2 }, mine.samples, mine.hand]);
  const again = act(back, "redo");
  assert.deepEqual([seenOf(again), again.view.hidden, again.view.panels, again.view.embed, again.samples], [seenOf(there), there.view.hidden, ["map"], true, there.samples]);
});
