/* Following: what one page does, another that follows does too, and comes to the same state; what is not right changes nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { joinedRoom } from "../../../assets/run/room.js";
import { pageActions, tablesNeeded, toFollow, toMirror, wholeActions } from "../../../assets/run/room_follow.js";
import { ledBy, withLed, wholeOf } from "../../../assets/run/room_led.js";
import { reduce } from "../../../assets/run/actions.js";
import { named, tableOf } from "../../../assets/run/own_points.js";
import { numbersFrom } from "../numbers.js";
import { schema } from "../oracles.js";
import { act, begun, settled } from "../runs.js";

const DRIVE = { mode: "follow", sentence: "", locks: [], sample: "same", start: "same", names: false };
const ME = { name: { words: [0, 0] }, hidden: false, seed: 1234, start: 77 };

function roomOf({ drive = {}, follow = { seq: 0, actions: [], whole: null }, followed = null } = {}) {
  const room = joinedRoom({ code: "ABC234", id: "x", token: "t", me: ME, state: { drive: { ...DRIVE, ...drive }, follow }, version: 1, mine: 1, here: 1 });
  return { ...room, followed };
}

function doing(state, actions) {
  return actions.reduce((now, action) => settled(reduce(now, action)), state);
}

/** What is to be the same on both pages. */
function told({ controls, seeds, view, record, phase }) {
  const { now } = record;
  return { controls, seeds, panels: view.panels, logarithmic: view.logarithmic, epoch: record.epoch, weight: now.weight, bias: now.bias, phase };
}

test("whatever the teacher does step by step, a page that follows comes to the same state", () => {
  const random = numbersFrom(5);
  const one = (list) => list[Math.floor(random() * list.length)];
  const acts = [
    () => ({ type: "set", controls: { learning_rate: Number((0.01 + 0.4 * random()).toPrecision(3)) } }),
    () => ({ type: "set", controls: { dataset: one(["line", "hubble"]) } }),
    () => ({ type: "set", controls: { n: one([20, 50]), optimizer: one(["sgd", "adam"]) } }),
    () => ({ type: "step" }),
    () => ({ type: "reset" }),
    () => ({ type: "new-data", seed: Math.floor(random() * 1000) }),
    () => ({ type: "new-start", seed: Math.floor(random() * 1000) }),
    () => ({ type: "open-panel", panel: one(Object.keys(schema.panels)) }),
    () => ({ type: "close-panel", panel: one(Object.keys(schema.panels)) }),
    () => ({ type: "view", view: { logarithmic: random() < 0.5, projector: true, mode: "dark" } }),
  ];
  for (let round = 0; round < 12; round += 1) {
    let [teacher, student] = [begun(), begun()];
    for (let i = 0; i < 14; i += 1) {
      const action = one(acts)();
      teacher = doing(teacher, [action]);
      for (const led of JSON.parse(JSON.stringify(ledBy(action, teacher)))) student = doing(student, pageActions(led, student, roomOf()));
    }
    assert.deepEqual(told(student), told({ ...teacher, view: { ...teacher.view, projector: false } }), `round ${round}`);
    assert.equal(student.view.mode, begun().view.mode); // how a page looks is its reader's
  }
});

test("a late student lands where the teacher's page stands", () => {
  const teacher = doing(begun(), [{ type: "set", controls: { learning_rate: 0.2, n: 50 } }, { type: "new-data", seed: 9 }, { type: "step" }, { type: "step" }, { type: "open-panel", panel: "map" }]);
  const whole = JSON.parse(JSON.stringify(wholeOf(teacher)));
  const late = doing(begun(), wholeActions(begun(), whole, roomOf()));
  assert.deepEqual(told(late), told(teacher));
  const running = wholeActions(begun(), { ...whole, epoch: 0, running: true }, roomOf());
  assert.equal(running[running.length - 1].type, "play");
});

test("with a sample of one's own the data are another's, for each student and each draw", () => {
  const seeds = [3, 4].flatMap((seed) => [1234, 77].map((mine) => pageActions({ type: "new-data", seed }, begun(), { ...roomOf({ drive: { sample: "own" } }), me: { ...ME, seed: mine } })[0].seed));
  assert.equal(new Set(seeds).size, 4);
  assert.equal(pageActions({ type: "new-data", seed: 3 }, begun(), roomOf())[0].seed, 3);
});

test("what is not right does nothing", () => {
  const state = begun();
  const wrong = [
    { type: "answer" },
    { type: "room", room: null },
    { type: "set", controls: { learning_rate: 1e9 } },
    { type: "set", controls: { learning_rate: "0.1", noise: NaN, unknown: 1, dataset: "none", __proto__: 1 } },
    { type: "set", controls: null },
    { type: "new-data", seed: -1 },
    { type: "new-data", seed: 1.5 },
    { type: "open-panel", panel: "toString" },
    { type: "start-at", weight: "1", bias: 2 },
    { type: "view", view: { projector: true, shape: "circles", logarithmic: "yes" } },
    { type: "seeds", seeds: null },
    { type: "constructor" },
  ];
  for (const led of wrong) assert.deepEqual(pageActions(led, state, roomOf()), [], JSON.stringify(led));
});

