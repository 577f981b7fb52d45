/* What a tab has kept is input like any other: where anything of it is not what a page writes, nothing is taken over. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { History } from "../../../assets/run/history.js";
import { check, isValue } from "../../../assets/run/stored.js";
import { schema } from "../oracles.js";
import { changed, stored, told } from "./kept.js";

const ROW = [1, 1, 1];

const SPOILT = [
  ["run", "<img src=x onerror=alert(1)>"],
  ["seq", -1],
  ["seq", 1e300],
  ["seeds/data", 2 ** 32],
  ["seeds/start", 0.5],
  ["controls/n", 1e9],
  ["controls/batch_size", 0],
  ["controls/dataset", "__proto__"],
  ["controls/dataset", "toString"],
  ["controls/scaling", "sideways"],
  ["controls/optimizer", "constructor"],
  ["controls/learning_rate", 11],
  ["controls/noise", -1],
  ["controls/noise", null],
  ["controls/speed", 1e6],
  ["controls/momentum", 1],
  ["controls/weight_decay", "0"],
  ["shownKind", "moons"],
  ["shownKind", "toString"],
  ["view/panels", ["map", "step", "code"]],
  ["view/panels", ["<script>"]],
  ["view/panels", ["map", "map"]],
  ["view/shape", "stars"],
  ["view/limits", 1],
  ["view/shown", null],
  ["view/shown/Data", "yes"],
  ["record/history", null],
  ["record/history", [[0, ...ROW]]],
  ["record/history", History.empty(1)],
  ["record/history", History.of([[0, ...ROW, 1]])],
  ["record/history", History.of([[0, ...ROW], [99, ...ROW]])],
  ["record/measured", { epoch: 5, loss: "low" }],
  ["record/measured", {}],
  ["record/start", null],
  ["record/start/parameters", JSON.parse('{"__proto__": 1}')],
  ["record/checkpoint/parameters/linear.weight", [0.5, 0.5]],
  ["record/checkpoint/parameters/linear.bias", []],
  ["record/checkpoint/epoch", -1],
  ["record/checkpoint/step", "5"],
  ["record/checkpoints", []],
  ["record/checkpoints/0", {}],
  ["record/segments/0/data", { kind: "moons" }],
  ["record/segments/0/training", { optimizer: null }],
  ["record/segments/0/training/optimizer/name", "lion"],
  ["record/segments/0/epoch", 5],
  ["record/segments/0/batch", 1],
  ["record/checkpoints/0/epoch", 5],
  ["record/segments", []],
  ["record/diverged", "no"],
  ["goal", { epoch: 1e9, data: { kind: "line" }, training: { optimizer: { name: "sgd", learning_rate: 1 } } }],
  ["goal", 5],
  ["runs", null],
  ["runs/0/number", 9],
  ["runs/0/rows", []],
  ["runs/0/rows/0", [0, 1, 1]],
  ["runs/0/optimizer", { name: "sgd", learning_rate: "fast" }],
  ["runs/0/shown", {}],
  ["runs/0/near", "soon"],
  ["runs/0/since", null],
  ["runs/0/unsure", "very"],
  ["runs/0/testLoss", "low"],
  ["runs/0/batchSize", undefined],
];

test("what a page has kept is taken over whole", () => {
  assert.deepEqual(told(check(stored(), schema)), told({ ...stored(), tables: {} }));
});

for (const [path, value] of SPOILT) {
  test(`nothing is taken over where ${path} is ${JSON.stringify(value)?.slice(0, 40)}`, () => {
    assert.equal(check(changed(stored(), path, value), schema), null);
  });
}

test("nothing is taken over where a field is missing", () => {
  const state = stored();
  for (const name of Object.keys(state).filter((it) => !["own", "hand", "samples"].includes(it))) { // which an earlier page had not
    const { [name]: _, ...rest } = state;
    assert.equal(check(rest, schema), null, name);
  }
});

test("two runs with one number are not taken over, nor more than one epoch without a setting", () => {
  const state = stored();
  assert.equal(check({ ...state, runs: [state.runs[0], state.runs[0]] }, schema), null);
  const { record } = state;
  const nothingSet = { ...record, segments: [], checkpoints: [] };
  const history = record.history.upTo(0);
  assert.equal(check({ ...state, record: nothingSet }, schema), null);
  assert.equal(check({ ...state, record: { ...nothingSet, history, diverged: true } }, schema), null);
  assert.ok(check({ ...state, record: { ...nothingSet, history } }, schema));
});

test("what is no record at all is none", () => {
  for (const nothing of [null, undefined, 5, "", [], {}, "{"]) assert.equal(check(nothing, schema), null);
});

test("a replay without a run is not taken over", () => {
  const state = stored();
  const [{ data, training }] = state.record.segments;
  const goal = { epoch: 1, data, training, then: null };
  assert.ok(check({ ...state, goal }, schema));
  assert.equal(check({ ...state, goal, record: null }, schema), null);
  assert.equal(check({ ...state, goal: { ...goal, then: "play" } }, schema), null);
});

test("what no page wrote does not come along", () => {
  const { record, ...rest } = stored();
  const hostile = JSON.stringify(rest)
    .replace('"view":{', '"view":{"__proto__":{"polluted":1},"mode":"x",')
    .replace('"seeds":{', '"seeds":{"__proto__":{"polluted":1},');
  const kept = check({ ...JSON.parse(hostile), record }, schema);
  assert.deepEqual([{}.polluted, kept.view.polluted, kept.seeds.polluted], [undefined, undefined, undefined]);
  const switches = schema.switches.filter((row) => row.kept).map(({ name }) => name);
  assert.ok(switches.length >= 11);
  assert.deepEqual(Object.keys(kept.view).sort(), [...switches, "hidden", "panels", "shown"].sort());
});

test("each control's default is one of its values, and what lies outside is none", () => {
  for (const row of Object.values(schema.controls)) {
    assert.ok(isValue(row.default, row));
    for (const value of [undefined, NaN, Infinity, "1", {}, [], -1]) assert.ok(!isValue(value, row), `${row.id} ${value}`);
  }
});
