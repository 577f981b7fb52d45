/* Lessons: what a card makes of the page is put back, whatever was changed since, and what it sets too. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { arrived, cardOf, leaving, openingOn, setting, settingsBack, turned } from "../../../assets/run/lesson.js";
import { noLesson } from "../../../assets/run/lesson_kept.js";
import { viewOf } from "../../../assets/run/lesson_view.js";
import { openingOf } from "../../../assets/run/link_open.js";
import { readLink, settingsIn } from "../../../assets/run/link_read.js";
import { TRACES } from "../../../assets/run/traces.js";
import { numbersFrom } from "../numbers.js";
import { schema } from "../oracles.js";
import { act, begun, settings, settled } from "../runs.js";
import { NAMES, PANELS, cardWith, doing, playing } from "./cards.js";

/** @returns a view that somebody has made */
function randomPage(random) {
  const some = (list, share) => list.filter(() => random() < share);
  let state = begun({ isPhone: random() < 0.3, projector: random() < 0.3 });
  for (const panel of some(PANELS, 0.3)) state = act(state, "open-panel", { panel });
  for (const name of Object.keys(TRACES)) state = act(state, "show-trace", { name, shown: random() < 0.5 });
  state = act(state, "view", { view: { limits: random() < 0.5, logarithmic: random() < 0.5, more: random() < 0.5, shape: random() < 0.5 ? "squares" : "segments" } });
  return random() < 0.5 ? act(state, "hide", { hidden: some(NAMES, 0.2) }) : state;
}

function randomCard(random) {
  const some = (list, most) => list.filter(() => random() < most / list.length);
  const names = [...NAMES, "answer"];
  return cardWith({ open: some(PANELS, 1.5).slice(0, 2), hide: some(names, 2), show: some(names, 2) });
}

test("the view after leaving is the view before, whatever the page and its cards", () => {
  const random = numbersFrom(11);
  for (let round = 0; round < 400; round += 1) {
    const before = randomPage(random);
    const cards = [randomCard(random), randomCard(random), randomCard(random)];
    let state = playing(before, cards);
    for (let i = 0; i < 4; i += 1) state = doing(state, turned(state, random() < 0.7 ? 1 : -1) ?? { type: "end-offer" });
    assert.deepEqual(doing(state, leaving(state)).view, before.view, `round ${round}`);
  }
});

test("a lesson's link changes the view too, and that is put back as well; a wall stays a wall", () => {
  const before = act(act(begun({ projector: true }), "open-panel", { panel: "code" }), "hide", { hidden: ["noise"] });
  const link = "data=line&limits=0&open=map&hide=loss&log=0";
  const { link: read } = readLink(`v=1&${link}`, schema, ["en"]);
  const named = act(before, "lesson", { lesson: noLesson("a-try", 0, true) });
  const opened = settled(act(named, "open", { opening: openingOn(named, openingOf(named, read, null), link) }));
  assert.deepEqual([opened.view.projector, opened.view.limits, opened.view.panels, opened.view.hidden, opened.view.logarithmic], [true, false, ["map"], ["noise", "loss"], false]);
  const state = doing(opened, arrived(opened, [cardWith({ open: ["step"] })], before.view));
  assert.deepEqual([state.lesson.begins, state.view.panels], [false, ["map", "step"]]);
  assert.deepEqual(doing(state, leaving(state)).view, before.view);
  const fromWall = openingOn(before, openingOf(before, readLink("v=1&projector=0", schema, ["en"]).link, null), "projector=0");
  assert.equal(fromWall.view.projector, false);
});

