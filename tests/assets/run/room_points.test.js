/* The class as the data: a run begins on its first points and goes on with those that follow. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { loss } from "../../../assets/lesson/loss.js";
import { nameOf, tableOf } from "../../../assets/run/own_points.js";
import { givesToClass, learnsFromClass, onPlane, taking } from "../../../assets/run/room_points.js";
import { act, begun, frozen, ran, settings, settled, turn } from "../runs.js";

const PLANE = { x: [0, 10], y: [-5, 5] };

/** The class's points as the server tells them: on the plane, so that the axes stay. */
function tableAt(features, targets) {
  const inputs = [{ name: "arm span", unit: "cm" }];
  return { ...tableOf({ features: features.map((x) => [x]), targets, inputs, output: { name: "height", unit: "cm" } }), x_range: PLANE.x, y_range: PLANE.y };
}

const FIRST = tableAt([1, 2, 4], [-2, 0, 3]);
const MOVED = tableAt([1, 2, 4, 9], [-2, 1.5, 3, 4]);

test("the first points begin a run, on them and paused", () => {
  const { action, hash } = taking(begun(), FIRST, null);
  assert.equal(hash, nameOf(FIRST));
  const state = settled(act(begun(), action.type, action));
  assert.equal(state.controls.dataset, "points");
  assert.deepEqual(state.points.targets, FIRST.targets);
  assert.equal(state.record.epoch, 0);
});

test("the run goes on where it is when a point moves and another comes", () => {
  const first = taking(begun(), FIRST, null);
  const before = ran(settings(settled(act(begun(), first.action.type, first.action)), { learning_rate: 0.02 }), 6);
  const next = taking(before, MOVED, first.hash);
  const after = settled(act(frozen(before), next.action.type, next.action));
  assert.equal(after.record.epoch, before.record.epoch);
  assert.deepEqual(after.record.checkpoint.parameters, before.record.checkpoint.parameters);
  assert.deepEqual(after.points.targets, MOVED.targets);
  const one = turn(act(after, "step"));
  const { history } = one.record;
  const row = history.length - 1;
  assert.equal(history.epoch(row), before.record.epoch + 1);
  assert.equal(history.loss(row), loss(one.points, { weight: history.weight(row), bias: history.bias(row) }));
});

test("many moves in a row are one run, whatever was missed between", () => {
  let state = begun();
  let last = null;
  for (let i = 0; i < 12; i += 1) {
    const { action, hash } = taking(state, tableAt([1, 2, 4 + i / 4], [-2, i / 6, 3]), last);
    state = settled(act(state, action.type, action));
    state = i === 0 ? settings(state, { learning_rate: 0.02 }) : ran(state, 1);
    last = hash;
  }
  assert.equal(state.record.epoch, 11);
  assert.equal(state.points.features[2][0], 4 + 11 / 4);
});

test("who shows other data meanwhile is left alone, and points that are known change nothing", () => {
  const { action, hash } = taking(begun(), FIRST, null);
  const state = settled(act(begun(), action.type, action));
  assert.equal(taking(state, FIRST, hash).action, null);
  assert.equal(taking(begun(), MOVED, hash).action, null);
  assert.equal(taking({ ...state, own: "another" }, MOVED, hash).action, null);
});

test("a page that was reloaded, or whose points are put out anew, goes on with its run", () => {
  const { action } = taking(begun(), FIRST, null);
  const state = ran(settings(settled(act(begun(), action.type, action)), { learning_rate: 0.02 }), 6);
  assert.equal(taking(state, FIRST, null).action, null);
  assert.equal(taking(state, MOVED, null).action.type, "touch-points");
  const of = (unit) => ({ ...MOVED, output: { name: "height", unit } });
  assert.equal(taking(state, of("m"), null).action.type, "use-points"); // of another plane
  assert.equal(taking({ ...state, controls: { ...state.controls, dataset: "line" } }, MOVED, null).action.type, "use-points");
});

test("a page learns from the class's points as long as these are what it shows", () => {
  const { action, hash } = taking(begun(), FIRST, null);
  const state = act(begun(), action.type, action);
  assert.equal(learnsFromClass(state, hash), true);
  assert.equal(learnsFromClass(begun(), null), false);
  const others = act(state, "use-points", { table: MOVED, hash: nameOf(MOVED) });
  assert.equal(learnsFromClass(others, hash), false);
  assert.equal(learnsFromClass(act(others, "set", { controls: { dataset: "line" } }), hash), false);
});

test("a point stays on the plane", () => {
  assert.deepEqual(onPlane(PLANE, { x: 3, y: 2 }), [3, 2]);
  assert.deepEqual(onPlane(PLANE, { x: -1, y: 7 }), [0, 5]);
  assert.deepEqual(onPlane(PLANE, { x: 11, y: -7 }), [10, -5]);
});

test("who gives the class a point touches no other: a press on the figure would make all of them one's own", () => {
  const room = { role: "member", touch: "in", state: { points: { mode: "place" } } };
  assert.equal(givesToClass({ room }), true);
  assert.equal(givesToClass({ room: { ...room, role: "teacher" } }), false);
  assert.equal(givesToClass({ room: { ...room, touch: "ended" } }), false);
  assert.equal(givesToClass({ room: { ...room, state: { points: null } } }), false);
  assert.equal(givesToClass({ room: null }), false);
});
