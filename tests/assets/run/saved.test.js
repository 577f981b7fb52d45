/* A tab's storage that is full, torn or spoilt: what comes back is a state that was, whole, or nothing, and that is said. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { moved, tableNow, touch } from "../../../assets/run/edits.js";
import { History } from "../../../assets/run/history.js";
import { named } from "../../../assets/run/own_points.js";
import { Saved } from "../../../assets/run/saved.js";
import { headOf } from "../../../assets/run/saved_heads.js";
import { dump } from "../../../assets/run/stored.js";
import { tablesOf } from "../../../assets/run/stored_tables.js";
import { firstState } from "../../../assets/run/state.js";
import { numbersFrom, oneOf } from "../numbers.js";
import { schema } from "../oracles.js";
import { act, begun, ran, settings, settled, turn } from "../runs.js";

const UNREADABLE = "notice.unreadable";

/** A tab's storage of so many characters, whose page dies after so many changes. */
class FakeStore {
  constructor({ most = Infinity, changes = Infinity, from = [] } = {}) {
    this.items = new Map(from);
    this.most = most;
    this.changes = changes;
    this.written = 0;
  }

  get length() {
    return this.items.size;
  }

  get size() {
    return [...this.items].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  }

  key(i) {
    return [...this.items.keys()][i] ?? null;
  }

  getItem(key) {
    return this.items.get(key) ?? null;
  }

  setItem(key, text) {
    if (!this.lives()) return;
    if (this.size - (this.items.get(key)?.length ?? -key.length) + text.length > this.most) throw new Error("QuotaExceededError");
    this.written += text.length;
    this.items.set(key, text);
  }

  removeItem(key) {
    if (this.lives()) this.items.delete(key);
  }

  lives() {
    this.changes -= 1;
    return this.changes >= 0;
  }
}

/** @returns all of a state that a reload must bring back, as text */
function toldOf(state) {
  const rows = state.record.checkpoint ? state.record.history.rows(Infinity) : null;
  return JSON.stringify([dump(state, 7), state.record.course(), state.runs, rows]);
}

/** @returns what a page that is opened on this store finds */
function opened(store) {
  return new Saved(store, "cd").load(firstState(schema, "e5", {}));
}

/** @returns the state without what nobody needs of points: an answer brings them */
function withHistory(state, history) {
  const { record } = state;
  const last = history.length - 1;
  const at = (checkpoint) => ({ ...checkpoint, epoch: history.epoch(last), step: history.epoch(last) });
  return { ...state, record: record.with({ history, checkpoint: at(record.checkpoint), whole: at(record.whole) }) };
}

/** @returns rows from one epoch to before another, each with numbers of its own */
function rows(from, to, random = numbersFrom(from)) {
  return Array.from({ length: to - from }, (_, i) => [from + i, random(), Math.fround(random()), Math.fround(random())]);
}

const RUN = ran(settings(begun(), { learning_rate: 0.1 }), 3);

test("a long run is kept whole, in few pieces, each row written a few times", () => {
  const store = new FakeStore();
  const saved = new Saved(store, "ab");
  let history = History.of(rows(0, 1));
  for (let epoch = 1; epoch < 30_001; epoch += 10) {
    history = history.with(rows(epoch, epoch + 10));
    assert.ok(saved.save(withHistory(RUN, history), 7));
  }
  assert.ok(store.length < 40, String(store.length));
  const heads = 3000 * store.items.get("chalkline").length;
  assert.ok(store.written - heads < 15 * 30_000 * 22, String(store.written));
  const { state, seq } = opened(store);
  assert.equal(seq, 7);
  assert.deepEqual(state.record.history.rows(Infinity), history.rows(Infinity));
  assert.equal(state.record.history.wholeFrom, 0);
});

test("one page goes on saving what another has kept, and writes only what is new", () => {
  const store = new FakeStore();
  let history = History.of(rows(0, 20_000));
  new Saved(store, "ab").save(withHistory(RUN, history), 7);
  const saved = new Saved(store, "cd");
  const { state } = saved.load(firstState(schema, "e5", {}));
  history = state.record.history.with(rows(20_000, 20_010));
  store.written = 0;
  saved.save(withHistory(state, history), 8);
  assert.ok(store.written < 5000, String(store.written));
  assert.deepEqual(opened(store).state.record.history.rows(Infinity), [...rows(0, 20_000), ...rows(20_000, 20_010)]);
});

