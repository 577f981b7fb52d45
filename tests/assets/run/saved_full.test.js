/* A tab's storage that is full: the oldest epochs are thinned first, then the history goes, and the state of now last. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { History } from "../../../assets/run/history.js";
import { Saved } from "../../../assets/run/saved.js";
import { numbersFrom } from "../numbers.js";
import { FakeStore, RUN, opened, rows, withHistory } from "./tab_storage.js";

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
