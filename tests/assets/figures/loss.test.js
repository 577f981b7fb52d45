/* The loss curve: where its axes begin and end, and its path, which grows. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { begun, ran } from "../runs.js";
import { Curve, divergedRange, lastEpoch, lossFigure, lossRange, tickLoss } from "../../../assets/figures/loss.js";
import { History } from "../../../assets/run/history.js";
import { assertNear } from "../numbers.js";

test("the epoch axis grows only when full", () => {
  const epochs = [0, 50, 51, 100, 101, 200, 201, 501, 1001, 5001, 99999];
  assert.deepEqual(epochs.map(lastEpoch), [50, 50, 100, 100, 200, 200, 500, 1000, 2000, 10000, 100000]);
});

test("the loss axis is finite even without noise", () => {
  const [low, high] = lossRange(16, 0, true);
  assert.ok(Number.isFinite(low));
  assertNear(high, Math.log10(20));
  assert.deepEqual(lossRange(16, 0, false), [0, 16 * 1.06]);
});

test("a diverged run is refitted to whole powers of ten", () => {
  assert.deepEqual(divergedRange(3e7, 0.09, true), [-2, 8]);
  assert.deepEqual(divergedRange(100, 1, false), [0, 106]);
});

const at = (row) => `${row},1`;

test("the curve grows by pieces and stays short", () => {
  const curve = new Curve();
  let history = History.empty(0);
  const sizes = [1, 10, 100, 1000, 10_000, 100_000].map((length) => {
    const end = lastEpoch(length - 1);
    history = history.with(Array.from({ length: length - history.length }, (_, i) => [history.length + i, 1, 0]));
    return curve.through(history, end, at, String(end)).split("L").length;
  });
  assert.equal(sizes[1], 11);
  assert.ok(Math.max(...sizes) < 700, String(sizes));
});

test("what sticks out of a long curve is drawn, however thinned it is", () => {
  const loss = (epoch) => ({ 4321: 50, 7777: 1e-3, 9990: 20 })[epoch] ?? 1 / (1 + epoch);
  const history = History.of(Array.from({ length: 10_000 }, (_, epoch) => [epoch, loss(epoch), 0, 0]));
  const drawn = (upTo) => new Curve().through(history.upTo(upTo), 10_000, (row) => `${row},${history.loss(row)}`, "here").split(/[ML]/);
  for (const wanted of ["4321,50", "7777,0.001", "9990,20"]) assert.equal(drawn(9999).filter((place) => place === wanted).length, 1, wanted);
  assert.ok(drawn(4322).includes("4321,50"), "at once");
  assert.ok(drawn(9999).length < 610);
  const outline = history.outline(300).map(([epoch]) => epoch);
  assert.ok([0, 4321, 7777, 9990, 9999].every((epoch) => outline.includes(epoch)));
  assert.ok(outline.length < 310 && outline.every((epoch, i) => i === 0 || epoch > outline[i - 1]));
});

test("what sticks out of the loss on points for testing is drawn too, and not what was never measured", () => {
  const tested = (epoch) => (epoch < 100 ? -1 : ({ 4321: 50, 7777: 1e-3 }[epoch] ?? 2));
  const history = History.of(Array.from({ length: 10_000 }, (_, epoch) => [epoch, 1, 0, 0, tested(epoch)]), true);
  const drawn = new Curve().tests.through(history, 10_000, (row) => `${row},${history.testLoss(row)}`, "here").split(/[ML]/).filter(Boolean);
  for (const wanted of ["100,2", "4321,50", "7777,0.001", "9999,2"]) assert.ok(drawn.includes(wanted), wanted);
  assert.ok(drawn.length < 610 && !drawn.some((place) => place.endsWith("null")), String(drawn.length));
  assert.ok([4321, 7777, 9999].every((row) => history.outlineRows(300, true).includes(row)));
});

test("where epochs are gone no line is drawn, and the figure says from where on they are kept", () => {
  const whole = ran(begun(), 60);
  const history = whole.record.history.with([]);
  const gone = { ...whole, record: whole.record.with({ history: History.of([0, ...Array.from({ length: 21 }, (_, i) => 40 + i)].map((row) => history.rows(Infinity)[row])) }) };
  const [path] = new Curve().through(gone.record.history, 100, at, "here").split("L");
  assert.equal(path, "M0,1M1,1");
  const { data, layout } = lossFigure(gone, gone.points);
  const { x } = data.find(({ name }) => name === "Loss");
  assert.deepEqual(x.slice(0, 4), [0, null, 40, 41]);
  assert.deepEqual(layout.annotations.map(({ text }) => text), ["Kept: each epoch from 40 on, fewer before"]);
  assert.ok(!lossFigure(whole, whole.points).layout.annotations?.length);
});

test("a history that was cut is drawn anew, one that goes on is not", () => {
  const rows = [0, 1, 2, 3].map((epoch) => [epoch, 1, 0, 0]);
  const history = History.of(rows.slice(0, 3));
  const curve = new Curve();
  let drawn = 0;
  const counted = (row) => {
    drawn += 1;
    return at(row);
  };
  assert.equal(curve.through(history, 50, counted, "here"), "M0,1L1,1L2,1L2,1");
  drawn = 0;
  assert.equal(curve.through(history.with(rows.slice(3)), 50, counted, "here"), "M0,1L1,1L2,1L3,1L3,1");
  assert.equal(drawn, 2);
  assert.equal(curve.through(history.upTo(1), 50, at, "here"), "M0,1L1,1L1,1");
  assert.equal(curve.through(History.empty(1), 50, at, "here"), "");
});

test("a tick moves curve and dot, until the epoch axis is full", () => {
  const moved = [];
  const axis = { range: [0, 50], length: 100, pixel: (value) => 2 * value };
  const graph = { isStaleUnderPointer: false, axes: () => ({ x: axis, y: axis }), setLine: (name) => moved.push(name), setPoint: (name) => moved.push(name), show: () => {} };
  const loss = { graph, curve: new Curve(), end: 50 };
  const redraw = () => moved.push("drawn");
  tickLoss(loss, ran(begun(), 50), redraw);
  assert.deepEqual(moved.splice(0), ["Loss", "Now"]);
  tickLoss(loss, ran(begun(), 51), redraw);
  graph.isStaleUnderPointer = true;
  tickLoss(loss, ran(begun(), 50), redraw);
  assert.deepEqual(moved, ["drawn", "drawn"]);
});
