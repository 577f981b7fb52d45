/* Pages that follow come to the epoch at which the teacher's run stands, with its numbers, wherever they were before. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { reduce } from "../../../assets/run/actions.js";
import { touch, tableNow } from "../../../assets/run/edits.js";
import { named } from "../../../assets/run/own_points.js";
import { joinedRoom } from "../../../assets/run/room.js";
import { toFollow, wholeActions } from "../../../assets/run/room_follow.js";
import { ledBy, wholeOf } from "../../../assets/run/room_led.js";
import { act, begun, diverged, frozen, ran, settings, settled, turn } from "../runs.js";

const DRIVE = { mode: "follow", sentence: "", locks: [], sample: "same", start: "same", names: false };
const ME = { name: { words: [0, 0] }, hidden: false, seed: 1234, start: 77 };

/** @returns {object} the class of a page that has followed so far, in which the teacher has then done these */
function roomWith(led, followed = 0) {
  const actions = led.map((action, i) => ({ seq: i + 1, action: JSON.parse(JSON.stringify(action)) }));
  const room = joinedRoom({ code: "ABC234", id: "x", token: "t", me: ME, state: { drive: DRIVE, follow: { seq: led.length, actions, whole: null } }, version: 1, mine: 1, here: 1 });
  return { ...room, followed };
}

/** @returns {object} the page after what it had still to do of it */
function following(state, led) {
  return toFollow(state, roomWith(led)).actions.reduce((now, action) => frozen(reduce(now, { ...action, isDriven: true })), frozen(state));
}

/** @returns {[object, object[]]} the teacher's page after an action, and what it tells of it */
function does(state, type, given = {}) {
  const after = act(state, type, given);
  return [after, ledBy({ type, ...given }, after)];
}

function place({ record, phase, controls }) {
  const { checkpoint, now } = record;
  return { epoch: checkpoint.epoch, batch: checkpoint.batch, parameters: checkpoint.parameters, loss: now.loss, phase, rate: controls.learning_rate };
}

/** @returns {object} a page that plays, after so many ticks */
function playing(ticks, start = settings(begun(), { learning_rate: 0.1 })) {
  let state = act(start, "play");
  for (let i = 0; i < ticks; i += 1) state = turn(state);
  return state;
}

const BEHIND_AND_AHEAD = [3, 57, 58, 140, 260];

test("after a pause or a step every page stands at the teacher's epoch, whether it was behind or ahead", () => {
  for (const type of ["pause", "step"]) {
    const [teacher, led] = does(playing(57), type);
    const there = place(settled(teacher));
    assert.deepEqual([there.epoch, there.phase], [type === "pause" ? 57 : 58, "paused"]);
    for (const ticks of BEHIND_AND_AHEAD) {
      const student = following(playing(ticks), led);
      assert.equal(student.view.epoch, null);
      assert.deepEqual(place(settled(student)), there, `${type}, ${ticks}`);
      assert.equal(student.offer, null, "nobody on this page has done anything that could be taken back");
    }
  }
});

test("several steps in a row, told at once or one by one, are as many epochs", () => {
  const [first, one] = does(playing(20), "step");
  const [second, two] = does(first, "step"); // pressed before the first was answered
  const there = place(settled(second));
  assert.equal(there.epoch, 22);
  assert.deepEqual(place(settled(following(playing(24), [...one, ...two]))), there);
  assert.deepEqual(place(settled(following(following(playing(18), one), two))), there);
});

test("a step that waits until a run is back is counted in", () => {
  const back = act(act(ran(settings(begun(), { learning_rate: 0.1 }), 30), "look-at", { epoch: 7 }), "go-on-here");
  assert.equal(back.phase, "replaying");
  const [teacher, led] = does(back, "step");
  const there = place(settled(teacher));
  assert.equal(there.epoch, 8);
  assert.deepEqual(place(settled(following(playing(30), led))), there);
});

test("what came at once is done as if it had come one by one", () => {
  const state = begun();
  const { data, start } = state.seeds;
  const led = [{ type: "new-data", seed: data + 1 }, { type: "seeds", seeds: { data, start } }];
  assert.deepEqual(following(state, led).seeds, state.seeds);
});

