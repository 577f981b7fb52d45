/* The beat: one question at a time, the next when the answer says so, none any more when there is nothing to ask. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Beat } from "../../../assets/run/room_beat.js";

/** @returns a beat whose questions are answered by hand */
function held() {
  const asked = [];
  const beat = new Beat(() => new Promise((resolve, reject) => asked.push({ resolve, reject })));
  return { beat, asked };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const pass = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("one question is under way at a time, and one that is urgent follows it", async () => {
  const { beat, asked } = held();
  beat.begin();
  beat.now();
  beat.now();
  assert.equal(asked.length, 1);
  asked[0].resolve(100_000);
  await settle();
  await pass(5);
  assert.equal(asked.length, 2);
  asked[1].resolve(100_000);
  await settle();
  await pass(5);
  assert.equal(asked.length, 2);
  beat.end();
});

test("where nothing is to be asked any more it ends, and begins again when it is told to", async () => {
  const { beat, asked } = held();
  beat.begin();
  asked[0].resolve(null);
  await settle();
  beat.now();
  assert.equal(asked.length, 1);
  beat.begin();
  assert.equal(asked.length, 2);
  beat.end();
});

test("where no answer comes it asks again, later each time and never never", async () => {
  const { beat, asked } = held();
  beat.begin();
  for (let i = 0; i < 3; i += 1) {
    asked[i].reject(new Error("no network"));
    await settle();
    assert.equal(beat.failures, i + 1);
    beat.now();
  }
  asked[3].resolve(100_000);
  await settle();
  assert.equal(beat.failures, 0);
  beat.end();
});
