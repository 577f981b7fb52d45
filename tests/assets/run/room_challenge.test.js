/* A challenge: what a run has come to, what is told of it, and nothing of a run that does not pass. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { History } from "../../../assets/run/history.js";
import { claimOf, isBetter, resultOf, shortOf } from "../../../assets/run/room_challenge.js";
import { rateOf, recordUpTo } from "../../../assets/run/room_record.js";

const LOWEST = 0.06;
const POINTS = { least_squares: { loss: LOWEST }, targets: [1, 2, 3], features: [[0], [1], [2]] };
const WITHIN = { challenge: 1, kind: "within", percent: 1, epochs: 3 };
const LINE = { challenge: 2, kind: "line", percent: 1, epochs: 5, line: [2, 3], start: [-4, 8], tolerance: 0.2 };

/** @param {number[][]} rows loss, bias, weight of each epoch @param {number[]} rates one a segment, which begin at epochs 0, 1, … */
function running(rows, rates = [0.5]) {
  const history = History.of(rows.map(([loss, bias, weight], epoch) => [epoch, loss, bias, weight]));
  const segments = rates.map((rate, epoch) => ({ epoch, batch: 0, data: {}, training: { optimizer: { learning_rate: rate } } }));
  return { points: POINTS, record: { history, segments } };
}

test("a run has passed at the first epoch that is at the mark, and only in time", () => {
  const rows = [[9, 0, 0], [1, 1, 1], [LOWEST * 1.009, 2, 2], [LOWEST, 3, 2]];
  assert.deepEqual(resultOf(running(rows), WITHIN), { epochs: 2, rate: 0.5 });
  assert.equal(resultOf(running(rows), { ...WITHIN, epochs: 1 }), null);
  assert.equal(resultOf(running(rows), { ...WITHIN, percent: 0.5, epochs: 2 }), null);
  assert.deepEqual(resultOf(running(rows), { ...WITHIN, percent: 0.5 }), { epochs: 3, rate: 0.5 });
  assert.equal(resultOf(running(rows.slice(0, 2)), WITHIN), null);
});

test("one that has only begun, has no points, or changed its rate has not", () => {
  const rows = [[LOWEST, 0, 0], [LOWEST, 1, 1]];
  assert.equal(resultOf(running(rows.slice(0, 1)), WITHIN), null);
  assert.equal(resultOf({ ...running(rows), points: null }, WITHIN), null);
  assert.equal(resultOf(running(rows, [0.5, 0.6]), WITHIN), null);
  assert.deepEqual(resultOf(running(rows, [0.5, 0.5]), WITHIN), { epochs: 1, rate: 0.5 });
  assert.equal(rateOf({ segments: [] }), null);
});

test("a run that is too late is told by how much, or what does not count of it; one that may still pass is told nothing", () => {
  const rows = [[9, 0, 0], [5, 1, 1], [3, 1, 1], [1, 2, 2], [LOWEST * 1.005, 3, 2], [LOWEST, 3, 2]];
  assert.deepEqual(shortOf(running(rows), WITHIN), { why: "late", epochs: 4 });
  assert.deepEqual(shortOf(running(rows.slice(0, 4)), WITHIN), { why: "never", epochs: 3 });
  assert.equal(shortOf(running(rows.slice(0, 3)), WITHIN), null);
  assert.equal(shortOf(running(rows), { ...WITHIN, epochs: 4 }), null);
  assert.deepEqual(shortOf(running(rows, [0.5, 0.6]), WITHIN), { why: "changed", epochs: 3 });
  assert.deepEqual(shortOf(running(rows), { ...LINE, epochs: 2 }), { why: "start", epochs: 2 });
  assert.deepEqual(shortOf(running(rows), { ...LINE, start: [0, 0], epochs: 2 }), { why: "late", epochs: 4 });
});

test("a line is reached from its start, in both numbers", () => {
  const rows = [[9, 8, -4], [5, 3, 1], [4, 3.1, 1.85], [3, 3, 2]];
  assert.deepEqual(resultOf(running(rows), LINE), { epochs: 2, rate: 0.5 });
  assert.equal(resultOf(running([[9, 8, -3.9], ...rows.slice(1)]), LINE), null);
  assert.deepEqual(resultOf(running([[9, 8, -3.9], ...rows.slice(1)]), { ...LINE, start: null }), { epochs: 2, rate: 0.5 });
  assert.equal(resultOf(running(rows), { ...LINE, tolerance: 0.01, epochs: 2 }), null);
});

test("what is better than what the server knows is told, in epochs or by the rate", () => {
  const known = { challenge: 1, epochs: 20, rate: 0.5 };
  assert.equal(isBetter(WITHIN, { epochs: 19, rate: 0.1 }, known), true);
  assert.equal(isBetter(WITHIN, { epochs: 20, rate: 0.9 }, known), false);
  const rates = { ...WITHIN, kind: "largest-rate" };
  assert.equal(isBetter(rates, { epochs: 900, rate: 0.51 }, known), true);
  assert.equal(isBetter(rates, { epochs: 1, rate: 0.5 }, known), false);
  assert.equal(isBetter({ ...WITHIN, challenge: 2 }, { epochs: 50, rate: 0.1 }, known), true);
  assert.equal(isBetter(WITHIN, { epochs: 50, rate: 0.1 }, undefined), true);
});

test("what is told is the run up to there, with its points, and its numbers there", () => {
  const state = running([[9, 0, 0], [1, 1.5, 1], [LOWEST, 3, 2], [LOWEST, 3, 2]], [0.5, 0.5, 0.5]);
  const record = { version: 1, start: {}, segments: state.record.segments, epoch: 3, batch: 4, points: [{ targets: [1] }] };
  const { record: told, claim } = claimOf(state, record, { epochs: 2, rate: 0.5 });
  assert.deepEqual(claim, { epochs: 2, weight: 2, bias: 3, loss: LOWEST });
  assert.deepEqual([told.epoch, told.batch, told.segments.map(({ epoch }) => epoch)], [2, 0, [0, 1]]);
  assert.deepEqual(told.points, record.points);
  assert.deepEqual(recordUpTo(record, 9).segments, record.segments);
});
