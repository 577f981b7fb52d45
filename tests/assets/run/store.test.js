/* The store: one state, changed by actions in their order. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createStore } from "../../../assets/run/store.js";

/** @returns a store of a list to which each action adds its type; "nothing" changes nothing */
function store() {
  return createStore((state, { type }) => (type === "nothing" ? state : [...state, type]), []);
}

test("a state changes by actions, and listeners hear of it in the order in which they came", () => {
  const one = store();
  const heard = [];
  one.subscribe((state, before, action) => heard.push(["first", state, before, action.type]));
  one.subscribe((state) => heard.push(["second", state]));
  one.dispatch({ type: "a" });
  assert.deepEqual(one.state, ["a"]);
  assert.deepEqual(heard, [
    ["first", ["a"], [], "a"],
    ["second", ["a"]],
  ]);
});

test("nobody hears of an action that changes nothing", () => {
  const one = store();
  one.subscribe(() => assert.fail("heard"));
  one.dispatch({ type: "nothing" });
});

test("an action that a listener sends waits until all have heard of the one before", () => {
  const one = store();
  const heard = [];
  one.subscribe((_, __, { type }) => type === "a" && ["b", "c"].forEach((next) => one.dispatch({ type: next })));
  one.subscribe((state, before, { type }) => heard.push([type, state.length, before.length]));
  one.dispatch({ type: "a" });
  assert.deepEqual(heard, [
    ["a", 1, 0],
    ["b", 2, 1],
    ["c", 3, 2],
  ]);
});

test("what is held back is judged when its turn has come", () => {
  const one = store();
  one.pass((state, action) => (state.includes("shut") ? { type: "held" } : action));
  one.subscribe((_, __, { type }) => type === "a" && ["shut", "b"].forEach((next) => one.dispatch({ type: next })));
  one.dispatch({ type: "a" });
  assert.deepEqual(one.state, ["a", "shut", "held"]);
});

test("after a listener that fails, what waits is not lost and comes before the next action", () => {
  const one = store();
  one.subscribe((_, __, { type }) => {
    if (type !== "a") return;
    one.dispatch({ type: "b" });
    throw new Error("could not draw");
  });
  assert.throws(() => one.dispatch({ type: "a" }), /could not draw/);
  one.dispatch({ type: "c" });
  assert.deepEqual(one.state, ["a", "b", "c"]);
});
