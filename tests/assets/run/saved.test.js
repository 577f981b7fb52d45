/* What a tab keeps of a long run: all of it, in few pieces, each written a few times. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { moved, tableNow, touch } from "../../../assets/run/edits.js";
import { History } from "../../../assets/run/history.js";
import { named } from "../../../assets/run/own_points.js";
import { Saved } from "../../../assets/run/saved.js";
import { tablesOf } from "../../../assets/run/stored_tables.js";
import { firstState } from "../../../assets/run/state.js";
import { numbersFrom } from "../numbers.js";
import { schema } from "../oracles.js";
import { FakeStore, opened, rows, RUN, toldOf, UNREADABLE, withHistory } from "./tab_storage.js";
import { act, begun, ran, settings, settled } from "../runs.js";

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
