/* The points that are made of a reading: chosen columns, rows that have them all, and why the others are left out. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { mostFeatures, numberColumns, pointsOf, rowsLeftOut, signOf, usedRows } from "../../../assets/run/reading.js";

const column = (name, numbers, more = {}) => ({ name, unit: "", kind: "number", decimal: null, numbers, texts: [], ...more });

const READING = {
  columns: [
    column("pupil", [], { kind: "text", texts: ["Anna", "", "Cem", "Dora"] }),
    column("span", [150.5, 161, null, 170], { unit: "cm", decimal: "," }),
    column("height", [152, 160, 170, null], { unit: "cm" }),
    column("shoe", [38, null, 41, 40]),
  ],
  rows: [2, 3, 4, 6],
  left_out: [
    { row: 4, column: 1, cell: "abc", reason: "text" },
    { row: 5, column: -1, cell: "7", reason: "wide" },
  ],
  delimiter: "tab",
  header: true,
  x: 1,
  y: 2,
  title: "",
  sentences: [],
};

test("rows that have a number in each chosen column are used, and the others told of with the cell", () => {
  assert.deepEqual(numberColumns(READING), [1, 2, 3]);
  const two = { features: [1], target: 2 };
  assert.deepEqual(usedRows(READING, two), [0, 1]);
  assert.deepEqual(rowsLeftOut(READING, two), [
    { row: 4, column: 1, cell: "abc", reason: "text" },
    { row: 5, column: -1, cell: "7", reason: "wide" },
    { row: 6, column: 2, cell: "", reason: "missing" },
  ]);
  assert.deepEqual(usedRows(READING, { features: [3], target: 2 }), [0, 2]);
  assert.deepEqual(rowsLeftOut(READING, { features: [3], target: 2 }).map(({ row, column }) => [row, column]), [[3, 3], [5, -1], [6, 2]]);
});

test("points carry names, units, labels, and the values as they were read, in their order", () => {
  assert.deepEqual(pointsOf(READING, { features: [1, 3], target: 2 }, "Your own"), {
    features: [[150.5, 38]],
    targets: [152],
    inputs: [{ name: "span", unit: "cm" }, { name: "shoe", unit: "" }],
    output: { name: "height", unit: "cm" },
    labels: ["Anna"],
    title: "Your own",
  });
  assert.deepEqual(pointsOf({ ...READING, title: "8b" }, { features: [1], target: 2 }, "").labels, ["Anna", ""]);
  assert.equal(pointsOf({ ...READING, title: "8b" }, { features: [1], target: 2 }, "").title, "8b");
});

test("the decimal sign is that of the columns, where they have one", () => {
  assert.equal(signOf(READING), ",");
  assert.equal(signOf({ ...READING, columns: [column("a", [1])] }), "");
  assert.equal(signOf({ ...READING, columns: [...READING.columns, column("b", [1.5], { decimal: "." })] }), "both");
});

test("all of twenty columns can be learned from, and of many rows as many as the server takes at once", () => {
  assert.deepEqual([3, 28, 1250, 1251, 2500, 5000].map((count) => mostFeatures({ ...READING, rows: Array(count).fill(1) })), [19, 19, 19, 18, 9, 4]);
});