test("each table of one's own is written once, however many the run has learned from", () => {
  const store = new FakeStore();
  const saved = new Saved(store, "ab");
  let state = ran(settings(begun(), { learning_rate: 0.1 }), 2);
  const table = tableNow(state, [-10, 10]);
  for (let y = 0; y < 30; y += 1) {
    const there = moved(table, 3, { x: 0.5, y: y / 10 });
    state = ran(settled(act(state, "touch-points", touch(state, named(table), there, "moved-point"))), 1);
    store.written = 0;
    saved.save(state, 7);
    if (y) assert.ok(store.written < 2 * JSON.stringify(there).length + 12_000, `${store.written} at ${y}`);
  }
  const back = opened(store).state;
  const kept = tablesOf(state);
  assert.equal(Object.keys(kept).length, 31);
  assert.deepEqual(back.tables, kept);
  assert.deepEqual([back.own, toldOf(back)], [state.own, toldOf(state)]);
  const other = new Saved(store, "ef");
  const again = other.load(firstState(schema, "e5", {})).state;
  store.written = 0;
  other.save(again, 8);
  assert.ok(store.written < 12_000 && new Set(store.items.keys()).size < 40, "a page that goes on writes none of them again");
  const [one] = [...store.items].find(([, text]) => text === JSON.stringify(kept[state.own]));
  store.items.delete(one);
  assert.equal(opened(store).state.notice.id, UNREADABLE, "without one of them it is no run");
});

test("of a history that was cut and went on otherwise only what is the very same stays as it was written", () => {
  const store = new FakeStore();
  const saved = new Saved(store, "ab");
  const old = History.of(rows(0, 6000));
  saved.save(withHistory(RUN, old), 7);
  store.written = 0;
  const other = old.upTo(4999).with(rows(5000, 7000, numbersFrom(99)));
  saved.save(withHistory(RUN, other), 7);
  assert.deepEqual(opened(new FakeStore({ from: store.items })).state.record.history.rows(Infinity), other.rows(Infinity));
  assert.ok(store.written < 4000 * 22, String(store.written));
  const another = History.of(rows(0, 8000, numbersFrom(98)));
  saved.save(withHistory(RUN, another), 7);
  assert.deepEqual(opened(store).state.record.history.rows(Infinity), another.rows(Infinity));
});

test("numbers come back to the bit, those too that are no float32", () => {
  const odd = [0.1, 1 / 3, 5e-324, 1e300, 0, 2 ** 53];
  for (const parameter of [Math.fround, (value) => value]) {
    const history = History.of(odd.map((value, i) => [i, value, parameter(odd[i] > 1e38 ? -0 : -value), parameter(1 / 7)]));
    const store = new FakeStore();
    new Saved(store, "ab").save(withHistory(RUN, history), 7);
    assert.deepEqual(opened(store).state.record.history.rows(Infinity), history.rows(Infinity));
  }
});

/* ---- torn ---- */

const ACTIONS = [
  (random) => ["set", { controls: { learning_rate: oneOf(random, [0.01, 0.1, 2.5]) } }],
  (random) => ["set", { controls: { noise: random(), optimizer: oneOf(random, ["sgd", "momentum"]) } }],
  (random) => ["set", { controls: { dataset: oneOf(random, Object.keys(schema.data)) } }],
  (random) => ["look-at", { epoch: Math.floor(random() * 20) }],
  (random) => ["open-panel", { panel: oneOf(random, Object.keys(schema.panels)) }],
  ...["play", "step", "reset", "halve", "go-on-here", "go-on-here", "keep-run", "new-start"].map((type) => () => [type, { seed: 5 }]),
];

/** @returns the states of a page on which somebody does this and that */
function lifeOf(seed, length) {
  const random = numbersFrom(seed);
  const states = [begun()];
  for (let i = 0; i < length; i += 1) {
    const state = states.at(-1);
    states.push(random() < 0.5 ? turn(state) : act(state, ...oneOf(random, ACTIONS)(random)));
  }
  return states;
}

