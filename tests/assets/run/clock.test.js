/* The page's clock: one command in flight, at most ten a second, never silent for ever. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Clock } from "../../../assets/run/clock.js";
import { assertNear } from "../numbers.js";
import { schema } from "../oracles.js";

const WISH = { look: false, epochsToGoal: 0, playing: true, speed: 1, answered: false };

const EVENTS = {
  begin: ({ clock }, now, value) => clock.begin(now, value),
  wish: ({ wish }, now, value) => Object.assign(wish, value),
  ask({ clock, wish, log }, now, value) {
    const epochs = clock.decide(now, { ...wish, answered: value === "answered" });
    log.push(epochs);
    if (epochs !== null) clock.sent(now, epochs, wish.speed);
  },
  answer: ({ clock, log }, now, value) => log.push(clock.accepts({ seq: clock.seq, pace_ms: value || 100 }, now)),
  "old answer": ({ clock, log }, now) => log.push(clock.accepts({ seq: clock.seq - 1, pace_ms: 100 }, now)),
  away: ({ clock }, now, value) => (clock.away = value),
  forget: ({ clock }) => clock.forget(),
  lost: ({ clock, log }, now, value) => log.push(clock.lose(clock.seq - (value || 0))),
  found: ({ clock }, now, value) => clock.found(now, Boolean(value)),
  "doubt?": ({ clock, log }, now) => log.push(clock.isInDoubt(now)),
  "failures?": ({ clock, log }) => log.push(clock.failures),
  "seq?": ({ clock, log }) => log.push(clock.seq),
  "due?": ({ clock, wish, log }, now) => log.push(clock.untilDue(now, wish.speed)),
  "waiting?": ({ clock, log }, now) => log.push(clock.isWaiting(now)),
};

/** @returns what a clock says to these events: time, name, value */
function run(...events) {
  const all = { clock: new Clock(schema.tick_ms), wish: { ...WISH }, log: [] };
  events.forEach(([now, name, value]) => EVENTS[name](all, now, value));
  return all.log;
}

/** @returns {[number, "ask"][]} one each `every` milliseconds, `from` included, `to` not */
function asks(from, to, every) {
  return Array.from({ length: Math.ceil((to - from) / every) }, (_, i) => [from + every * i, "ask"]);
}

/** @returns {number[]} the places of what was asked for */
function asked(log) {
  return [...log.keys()].filter((i) => log[i] !== null);
}

test("one command is in flight", () => {
  const log = run([0, "begin", 1], [0, "ask"], [100, "ask"], [200, "ask"], [210, "answer"], [300, "ask"]);
  assert.deepEqual(log, [1, null, null, true, 3]);
});

test("ten ticks a second ask for one epoch each", () => {
  const ticks = Array.from({ length: 100 }, (_, tick) => [
    [100 * tick + (tick % 3) * 4, "ask"],
    [100 * tick + 30, "answer"],
  ]);
  const log = run([0, "begin", 1], ...ticks.flat());
  assert.deepEqual(
    log.filter((entry) => entry !== true),
    Array(100).fill(1),
  );
});

for (const [speed, roundTrip, wanted] of [
  [1, 400, 4],
  [5, 250, 12.5],
  [25, 150, 37.5],
  [100, 900, 100],
]) {
  test(`slow answers are made up for in epochs: ${speed} a tick, an answer in ${roundTrip} ms`, () => {
    const turns = Array.from({ length: 40 }, (_, turn) => [
      [turn * roundTrip, "ask", "answered"],
      [(turn + 1) * roundTrip, "answer"],
    ]);
    const epochs = run([0, "wish", { speed }], [0, "begin", speed], ...turns.flat())
      .filter((entry) => entry !== true)
      .slice(1);
    const mean = epochs.reduce((sum, entry) => sum + entry, 0) / epochs.length;
    assertNear(mean, wanted, { rel: 0.02 });
    assert.ok(Math.max(...epochs) <= 100);
  });
}

test("slow motion: one epoch a second, also of a server that is late, and on the beat", () => {
  const ticks = (/** @type {number} */ pace) => Array.from({ length: 100 }, (_, i) => [[50 * i, "ask"], [50 * i + 30, "answer", pace]]).flat();
  for (const pace of [100, 700]) {
    const asked = run([0, "wish", { speed: 0.1 }], [0, "begin", 0.1], ...ticks(pace)).filter((entry) => typeof entry === "number");
    assert.deepEqual(asked, [1, 1, 1, 1, 1], String(pace));
  }
  const late = run([0, "wish", { speed: 0.1 }], [0, "begin", 0.1], [0, "ask"], [20, "answer", 3000], [1000, "ask"], [3000, "ask"], [3010, "answer", 3000]);
  assert.deepEqual(late, [1, true, null, 1, true]);
  assert.deepEqual(run([0, "wish", { speed: 0.1 }], [0, "begin", 0.1], [0, "ask"], [20, "answer"], [1004, "ask"], [1020, "answer"], [1020, "due?"]), [1, true, 1, true, 980]);
});

test("a longer pace asks less often for as many epochs", () => {
  const log = run([0, "begin", 1], [0, "ask"], [20, "answer", 300], [100, "ask"], [200, "ask"], [300, "ask"]);
  assert.deepEqual(log, [1, true, null, null, 3]);
});

test("no answer asks again after 3, 6, 12 and 20 seconds", () => {
  const times = asked(run([0, "begin", 1], ...asks(0, 70_000, 500))).map((i) => 500 * i);
  const between = times.slice(1).map((time, i) => time - times[i]);
  assert.deepEqual(between.slice(0, 5), [3000, 6000, 12000, 20000, 20000]);
});

