/* What a tick does to the fit: move it, or let Plotly draw; and where the line has left it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { READ, taken } from "../run/a_table.js";
import { act, begun, ran, settings, settled, turn } from "../runs.js";
import { fitRange, moveFit, stillOf, tickFit } from "../../../assets/figures/fit.js";

/** @returns a fit of 100 × 100 pixels as it was drawn last, and what was moved in it since */
function drawn(state, y = [-10, 10]) {
  const moved = [];
  const axis = ([low, high]) => ({ range: [low, high], length: 100, pixel: (value) => (100 * (value - low)) / (high - low) });
  const graph = {
    isStaleUnderPointer: false,
    axes: () => ({ x: axis([0, 1]), y: axis(y) }),
    setLine: (name, d) => moved.push(`${name} ${d}`),
    setDots: (name, xs) => moved.push(`${name} ${xs.length}`),
  };
  return { fit: { graph, ...stillOf(state, state.points) }, moved };
}

/** @returns {string} what a tick did to the fit */
function tick({ fit }, state) {
  return tickFit(fit, state, state.points, () => "drawn");
}

test("a tick moves the line, until one more stays behind", () => {
  const before = turn(act(begun(), "play"));
  const now = drawn(before);
  assert.equal(tick(now, before), "");
  assert.match(now.moved.join(), /^Predicted M0,\S+L100,\S+,Residuals $/);
  assert.equal(tick(now, turn(before)), "drawn");
  now.fit.graph.isStaleUnderPointer = true;
  assert.equal(tick(now, before), "drawn");
});

test("residuals move where the fit was drawn with their panel open", () => {
  const state = act(begun(), "open-panel", { panel: "residuals" });
  const { fit, moved } = drawn(state);
  moveFit(fit, state, state.points);
  assert.equal(moved[1].split("M").length - 1, state.points.targets.length);
});

test("the line has left the figure only when all of it has", () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 5);
  const { weight, bias } = state.record.now;
  const [low, high] = [bias, bias + weight[0]].sort((one, other) => one - other);
  const side = (y) => moveFit(drawn(state, y).fit, state, state.points);
  assert.deepEqual([side([high + 1, high + 2]), side([low - 2, low - 1])], ["down", "up"]);
  assert.deepEqual([side([low - 1, low + 1e-3]), side([high - 1e-3, high + 1])], ["", ""]);
});

test("predicted prices move too, and leave it nowhere", () => {
  const state = settings(begun(), { dataset: "house-prices" });
  const { fit, moved } = drawn(state, [1e6, 2e6]);
  assert.equal(moveFit(fit, state, state.points), "");
  assert.deepEqual(moved, [`Predicted ${state.points.targets.length}`]);
});

test("the axis does not jump from guess to guess, and holds each of them", () => {
  const at = (weight, bias) => settled(act(begun(), "start-at", { weight, bias }));
  const [far, near, beyond] = [at(-6, 0), at(1, 2), at(40, 40)];
  const first = fitRange(far, far.points);
  assert.equal(fitRange(near, near.points, first), first);
  assert.notDeepEqual(fitRange(near, near.points).range, first.range);
  const wide = fitRange(beyond, beyond.points, first);
  assert.ok(wide.range[1] >= 80);
  assert.deepEqual(fitRange(near, near.points, wide), fitRange(near, near.points)); // much too wide is not kept
  const others = settings(near, { n: 20 });
  assert.deepEqual(fitRange(others, others.points, first), fitRange(others, others.points));
});

test("while one draws a line by hand through points that the start would press flat, the paper is theirs", () => {
  const [x, y] = [Array.from({ length: 28 }, (_, i) => [1.5 + i / 100]), Array.from({ length: 28 }, (_, i) => 150 + i + (i % 3))];
  const heights = taken({ ...READ, features: x, targets: y });
  const drawing = act(heights, "show-my-line", { shown: true });
  const wide = fitRange(heights, heights.points);
  const close = fitRange(drawing, drawing.points, wide);
  assert.ok(wide.range[0] < 0);
  assert.ok(close.range[0] <= 150 && close.range[0] > 130 && close.range[1] >= 179 && close.range[1] < 200, close.range);
  assert.deepEqual(fitRange(heights, heights.points, close), wide);
  const learning = ran(settings(drawing, { learning_rate: 0.1 }), 3);
  assert.deepEqual(fitRange(learning, learning.points, close), close); // the model's line comes in from below
  const line = act(begun(), "show-my-line", { shown: true });
  assert.deepEqual(fitRange(line, line.points), fitRange(begun(), begun().points)); // there it hides nothing
});
