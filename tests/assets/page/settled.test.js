/* Of what keys held down say, a reader is told the last. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Settled } from "../../../assets/page/settled.js";

test("of a mark that moves on and on only the place where it rests is told, once", () => {
  const told = [];
  globalThis.document = { getElementById: () => ({ get textContent() { return ""; }, set textContent(words) { told.push(words); } }) };
  mock.timers.enable({ apis: ["setTimeout"] });
  const settled = new Settled();
  for (let i = 1; i <= 10; i += 1) {
    settled.follow(`place ${i}`);
    mock.timers.tick(100);
  }
  assert.deepEqual(told, []);
  mock.timers.tick(700);
  settled.follow("place 10");
  mock.timers.tick(700);
  assert.deepEqual(told, ["place 10"]);
  settled.follow("place 11");
  settled.follow("");
  mock.timers.tick(700);
  assert.deepEqual(told, ["place 10"]);
  mock.timers.reset();
  delete globalThis.document;
});
