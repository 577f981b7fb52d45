/* Labels of an axis: as many as there is room for, of those that a figure wants. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { magnify } from "../../../assets/figures/magnify.js";
import { Labels, setLabels } from "../../../assets/figures/labels.js";

const LINEAR = { tickfont: { size: 16 }, range: [0, 7], dtick: 1 };
const ARRAY = { tickfont: { size: 16 }, tickmode: "array", tickvals: [1, 10, 100, 1000], ticktext: ["1", "10", "100", "1000"] };

test("where there is room, all that are wanted stand", () => {
  assert.deepEqual(new Labels({ xaxis: LINEAR, yaxis: LINEAR }).suiting({ width: 1000, height: 400 }), { "xaxis.dtick": 1, "yaxis.dtick": 1 });
});

test("in a low figure every second or fourth stands, and at least one", () => {
  const labels = new Labels({ xaxis: LINEAR, yaxis: ARRAY });
  assert.deepEqual(labels.suiting({ width: 200, height: 40 }), { "xaxis.dtick": 2, "yaxis.tickvals": [1, 100], "yaxis.ticktext": ["1", "100"] });
  assert.deepEqual(labels.suiting({ width: 200, height: -5 })?.["yaxis.ticktext"], ["1"]);
});

test("Plotly is told once, and again in another room", () => {
  const labels = new Labels({ xaxis: LINEAR, yaxis: LINEAR });
  assert.ok(labels.suiting({ width: 1000, height: 400 }));
  assert.equal(labels.suiting({ width: 900, height: 390 }), null);
  assert.equal(labels.suiting({ width: 900, height: 80 })?.["yaxis.dtick"], 2);
});

test("what it is told stands in the layout", () => {
  const layout = { xaxis: { ...LINEAR }, yaxis: { ...ARRAY } };
  setLabels(layout, { "xaxis.dtick": 4, "yaxis.tickvals": [1] });
  assert.deepEqual([layout.xaxis.dtick, layout.yaxis.tickvals], [4, [1]]);
});

test("a figure grows with the page's text: labels, lines, marks, margins", () => {
  const figure = { data: [{ line: { width: 2, dash: "10px,6px" }, marker: { size: 6 } }], layout: { font: { size: 15 }, xaxis: { tickfont: { size: 15 } }, yaxis: { tickfont: { size: 15 } }, margin: { l: 30 }, annotations: [{ font: { size: 20 }, xshift: 8 }] } };
  magnify(figure, 2);
  assert.deepEqual(figure, { data: [{ line: { width: 4, dash: "20px,12px" }, marker: { size: 12 } }], layout: { font: { size: 30 }, xaxis: { tickfont: { size: 30 } }, yaxis: { tickfont: { size: 30 } }, margin: { l: 60 }, annotations: [{ font: { size: 40 }, xshift: 16 }] } });
});
