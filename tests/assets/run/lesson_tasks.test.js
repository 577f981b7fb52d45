/* Tasks of a lesson are told from the state, when they are done, once; guesses and what came out are kept. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { followed, guessing, lastGuess, tellsOutcome, turned } from "../../../assets/run/lesson.js";
import { isDone, outcomeOf } from "../../../assets/run/lesson_tasks.js";
import { act, begun, diverged, ran, settings, settled } from "../runs.js";
import { cardWith, doing, playing } from "./cards.js";

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

test("the card that shows the answer tells what came of a rate, a place or a line, whatever was asked since", () => {
  const asking = (kind) => cardWith({ predict: { kind, unit: "", choices: ["a", "b"] }, task: { kind: "predicted", value: null } });
  const guessed = (state, kind) => doing(state, guessing(state, { kind, numbers: [0.5, 1] }));
  for (const kind of ["rate", "place", "line"]) {
    const cards = [asking(kind), asking("choice"), cardWith({ show: ["answer"] }), cardWith({ show: ["answer"], predict: asking("choice").predict })];
    let state = guessed(playing(begun(), cards), kind);
    state = guessed(doing(state, turned(state, 1)), "choice");
    assert.equal(tellsOutcome(state), false);
    state = doing(state, turned(state, 1));
    assert.deepEqual([tellsOutcome(state), lastGuess(state.lesson).guess.kind], [true, kind]);
    assert.equal(tellsOutcome(doing(state, turned(state, 1))), false, "which asks something else");
  }
  let state = guessed(playing(begun(), [asking("choice"), cardWith({ show: ["answer"] })]), "choice");
  state = doing(state, turned(state, 1));
  assert.deepEqual([tellsOutcome(state), lastGuess(state.lesson).guess.kind], [false, "choice"]);
});
