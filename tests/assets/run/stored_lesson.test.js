/* A lesson survives a reload, and is not taken over where anything of it is not what a page writes. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { arrived, leaving } from "../../../assets/run/lesson.js";
import { noLesson } from "../../../assets/run/lesson_kept.js";
import { check, keepsTheSame } from "../../../assets/run/stored.js";
import { schema } from "../oracles.js";
import { act, begun, ran } from "../runs.js";
import { changed, reloaded, written } from "./kept.js";

/** @returns what is kept of a page with a lesson that has opened the map, was answered and done */
function inLesson() {
  const cards = [{ open: ["map"], hide: ["noise"], show: [], predict: { kind: "rate" } }];
  const named = act(ran(begun(), 3), "lesson", { lesson: noLesson("a-try") });
  const open = act(named, "lesson", arrived(named, cards, begun().view));
  const lesson = { ...open.lesson, guesses: { 0: { kind: "rate", numbers: [0.5] } }, done: { 0: { epoch: 3, limit: null } }, settings: { learning_rate: [0.1, 1] } };
  return act(open, "lesson", { lesson, left: { "too-fast": { card: 2, guesses: {}, done: {} } } });
}

test("a lesson survives a reload: its card, guesses, what it has changed, and where others were left", () => {
  const state = inLesson();
  const back = reloaded(state);
  assert.deepEqual([back.lesson, back.left], [{ ...state.lesson, cards: null }, state.left]);
  assert.deepEqual(back.view.panels, ["map"]);
  const again = act(back, "lesson", arrived(back, state.lesson.cards));
  assert.deepEqual(act(again, "lesson", leaving(again)).view.panels, []);
  assert.ok(!keepsTheSame(state, act(state, "lesson", { lesson: null })));
});

for (const [path, value] of [
  ["lesson/name", "../list"],
  ["lesson/begins", 1],
  ["lesson/card", 31],
  ["lesson/card", -1],
  ["lesson/taken", []],
  ["lesson/taken", [{}, {}]],
  ["lesson/taken/0/panels", ["<script>"]],
  ["lesson/taken/1/limits", "no"],
  ["lesson/base/0/more", null],
  ["lesson/settings", { rate: [1, 2] }],
  ["lesson/settings/learning_rate", [{}, 1]],
  ["lesson/settings/learning_rate", [1]],
  ["lesson/guesses", { 0: { kind: "rate", numbers: ["<b>"] } }],
  ["lesson/guesses", { 0: { kind: "rate", numbers: [] } }],
  ["lesson/done", { 0: { epoch: "3" } }],
  ["left", null],
  ["left", { "Too fast": { card: 0, guesses: {}, done: {} } }],
  ["left/too-fast/card", 0.5],
]) {
  test(`no lesson is taken over where ${path} is ${JSON.stringify(value).slice(0, 40)}`, () => {
    assert.equal(check(changed(written(inLesson()), path, value), schema), null);
  });
}
