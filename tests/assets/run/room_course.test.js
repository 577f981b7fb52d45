/* The way of the teacher's run: whoever comes late, or heard of a change some epochs later, stands at the same numbers as the teacher. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { reduce } from "../../../assets/run/actions.js";
import { joinedRoom } from "../../../assets/run/room.js";
import { courseOf } from "../../../assets/run/room_course.js";
import { toFollow, wholeActions } from "../../../assets/run/room_follow.js";
import { ledBy, wholeOf } from "../../../assets/run/room_led.js";
import { act, begun, diverged, frozen, ran, settings, settled } from "../runs.js";

const DRIVE = { mode: "follow", sentence: "", locks: [], sample: "same", start: "same", names: false };
const ME = { name: { words: [0, 0] }, hidden: false, seed: 1234, start: 77 };

function roomWith(actions, whole, drive = {}) {
  const follow = JSON.parse(JSON.stringify({ seq: actions.length, actions: actions.map((action, i) => ({ seq: i + 1, action })), whole }));
  return { ...joinedRoom({ code: "ABC234", id: "x", token: "t", me: ME, state: { drive: { ...DRIVE, ...drive }, follow }, version: 1, mine: 1, here: 1 }), followed: 0 };
}

function doing(state, actions) {
  return actions.reduce((now, action) => frozen(reduce(now, { ...action, isDriven: true })), frozen(state));
}

/** @returns {object} the page beside a teacher who has done one thing more */
function beside(student, teacher, action, drive) {
  const room = roomWith(ledBy(action, teacher), wholeOf(teacher), drive);
  return settled(doing(student, toFollow(student, room).actions));
}

function late(teacher, drive) {
  const state = begun();
  return settled(doing(state, wholeActions(state, JSON.parse(JSON.stringify(wholeOf(teacher))), roomWith([], null, drive))));
}

function place({ record, phase, controls }) {
  const { checkpoint, now, segments } = record;
  const settingsOf = segments.map(({ epoch, batch, data, training }) => ({ epoch, batch, data, training }));
  return { epoch: checkpoint.epoch, batch: checkpoint.batch, parameters: checkpoint.parameters, loss: now.loss, phase, controls, segments: settingsOf };
}

/** @returns {object} a run in which each change of settings takes hold after so many epochs */
function run(...parts) {
  return parts.reduce((state, [controls, epochs]) => ran(settings(state, controls), epochs), begun());
}

const FIRST = { learning_rate: 0.1 };
const NOISY = { noise: 1, learning_rate: 0.05 };
const SLOW = { learning_rate: 0.02, optimizer: "momentum" };

test("a page that took each change some epochs before or after the teacher stands at the teacher's numbers", () => {
  const teacher = act(run([FIRST, 30], [NOISY, 25], [SLOW, 12]), "pause");
  const there = place(settled(teacher));
  for (const [a, b, c] of [[30, 25, 12], [33, 22, 19], [27, 30, 5], [30, 29, 8], [80, 1, 1], [1, 1, 1], [30, 25, 40]]) {
    const student = beside(run([FIRST, a], [NOISY, b], [SLOW, c]), teacher, { type: "pause" });
    assert.deepEqual(place(student), there, [a, b, c].join());
    assert.equal(student.offer, null);
  }
});

test("only what came after the first difference is run again", () => {
  const teacher = act(run([FIRST, 400], [NOISY, 30]), "pause");
  const student = run([FIRST, 403], [NOISY, 20]);
  const { actions } = toFollow(student, roomWith(ledBy({ type: "pause" }, teacher), wholeOf(teacher)));
  assert.equal(actions[0].since, 400);
  const before = doing(student, actions);
  assert.ok(before.record.epoch >= 300, String(before.record.epoch));
});

test("a page on the same way goes there as ever", () => {
  const teacher = act(run([FIRST, 30], [NOISY, 25]), "pause");
  for (const epochs of [10, 25, 31]) {
    const { actions } = toFollow(run([FIRST, 30], [NOISY, epochs]), roomWith(ledBy({ type: "pause" }, teacher), wholeOf(teacher)));
    assert.deepEqual(actions, [{ type: "stand-at", epoch: 55, batch: 0 }]);
  }
});

test("one that has diverged where the teacher's run has not is beside it again", () => {
  const teacher = act(run([FIRST, 12], [{ learning_rate: 0.5 }, 9]), "pause");
  const student = { ...diverged(), controls: teacher.controls };
  assert.deepEqual(place(beside(student, teacher, { type: "pause" })), place(settled(teacher)));
});

