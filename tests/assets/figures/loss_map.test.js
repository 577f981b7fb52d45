/* The loss map: each run kept has a path of its own, told apart as Compare tells it apart. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "../colours.js";
import { act, begun, ran, settings } from "../runs.js";
import { separate } from "../../../assets/figures/compared_runs.js";
import { isCovered, lossMapFigure } from "../../../assets/figures/loss_map.js";
import { comparedLosses } from "../../../assets/figures/picture.js";
import { frameFor } from "../../../assets/lesson/map.js";
import { planeOf } from "../../../assets/lesson/plane.js";
import { comparable } from "../../../assets/run/comparison.js";

const SIZE = { width: 600, height: 400 };

/** @returns a state in which runs with these rates were kept */
function kept(...rates) {
  return rates.reduce((state, rate) => act(ran(settings(act(state, "reset"), { learning_rate: rate }), 30), "keep-run"), begun());
}

function mapOf(state) {
  const plane = planeOf(state.points, state.view);
  const frame = frameFor(plane, state.record.history.at(0), SIZE, null);
  const figure = lossMapFigure(state, state.points, { plane, surface: plane.through(state.record.now), frame }, SIZE);
  return { frame, plane, traces: figure.data, layout: figure.layout };
}

const state = kept(0.05, 0.3, 0.6);
const { frame, traces } = mapOf(state);
const paths = traces.filter(({ name }) => /^Run \d$/.test(name));
const marks = traces.filter(({ name }) => name === "Marks");

test("every run kept has its path, under the path of the run now", () => {
  assert.deepEqual(paths.map(({ name }) => name), ["Run 1", "Run 2", "Run 3"]);
  paths.forEach(({ x, y }, i) => {
    assert.deepEqual(x, state.runs[i].rows.map((row) => row[3]));
    assert.deepEqual(y, state.runs[i].rows.map((row) => row[2]));
  });
  const names = traces.map(({ name }) => name);
  assert.ok(names.lastIndexOf("Marks") < names.indexOf("Edge of the path"));
  assert.ok(!names.includes("Kept runs"));
});

test("its colour and its mark are those that it has in Compare", () => {
  const compared = comparedLosses(state);
  separate(compared, comparable(state), state.points);
  const looks = (all, name) => all.filter((trace) => name.test(trace.name)).map(({ line, marker, mode }) => [mode, mode === "lines" ? line.color : [marker.color, marker.symbol]]);
  for (const name of [/^Run/, /^Marks$/]) assert.deepEqual(looks(traces, name), looks(compared.data, name));
  assert.equal(new Set(paths.map(({ line }) => line.color)).size, 3);
  assert.equal(new Set(marks.map(({ marker }) => marker.symbol)).size, 3);
});

test("a run that has not come down so far has its number where it is, and not where all begin", () => {
  const compared = comparedLosses(state);
  const losses = [[16, 15.5, 15], [16, 15, 14.5], [16, 17, 40], [16]];
  const runs = losses.map((all, i) => ({ ...state.runs[0], number: i + 1, rows: all.map((loss, epoch) => [epoch, loss, 0, 0]) }));
  separate(compared, runs, state.points);
  const marked = compared.data.filter(({ name }) => name === "Marks");
  assert.deepEqual(marked.map(({ y, text }, i) => y[text.indexOf(String(i + 1))]), [15, 14.5, 17, 16]);
});

test("its number stands once, at one of its marks, and all marks are places of the run that are seen", () => {
  marks.forEach(({ x, y, text }, i) => {
    assert.deepEqual(text.filter(Boolean), [String(i + 1)]);
    x.forEach((weight, k) => {
      assert.ok(state.runs[i].rows.some((row) => row[3] === weight && row[2] === y[k]));
      assert.ok(weight >= frame.x[0] && weight <= frame.x[1] && y[k] >= frame.y[0] && y[k] <= frame.y[1]);
    });
  });
  const numbered = marks.map(({ x, y, text }) => text.map((word, k) => word && `${x[k]},${y[k]}`).find(Boolean));
  assert.equal(new Set(numbered).size, 3);
});

test("a run that left the map, or has one epoch, has a number too", () => {
  const diverged = act(ran(settings(act(begun(), "reset"), { learning_rate: 2.5 }), 100), "keep-run");
  const single = act(begun(), "keep-run");
  for (const one of [diverged, single]) {
    const [only] = mapOf(one).traces.filter(({ name }) => name === "Marks");
    assert.deepEqual(only.text.filter(Boolean), ["1"]);
  }
});