for (const seed of [1, 2, 3]) {
  test(`a page that dies at any of its writes comes back as it was then or just before: life ${seed}`, () => {
    const states = lifeOf(seed, 40);
    const told = states.map(toldOf);
    for (let changes = 0; ; changes += 1) {
      const store = new FakeStore({ changes });
      const saved = new Saved(store, "ab");
      const at = states.findIndex((state) => (saved.save(state, 7), store.changes < 0));
      const { state, seq } = opened(new FakeStore({ from: store.items }));
      if (seq) assert.ok([told[at < 0 ? told.length - 1 : at], told[at - 1]].includes(toldOf(state)), `after ${changes} changes, at state ${at}`);
      else assert.equal(at, 0);
      assert.equal(state.notice, null);
      if (at < 0) break;
    }
  });
}

test("of two heads that are whole the newer one is taken; where it or a part of it is spoilt, the older one", () => {
  const states = lifeOf(4, 40);
  const told = states.map(toldOf);
  for (const last of [20, 30, 40]) {
    const store = new FakeStore();
    const saved = new Saved(store, "ab");
    states.slice(0, last + 1).forEach((state) => saved.save(state, 7));
    assert.equal(toldOf(opened(new FakeStore({ from: store.items })).state), told[last]);
    for (const [key, text] of store.items) {
      for (const spoilt of [null, text.slice(0, -1), text.replace(/\d(?=\D*$)/, (digit) => (digit === "1" ? "2" : "1")), ""]) {
        const torn = new FakeStore({ from: store.items });
        if (spoilt === null) torn.items.delete(key);
        else torn.items.set(key, spoilt);
        const { state, seq } = opened(torn);
        if (seq) assert.ok([told[last], told[last - 1]].includes(toldOf(state)), `${last}: ${key}`);
        else assert.equal(state.notice.id, UNREADABLE);
      }
    }
  }
});

test("what cannot be used is said, and gone at the next load", () => {
  const whole = new FakeStore();
  new Saved(whole, "ab").save(RUN, 7);
  const cases = [
    ["chalkline", "{", UNREADABLE],
    ["chalkline", "null", UNREADABLE],
    ["chalkline-2", `{"version":${schema.version},"sum":1,"head":{"count":1}}`, UNREADABLE],
    ["chalkline", '{"version":1,"record":7}', "server.updated"],
    ["chalkline-2", '{"version":1}', "server.updated"],
  ];
  for (const [key, text, notice] of cases) {
    const store = new FakeStore({ from: notice === UNREADABLE ? [[key, text]] : [...whole.items, [key, text]] });
    store.setItem("chalkline-part-old", "x");
    store.setItem("of-another", "x");
    const { state, seq } = opened(store);
    assert.deepEqual([state.notice?.id, seq, [...store.items.keys()]], [notice, 0, ["of-another"]]);
    assert.equal(opened(store).state.notice, null);
  }
});

test("nothing is taken of a head whose rows are hostile", () => {
  const hostile = [
    (piece) => [piece[0], 5, ...piece.slice(2)],
    (piece) => [piece[0], piece[1], 0, ...piece.slice(3)],
    (piece) => [piece[0], piece[1], piece[2], 1e15, ...piece.slice(4)],
    (piece) => [piece[0], piece[1], piece[2], -3, ...piece.slice(4)],
    (piece) => [piece[0], piece[1], piece[2], piece[3], true, piece[5]],
    (piece) => ["of-another", ...piece.slice(1)],
    () => [null],
    () => ({}),
  ];
  for (const spoil of hostile) {
    const store = new FakeStore();
    const saved = new Saved(store, "ab");
    saved.save(RUN, 7);
    const { head } = JSON.parse(store.items.get(saved.last));
    store.items.set("of-another", store.items.get(head.rows[0][0]));
    const spoilt = JSON.stringify({ ...head, rows: [spoil(head.rows[0]), ...head.rows.slice(1)] });
    store.items.set(saved.last, headOf(schema.version, spoilt));
    assert.equal(opened(store).state.notice?.id, UNREADABLE, String(spoil));
  }
});

/* ---- full ---- */