test("what somebody has changed since is left as it is", () => {
  const card = cardWith({ open: ["map", "step"], hide: ["noise", "true-line", "answer"], show: ["least-squares"] });
  const before = act(begun(), "open-panel", { panel: "code" });
  const open = playing(before, [card]);
  assert.deepEqual([open.view.panels, open.view.limits, open.view.hidden, open.view.shown["True line"], open.view.shown["Least squares"]], [["map", "step"], false, ["noise", "true-line"], false, true]);
  let state = act(act(open, "close-panel", { panel: "map" }), "open-panel", { panel: "residuals" });
  state = act(act(state, "hide", { hidden: ["true-line", "loss"] }), "view", { view: { limits: true, mode: "dark" } });
  state = act(state, "show-trace", { name: "Data", shown: false });
  const { view } = doing(state, leaving(state));
  assert.deepEqual([view.hidden, view.limits, view.mode], [["loss"], true, "dark"]);
  assert.deepEqual([view.panels.includes("residuals"), view.panels.includes("step")], [true, false]);
  assert.deepEqual(view.shown, { Data: false, Predicted: true, "True line": true, "Least squares": false });
});

test("a card opens no panel that a teacher has hidden, and shows what a card before it hid", () => {
  const hidden = act(begun(), "hide", { hidden: ["panel-map"] });
  assert.deepEqual(viewOf(hidden, cardWith({ open: ["map", "step"] })).panels, ["step"]);
  const shown = playing(hidden, [cardWith({ show: ["panel-map"], open: ["map"] })]);
  assert.deepEqual([shown.view.hidden, shown.view.panels], [[], ["map"]]);
  assert.deepEqual(doing(shown, leaving(shown)).view, hidden.view);
});

test("cards are turned between the first and the last, and where one left off is kept", () => {
  const state = playing(begun(), [cardWith({}), cardWith({})]);
  assert.equal(turned(state, -1), null);
  const last = doing(state, turned(state, 1));
  assert.deepEqual([last.lesson.card, turned(last, 1)], [1, null]);
  const gone = doing(last, leaving(last));
  assert.deepEqual([gone.lesson, gone.left], [null, { "a-try": { card: 1, guesses: {}, done: {} } }]);
  assert.equal(turned(gone, 1), null);
  assert.equal(playing(begun(), [cardWith({})], 7).lesson.card, 0, "a card that a shorter file has no more");
});

test("after a reload the card changes nothing, and what it changed before is put back", () => {
  const before = begun();
  const state = playing(before, [cardWith({ open: ["map"] })]);
  const closed = act(state, "close-panel", { panel: "map" });
  const again = act(closed, "lesson", { lesson: { ...closed.lesson, cards: null } });
  const back = doing(again, arrived(again, closed.lesson.cards));
  assert.deepEqual(back.view.panels, []);
  const opened = act(back, "open-panel", { panel: "map" });
  assert.deepEqual(doing(opened, leaving(opened)).view, before.view);
});

test("what cards set is put back when the lesson is left, where nobody has changed it since and no other run would begin", () => {
  const own = settings(begun(), { learning_rate: 0.2, noise: 0.5 });
  let state = playing(own, [cardWith({ set: "lr=1&batch=1&noise=,75" })]);
  const { controls } = settingsIn(cardOf(state).set, schema, state.controls);
  assert.deepEqual(controls, { learning_rate: 1, batch_size: 1, noise: 0.75 });
  const set = (wanted) => (state = settled(act(act(state, "lesson", { lesson: setting(state, wanted) }), "set", { controls: wanted })));
  set(controls);
  set({ learning_rate: 0.6, scaling: "standardised" });
  assert.deepEqual(settingsBack(state), { learning_rate: 0.2, batch_size: null, noise: 0.5 });
  state = settings(state, { learning_rate: 0.3 });
  assert.deepEqual(settingsBack(state), { batch_size: null, noise: 0.5 });
  state = settings(act(state, "set", { controls: { dataset: "house-prices" } }), { noise: 75 });
  assert.deepEqual(settingsBack({ ...state, lesson: { ...state.lesson, settings: { noise: [5000, 75] } } }), {}, "out of the bounds of these data");
});

test("what a card sets is read as a link is", () => {
  assert.deepEqual(settingsIn("seed=3&start=4&at=2_3,5", schema, begun().controls), { controls: {}, seeds: { seed: 3, start: 4 }, at: { weight: [2], bias: 3.5 } });
  assert.throws(() => settingsIn("lr=99", schema, begun().controls));
});
