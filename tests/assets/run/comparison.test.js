/* What tells the runs of a comparison apart, and how much of their epochs is shown. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { MOST_RUNS, summaryOf, usualLength } from "../../../assets/run/comparison.js";
import { commonOf, differences, namesOf, pointsApart } from "../../../assets/run/differences.js";
import { act, begun, ran, settings } from "../runs.js";

/** @returns a state in which runs with these controls, one after the other, were kept, and the last one is the run now too */
function kept(...controls) {
  return controls.reduce((state, given) => act(ran(settings(act(state, "reset"), given), 3), "keep-run"), begun());
}

test("runs are named by what differs between them, and by nothing else", () => {
  const { runs } = kept({ learning_rate: 0.1 }, { learning_rate: 0.3 }, { learning_rate: 0.3, batch_size: 16 });
  assert.deepEqual(differences(runs), ["rate", "batch"]);
  assert.deepEqual(namesOf(runs), [
    { rate: 0.1 },
    { rate: 0.3 },
    { rate: 0.3, batch: 16 },
  ]);
  const common = commonOf(runs);
  assert.deepEqual([common.rate, common.batch, common.kind, common.noise], [undefined, undefined, "line", 0.25]);
});

test("each thing that can be set can be the name", () => {
  for (const [part, controls, value] of [
    ["optimizer", { optimizer: "adam" }, "adam"],
    ["optimizer", { weight_decay: 0.5 }, "sgd"],
    ["noise", { noise: 1 }, 1],
    ["n", { n: 60 }, 60],
  ]) {
    const { runs } = kept({}, controls);
    assert.deepEqual(differences(runs), [part]);
    const named = namesOf(runs)[1][part];
    assert.equal(named.name ?? named, value);
  }
});

test("plain SGD and batches of all points are named where nothing else is, and points where runs learned alike", () => {
  assert.deepEqual(namesOf(kept({}, { batch_size: 16 }).runs), [{ batch: null }, { batch: 16 }]);
  const [plain, adam] = namesOf(kept({}, { optimizer: "adam" }).runs);
  assert.deepEqual([plain.optimizer.name, adam.optimizer.name], ["sgd", "adam"]);
  assert.deepEqual(namesOf(kept({ noise: 2 }, { noise: 0.5 }).runs), [{ noise: 2 }, { noise: 0.5 }]);
  assert.deepEqual(namesOf(kept({ noise: 2 }, { noise: 0.5, learning_rate: 0.2 }).runs), [{ rate: 0.01 }, { rate: 0.2 }]);
});

test("another start is a name, of another draw of points too", () => {
  const state = kept({});
  const elsewhere = act(ran(act(state, "start-at", { weight: 1.5, bias: -2 }), 2), "keep-run");
  assert.deepEqual(differences(elsewhere.runs), ["start"]);
  assert.deepEqual(namesOf(elsewhere.runs)[1], { start: [-2, 1.5] });
  const drawn = act(ran(act(state, "new-data", { seed: 8 }), 3), "keep-run");
  assert.deepEqual(differences(drawn.runs), ["seed"]);
});

test("runs that differ in nothing are named by their rate, which is then not told as what they share", () => {
  const { runs } = kept({ learning_rate: 0.1 }, {});
  assert.deepEqual(namesOf(runs), [{ rate: 0.1 }, { rate: 0.1 }]);
  assert.equal(commonOf(runs).rate, undefined);
});

test("a run of other points says in what they differ from those of now", () => {
  const state = kept({ noise: 2 }, { noise: 0.5 });
  const now = summaryOf(state);
  assert.deepEqual(pointsApart(state.runs[0], now), [{ noise: 2 }, { noise: 0.5 }]);
  assert.equal(pointsApart(state.runs[1], now), null);
  const prices = settings(state, { dataset: "house-prices" });
  assert.ok(!differences([...state.runs, summaryOf(prices)]).includes("start"));
  assert.deepEqual(pointsApart(state.runs[1], summaryOf(prices)), [{ kind: "line" }, { kind: "house-prices" }]);
});

test("the start and the end of the run now are those of its record", () => {
  const state = ran(begun(), 4);
  const { rows } = summaryOf(state);
  const { history } = state.record;
  assert.deepEqual(rows, [history.rows(99)[0], history.rows(99)[history.length - 1]]);
});

test("one long run does not set the axis, several do", () => {
  assert.equal(usualLength([40, 30, 100, 60, 4000]), 100);
  assert.equal(usualLength([40, 3000, 4000, 5000]), 5000);
  assert.equal(usualLength([0, 4000]), 4000);
  assert.equal(usualLength([0]), 0);
  assert.equal(usualLength([50, 4000]), 50);
});

test("what was forgotten last comes back, with its number where that is free, and only where there is room", () => {
  const state = kept({ learning_rate: 0.1 }, { learning_rate: 0.2 }, { learning_rate: 0.3 });
  const none = act(state, "forget-runs");
  assert.deepEqual([none.runs.length, none.forgotten.length], [0, 3]);
  assert.deepEqual(act(none, "bring-back").runs, state.runs);
  const one = act(none, "keep-run");
  assert.deepEqual(act(one, "bring-back").runs.map(({ number }) => number), [1, 2, 3, 4]);
  const alone = act(state, "forget-run", { number: 2 });
  assert.deepEqual(act(alone, "bring-back").runs, state.runs);
  const later = act(act(alone, "forget-run", { number: 3 }), "bring-back");
  assert.deepEqual(later.runs.map(({ number }) => number), [1, 3]);
  let full = none;
  while (full.runs.length < MOST_RUNS) full = act(full, "keep-run");
  assert.equal(act(full, "bring-back"), full);
  assert.equal(act(begun(), "forget-runs").forgotten.length, 0);
});
