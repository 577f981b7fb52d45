/* The path of a curve that grows. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { lastEpoch } from "../../../assets/figures/axes.js";
import { Curve } from "../../../assets/figures/curve.js";
import { History } from "../../../assets/run/history.js";

const at = (row) => `${row},1`;

test("the curve grows by pieces and stays short", () => {
  const curve = new Curve();
  const lineage = {};
  const sizes = [1, 10, 100, 1000, 10_000, 100_000].map((length) => {
    const end = lastEpoch(length - 1);
    return curve.through({ length, lineage, epoch: (row) => row }, end, at, String(end)).split("L").length;
  });
  assert.equal(sizes[1], 11);
  assert.ok(Math.max(...sizes) < 700, String(sizes));
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
