/* What a tab keeps of points of one's own: each table that the run learned from, written once. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { moved, tableNow, touch } from "../../../assets/run/edits.js";
import { named } from "../../../assets/run/own_points.js";
import { Saved } from "../../../assets/run/saved.js";
import { tablesOf } from "../../../assets/run/stored_tables.js";
import { firstState } from "../../../assets/run/state.js";
import { schema } from "../oracles.js";
import { act, begun, ran, settings, settled } from "../runs.js";
import { FakeStore, opened } from "./tab_storage.js";

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
  assert.deepEqual([back.own, back.record.course(), back.record.history.rows(Infinity)], [state.own, state.record.course(), state.record.history.rows(Infinity)]);
  const other = new Saved(store, "ef");
  const again = other.load(firstState(schema, "e5", {})).state;
  store.written = 0;
  other.save(again, 8);
  assert.ok(store.written < 12_000 && new Set(store.items.keys()).size < 40, "a page that goes on writes none of them again");
  const [one] = [...store.items].find(([, text]) => text === JSON.stringify(kept[state.own]));
  store.items.delete(one);
  assert.equal(opened(store).state.notice.id, "notice.unreadable", "without one of them it is no run");
});
