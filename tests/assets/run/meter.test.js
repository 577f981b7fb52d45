/* How many epochs a second are said: the nominal number while the run keeps up, the measured one when it does not. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Meter } from "../../../assets/run/meter.js";

test("a run that keeps up says what was asked for, of whatever length a tick is", () => {
  for (const [tickMs, nominal] of [[100, 10], [50, 20]]) {
    const meter = new Meter(tickMs);
    meter.restart(0, 1);
    const said = Array.from({ length: 60 }, (_, i) => meter.count((i + 1) * tickMs * 1.05, 1, 1));
    assert.deepEqual(new Set(said), new Set([nominal]));
  }
});

test("a run that falls behind says what it makes", () => {
  const meter = new Meter(100);
  meter.restart(0, 10);
  for (let i = 1; i <= 20; i += 1) meter.count(i * 200, 10, 10);
  assert.equal(meter.count(4001, 0, 10), 50);
});
