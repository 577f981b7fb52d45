/* Three hints, each once in a browser, in its time; put away by a key, by a press of Start, and by nothing else. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { schema } from "../oracles.js";
import { reduce } from "../../../assets/run/actions.js";
import { noLesson } from "../../../assets/run/lesson_kept.js";
import { createStore } from "../../../assets/run/store.js";
import { actionOf } from "../../../assets/page/keys.js";
import { Hints, hintFor } from "../../../assets/page/hints.js";
import { sentenceOf } from "../../../assets/page/status.js";
import { wordsOf } from "../../../assets/page/aloud.js";
import { act, answerTo, begun, diverged, ran, wanted } from "../runs.js";

function storageWith(given) {
  const held = new Map(given === undefined ? [] : [["chalkline-hints", String(given)]]);
  return { getItem: (key) => held.get(key) ?? null, setItem: (key, value) => held.set(key, value), held };
}

function visit(given) {
  const storage = storageWith(given);
  const store = createStore(reduce, begun());
  new Hints(store, storage);
  const dispatch = (type, more) => store.dispatch({ type, ...more });
  const escape = () => store.dispatch(actionOf({ key: "Escape" }, "page", store.state));
  const run = () => {
    dispatch("play");
    const { phase } = store.state;
    for (let i = 0; i < 3; i += 1) store.dispatch({ type: "answer", ...answerOf(store.state) });
    dispatch("pause");
    return phase;
  };
  return { store, storage, dispatch, escape, run };
}

function answerOf(state) {
  const command = wanted(state);
  return { command, progress: answerTo(command), connection: {} };
}

test("three hints, one after another, then silence for ever", () => {
  const { store, storage, dispatch, escape, run } = visit();
  const hint = () => store.state.view.hint;
  assert.deepEqual([hint(), storage.held.get("chalkline-hints")], ["hint.begin", "1"]);
  assert.equal(run(), "playing");
  assert.equal(hint(), "hint.ask");
  escape();
  assert.equal(hint(), "hint.why");
  escape();
  assert.equal(hint(), null);
  run();
  dispatch("reset");
  assert.deepEqual([hint(), storage.held.get("chalkline-hints")], [null, "3"]);
  const again = visit(3);
  again.run();
  assert.equal(again.store.state.view.hint, null);
});

test("who comes back in the middle of them gets the rest", () => {
  const { store, run } = visit(1);
  assert.equal(store.state.view.hint, null);
  run();
  assert.equal(store.state.view.hint, "hint.ask");
});

test("a first hint is for a page that is ready, the others for a run that is paused", () => {
  const [ready, rests] = [begun(), ran(begun(), 3)];
  assert.deepEqual([0, 1, 2, 3].map((given) => hintFor(ready, given)), ["hint.begin", null, null, null]);
  assert.deepEqual([0, 1, 2, 3].map((given) => hintFor(rests, given)), [null, "hint.ask", "hint.why", null]);
  assert.equal(hintFor(diverged(), 1), null); // that it diverged is told before anything
  assert.equal(hintFor(act(rests, "play"), 1), null);
  assert.equal(hintFor({ ...ready, points: null }, 0), null);
});

test("nothing else is talked over, and a page that a teacher has set has none", () => {
  const ready = begun();
  for (const view of [{ hint: "hint.begin" }, { embed: true }, { projector: true }, { hidden: ["noise"] }, { about: true }, { keys: true }]) assert.equal(hintFor(act(ready, "view", { view }), 0), null);
  assert.equal(hintFor(act(ready, "say", { notice: { id: "sound.on" } }), 0), null);
  assert.equal(hintFor(act(ready, "lesson", { lesson: noLesson("a", 0) }), 0), null);
});

test("beside what offers to take something back a hint is brief", () => {
  const again = ran(act(ran(begun(), 3), "reset"), 2);
  assert.deepEqual([again.offer, hintFor(again, 1)], ["undo", "hint.ask.brief"]);
  assert.equal(hintFor(ran(begun(), 3), 1), "hint.ask");
});

test("a hint stands where the sentence does and is said aloud once, briefly on a phone; a notice goes first", () => {
  const before = begun();
  for (const [isPhone, end] of [[false, ""], [true, ".brief"]]) {
    const ready = act(before, "view", { view: { isPhone } });
    for (const [given, name] of ["hint.begin", "hint.ask", "hint.why"].entries()) {
      const hint = hintFor(given ? act(ran(before, 3), "view", { view: { isPhone } }) : ready, given);
      const state = act(ready, "view", { view: { hint } });
      assert.equal(sentenceOf(state), schema.text[`${name}${end}`]);
      assert.equal(wordsOf(state, ready), schema.text[`${name}${end}`]);
      assert.equal(wordsOf(state, state), null);
    }
  }
  const both = act(act(before, "view", { view: { hint: "hint.ask" } }), "say", { notice: { id: "sound.on" } });
  assert.deepEqual(actionOf({ key: "Escape" }, "page", both), { type: "say", notice: null });
  assert.deepEqual(actionOf({ key: "Escape" }, "page", act(both, "say", { notice: null })), { type: "view", view: { hint: null } });
});

test("where a hint cannot be kept in mind none is given, and all goes on", () => {
  const store = createStore(reduce, begun());
  const heard = [];
  const full = { getItem: () => null, setItem: () => { throw new Error("full"); } };
  new Hints(store, full);
  store.subscribe(({ phase }) => heard.push(phase));
  store.dispatch({ type: "play" });
  store.dispatch({ type: "pause" });
  assert.equal(store.state.view.hint, null);
  assert.equal(heard.length, 2);
});
