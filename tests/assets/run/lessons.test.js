/* Our lessons, each played from its first card to its last, and what a lesson may name. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { arrived, cardOf, leaving, openingOn, turned } from "../../../assets/run/lesson.js";
import { noLesson } from "../../../assets/run/lesson_kept.js";
import { isDone } from "../../../assets/run/lesson_tasks.js";
import { openingOf } from "../../../assets/run/link_open.js";
import { readLink, settingsIn } from "../../../assets/run/link_read.js";
import { oracles, schema } from "../oracles.js";
import { act, begun, frozen, settled } from "../runs.js";
import { NAMES, doing } from "./cards.js";

const { lessons } = oracles;

test("a lesson may name what the page knows, and nothing else", () => {
  assert.deepEqual(new Set(lessons.hideable), new Set(NAMES));
  assert.deepEqual(lessons.controls, Object.fromEntries(Object.entries(schema.controls).map(([name, { key }]) => [key, name])));
});

for (const { name, link, cards } of lessons.all) {
  test(`the lesson ${name} opens, can be played from its first card to its last, and leaves the page as it was`, () => {
    const before = begun();
    const read = readLink(`v=1&${link}`, schema, ["en"]);
    assert.ok("link" in read, JSON.stringify(read));
    const named = act(before, "lesson", { lesson: noLesson(name, 0, true) });
    const opened = settled(act(named, "open", { opening: openingOn(named, openingOf(named, read.link, null), link) }));
    let state = doing(opened, arrived(opened, cards, before.view));
    for (let i = 1; i < cards.length; i += 1) {
      settingsIn(cards[i].set, schema, state.controls);
      if (cards[i].task) isDone(cards[i].task, state);
      state = frozen(doing(state, turned(state, 1)));
    }
    assert.equal(cardOf(state), cards[cards.length - 1]);
    const { view } = doing(state, leaving(state));
    const shown = state.points.true_weight === null ? { ...before.view.shown, "Least squares": true } : before.view.shown; // of data without a truth
    assert.deepEqual({ ...view, shown: before.view.shown }, before.view);
    assert.deepEqual(view.shown, shown);
  });
}
