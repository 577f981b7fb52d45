/* Points of one's own come back: by a reload and by a link, whole or not at all. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { dataOf } from "../../../assets/run/command.js";
import { added, moved } from "../../../assets/run/edits.js";
import { linkOf } from "../../../assets/run/link.js";
import { FieldError } from "../../../assets/run/link_fields.js";
import { ownFrom, ownOf } from "../../../assets/run/link_points.js";
import { openingOf } from "../../../assets/run/link_open.js";
import { readLink } from "../../../assets/run/link_read.js";
import { packed, unpacked } from "../../../assets/run/packed.js";
import { nameOf, tableOf } from "../../../assets/run/own_points.js";
import { check, dump, restored } from "../../../assets/run/stored.js";
import { tablesOf } from "../../../assets/run/stored_tables.js";
import { firstState } from "../../../assets/run/state.js";
import { openFile } from "../../../assets/page/share_file.js";
import { numbersFrom } from "../numbers.js";
import { schema } from "../oracles.js";
import { act, begun, ran, settings, settled } from "../runs.js";
import { READ, opened, taken, touched } from "./a_table.js";

test("a reload and a link leave the rate of touched points as it was, whatever their limit", async () => {
  const tiny = tableOf({ ...READ, features: [[1500], [2000], [3500], [4000]] });
  const raw = settled(act(settled(act(begun(), "use-points", { table: tiny, hash: nameOf(tiny) })), "set", { controls: { scaling: "none" } }));
  const line = ran(touched(ran(begun(), 2), (table) => moved(table, 3, { x: 0.5, y: 1 })), 2);
  for (const state of [settings(raw, { learning_rate: 3e-8 }), settings(line, { learning_rate: 0.02 })]) {
    const { record } = state;
    const stored = { ...dump(state, 4), record: { ...record.place(), ...record.course(), history: record.history }, runs: [], tables: tablesOf(state) };
    const back = settled(restored(firstState(schema, "b", {}), check(stored, schema)));
    assert.equal(back.controls.learning_rate, state.controls.learning_rate);
    assert.equal((await opened(state)).controls.learning_rate, state.controls.learning_rate);
  }
});

test("a start on large numbers makes a link that opens", async () => {
  const large = tableOf({ ...READ, targets: [4e6, 5e6, 7e6, 9e6] });
  const state = ran(settled(act(settled(act(begun(), "use-points", { table: large, hash: nameOf(large) })), "start-at", { weight: 0, bias: 4e6 })), 1);
  assert.deepEqual((await opened(state)).record.now, state.record.now);
});

test("a link brings points of one's own, and the run that learned from them", async () => {
  const plain = ran(taken(), 3);
  const touchedOften = ran(touched(ran(touched(plain, (table) => moved(table, 0, { x: 1, y: 5 })), 4), (table) => added(table, { x: 2, y: 2 })), 2);
  for (const state of [taken(), plain, touchedOften]) {
    const there = await opened(state);
    assert.deepEqual([there.own, there.record.epoch, there.record.now], [state.own, state.record.epoch, state.record.now]);
    assert.deepEqual(there.record.segments, state.record.segments);
    assert.deepEqual(there.tables[there.own], state.tables[state.own]);
  }
});

test("a link whose points are not right is refused", async () => {
  const content = await unpacked(readLink(linkOf(taken(), await packed([], ownOf(taken())), "en"), schema, ["en"]).link.changes);
  assert.ok(ownFrom(content, schema).own);
  const bases = [["points", "none"], ["no", "none"], ["line", "twice"], ["__proto__", "none"], 5, {}, "line"].map((base) => ({ ...content, base })); // what was touched is a data set of the page
  for (const spoilt of [null, [], { ...content, own: 1 }, { ...content, tables: [] }, { ...content, tables: [{ ...content.tables[0], targets: [1, "2"] }] }, { ...content, tables: [{}] }, ...bases]) {
    assert.throws(() => ownFrom(spoilt, schema), FieldError, JSON.stringify(spoilt));
  }
});

test("nineteen features come back by a link, which begins at as many weights or at none", async () => {
  const features = Array.from({ length: 24 }, (_, i) => Array.from({ length: 19 }, (__, j) => ((i * (j + 3) * 7) % 23) - 11));
  const inputs = Array.from({ length: 19 }, (_, j) => ({ name: `question ${j + 1}`, unit: "points" }));
  const table = tableOf({ features, targets: features.map((row) => row[0] - 2 * row[18]), inputs, output: { name: "mark", unit: "" } });
  const learning = settled(act(begun(), "use-points", { table, hash: nameOf(table) }));
  const placed = settled(act(learning, "start-at", { weight: inputs.map((_, j) => j / 8), bias: -1 }));
  for (const state of [ran(learning, 3), ran(placed, 2)]) {
    const there = await opened(state);
    assert.deepEqual([there.own, there.record.epoch, there.record.now], [state.own, state.record.epoch, state.record.now]);
  }
  const query = linkOf(placed, await packed([], ownOf(placed)), "en");
  const content = await unpacked(readLink(query, schema, ["en"]).link.changes);
  for (const at of ["1_2_3", "1".padEnd(35, "_1")]) {
    const { link } = readLink(query.replace(/&at=[^&]*/, `&at=${at}`), schema, ["en"]);
    assert.throws(() => openingOf(begun(), link, content), { field: "at" }, at);
  }
});

