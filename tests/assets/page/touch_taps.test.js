/* Two taps of a finger on one point, and what is none of them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Taps } from "../../../assets/page/touch_taps.js";

const at = (clientX, clientY, timeStamp, pointerType = "touch") => ({ clientX, clientY, timeStamp, pointerType });

/** @returns {boolean[]} what each press, from down to up, was taken for */
function told(...presses) {
  const taps = new Taps();
  return presses.map(([down, up]) => {
    taps.begin(down);
    return taps.isSecond(up);
  });
}

test("two quick taps on one place are a double press, and a third begins anew", () => {
  const tap = (time, x = 100) => [at(x, 50, time), at(x + 3, 52, time + 80)];
  assert.deepEqual(told(tap(0), tap(200)), [false, true]);
  assert.deepEqual(told(tap(0), tap(200), tap(400), tap(600)), [false, true, false, true]);
  assert.deepEqual(told(tap(0), tap(700)), [false, false], "too slow");
  assert.deepEqual(told(tap(0), tap(200, 160)), [false, false], "another place");
});

test("a drag is no tap, neither is a finger that rests, nor a mouse, whose double press the browser tells", () => {
  const tap = (time) => [at(100, 50, time), at(100, 50, time + 80)];
  const drag = (time) => [at(100, 50, time), at(130, 50, time + 80)];
  assert.deepEqual(told(tap(0), drag(150), tap(300)), [false, false, false]);
  assert.deepEqual(told(tap(0), [at(100, 50, 150), at(100, 50, 1150)], tap(1300)), [false, false, false]);
  const mouse = (time) => [at(100, 50, time, "mouse"), at(100, 50, time + 80, "mouse")];
  assert.deepEqual(told(mouse(0), mouse(150)), [false, false]);
});
