/* Lessons: what a card makes of the page is put back, tasks are told from the state, guesses and where one left off are kept. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { arrived, cardOf, followed, guessing, lastGuess, leaving, openingOn, setting, settingsBack, tellsOutcome, turned } from "../../../assets/run/lesson.js";
import { noLesson } from "../../../assets/run/lesson_kept.js";
import { isDone, outcomeOf } from "../../../assets/run/lesson_tasks.js";
import { viewOf } from "../../../assets/run/lesson_view.js";
import { hideable } from "../../../assets/run/hidden.js";
import { CONTROL_KEYS } from "../../../assets/run/link.js";
import { openingOf } from "../../../assets/run/link_open.js";
import { readLink, settingsIn } from "../../../assets/run/link_read.js";
import { TRACES } from "../../../assets/run/traces.js";
import { numbersFrom } from "../numbers.js";
import { oracles, schema } from "../oracles.js";
import { act, begun, diverged, frozen, ran, settings, settled } from "../runs.js";

const { lessons } = oracles;
const NAMES = Object.values(hideable(schema)).flat();
const PANELS = Object.keys(schema.panels);

function cardWith(parts) {
  return { heading: "H", html: "<p>x</p>", open: [], hide: [], show: [], set: "", mark: null, predict: null, task: null, done: "", answer: "", ...parts };
}

/** @returns the page with a lesson open at its first card */
function playing(state, cards, card = 0) {
  const named = act(state, "lesson", { lesson: noLesson("a-try", card) });
  return doing(named, arrived(named, cards));
}

function doing(state, action) {
  return act(state, action.type, action);
}

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

const quick = () => settings(begun(), { learning_rate: 0.5 });
const TASKS = [
  ["epoch", 3, ran(begun(), 2), ran(begun(), 3)],
  ["steps", 4, ran(begun(), 3), ran(begun(), 4)],
  ["within", 1, ran(quick(), 3), ran(quick(), 80)],
  ["within", 300, ran(quick(), 0), ran(quick(), 12)],
  ["diverged", null, ran(begun(), 3), diverged()],
  ["paused", null, begun(), ran(begun(), 1)],
  ["paused", null, act(ran(begun(), 1), "play"), ran(begun(), 1)],
  ["rate-above", 0.5, quick(), settings(begun(), { learning_rate: 0.51 })],
  ["rate-below", 0.5, quick(), settings(begun(), { learning_rate: 0.49 })],
  ["dataset", "hubble", begun(), settings(begun(), { dataset: "hubble" })],
  ["optimizer", "momentum", begun(), settings(begun(), { optimizer: "momentum" })],
  ["scaling", "standardised", begun(), settings(begun(), { scaling: "standardised" })],
  ["batch", 1, begun(), settings(begun(), { batch_size: 1 })],
  ["compared", 1, ran(begun(), 2), act(ran(begun(), 2), "keep-run")],
];

for (const [kind, value, before, after] of TASKS) {
  test(`the task ${kind} ${value ?? ""} is done where it is done, and not before`, () => {
    assert.deepEqual([before, after].map((state) => isDone({ kind, value }, state)), [false, true]);
  });
}

test("a run that is only taken again does no task", () => {
  const long = ran(begun(), 150);
  const replaying = act(act(long, "look-at", { epoch: 120 }), "go-on-here");
  assert.equal(replaying.phase, "replaying");
  const state = act(playing(begun(), [cardWith({ task: { kind: "epoch", value: 1 } })]), "lesson", playing(begun(), [cardWith({ task: { kind: "epoch", value: 1 } })]));
  assert.equal(followed({ ...replaying, lesson: state.lesson }), null);
  assert.ok(followed({ ...long, lesson: state.lesson }));
});

