/* A figure on a large screen: everything in it grows alike. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { magnify } from "../../../assets/figures/magnify.js";

const axis = () => ({ tickfont: { size: 10 }, linewidth: 2, title: { font: { size: 12 }, standoff: 4 } });
const figure = () => ({
  data: [
    { line: { width: 2, dash: "10px,6px" }, marker: { size: 6, line: { width: 1 } }, textfont: { size: 11 } },
    { marker: { size: [6, 8], line: { width: [2, 0] } } },
  ],
  layout: { font: { size: 14 }, xaxis: axis(), yaxis: axis(), margin: { l: 40 } },
});

test("everything grows, also where each point has a size of its own", () => {
  const large = figure();
  magnify(large, 1.5);
  const [line, points] = large.data;
  assert.deepEqual(line, { line: { width: 3, dash: "15px,9px" }, marker: { size: 9, line: { width: 1.5 } }, textfont: { size: 16.5 } });
  assert.deepEqual(points, { marker: { size: [9, 12], line: { width: [3, 0] } } }); // rings and dots
  assert.deepEqual([large.layout.font.size, large.layout.xaxis.linewidth, large.layout.margin.l], [21, 3, 60]);
});

test("at its usual size nothing is touched", () => {
  const usual = figure();
  magnify(usual, 1);
  assert.deepEqual(usual, figure());
});
