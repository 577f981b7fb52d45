/* The step in numbers: lines that are true to the digits shown, of cases at random and of real runs. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixed, lastStep, ruleOf, trueLine, trueLines, whichWay } from "../../../assets/lesson/step.js";
import { decimal, minus, rounded, times } from "../decimals.js";
import { numbersFrom, oneOf } from "../numbers.js";
import { oracles } from "../oracles.js";
import { begun, ran, settings } from "../runs.js";

const RATES = [1e-4, 0.01, 0.1, 0.3, 0.65, 1, 2.5, 10];
const CASES = 5000;
const OF_EDGES = [0, -0, 1, -1, 0.5, 1e-5, 5e-5, 99.99995, 100, 999.995, 1000, -2000, 2000];

/** @returns a number up to ±2000, of any size */
function number(random) {
  if (random() < 0.1) return oneOf(random, OF_EDGES);
  const size = random() < 0.5 ? 2000 * random() : 2000 * 10 ** (-9 * random());
  return random() < 0.5 ? size : -size;
}

/** @returns whether before − rate × direction, as shown, is what is shown of after */
function isTrue({ before, direction, after }, rate) {
  const { digits, scale } = decimal(after);
  return rounded(minus(decimal(before), times(decimal(String(rate)), decimal(direction))), scale) === digits;
}

test("a step in numbers is true to the digits shown", () => {
  const random = numbersFrom(1);
  let exact = 0;
  for (let i = 0; i < CASES; i += 1) {
    const [before, direction, rate] = [Math.fround(number(random)), number(random), oneOf(random, RATES)];
    const after = Math.fround(before - rate * direction);
    const shown = trueLine(before, rate, direction, after);
    if (shown.exact) assert.ok(isTrue(shown, rate), JSON.stringify({ before, rate, direction, after, shown }));
    exact += shown.exact ? 1 : 0;
    assert.ok(Math.abs(Number(shown.before) - before) <= 0.06);
    assert.ok(Math.abs(Number(shown.after) - after) <= 0.06);
  }
  assert.ok(exact > 0.9 * CASES, `only ${exact} lines were exact`);
});

test("rows of one table have one number of decimals a column, and each says whether it is exact", () => {
  const random = numbersFrom(9);
  const decimalsOf = (text) => text.split(".")[1]?.length ?? 0;
  let [exact, all] = [0, 0];
  for (let i = 0; i < 400; i += 1) {
    const rate = oneOf(random, RATES.filter((it) => it <= 1));
    const lines = Array.from({ length: 3 + Math.floor(7 * random()) }, () => [20 * random() - 10, 60 * random() - 30]).map(([before, direction]) => ({ before, direction, after: before - rate * direction }));
    const rows = trueLines(lines, rate);
    for (const part of ["before", "direction", "after"]) assert.equal(new Set(rows.map((row) => decimalsOf(row[part]))).size, 1, JSON.stringify(rows));
    rows.forEach((row, at) => {
      if (row.exact) assert.ok(isTrue(row, rate), JSON.stringify(row));
      assert.ok(Math.abs(Number(row.after) - lines[at].after) <= 0.00006);
      assert.ok(Math.max(...["before", "direction", "after"].map((part) => decimalsOf(row[part]))) <= 10);
    });
    exact += rows.filter((row) => row.exact).length;
    all += rows.length;
  }
  assert.ok(exact > 0.97 * all, `only ${exact} of ${all} are exact`);
});

test("what is called a true line is looked at with exact decimals", () => {
  assert.ok(isTrue({ before: "1.0000", direction: "2.5", after: "0.7500" }, 0.1));
  assert.ok(!isTrue({ before: "1.0000", direction: "2.5", after: "0.7501" }, 0.1));
});

test("a real run is told in lines that are true", () => {
  for (const [before, rate, direction, after] of oracles.lines) {
    const shown = trueLine(before, rate, direction, after);
    assert.ok(shown.exact && isTrue(shown, rate), JSON.stringify(shown));
  }
});

