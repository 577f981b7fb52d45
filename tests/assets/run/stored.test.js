/* What a tab has kept is input like any other: what a page has kept is the same run again, anything else is nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { goalThrough, stagesOf } from "../../../assets/run/course.js";
import { History } from "../../../assets/run/history.js";
import { firstState } from "../../../assets/run/state.js";
import { arrived, leaving } from "../../../assets/run/lesson.js";
import { noLesson } from "../../../assets/run/lesson_kept.js";
import { check, dump, isValue, keepsTheSame, restored } from "../../../assets/run/stored.js";
import { numbersFrom, oneOf } from "../numbers.js";
import { schema } from "../oracles.js";
import { act, begun, diverged, ran, settings, settled, turn } from "../runs.js";

const ACTIONS = [
  (random) => ["set", { controls: { learning_rate: oneOf(random, [0.01, 0.1, 0.5, 2.5]) } }],
  (random) => ["set", { controls: { optimizer: oneOf(random, ["sgd", "momentum", "nesterov"]), momentum: oneOf(random, [0, 0.5, 0.9]) } }],
  (random) => ["set", { controls: { dataset: oneOf(random, Object.keys(schema.data)) } }],
  (random) => ["set", { controls: { n: oneOf(random, [10, 100, 250]), noise: 0.5 } }],
  (random) => ["set", { controls: { speed: oneOf(random, [0.1, 1, 25]), batch_size: oneOf(random, [null, 300]) } }],
  (random) => ["new-data", { seed: Math.floor(random() * 1e6) }],
  (random) => ["new-start", { seed: Math.floor(random() * 1e6) }],
  (random) => ["look-at", { epoch: Math.floor(random() * 100) }],
  (random) => ["look-by", { rows: oneOf(random, [-1, 1]) }],
  (random) => ["open-panel", { panel: oneOf(random, Object.keys(schema.panels)) }],
  (random) => ["show-trace", { name: "Least squares", shown: random() < 0.5 }],
  (random) => ["view", { view: { logarithmic: random() < 0.5, limits: random() < 0.5, deviations: random() < 0.5, shape: oneOf(random, ["segments", "squares"]) } }],
  ...["play", "play", "pause", "step", "reset", "halve", "go-on-here", "keep-run", "forget-runs"].map((type) => () => [type]),
  () => ["start-at", { weight: 1.5, bias: -2 }],
];

/** @returns what a page keeps: a run with momentum, one run to compare, two panels open */
function stored() {
  let state = ran(settings(begun(), { optimizer: "momentum", learning_rate: 0.1 }), 5);
  for (const [type, given] of [["open-panel", { panel: "map" }], ["open-panel", { panel: "compare" }], ["keep-run"]]) state = act(state, type, given);
  return written(state);
}

/** @returns what is kept of a state, through JSON as through the tab's storage, but for the history, which tests/assets/run/saved.test.js writes */
function written(state) {
  const { record, runs } = state;
  const whole = JSON.parse(JSON.stringify({ ...dump(state, 7), runs }));
  if (!record.checkpoint) return whole;
  return { ...whole, record: { ...whole.record, ...JSON.parse(JSON.stringify(record.course())), history: record.history } };
}

/** @returns the same with the rows of its history instead of it: what can be compared */
function told(kept) {
  return kept.record ? { ...kept, record: { ...kept.record, history: kept.record.history.rows(Infinity) } } : kept;
}

/** @returns the page that a reload gives */
function reloaded(state, view = {}) {
  const kept = check(written(state), schema);
  assert.ok(kept, "what a page has kept must be taken over");
  return restored(firstState(schema, "other", view), kept);
}

/** @returns the same with the value at a path of names changed */
function changed(state, path, value) {
  const [name, ...rest] = Array.isArray(path) ? path : path.split("/");
  const spoilt = Array.isArray(state) ? [...state] : { ...state };
  spoilt[name] = rest.length ? changed(state[name], rest, value) : value;
  return spoilt;
}

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

test("whether a reload brings back the same", () => {
  const state = begun();
  assert.ok(keepsTheSame(act(state, "view", { view: { about: true } }), state));
  assert.ok(keepsTheSame(act(state, "say", { notice: { id: "banner" } }), state));
  assert.ok(!keepsTheSame(act(state, "open-panel", { panel: "map" }), state));
  assert.ok(!keepsTheSame(act(state, "show-trace", { name: "Data", shown: false }), state));
  assert.ok(!keepsTheSame(turn(act(state, "step")), state));
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
  assert.equal(Object.keys(kept.view).sort().join(), "asked,byBatch,deviations,embed,hidden,limits,logarithmic,ofMine,over,pair,panels,projector,shape,shown");
});

test("a reload gives the same run, paused, on the screen of now", () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 8);
  const back = reloaded(act(act(state, "look-at", { epoch: 3 }), "projector", { open: true }), { mode: "dark", isPhone: true });
  assert.deepEqual([back.phase, back.run, back.controls, back.seeds], ["paused", state.run, state.controls, state.seeds]);
  assert.deepEqual(back.record.dump(), state.record.dump());
  assert.deepEqual([back.view.mode, back.view.isPhone, back.view.projector, back.view.epoch], ["dark", true, true, null]);
  assert.deepEqual(ran(settled(back), 4).record.history.rows(99), ran(state, 4).record.history.rows(99));
});

