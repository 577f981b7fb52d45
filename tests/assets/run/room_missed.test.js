/* A class that is not there is asked for again for two minutes, and one that nobody answers for as long as it takes. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isFinal } from "../../../assets/run/room_ask.js";
import { Missed } from "../../../assets/run/room_missed.js";

/** @returns {number[]} the milliseconds that are waited until it is over */
function waits(missed, status) {
  const all = [];
  for (let wait = missed.wait(status); wait !== null && all.length < 1000; wait = missed.wait(status)) all.push(wait);
  return all;
}

test("a class that a server does not know is asked for again, for about two minutes", () => {
  const all = waits(new Missed(), 404);
  assert.ok(all.every((wait) => wait >= 500 && wait <= 6000));
  assert.ok(Math.max(...all.slice(0, 20)) <= 1500);
  const inAll = all.reduce((sum, wait) => sum + wait, 0);
  assert.ok(inAll > 80_000 && inAll < 160_000, String(inAll));
});

test("who is not answered at all waits on, and who is answered begins anew", () => {
  const missed = new Missed();
  for (const status of [0, 503]) assert.equal(waits(missed, status).length, 1000);
  assert.ok(missed.isNone);
  waits(missed, 404);
  assert.equal(missed.isNone, false);
  missed.none();
  assert.ok(waits(missed, 429).length > 20);
});

test("what would be refused again is not asked again", () => {
  assert.deepEqual([403, 409, 410, 422].map(isFinal), [true, true, true, true]);
  assert.deepEqual([0, 404, 429, 503].map(isFinal), [false, false, false, false]);
});