test("where there is no room the oldest epochs are thinned, evenly, and the newest are all there", () => {
  const store = new FakeStore({ most: 300_000 });
  const saved = new Saved(store, "ab");
  let history = History.of(rows(0, 1));
  for (let epoch = 1; epoch < 60_001; epoch += 500) {
    history = history.with(rows(epoch, epoch + 500));
    assert.ok(saved.save(withHistory(RUN, history), 7));
    assert.ok(store.size <= store.most);
    if (epoch % 7) continue;
    const { record } = opened(new FakeStore({ from: store.items })).state;
    const kept = record.history.rows(Infinity);
    const all = new Map(history.rows(Infinity).map((row) => [row[0], row]));
    kept.forEach((row) => assert.deepEqual(row, all.get(row[0])));
    assert.deepEqual([kept[0][0], record.epoch], [0, history.length - 1]);
    const gaps = kept.slice(1).map(([at], i) => at - kept[i][0]);
    assert.ok(gaps.every((gap, i) => i === 0 || gap <= gaps[i - 1] + 1), "the older, the thinner");
    assert.ok(record.epoch - record.history.epoch(record.history.wholeFrom) >= Math.min(record.epoch, 1999));
  }
  assert.ok(opened(store).state.record.history.length > 4000);
});

test("a thinned history goes on, is cut and thinned again, and stays in order", () => {
  const random = numbersFrom(9);
  const store = new FakeStore({ most: 150_000 });
  let history = History.of(rows(0, 1));
  for (let i = 0; i < 20; i += 1) {
    const saved = new Saved(store, `t${i}`);
    const { state, seq } = saved.load(RUN);
    if (seq) ({ history } = state.record);
    const from = random() < 0.2 ? Math.floor(random() * history.epoch(history.length - 1)) : Infinity;
    history = history.upTo(from);
    for (let j = 0; j < 5; j += 1) {
      const last = history.epoch(history.length - 1);
      history = history.with(rows(last + 1, last + 1 + Math.ceil(random() * 900)));
      assert.ok(saved.save(withHistory(RUN, history), 7));
    }
    const kept = opened(new FakeStore({ from: store.items })).state.record.history.rows(Infinity);
    const all = new Map(history.rows(Infinity).map((row) => [row[0], row]));
    kept.forEach((row, at) => assert.deepEqual(row, all.get(row[0]), `${i}: ${at}`));
    assert.equal(kept.at(-1)[0], history.epoch(history.length - 1));
  }
});

test("where there is next to no room the state is kept without its history, and where there is none, nothing", () => {
  const history = History.of(rows(0, 3000));
  const small = new FakeStore({ most: 8000 });
  assert.ok(new Saved(small, "ab").save(withHistory(RUN, history), 7));
  const { record } = opened(small).state;
  assert.deepEqual([record.history.length, record.epoch, record.history.at(0)], [2, 2999, history.at(0)]);
  const none = new FakeStore({ most: 100 });
  assert.ok(!new Saved(none, "ab").save(RUN, 7));
  assert.equal(none.length, 0);
  assert.equal(opened(none).state.notice, null);
});

test("where what there is to keep has no room at all, what was kept before stays", () => {
  const store = new FakeStore({ most: 20_000 });
  const saved = new Saved(store, "ab");
  assert.ok(saved.save(RUN, 7));
  const many = { ...RUN, record: RUN.record.with({ segments: [...RUN.record.segments, ...Array(200).fill({ ...RUN.record.segment, epoch: 3 })] }) };
  assert.ok(!saved.save(many, 8));
  const { state, seq } = opened(new FakeStore({ from: store.items }));
  assert.deepEqual([seq, state.record.segments, state.notice], [7, RUN.record.segments, null]);
  assert.ok(saved.save(RUN, 9));
  assert.equal(opened(new FakeStore({ from: store.items })).seq, 9);
});

test("in a store that becomes full the state of now goes before its history and before the state of before", () => {
  const store = new FakeStore();
  const saved = new Saved(store, "ab");
  const long = withHistory(RUN, History.of(rows(0, 3000)));
  assert.ok(saved.save(long, 7));
  store.most = store.size;
  const one = { ...RUN.record.segment, epoch: 3 };
  const changed = { ...long, record: long.record.with({ segments: [...RUN.record.segments, ...Array(100).fill(one)] }) };
  assert.ok(saved.save(changed, 8));
  const { state, seq } = opened(new FakeStore({ from: store.items }));
  assert.deepEqual([seq, state.record.segments.length, state.record.epoch], [8, 101, 2999]);
  store.most = 100;
  assert.ok(!saved.save(changed, 9));
  assert.equal(store.length, 0);
});