test("actions are done once and in order; who has missed some takes the whole", () => {
  const state = begun();
  const whole = { controls: { learning_rate: 0.3 }, seeds: { data: 1, start: 1 }, panels: [], running: false, epoch: 0 };
  const follow = { seq: 7, actions: [5, 6, 7].map((seq) => ({ seq, action: { type: seq === 6 ? "reset" : "step" } })), whole };
  const after = (followed, drive = {}) => toFollow(state, roomOf({ drive, follow, followed }));
  assert.deepEqual(after(5), { actions: [{ type: "reset" }, { type: "step" }], followed: 7 });
  assert.deepEqual(after(7), { actions: [], followed: 7 });
  assert.deepEqual(after(4).actions.length, 3);
  assert.equal(after(3).actions[0].type, "open");
  assert.equal(after(null).actions[0].type, "open");
  assert.deepEqual(after(5, { mode: "free" }), { actions: [], followed: null });
  assert.deepEqual(after(5, { mode: "freeze" }), { actions: [], followed: 5 });
  assert.deepEqual(toFollow(state, roomOf()), { actions: [], followed: null });
});

test("of a slider that is dragged the last value is told", () => {
  const set = (controls) => ({ type: "set", controls });
  const drag = withLed([set({ learning_rate: 0.1 })], [set({ learning_rate: 0.2 }), set({ noise: 1 })]);
  assert.deepEqual(drag, [set({ learning_rate: 0.2, noise: 1 })]);
  assert.equal(withLed(drag, [{ type: "play" }, set({ noise: 2 })]).length, 3);
});

test("what no action can tell is told by what the page has become", () => {
  const state = act(begun(), "set", { controls: { learning_rate: 0.25 } });
  const [set, seeds] = ledBy({ type: "undo" }, state);
  assert.equal(set.controls.learning_rate, 0.25);
  assert.deepEqual(seeds, { type: "seeds", seeds: state.seeds });
  assert.deepEqual(ledBy({ type: "answer" }, state), []);
});

const TABLE = tableOf({ features: [[0], [1], [2], [3]], targets: [1, 3, 5, 8], inputs: [{ name: "x", unit: "" }], output: { name: "y", unit: "" } });
const OWN = named(TABLE);

/** A page to which points were brought by their name. */
function holding(state) {
  return { ...state, tables: { ...state.tables, [OWN.hash]: OWN.table } };
}

test("points of the teacher's own come along by their name, and until they are there nothing is followed", () => {
  const action = { type: "use-points", ...OWN };
  const teacher = reduce(begun(), action);
  const led = JSON.parse(JSON.stringify(ledBy(action, teacher)));
  assert.deepEqual(led[0], { type: "own", hash: OWN.hash, moved: false });
  assert.equal(JSON.stringify(led).includes("targets"), false);
  const follow = { seq: 3, actions: led.map((one, i) => ({ seq: i + 1, action: one })), whole: JSON.parse(JSON.stringify(wholeOf(teacher))) };
  const room = roomOf({ follow, followed: 0 });
  assert.deepEqual(tablesNeeded(begun(), room), [OWN.hash]);
  assert.deepEqual(tablesNeeded(begun(), { ...room, followed: null }), [OWN.hash]);
  assert.deepEqual(tablesNeeded(holding(begun()), room), []);
  for (const followed of [0, null]) {
    const { actions } = toFollow(holding(begun()), { ...room, followed });
    const student = actions.reduce((now, one) => reduce(now, one), holding(begun()));
    assert.deepEqual([student.controls.dataset, student.own, student.seeds], ["points", OWN.hash, teacher.seeds]);
    const without = toFollow(begun(), { ...room, followed }).actions.reduce((now, one) => reduce(now, one), begun());
    assert.deepEqual([without.controls.dataset, without.own], [begun().controls.dataset, null]);
  }
});

test("a teacher's second page does what the first has done, and not what it did itself", () => {
  const entry = (seq, by, action) => ({ seq, by, action });
  const follow = { seq: 3, actions: [entry(1, "laptop", { type: "step" }), entry(2, "phone", { type: "set", controls: { n: 50 } }), entry(3, "laptop", { type: "play" })], whole: null };
  const at = (followed) => ({ ...roomOf({ drive: { mode: "free" }, follow }), role: "teacher", me: null, followed });
  assert.deepEqual(toMirror(begun(), at(0), "phone").actions.map(({ type }) => type), ["step", "play"]);
  assert.deepEqual(toMirror(begun(), at(0), "laptop").actions.map(({ type }) => type), ["set"]);
  assert.deepEqual(toMirror(begun(), at(3), "laptop"), { actions: [], followed: 3 });
  assert.deepEqual(toMirror(begun(), at(null), "new"), { actions: [], followed: 3 });
  const whole = JSON.parse(JSON.stringify(wholeOf(doing(begun(), [{ type: "set", controls: { n: 50 } }]))));
  const late = toMirror(begun(), { ...at(null), state: { ...at(null).state, follow: { ...follow, whole } } }, "new");
  assert.equal(late.actions[0].type, "open");
  assert.equal(late.actions[0].opening.controls.n, 50);
});