test("a reload while it plays pauses, and of a diverged run gives a diverged one", () => {
  assert.equal(reloaded(turn(act(begun(), "play"))).phase, "paused");
  assert.equal(reloaded(act(begun(), "play")).phase, "ready");
  const back = reloaded(diverged());
  assert.deepEqual([back.phase, back.record.diverged], ["diverged", true]);
  assert.equal(settled(back).phase, "diverged");
});

test("a reload on the way back goes on going back, to the same numbers", () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 8);
  const back = act(act(state, "look-at", { epoch: 5 }), "go-on-here");
  const again = reloaded(back);
  assert.deepEqual([again.phase, again.goal.epoch], ["replaying", 5]);
  assert.deepEqual(settled(again).record.now, state.record.at(5));
});

test("a reload while the run of a link is taken again goes on with it, through all its changes", () => {
  const state = act(ran(settings(ran(settings(begun(), { learning_rate: 0.1 }), 6), { learning_rate: 0.2 }), 6), "look-at", { epoch: 3 });
  const { controls, seeds, view, record } = state;
  const goal = { ...goalThrough(stagesOf(record.segments, record.checkpoint)), look: 3 };
  const opening = { controls, seeds, view: { ...view, epoch: null }, shownKind: "line", goal };
  const opened = act(firstState(schema, "ff", {}), "open", { opening });
  for (const under of [opened, turn(opened), turn(turn(opened))]) {
    const again = settled(reloaded(under));
    assert.deepEqual([again.record.now, again.phase, again.view.epoch], [record.now, "paused", 3]);
  }
});

test("a page that has no run yet keeps its controls", () => {
  const first = firstState(schema, "a1", {});
  const back = reloaded(act(first, "set", { controls: { n: 30 } }));
  assert.deepEqual([back.controls.n, back.record.checkpoint, back.phase], [30, null, "ready"]);
});

test("whatever was done, what is kept is taken over and is the same run again", () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const random = numbersFrom(seed);
    let state = begun();
    for (let i = 0; i < 40; i += 1) {
      state = random() < 0.4 ? turn(state) : act(state, ...oneOf(random, ACTIONS)(random));
      const back = reloaded(state);
      const again = told(written(back));
      assert.deepEqual(again, told(written(state)), `seed ${seed}, action ${i}`);
    }
  }
});

test("each control's default is one of its values, and what lies outside is none", () => {
  for (const row of Object.values(schema.controls)) {
    assert.ok(isValue(row.default, row));
    for (const value of [undefined, NaN, Infinity, "1", {}, [], -1]) assert.ok(!isValue(value, row), `${row.id} ${value}`);
  }
});

/** @returns what is kept of a page with a lesson that has opened the map, was answered and done */
function inLesson() {
  const cards = [{ open: ["map"], hide: ["noise"], show: [], predict: { kind: "rate" } }];
  const named = act(ran(begun(), 3), "lesson", { lesson: noLesson("a-try") });
  const open = act(named, "lesson", arrived(named, cards, begun().view));
  const lesson = { ...open.lesson, guesses: { 0: { kind: "rate", numbers: [0.5] } }, done: { 0: { epoch: 3, limit: null } }, settings: { learning_rate: [0.1, 1] } };
  return act(open, "lesson", { lesson, left: { "too-fast": { card: 2, guesses: {}, done: {} } } });
}

test("a lesson survives a reload: its card, guesses, what it has changed, and where others were left", () => {
  const state = inLesson();
  const back = reloaded(state);
  assert.deepEqual([back.lesson, back.left], [{ ...state.lesson, cards: null }, state.left]);
  assert.deepEqual(back.view.panels, ["map"]);
  const again = act(back, "lesson", arrived(back, state.lesson.cards));
  assert.deepEqual(act(again, "lesson", leaving(again)).view.panels, []);
  assert.ok(!keepsTheSame(state, act(state, "lesson", { lesson: null })));
});

for (const [path, value] of [
  ["lesson/name", "../list"],
  ["lesson/begins", 1],
  ["lesson/card", 31],
  ["lesson/card", -1],
  ["lesson/taken", []],
  ["lesson/taken", [{}, {}]],
  ["lesson/taken/0/panels", ["<script>"]],
  ["lesson/taken/1/limits", "no"],
  ["lesson/base/0/more", null],
  ["lesson/settings", { rate: [1, 2] }],
  ["lesson/settings/learning_rate", [{}, 1]],
  ["lesson/settings/learning_rate", [1]],
  ["lesson/guesses", { 0: { kind: "rate", numbers: ["<b>"] } }],
  ["lesson/guesses", { 0: { kind: "rate", numbers: [] } }],
  ["lesson/done", { 0: { epoch: "3" } }],
  ["left", null],
  ["left", { "Too fast": { card: 0, guesses: {}, done: {} } }],
  ["left/too-fast/card", 0.5],
]) {
  test(`no lesson is taken over where ${path} is ${JSON.stringify(value).slice(0, 40)}`, () => {
    assert.equal(check(changed(written(inLesson()), path, value), schema), null);
  });
}
