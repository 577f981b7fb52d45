/* Which of a map's dots a press means, and which one keys lead to. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { dotsUnder, fromLeft, nextDot } from "../../../assets/figures/dot_choice.js";

const place = ([x, y]) => ({ x, y });
const seeded = (seed) => () => (seed = (seed * 48271) % 2147483647) / 2147483647;

test("a press means the nearest dot, and all that lie on it", () => {
  const dots = [[10, 10], [30, 10], [31, 12], [60, 60]].map(place);
  assert.deepEqual(dotsUnder(dots, [14, 10], 22, 9), [0]);
  assert.deepEqual(dotsUnder(dots, [34, 12], 22, 9), [2, 1]);
  assert.deepEqual(dotsUnder(dots, [26, 10], 22, 9), [1, 2]); // 10 pixels apart are two places
  assert.deepEqual(dotsUnder(dots, [90, 90], 22, 9), []);
  assert.deepEqual(dotsUnder([], [1, 1], 22, 9), []);
  assert.deepEqual(dotsUnder([[5, 5], [5, 5], [5, 5]].map(place), [5, 5], 22, 9), [0, 1, 2]);
});

test("the first arrow goes to where all others lie that way", () => {
  const dots = [[50, 50], [10, 40], [90, 60], [45, 5], [55, 95]].map(place);
  const first = Object.fromEntries(["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End"].map((key) => [key, nextDot(dots, -1, key)]));
  assert.deepEqual(first, { ArrowRight: 1, ArrowLeft: 2, ArrowDown: 3, ArrowUp: 4, Home: 1, End: 2 });
  assert.equal(nextDot(dots, 0, "a"), null);
  assert.equal(nextDot([], -1, "ArrowUp"), null);
});

test("an arrow goes to the nearest dot that way, and stays where there is none", () => {
  const dots = [[50, 50], [60, 50], [50, 30], [90, 49], [52, 90]].map(place);
  assert.equal(nextDot(dots, 0, "ArrowRight"), 1);
  assert.equal(nextDot(dots, 1, "ArrowRight"), 3);
  assert.equal(nextDot(dots, 0, "ArrowUp"), 2);
  assert.equal(nextDot(dots, 0, "ArrowDown"), 4);
  assert.equal(nextDot(dots, 1, "ArrowLeft"), 0);
  assert.equal(nextDot(dots, 3, "ArrowRight"), 3);
});

test("dots that stand on each other are gone through one after the other", () => {
  const dots = [[10, 10], [50, 50], [50, 50], [50, 50.4], [90, 90]].map(place);
  assert.deepEqual([1, 2, 3].map((at) => nextDot(dots, at, "ArrowRight")), [2, 3, 4]);
  assert.deepEqual([3, 2, 1].map((at) => nextDot(dots, at, "ArrowLeft")), [2, 1, 0]);
});

test("each dot of two hundred is reached, and none is left out from left to right", () => {
  const random = seeded(7);
  const dots = Array.from({ length: 200 }, () => place([400 * random(), 300 * random()]));
  const order = [nextDot(dots, -1, "Home")];
  while (order.length < dots.length) order.push(nextDot(dots, order[order.length - 1], "PageDown"));
  assert.deepEqual(order, fromLeft(dots));
  assert.equal(new Set(order).size, dots.length);
  assert.ok(order.every((i, at) => at === 0 || dots[i].x >= dots[order[at - 1]].x));
  assert.equal(nextDot(dots, order[3], "PageUp"), order[2]);
  assert.equal(nextDot(dots, order[199], "PageDown"), order[199]);
});