/** By how many characters each number needs: 8, 8 and 11 digits wide are the columns of `.step-table`. */
test("a line of a step is no longer than its columns", () => {
  for (const steps of oracles.columns) {
    const lines = steps.map((step) => trueLine(...step));
    assert.ok(lines.every(({ exact }) => exact));
    const widest = ["after", "before", "direction"].map((part) => Math.max(...lines.map((line) => line[part].replace(".", "").length)));
    assert.ok(widest.every((width, i) => width <= [7, 8, 9][i]), widest.join());
  }
});

test("at a tiny rate the gradient is told with as many digits as count, and the line is as true and no longer", () => {
  for (const kind of ["gapminder-dollars", "co2", "penguins", "norris", "forbes"]) {
    const state = ran(settings(begun(), { dataset: kind }), 3);
    const { weight, bias, optimizer } = lastStep(state, state.record.now);
    for (const { before, direction, after } of [weight, bias]) {
      const shown = trueLine(before, optimizer.learning_rate, direction, after);
      const decimals = shown.after.split(".")[1].length;
      const found = Number(shown.before) - optimizer.learning_rate * Number(shown.direction);
      assert.ok(shown.exact && Math.abs(found - Number(shown.after)) < 0.5 * 10 ** -decimals, JSON.stringify([kind, shown]));
      assert.ok(shown.direction.replace(".", "").length <= 11, shown.direction);
      assert.ok(Math.abs(Number(shown.direction) / direction - 1) < 0.01 || Math.abs(optimizer.learning_rate * direction) < 1e-3, JSON.stringify([kind, shown, direction]));
    }
  }
});

test("there is no minus before 0", () => {
  assert.deepEqual([-0.00001, -0, 0.00001, -0.25].map((value) => fixed(value)), ["0.0000", "0.0000", "0.0000", "-0.2500"]);
});

test("the step told is the one that was made", () => {
  const state = ran(begun(), 5);
  const step = lastStep(state, state.record.now);
  assert.equal(step.from, 4);
  assert.equal(step.weight.before, state.record.at(4).weight[0]);
  assert.equal(step.weight.after, state.record.now.weight[0]);
  assert.ok(Math.abs(step.weight.before - 0.01 * step.weight.direction - step.weight.after) < 1e-6);
  assert.equal(step.live, state.record.checkpoint);
  assert.deepEqual(whichWay(step), { id: "panel.step.below.low" });
  assert.deepEqual(ruleOf(step), { id: "optimizer.sgd.rule", settings: { learning_rate: 0.01 }, values: {} });
});

test("a step of momentum is told with its velocity, while the checkpoint is there", () => {
  const state = ran(settings(begun(), { optimizer: "momentum" }), 5);
  const step = lastStep(state, state.record.now);
  const { id, values } = ruleOf(step);
  assert.equal(id, "optimizer.momentum.rule.numbers");
  assert.equal(values.velocity, state.record.checkpoint.buffers["linear.weight.momentum_buffer"][0]);
  assert.deepEqual(whichWay(step), { id: "panel.step.moved.up.up" });
  assert.equal(ruleOf({ ...step, live: null }).id, "optimizer.momentum.rule");
});

test("where there is no one step a sentence says why", () => {
  const state = ran(begun(), 5);
  const at = (record, epoch) => lastStep({ ...state, record }, record.at(record.rowOf(epoch)));
  assert.deepEqual(at(state.record, 0), { id: "panel.step.none" });
  assert.deepEqual(lastStep({ ...state, shownData: { kind: "line", n: 3 } }, state.record.now), { id: "panel.step.points-changed" });
  const halfway = { ...state.record.segment, epoch: 4, batch: 3 };
  assert.deepEqual(at(state.record.with({ segments: [...state.record.segments, halfway] }), 5), { id: "panel.step.settings-changed" });
  const thin = state.record.with({ history: state.record.history.upTo(2).with([[5, 1, 1, 1]]) });
  assert.deepEqual(at(thin, 5), { id: "panel.step.gone" });
});
