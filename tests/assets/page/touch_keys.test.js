/* What keys do to points: choose, take, move, let go, add, remove. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { deedOf, nearestTo, nextFrom, nextTo } from "../../../assets/page/touch_keys.js";

const NONE = { chosen: null, isTaken: false };
const CHOSEN = { chosen: 2, isTaken: false };
const TAKEN = { chosen: 2, isTaken: true };
const key = (name, shiftKey = false) => ({ key: name, shiftKey });

test("arrows choose, and move what is taken, with Shift ten times as far", () => {
  assert.deepEqual(deedOf(key("ArrowRight"), NONE), { choose: 1 });
  assert.deepEqual(deedOf(key("ArrowDown"), CHOSEN), { choose: -1 });
  assert.deepEqual(deedOf(key("ArrowUp"), TAKEN), { move: [0, 1] });
  assert.deepEqual(deedOf(key("ArrowLeft", true), TAKEN), { move: [-10, 0] });
});

test("Enter takes and lets go, Delete removes what is chosen, and other keys are for others", () => {
  assert.deepEqual(deedOf(key("Enter"), CHOSEN), { name: "take" });
  assert.deepEqual([deedOf(key("Enter"), TAKEN), deedOf(key("Escape"), TAKEN)], [{ name: "let-go" }, { name: "let-go" }]);
  assert.deepEqual([deedOf(key("Delete"), CHOSEN), deedOf(key("Insert"), NONE), deedOf(key("+"), TAKEN)], [{ name: "remove" }, { name: "add" }, { name: "add" }]);
  for (const [name, now] of [["Enter", NONE], ["Delete", NONE], ["Escape", CHOSEN], ["m", CHOSEN], ["Tab", TAKEN], [" ", TAKEN]]) assert.equal(deedOf(key(name), now), null, name);
});

test("points follow each other from left to right", () => {
  const xs = [5, 1, 3, 3];
  assert.deepEqual([nextTo(xs, null, 1), nextTo(xs, 1, 1), nextTo(xs, 2, 1), nextTo(xs, 0, 1)], [1, 2, 3, 0]);
  assert.deepEqual([nextTo(xs, null, -1), nextTo(xs, 3, -1), nextTo(xs, 1, -1)], [0, 2, 1]);
});

test("where one was removed the next to the right is chosen, or the last", () => {
  assert.deepEqual([nextFrom([5, 1, 3, 3], 2), nextFrom([5, 1, 3, 3], 5), nextFrom([5, 1, 3, 3], 6)], [2, 0, 0]);
});

test("the nearest point is meant, of those within reach", () => {
  const at = { x: 10, y: 10 };
  assert.equal(nearestTo(at, [0, 13, 12], [10, 14, 10], 9), 2);
  assert.equal(nearestTo(at, [12, 12], [10, 10], 9), 1);
  assert.equal(nearestTo(at, [20], [10], 9), null);
});
