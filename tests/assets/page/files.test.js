/* What a person takes along as a table. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "../oracles.js";
import { dataTable, fileName, hasRun, historyTable, recordOf, table } from "../../../assets/page/files.js";
import { numbersAlone, saidBy } from "../../../assets/page/taken.js";
import { RunRecord } from "../../../assets/run/record.js";
import { answer, checkpoint, command, first } from "../run/answers.js";

/** @returns {string[][]} the cells of a CSV */
function cells(text) {
  return text.trimEnd().split("\n").map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => (quoted === undefined ? bare : quoted.replaceAll('""', '"'))),
  );
}

test("the history is a table of every epoch with its settings", () => {
  const record = first()
    .take(command(0, 2), answer(2, [4, 2]))
    .take(command(2, 1, 0.5), answer(3, [1]));
  const rows = cells(historyTable(record, { inputs: [{ name: "x", unit: "" }], targets: Array(250) }));
  assert.deepEqual(rows[0], ["epoch", "weight", "bias", "loss", "learning_rate", "optimizer", "batch_size", "noise", "n"]);
  assert.deepEqual(
    rows.slice(1).map(([epoch]) => epoch),
    ["0", "1", "2", "3"],
  );
  assert.deepEqual(
    rows.slice(1).map((row) => row[4]),
    ["0.1", "0.1", "0.1", "0.5"],
  );
  assert.deepEqual(rows[2].slice(1, 4), ["4", "4", "4"]);
  assert.deepEqual(rows[2].slice(5), ["SGD", "all", "", "250"]);
});

test("the data are a table with units and names", () => {
  const text = dataTable({
    inputs: [{ name: "distance", unit: "Mpc" }],
    output: { name: "velocity", unit: "km/s" },
    features: [[0.5], [2]],
    targets: [290, 1090],
    labels: ["N.G.C. 6822", 'a "b", c'],
  });
  assert.deepEqual(cells(text), [
    ["name", "distance (Mpc)", "velocity (km/s)"],
    ["N.G.C. 6822", "0.5", "290"],
    ['a "b", c', "2", "1090"],
  ]);
});

test("what a spreadsheet would run is a text, and a number stays one", () => {
  const said = ["=1+1", "+x", "-x", "@home", '=cmd|"a"', "-1.5e-7", "+5", "a=b"];
  const wanted = ["'=1+1", "'+x", "'-x", "'@home", `'=cmd|"a"`, "-1.5e-7", "+5", "a=b"];
  assert.deepEqual(cells(table([said, [-1.5]])), [wanted, ["-1.5"]]);
});

test("the server makes code of the start, the segments and how far the run is", () => {
  const record = first().take(command(0, 2), { ...answer(2, [4, 2]), checkpoint: checkpoint(2, 3) });
  assert.deepEqual(recordOf({ record, tables: {} }), { version: 1, start: record.start, segments: record.segments, epoch: 2, batch: 3 });
  assert.deepEqual([hasRun({ record }), hasRun({ record: record.reset() }), hasRun({ record: new RunRecord() })], [true, false, false]);
  assert.equal(fileName({ record, shownData: { kind: "line" } }, "loss"), "chalkline-line-epoch-2-loss");
});

test("a table of the page is numbers alone: marks, errors and brackets do not stand in their cells", () => {
  const rows = [["run", "nearly there", "best", "", "gradient"], ["1", "151†", "1.98 ± 0.055", "=", "(-4.3)"], ["now", "22", "2.01 ± 0.061", "≈", "0.5"]];
  assert.deepEqual(numbersAlone(rows), [["run", "nearly there", "†", "best", "±", "gradient"], ["1", "151", "†", "1.98", "0.055", "-4.3"], ["now", "22", "", "2.01", "0.061", "0.5"]]);
});

test("a cell is taken with all that it says, also where only a part of it is an element: a run's number and its name", () => {
  const said = (/** @type {string[]} */ ...parts) => saidBy({ cloneNode: () => ({ childNodes: parts.map((textContent) => ({ textContent })), querySelectorAll: () => [] }) });
  assert.equal(said("", "2", " rate 0.5*"), "2 rate 0.5*");
  assert.equal(said(" 1.987 "), "1.987");
});
