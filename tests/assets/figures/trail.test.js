/* The path of a run on the loss map. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Trail } from "../../../assets/figures/trail.js";
import { History } from "../../../assets/run/history.js";

const epoch = (row) => row;

test("the trail of a run that trembles for ever stays short", () => {
  const trail = new Trail();
  const lineage = {};
  const place = (row) => [200 + 9 * Math.sin(row * 12.9898), 140 + 9 * Math.sin(row * 78.233)];
  const sizes = [1000, 20_000].map((length) => {
    trail.follow({ length, lineage, epoch }, place, "one");
    return trail.line.length;
  });
  assert.ok(sizes[1] < 1.5 * sizes[0], String(sizes));
});

test("the trail leaves out what lies on itself and finds what is under the pointer", () => {
  const trail = new Trail();
  const places = [
    [0, 0],
    [100, 0],
    [100.5, 0.2],
    [100, 50],
  ];
  trail.follow({ length: 4, lineage: {}, epoch }, (row) => places[row], "one");
  assert.equal(trail.line, "M0.0,0.0L100.0,0.0M100.5,0.2L100.0,50.0");
  assert.deepEqual([trail.nearest(98, 47), trail.nearest(50, 40)], [3, null]);
  trail.follow({ length: 2, lineage: {}, epoch }, (row) => places[row], "one");
  assert.equal(trail.corners.length, 2);
});

test("between epochs that are gone no path is drawn", () => {
  const rows = [0, 40, 41, 42].map((epoch) => [epoch, 1, epoch, 2 * epoch]);
  const trail = new Trail();
  trail.follow(History.of(rows), (row) => [rows[row][3], rows[row][2]], "here");
  assert.equal(trail.line, "M0.0,0.0M80.0,40.0L82.0,41.0L84.0,42.0");
});
