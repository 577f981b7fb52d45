/* Ticks as Plotly has them. What it drew of the same layouts, in pixels and words, was read off its own axes. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { axisOver, minorTicksOf, ticksOf } from "../../../assets/figures/ticks.js";

const labels = (layout) => ticksOf(layout).map(({ label }) => label).join(" ");
const rounded = (values) => values.map((value) => Number(value.toFixed(2)));

test("an axis turns values into pixels and back, upwards from below", () => {
  const y = axisOver({ range: [-1, 6.5] }, 424, 22, true);
  assert.deepEqual(rounded([y.pixel(0), y.pixel(5)]), [367.47, 84.8]);
  assert.equal(Number(y.value(y.pixel(2.5)).toFixed(9)), 2.5);
  const loss = axisOver({ type: "log", range: [-1.4, 1.3] }, 241, 22, true);
  assert.equal(Number(loss.value(loss.pixel(0.1)).toFixed(9)), 0.1);
  assert.deepEqual(rounded([loss.pixel(Math.pow(10, 1.3)), loss.pixel(Math.pow(10, -1.4))]), [0, 241]);
});

test("labels stand at multiples of the step and are as short as they can be", () => {
  assert.equal(labels({ range: [0, 1], dtick: 0.2 }), "0 0.2 0.4 0.6 0.8 1");
  assert.equal(labels({ range: [-1, 6.5], dtick: 1 }), "−1 0 1 2 3 4 5 6");
  assert.equal(labels({ range: [-0.3, 0.3], dtick: 0.1 }), "−0.3 −0.2 −0.1 0 0.1 0.2 0.3");
  assert.equal(labels({ range: [-100, 900], dtick: 200 }), "0 200 400 600 800");
  assert.equal(labels({ range: [0, 5000], dtick: 1000 }), "0 1000 2000 3000 4000 5000");
  assert.equal(labels({ range: [0, 50000], dtick: 10000 }), "0 10k 20k 30k 40k 50k");
  assert.equal(labels({ range: [0, 2e6], dtick: 5e5 }), "0 0.5M 1M 1.5M 2M");
  assert.equal(labels({ range: [0, 50], tickmode: "array", tickvals: [0, 10], ticktext: ["0", "10"] }), "0 10");
});

test("without a step there are about as many as are asked for", () => {
  assert.equal(labels({ range: [0, 17.2], nticks: 6 }), "0 5 10 15");
  assert.equal(labels({ range: [0, 212000], nticks: 6 }), "0 50k 100k 150k 200k");
});

test("fine lines divide the labelled ones, and a decade into its nine", () => {
  assert.deepEqual(minorTicksOf({ range: [0, 1], dtick: 0.2, minor: { dtick: 0.05 } }).length, 21);
  assert.deepEqual(minorTicksOf({ range: [0, 4], nticks: 6, minor: { nticks: 4 } }), [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4].filter((v) => v % 0.25 === 0));
  assert.deepEqual(rounded(minorTicksOf({ type: "log", range: [-1.1, 0.5], minor: { dtick: "D1" } })), [0.08, 0.09, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 2, 3]);
  assert.deepEqual(minorTicksOf({ type: "log", range: [-1.1, 2.5], minor: { dtick: 1 } }), [0.1, 1, 10, 100]);
});