test("a reload brings points of one's own back, and only what is whole", () => {
  const state = ran(touched(ran(taken(), 2), (table) => moved(table, 0, { x: 1, y: 5 })), 3);
  const { record } = state;
  const stored = { ...dump(state, 4), record: { ...record.place(), ...record.course(), history: record.history }, runs: [], tables: tablesOf(state) };
  const back = restored(firstState(schema, "b", {}), check(stored, schema));
  assert.deepEqual([dataOf(back), back.tables], [dataOf(state), tablesOf(state)]);
  assert.equal(check({ ...stored, tables: {} }, schema), null);
  const [name] = Object.keys(stored.tables);
  for (const change of [{ targets: [1] }, { labels: ["a"] }, { title: "\n" }, { mean: [1] }, { x_range: [2, 1] }, { features: 5 }, { output: { name: 5, unit: "" } }]) {
    assert.equal(check({ ...stored, tables: { ...stored.tables, [name]: { ...stored.tables[name], ...change } } }, schema), null, JSON.stringify(change));
  }
});

test("whatever Share writes can be opened: thousands of batches, and points touched for an hour", async () => {
  const state = taken();
  const query = linkOf(state, await packed([], ownOf(state)), "en").replace(/&changes=/, "&epoch=2&batches=4999&changes=").replace(/&of=\d+/, "").replace(/&c=.*/, "");
  assert.deepEqual(readLink(query, schema, ["en"]).link.end, { epoch: 2, batch: 4999 });
  const random = numbersFrom(1);
  const tables = Array.from({ length: 800 }, () => tableOf({ ...READ, features: Array.from({ length: 250 }, () => [Math.fround(random())]), targets: Array.from({ length: 250 }, () => Math.fround(random())) }));
  const written = await packed([], { name: "", names: [], tables });
  assert.ok(JSON.stringify(tables).length > 4e6);
  assert.equal((await unpacked(written)).tables.length, 800);
  const said = [];
  const file = new File([JSON.stringify({ chalkline: 1, run: "x".repeat(written.length) })], "run.chalkline.json");
  await openFile({ state, dispatch: ({ notice }) => said.push(notice.id) }, file);
  assert.deepEqual(said, ["file-run.cut"], "it was read");
});

test("a run on points that were touched after another noise has a link that opens, once it begins with them", async () => {
  const louder = settings(begun(), { noise: 1 });
  const mine = touched(louder, (table) => moved(table, 0, { x: 0.5, y: 1 }));
  for (const state of [act(ran(mine, 3), "reset"), ran(settled(act(ran(mine, 3), "reset")), 4)].map(settled)) {
    const there = await opened(state);
    assert.deepEqual([there.record.epoch, there.record.now, there.own], [state.record.epoch, state.record.now, state.own]);
  }
});