test("inside an epoch the pages stand at the same batch", () => {
  const start = () => settings(settings(begun({ byBatch: true }), { learning_rate: 0.05 }), { batch_size: 32 });
  const before = ran(start(), 4);
  const [teacher, led] = does(before, "step");
  const there = place(settled(teacher));
  assert.deepEqual([there.epoch, there.batch], [4, 1]);
  for (const ticks of [2, 4, 9]) assert.deepEqual(place(settled(following(ran(start(), ticks), led))), there, ticks);
});

test("a page on its way to where it came in goes on to where the teacher stands, under the settings of each part", () => {
  const before = ran(settings(begun(), { learning_rate: 0.1 }), 40);
  const late = wholeActions(begun(), JSON.parse(JSON.stringify(wholeOf(before))), roomWith([])).reduce((now, action) => reduce(now, action), begun());
  assert.equal(late.phase, "replaying");
  const [set, told] = does(before, "set", { controls: { learning_rate: 0.3 } });
  const [teacher, paused] = does(ran(settled(set), 20), "pause");
  const there = place(settled(teacher));
  assert.equal(there.epoch, 60);
  assert.deepEqual(place(settled(following(late, [...told, ...paused]))), there);
  const [reset, begins] = does(before, "reset");
  assert.deepEqual(place(settled(following(late, begins))), place(settled(reset)));
});

test("what goes back in the teacher's run goes back on every page", () => {
  const before = ran(settings(begun(), { learning_rate: 0.1 }), 30);
  const others = [12, 30, 44].map((ticks) => ran(settings(begun(), { learning_rate: 0.1 }), ticks));
  const [back, told] = does(act(before, "look-at", { epoch: 7 }), "go-on-here");
  for (const one of others) assert.deepEqual(place(settled(following(one, told))), place(settled(back)));
  const reset = settled(act(before, "reset"));
  const [undone, again] = does(reset, "undo");
  assert.equal(place(undone).epoch, 30);
  for (const one of [...others, reset]) assert.deepEqual(place(settled(following(one, again))), place(undone));
});

test("a run that has diverged goes on at half the rate from the same epoch, on pages that have not diverged yet too", () => {
  const teacher = diverged();
  const [halved, led] = does(teacher, "halve");
  const stand = (state) => place(settled(act(state, "pause")));
  const from = place(settled({ ...halved, goal: halved.goal && { ...halved.goal, then: null }, phase: halved.goal ? "replaying" : "paused" }));
  const behind = following(settled(act(ran(settings(ran(settings(begun(), { learning_rate: 0.1 }), 12), { learning_rate: 2.5 }), 1), "pause")), led);
  assert.equal(behind.controls.learning_rate, halved.controls.learning_rate);
  assert.equal(behind.goal?.then ?? behind.phase.replace("playing", "play"), "play");
  assert.deepEqual(stand(behind), from);
  assert.deepEqual(stand(following(teacher, led)), from);
});

test("a point of a data set that is moved is moved on every page, and the runs go on", () => {
  const before = ran(settings(begun(), { learning_rate: 0.1 }), 9);
  const table = tableNow(before, [-10, 10]);
  const moved = { ...table, targets: table.targets.map((y, i) => (i === 3 ? y + 2 : y)) };
  const action = touch(before, named(table), moved, "moved-point");
  const after = settled(reduce(before, action));
  const student = ran(settings(begun(), { learning_rate: 0.1 }), 11);
  const known = { ...student, tables: { [action.hash]: moved } };
  const followed = settled(following(known, ledBy(action, after)));
  assert.deepEqual([followed.own, followed.record.epoch, followed.points.targets], [after.own, 11, after.points.targets]);
  const [teacher, paused] = does(ran(after, 4), "pause");
  assert.equal(settled(following(followed, paused)).record.epoch, settled(teacher).record.epoch);
});

test("no place that is none is gone to", () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 9);
  for (const epoch of [-1, 1.5, "7", null, NaN]) assert.deepEqual(toFollow(state, roomWith([{ type: "pause", epoch }])).actions, [], String(epoch));
  assert.deepEqual(toFollow(state, roomWith([{ type: "step" }])).actions, [{ type: "step" }]); // of a page of an older version
});

test("what a teacher has done is held, so that one's own run is not lost, but not offered", () => {
  const own = ran(settings(begun(), { learning_rate: 0.1 }), 9);
  const driven = following(own, [{ type: "new-data", seed: 5 }]);
  assert.deepEqual([driven.offer, driven.past.length], [null, 1]);
  assert.equal(act(driven, "undo").record, own.record);
});