test("who has set something else is left with it, at the teacher's epoch", () => {
  const teacher = act(run([FIRST, 30], [NOISY, 25]), "pause");
  const student = beside(run([FIRST, 20], [{ learning_rate: 0.3 }, 10]), teacher, { type: "pause" });
  assert.deepEqual([student.controls.learning_rate, student.controls.noise, student.record.epoch], [0.3, begun().controls.noise, 55]);
  assert.deepEqual(student.record.segments.map(({ epoch, training }) => [epoch, training.optimizer.learning_rate]), [[0, 0.1], [20, 0.3]]);
});

test("who comes late goes the same way, from the same start", () => {
  const at = { weight: [0.5], bias: -1 };
  const chosen = settled(act(begun(), "start-at", at));
  for (const first of [begun(), chosen]) {
    const teacher = settled(act(ran(settings(ran(settings(first, FIRST), 20), NOISY), 15), "pause"));
    assert.deepEqual(place(late(teacher)), place(teacher));
  }
  assert.deepEqual(place(late(chosen)).parameters, place(chosen).parameters);
  const inside = settled(act(ran(settings(settings(begun({ byBatch: true }), FIRST), { batch_size: 32 }), 4), "step"));
  assert.deepEqual([inside.record.checkpoint.batch, place(late(inside))], [1, place(inside)]);
});

test("with samples of their own pages have the teacher's settings at the teacher's epochs, and their own points", () => {
  const teacher = settled(act(run([FIRST, 20], [NOISY, 15]), "pause"));
  const { segments } = place(late(teacher, { sample: "own" }));
  assert.deepEqual(segments.map(({ epoch, data }) => [epoch, data.noise]), place(teacher).segments.map(({ epoch, data }) => [epoch, data.noise]));
  assert.ok(segments.every(({ data }) => data.seed !== teacher.seeds.data));
});

test("a run that begins elsewhere, or again, is the teacher's on every page", () => {
  const first = run([FIRST, 30], [NOISY, 25]);
  const reset = settled(act(first, "reset"));
  const undone = settled(act(reset, "undo"));
  assert.deepEqual(place(beside(reset, undone, { type: "undo" })), place(undone));
  const chosen = settled(act(act(begun(), "start-at", { weight: [0.5], bias: -1 }), "step"));
  const other = settled(act(chosen, "new-start", { seed: 5 }));
  const back = settled(act(other, "undo"));
  assert.deepEqual(place(beside(other, back, { type: "undo" })), place(back));
});

test("a start with several weights is told with the whole", () => {
  const several = settings(begun(), { dataset: "house-prices" });
  const at = { weight: several.points.inputs.map((_, i) => i + 1), bias: 2 };
  const teacher = settled(act(settled(several), "start-at", at));
  const led = ledBy({ type: "start-at", ...at }, teacher);
  assert.deepEqual(led.map(({ type }) => type), ["pause"]);
  assert.deepEqual(place(beside(settled(several), teacher, { type: "start-at", ...at })).parameters, place(teacher).parameters);
});

test("a course that is none leads to the place, and never further than is right", () => {
  const teacher = act(run([FIRST, 30], [NOISY, 25]), "pause");
  const whole = JSON.parse(JSON.stringify(wholeOf(teacher)));
  const row = whole.course[0];
  for (const course of [[null], [1, 2], [[...row.slice(0, 5), { name: "none" }]], [row, row], [[30, 0, 1e9, 0.25, null, row[5]]], [[30, 0, 250, 0.25, null, { ...row[5], learning_rate: 1e9 }]]]) {
    const state = begun();
    const there = settled(doing(state, wholeActions(state, { ...whole, course }, roomWith([], null))));
    assert.equal(there.record.epoch, 55, JSON.stringify(course));
    assert.deepEqual(place(beside(run([FIRST, 20], [NOISY, 20]), teacher, { type: "pause" })).epoch, 55);
  }
  for (const at of [1, { weight: "1", bias: 0 }, { weight: [1, 2, NaN], bias: 0 }]) assert.doesNotThrow(() => wholeActions(begun(), { ...whole, at }, roomWith([], null)));
});

test("a way of more changes than are told is not told", () => {
  const many = Array.from({ length: 70 }, (_, i) => [{ learning_rate: 0.01 + i / 1000 }, 1]);
  assert.equal(courseOf(run(...many)).course, null);
  assert.deepEqual(courseOf(run([FIRST, 3])).course, []);
  assert.equal(courseOf(run([FIRST, 3], [NOISY, 3])).course.length, 2);
});