test("what a run had done before its card came is done only by another run, and each further run is told anew", () => {
  const cards = [cardWith({}), cardWith({ task: { kind: "epoch", value: 3 } })];
  let state = doing(ran(playing(begun(), cards), 5), turned(ran(playing(begun(), cards), 5), 1));
  assert.deepEqual([state.lesson.held, followed(state)], [true, null]);
  state = settled(act(state, "reset"));
  state = doing(state, followed(state));
  state = ran(settings(state, { learning_rate: 0.3 }), 4);
  state = doing(state, followed(state));
  assert.deepEqual([state.lesson.done[1].rate, followed(state)], [0.3, null]);
  state = settled(act(state, "reset"));
  state = doing(state, followed(state));
  assert.equal(state.lesson.done[1].rate, 0.3, "it stays told");
  state = ran(settings(state, { learning_rate: 0.2 }), 4);
  assert.equal(followed(state).lesson.done[1].rate, 0.2);
});

test("a setting that is as a card wants it does its task at once, and a card that comes back tells nothing twice", () => {
  const cards = [cardWith({ task: { kind: "batch", value: 1 } }), cardWith({})];
  let state = playing(settings(begun(), { batch_size: 1 }), cards);
  state = doing(state, followed(state));
  assert.ok(state.lesson.done[0]);
  state = doing(state, turned(state, 1));
  state = doing(state, turned(state, -1));
  assert.equal(followed(state), null);
});

test("what is told is of the first epoch that was within, of the epoch asked for, or of the last one", () => {
  const state = ran(quick(), 80);
  const lowest = state.points.least_squares.loss;
  const { history } = state.record;
  const first = Array.from({ length: history.length }, (_, i) => i).find((i) => history.loss(i) <= 1.01 * lowest);
  const told = outcomeOf({ kind: "within", value: 1 }, state);
  assert.ok(first > 5);
  assert.deepEqual([told.epoch, told.steps, told.loss, told.lowest, told.rate], [first, first, history.loss(first), lowest, 0.5]);
  assert.ok(Math.abs(told.gap - 100 * (told.loss / lowest - 1)) < 1e-9 && told.gap <= 1);
  assert.equal(outcomeOf({ kind: "epoch", value: 7 }, state).epoch, 7);
  const { epoch, weight, bias } = outcomeOf({ kind: "paused", value: null }, state);
  assert.deepEqual([epoch, weight, bias], [80, state.record.now.weight[0], state.record.now.bias]);
  const gone = outcomeOf({ kind: "diverged", value: null }, diverged());
  assert.deepEqual([gone.epoch, gone.loss], [diverged().record.epoch, diverged().record.now.loss]);
  assert.equal(outcomeOf({ kind: "optimizer", value: "adam" }, settings(begun(), { optimizer: "adam" })).limit, null);
});

test("a done task is told once and stays told; a guess is kept until the next one", () => {
  const predict = { kind: "rate", unit: "", choices: [] };
  const cards = [cardWith({ predict, task: { kind: "predicted", value: null } }), cardWith({ task: { kind: "epoch", value: 3 } }), cardWith({ answer: "so" })];
  let state = playing(begun(), cards);
  assert.equal(followed(state), null);
  assert.equal(lastGuess(state.lesson), null);
  state = doing(state, guessing(state, { kind: "rate", numbers: [0.5] }));
  state = doing(state, followed(state));
  assert.equal(followed(state), null);
  assert.deepEqual([tellsOutcome(state), lastGuess(state.lesson).guess.numbers], [false, [0.5]]);
  state = doing(state, turned(state, 1));
  assert.deepEqual([tellsOutcome(state), lastGuess(state.lesson).of], [false, cards[0]]);
  state = ran(state, 4);
  state = doing(state, followed(state));
  assert.deepEqual([state.lesson.done[1].epoch, tellsOutcome(state)], [3, true]);
  const { done } = state.lesson;
  state = settled(act(state, "reset"));
  state = doing(state, followed(state));
  assert.deepEqual([state.lesson.done, state.lesson.held], [done, false]);
  assert.equal(tellsOutcome(doing(state, turned(state, 1))), true, "a card without a task tells at once");
});

test("a lesson may name what the page knows, and nothing else", () => {
  assert.deepEqual(new Set(lessons.hideable), new Set(NAMES));
  assert.deepEqual(lessons.controls, Object.fromEntries(Object.entries(CONTROL_KEYS).map(([name, key]) => [key, name])));
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
