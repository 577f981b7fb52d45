/* The switches of the view: in bounds, in a link and back, kept over a reload, put back by a lesson. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { schema } from "../oracles.js";
import { begun } from "../runs.js";
import { putBack, taken } from "../../../assets/run/lesson_view.js";
import { areSwitches, firstSwitches, keptSwitches, switchesFrom, switchFields } from "../../../assets/run/switches.js";

const FIRST = firstSwitches(schema);
const RIGHT = {
  asked: [[120, 3, 1.5, 20], [-0.25], [1e12, 0]],
  over: [0, 4, 20],
  pair: [[0, 1], [4, 0], [20, 19]],
};
const WRONG = {
  asked: [[], [1e13], [NaN], ["1"], Array(21).fill(1), "1", 5, undefined],
  over: [-1, 21, 1.5, "1", undefined],
  pair: [[0], [0, 0], [0, 1, 2], [0, 21], [-1, 2], [0.5, 1], ["0", "1"], "0_1", 1, undefined],
};
const REFUSED = {
  asked: ["1_x", "1e13", Array(21).fill("1").join("_"), ""],
  over: ["21", "x", "-1", "1.5", ""],
  pair: ["0", "1_1", "0_1_2", "0_21", "x_1", "", "0.5_1"],
};
const { switches } = schema;
const choices = switches.filter(({ kind }) => kind === "choice");

const number = (field, value) => {
  if (value === "" || Number.isNaN(Number(value))) throw new Error(field);
  return Number(value);
};

/** @returns what a link with this in it brings back */
function back(name, value) {
  return switchesFrom(new Map(switchFields({ ...FIRST, [name]: value }, schema)), schema, number);
}

test("as they are at first nothing of them stands in a link, and all are right", () => {
  assert.deepEqual([switchFields(FIRST, schema), switchesFrom(new Map(), schema, number), areSwitches(FIRST, schema)], [[], {}, true]);
  for (const { name, first } of switches) assert.deepEqual(begun().view[name], first, name);
});

test("a choice comes back from a link, and nothing but 0 and 1 is one", () => {
  for (const { name, key, first, choices: both } of choices) {
    const other = both.find((value) => value !== first);
    assert.deepEqual(back(name, other), key ? { [name]: other } : {}, name);
    assert.equal(areSwitches({ ...FIRST, [name]: other }, schema), true, name);
    for (const value of [null, undefined, 0, 1, "true", "stars"]) assert.equal(areSwitches({ ...FIRST, [name]: value }, schema), false, `${name} ${value}`);
    for (const value of ["2", "", "true", "01"]) if (key) assert.throws(() => switchesFrom(new Map([[key, value]]), schema, number), new RegExp(key), `${key}=${value}`);
  }
});

test("what is asked of several features comes back from a link, and is checked like any other input", () => {
  assert.deepEqual(Object.keys(RIGHT), switches.filter(({ kind }) => kind !== "choice").map(({ name }) => name));
  for (const name of Object.keys(RIGHT)) {
    for (const value of RIGHT[name]) {
      assert.deepEqual(back(name, value), { [name]: value });
      assert.equal(areSwitches({ ...FIRST, [name]: value }, schema), true, String(value));
    }
    for (const value of WRONG[name]) assert.equal(areSwitches({ ...FIRST, [name]: value }, schema), false, `${name} ${value}`);
    for (const value of REFUSED[name]) assert.throws(() => switchesFrom(new Map([[name, value]]), schema, number), new RegExp(name), value);
  }
});

test("a lesson puts each of them back, also after a reload, unless it was changed since", () => {
  const before = begun().view;
  const changed = { ...before, ...Object.fromEntries(choices.map(({ name, first, choices: both }) => [name, both.find((value) => value !== first)])), asked: [1, 2], over: 3, pair: [2, 0] };
  const kept = JSON.parse(JSON.stringify(taken(before, changed, schema)));
  assert.deepEqual(putBack(structuredClone(changed), kept), before);
  assert.deepEqual(putBack({ ...changed, asked: [1, 4] }, kept).asked, [1, 4]);
});

test("what opens beside the run is closed after a reload, all else stays", () => {
  const gone = switches.map(({ name }) => name).filter((name) => !keptSwitches(schema).includes(name));
  assert.deepEqual(gone, ["more", "about", "allEpochs"]);
});