test("where answers are slow the first timeout is longer", () => {
  const log = run([0, "begin", 1], [0, "ask"], [2900, "answer"], [2900, "ask", "answered"], ...asks(3400, 9900, 500));
  assert.deepEqual(asked(log.slice(2)), [0, 12]);
});

test("an answer from before a pause or a reset is dropped", () => {
  assert.deepEqual(run([0, "begin", 1], [0, "ask"], [10, "forget"], [20, "answer"]), [1, false]);
  const again = run([0, "begin", 1], [0, "ask"], [10, "forget"], [100, "ask"], [110, "old answer"], [120, "answer"]);
  assert.deepEqual(again, [1, 1, false, true]);
});

test("nothing is asked while the server is away", () => {
  const log = run([0, "begin", 1], [0, "away", true], [100, "ask"], [200, "waiting?"], [300, "away", false], [300, "ask"]);
  assert.deepEqual(log, [null, true, 4]);
});

test("a look and a goal come first and need no playing", () => {
  assert.deepEqual(run([0, "wish", { playing: false, look: true }], [0, "ask"]), [0]);
  assert.deepEqual(run([0, "wish", { playing: false, epochsToGoal: 250 }], [0, "ask"]), [100]);
  assert.deepEqual(run([0, "wish", { playing: false }], [0, "ask"]), [null]);
});

test("asking again is the same command, and its first answer will do", () => {
  const log = run([0, "begin", 1], [0, "ask"], [0, "seq?"], [3000, "ask"], [3000, "seq?"], [4000, "answer"], [4001, "answer"]);
  assert.deepEqual(log, [1, 1, 1, 1, true, false]);
});

test("the timeout counts from the last copy and the round trip from the first", () => {
  const log = run(
    [0, "begin", 1],
    [0, "ask"],
    [3000, "ask"],
    [8000, "ask"],
    [8500, "answer"],
    [8500, "ask", "answered"],
    ...asks(9000, 29_500, 500),
  );
  assert.deepEqual(
    asked(log.slice(5)).map((i) => i + 1),
    [40],
  );
});

test("a lost command is asked for anew once the server is found", () => {
  const log = run([0, "begin", 1], [0, "ask"], [10, "lost"], [20, "ask"], [30, "found"], [100, "ask"], [100, "seq?"]);
  assert.deepEqual(log, [1, true, null, 1, 2]);
});

test("a command that may still be answered is not given up when the server is found", () => {
  const log = run([0, "begin", 1], [0, "ask"], [2000, "away", true], [2500, "found"], [2600, "seq?"], [2600, "answer"]);
  assert.deepEqual(log, [1, 1, true]);
});

test("an outage does not count as a slow answer", () => {
  const log = run(
    [0, "begin", 1],
    [0, "ask"],
    [30_000, "found", true],
    [30_000, "ask"],
    [30_050, "answer"],
    [30_100, "ask"],
    [31_200, "doubt?"],
    [33_100, "waiting?"],
  );
  assert.deepEqual(log, [1, 1, true, 100, true, true]);
});

test("doubt begins after a second, and later where answers are slow", () => {
  const log = run(
    [0, "begin", 1],
    [0, "doubt?"],
    [0, "ask"],
    [900, "doubt?"],
    [1000, "doubt?"],
    [4000, "answer"],
    [4000, "ask", "answered"],
    [9900, "doubt?"],
    [10_000, "doubt?"],
  );
  assert.deepEqual(log, [false, 1, false, true, true, 40, false, true]);
});

test("the failure of a command given up long ago says nothing", () => {
  const log = run([0, "begin", 1], [0, "ask"], [10, "forget"], [20, "lost"], [100, "ask"], [110, "lost", 1], [110, "failures?"]);
  assert.deepEqual(log, [1, false, 1, false, 0]);
});

test("failures are counted until an answer, and an answer shows that the server is there", () => {
  const log = run(
    [0, "begin", 1],
    [0, "ask"],
    [10, "lost"],
    [20, "found"],
    [100, "ask"],
    [110, "lost"],
    [110, "failures?"],
    [120, "away", true],
    [130, "answer"],
    [130, "failures?"],
    [230, "ask"],
  );
  assert.deepEqual(log, [1, true, 1, true, 2, true, 0, 1]);
});

for (const late of [0, 1, 4, 15]) {
  test(`timers that are ${late} ms late do not make the beat late`, () => {
    const clock = new Clock(schema.tick_ms);
    const counts = [];
    clock.begin(0, 1);
    for (let now = 0; now < 20_000; now += clock.untilDue(now) + late) {
      const epochs = clock.decide(now, WISH);
      assert.notEqual(epochs, null, `nothing was due at ${now}`);
      counts.push(epochs);
      clock.sent(now, epochs, 1);
      clock.accepts({ seq: clock.seq, pace_ms: 100 }, now + 5);
    }
    assert.deepEqual(new Set(counts), new Set([1]));
    assert.ok([200, 201].includes(counts.length), String(counts.length));
  });
}

test("the next tick is due a pace after the last beat", () => {
  const log = run([0, "begin", 1], [0, "ask"], [0, "due?"], [30, "answer", 250], [30, "due?"], [300, "due?"]);
  assert.deepEqual(log, [1, 100, true, 220, -50]);
});

test("a tick lasts as long as the schema says", () => {
  assert.equal(schema.tick_ms, 100);
  const clock = new Clock(50);
  clock.begin(0, 4);
  assert.equal(clock.decide(0, { ...WISH, speed: 4 }), 4);
  clock.sent(0, 4, 4);
  clock.accepts({ seq: 1, pace_ms: 20 }, 5);
  assert.equal(clock.untilDue(5), 45);
  assert.equal(clock.decide(20, WISH), null);
});