test("without runs there are no paths but that of now", () => {
  assert.deepEqual(mapOf(begun()).traces.filter(({ name }) => /^(Run|Marks|Kept)/.test(name)), []);
});

const houses = ran(settings(begun(), { dataset: "house-prices", scaling: "none" }), 4);

/** @returns what the map of two of several is drawn as */
function mapOfTwo(pair, deviations) {
  const seen = act(houses, "view", { view: { pair, deviations } });
  const { traces, layout, plane } = mapOf(seen);
  const named = (name) => traces.find((trace) => trace.name === name);
  return { named, plane, names: layout.annotations.slice(0, 2).map(({ text }) => text.replaceAll(/<\/?b>/g, "")).reverse() };
}

test("of several features it is over the two that are chosen, named with their units", () => {
  const { names, named, plane } = mapOfTwo([3, 4], false);
  assert.deepEqual(names, ["weight of age (k€ per year)", "bias (k€)"]);
  const { best } = plane.through(houses.record.now);
  assert.deepEqual([named("Least squares").x, named("Least squares").y], [[best.x], [best.y]]);
  assert.deepEqual([named("True").x, named("True").y], [[houses.points.true_weight[3]], [houses.points.true_bias]]);
  const rows = houses.record.history.rows(10);
  assert.deepEqual([named("Path").x, named("Path").y], [rows.map((row) => row[6]), rows.map((row) => row[2])]);
  assert.match(mapOfTwo([0, 4], true).names.join(), /^weight of area \(k€ per \d+(\.\d)? m²\),bias \(k€ at all means\)$/);
});

test("where even the lowest place is high, the contours stand closer", () => {
  for (const deviations of [false, true]) {
    const { start, end, size } = mapOfTwo([0, 1], deviations).named("Loss").contours;
    assert.ok((end - start) / size >= 2 && (end - start) / size <= 9, `${start} ${end} ${size}`);
  }
});

test("its loss is covered, names of levels too, while it is asked where it is lowest", () => {
  const ask = { kind: "place", phase: "open" };
  const covered = mapOf({ ...state, room: { touch: "in", state: { ask } } });
  const loss = ({ traces: all }) => all.find(({ name }) => name === "Loss").visible;
  assert.deepEqual([loss(covered), loss(mapOf(state))], [false, true]);
  const levels = ({ layout }) => layout.annotations.filter(({ xref }) => !xref).length;
  assert.equal(levels(covered), 0);
  assert.ok(levels(mapOf(state)) > 1);
});

test("while the answer is hidden the map has no loss, and nothing of it lies in the middle but the start", () => {
  const shown = ran(settings(begun(), { learning_rate: 0.3 }), 5);
  const hidden = act(shown, "view", { view: { limits: false } });
  const covered = (state) => frameFor(planeOf(state.points, state.view), state.record.history.at(0), SIZE, null, isCovered(state));
  const plane = planeOf(hidden.points, hidden.view);
  const figure = lossMapFigure(hidden, hidden.points, { plane, surface: plane.through(hidden.record.now), frame: covered(hidden) }, SIZE);
  const trace = (name) => figure.data.find((it) => it.name === name);
  assert.deepEqual(["Loss", "Least squares", "True"].map((name) => trace(name).visible), [false, false, false]);
  assert.equal(figure.layout.annotations.length, 2); // the names of the axes
  const [{ x, y }, whole, [weight, bias]] = [covered(hidden), covered(shown), plane.place(hidden.record.history.at(0))];
  assert.deepEqual([(x[0] + x[1]) / 2, (y[0] + y[1]) / 2].map((it) => Math.round(1e9 * it)), [weight, bias].map((it) => Math.round(1e9 * it)));
  for (const axis of ["x", "y"]) assert.ok(covered(hidden)[axis][0] <= whole[axis][0] && whole[axis][1] <= covered(hidden)[axis][1], axis);
  const other = { ...hidden.points, least_squares: { ...hidden.points.least_squares, weight: [hidden.points.least_squares.weight[0] + 0.05] } };
  assert.deepEqual(covered({ ...hidden, points: other }), covered(hidden)); // whoever knows the frame knows no digit of it
});
