/* A question to the class: what is an answer, what came of it, and while it is open no page shows what is right. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { answerOf, answersOf, choiceRows, isAnswerCovered, isLossCovered, isNewRound, mostAnswers, numberIn, sureAndWrong, withOutcome } from "../../../assets/run/room_question.js";

const ASK = { question: 3, kind: "choice", text: { own: "?" }, choices: [{ own: "a" }, { own: "b" }], unit: "", low: null, high: null, confidence: true, phase: "open", round: 1, to: "wall" };
const ROUNDS = [{ answers: 3, counts: [2, 1], sure: [2, 0] }, { answers: 4, counts: [0, 4], sure: [0, 3] }];
const SHOWN = { ...ASK, phase: "shown", round: 2, results: { rounds: ROUNDS, truth: 1, sure_and_wrong: [2, 0] } };

test("a number is read as people write it, and only within its bounds", () => {
  const bounds = { low: 0, high: 10 };
  assert.deepEqual(["0.75", " 0,75 ", ".5", "1e-2", "10"].map((typed) => numberIn(typed, bounds)), [0.75, 0.75, 0.5, 0.01, 10]);
  assert.deepEqual(["", "  ", "x", "-0.1", "10.01", "1,2,3", "NaN", "Infinity"].map((typed) => numberIn(typed, bounds)), Array(8).fill(null));
  assert.equal(numberIn("−3,5", { low: null, high: null }), -3.5);
  assert.equal(numberIn("1e13", { low: null, high: null }), null);
});

test("an answer is that of this question and this round", () => {
  const me = { answered: { "3.1": { value: 1, confidence: 4 } } };
  assert.equal(answerOf({ me, state: { ask: ASK } }).value, 1);
  assert.equal(answerOf({ me, state: { ask: { ...ASK, round: 2 } } }), null);
  assert.equal(answerOf({ me, state: { ask: { ...ASK, question: 4 } } }), null);
  assert.equal(answerOf({ me: null, state: { ask: ASK } }), null);
  assert.equal(answerOf({ me, state: {} }), null);
});

test("both rounds of each choice lie side by side on one axis", () => {
  assert.deepEqual(choiceRows(SHOWN), [
    { choice: 0, counts: [2, 0], sure: [2, 0], isRight: false },
    { choice: 1, counts: [1, 4], sure: [0, 3], isRight: true },
  ]);
  assert.deepEqual([mostAnswers(SHOWN), answersOf(SHOWN), sureAndWrong(SHOWN)], [4, [3, 4], [2, 0]]);
  const unknown = { ...SHOWN, results: { rounds: ROUNDS } };
  assert.deepEqual([choiceRows(unknown).map(({ isRight }) => isRight), sureAndWrong(unknown)], [[null, null], []]);
  assert.equal(mostAnswers({ ...SHOWN, results: { rounds: [{ answers: 0, answers_at: [] }] } }), 1);
});

test("a question and a second round come by themselves, and nothing else does", () => {
  assert.equal(isNewRound(ASK, null), true);
  assert.equal(isNewRound(ASK, { ...ASK, question: 2 }), true);
  assert.equal(isNewRound({ ...ASK, round: 2 }, { ...ASK, phase: "closed" }), true);
  assert.equal(isNewRound(ASK, ASK), false);
  assert.equal(isNewRound({ ...ASK, phase: "closed" }, ASK), false);
  assert.equal(isNewRound(null, ASK), false);
});

test("what runs have come to since lies over the answers, and over nothing else", () => {
  const outcome = { converged: [0.5], diverged: [] };
  assert.deepEqual(withOutcome(SHOWN, outcome).results.outcome, outcome);
  assert.equal(withOutcome(SHOWN, undefined), SHOWN);
  assert.equal(withOutcome(ASK, outcome), ASK);
  assert.equal(withOutcome(null, outcome), null);
});

test("the answer is covered from the first press until it is shown", () => {
  const room = (state, touch = "in") => ({ touch, state });
  for (const phase of ["open", "closed"]) assert.equal(isAnswerCovered(room({ ask: { ...ASK, phase } })), true);
  assert.equal(isAnswerCovered(room({ ask: SHOWN })), false);
  assert.equal(isAnswerCovered(room({ ask: ASK }, "ended")), false);
  assert.equal(isAnswerCovered(room({ ask: ASK }, "away")), true);
  assert.equal(isAnswerCovered(null), false);
  assert.equal(isAnswerCovered(room({})), false);
  const rate = { kind: "largest-rate", phase: "open" };
  assert.equal(isAnswerCovered(room({ challenge: rate })), true);
  assert.equal(isAnswerCovered(room({ challenge: { ...rate, phase: "closed" } })), false);
  assert.equal(isAnswerCovered(room({ challenge: { ...rate, kind: "within" } })), false);
});

test("no map shows the loss while it is asked where it is lowest", () => {
  const room = (ask, touch = "in") => ({ touch, state: { ask } });
  const place = { ...ASK, kind: "place", choices: [] };
  assert.deepEqual(["open", "closed", "shown"].map((phase) => isLossCovered(room({ ...place, phase }))), [true, true, false]);
  assert.equal(isLossCovered(room({ ...place, kind: "line" })), false);
  assert.equal(isLossCovered(room(place, "ended")), false);
  assert.deepEqual([null, undefined, room(null)].map(isLossCovered), [false, false, false]);
});
