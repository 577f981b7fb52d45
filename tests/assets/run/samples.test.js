/* Samples beside the run: pressed one by one, from a seed; they leave the run alone, and come again by reload and by link. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fanFigure, gridOf, histogramFigure } from "../../../assets/figures/samples.js";
import { lineOf, spread } from "../../../assets/lesson/sampling.js";
import { DrawnSamples, MOST, sampleRows, valuesOf } from "../../../assets/figures/drawn_samples.js";
import { linkOf } from "../../../assets/run/link.js";
import { openingOf } from "../../../assets/run/link_open.js";
import { readLink } from "../../../assets/run/link_read.js";
import { NO_SAMPLES } from "../../../assets/run/samples.js";
import { firstState } from "../../../assets/run/state.js";
import { check, dump, keepsTheSame, restored } from "../../../assets/run/stored.js";
import { assertNear } from "../numbers.js";
import { schema } from "../oracles.js";
import { act, begun, ran, settings } from "../runs.js";

const DRAW = { more: 1, seed: 41 };
const drawn = (state) => new DrawnSamples().of(state, state.points);
const many = (state = begun(), more = 50) => act(state, "draw-samples", { more, seed: 41 });
const trace = ({ data }, name) => data.find((it) => it.name === name);

test("a press draws one, another draws the next; the first one's seed holds until they are forgotten", () => {
  const one = act(begun(), "draw-samples", DRAW);
  assert.deepEqual(one.samples, { seed: 41, count: 1, as: "slopes" });
  const two = act(one, "draw-samples", { more: 1, seed: 5 });
  assert.deepEqual(two.samples, { seed: 41, count: 2, as: "slopes" });
  assert.deepEqual(drawn(two).lines[0], drawn(one).lines[0]);
  assert.notDeepEqual(drawn(two).lines[1], drawn(two).lines[0]);
  const none = act(two, "forget-samples");
  assert.equal(none.samples.count, 0);
  assert.equal(act(none, "forget-samples"), none);
  assert.equal(act(none, "draw-samples", { more: 50, seed: 5 }).samples.seed, 5);
});

test("as a table each sample has its number, its line and its t; what may not be seen is not in it", () => {
  const state = many(begun(), MOST + 20);
  const all = drawn(state);
  const [head, ...rows] = sampleRows(all);
  assert.deepEqual(head, ["sample", "weight", "bias", "standard_error", "t"]);
  assert.deepEqual([rows.length, rows[0][0], rows.at(-1)[0]], [MOST, 21, MOST + 20]);
  rows.forEach(([, weight, , error, t], i) => {
    assert.equal(weight, all.lines[i].weight);
    assertNear(t * error + 2, weight, { rel: 1e-9 });
  });
  const hidden = act(state, "view", { view: { limits: false } });
  assert.ok(sampleRows(drawn(hidden)).slice(1).every((row) => row[4] === ""));
});

test("they leave the run alone", () => {
  const before = ran(settings(begun(), { learning_rate: 0.1 }), 3);
  const after = act(many(before), "show-samples", { as: "t" });
  for (const part of ["record", "points", "past", "phase", "controls", "seeds"]) assert.equal(after[part], before[part], part);
});

test("each is new noise about the same truth at the same x; other noise and other points are the same draws", () => {
  const state = many();
  const { lines, newest, noise, theory } = drawn(state);
  const { points } = state;
  assert.equal(lines.length, 50);
  assert.equal(noise, 0.25);
  assert.deepEqual(newest.xs, points.features.map(([x]) => Math.fround(x)));
  assert.deepEqual(lineOf(newest), lines.at(-1));
  assert.deepEqual([theory.centre, theory.freedom], [2, 248]);
  const twice = drawn(settings(state, { noise: 0.5 }));
  lines.forEach(({ weight }, i) => assertNear(twice.lines[i].weight - 2, 2 * (weight - 2), { rel: 1e-4, abs: 1e-5 }));
  const few = drawn(settings(state, { n: 20 }));
  assert.deepEqual([few.newest.xs.length, few.theory.freedom], [20, 18]);
  assert.ok(few.theory.error > 3 * theory.error);
});

test("what is known is not drawn again, and what comes of it is the same", () => {
  const samples = new DrawnSamples();
  const one = act(begun(), "draw-samples", DRAW);
  const [first] = samples.of(one, one.points).lines;
  const later = many(one, 700);
  const { lines, count } = samples.of(later, later.points);
  assert.deepEqual([count, lines.length], [701, MOST]);
  assert.deepEqual(lines, drawn(later).lines);
  assert.equal(samples.of(one, one.points).lines[0].weight, first.weight);
  const other = settings(one, { noise: 1 });
  assert.deepEqual(samples.of(other, other.points).lines, drawn(other).lines);
});

test("real and own points are drawn from themselves, about their own line", () => {
  const state = many(settings(begun(), { dataset: "hubble" }));
  const { noise, theory, newest } = drawn(state);
  const { weight, weight_error: error } = state.points.least_squares;
  assert.equal(noise, null);
  assertNear([theory.centre, theory.error], [weight[0], error[0]], { rel: 1e-9 });
  assert.ok(new Set(newest.xs).size < newest.xs.length);
});

test("the answer is not told where it is hidden", () => {
  const state = many();
  const untold = act(state, "view", { view: { limits: false } });
  assert.deepEqual([drawn(state).isTold, drawn(untold).isTold], [true, false]);
  assert.equal(drawn(act(state, "hide", { hidden: ["true-line"] })).isTold, false);
  assert.equal(drawn(act(state, "hide", { hidden: ["limits"] })).isTold, false);
  const hubble = settings(state, { dataset: "hubble" });
  assert.equal(drawn(act(hubble, "hide", { hidden: ["least-squares"] })).isTold, false);
});

test("the fan has the last fifty lines, the newest on its own, and the histogram every sample", () => {
  const state = many(many());
  const { points } = state;
  const samples = drawn(state);
  const fan = fanFigure(state, points, { ...samples, about: { weight: 2, bias: 3, isTrue: true } });
  assert.equal(trace(fan, "Earlier samples").x.filter((x) => x === null).length, 49);
  const { weight, bias } = samples.lines.at(-1);
  assert.deepEqual(trace(fan, "This sample").y, [bias, weight + bias]);
  assert.deepEqual(trace(fan, "True line").y, [3, 5]);
  assert.deepEqual(trace(fanFigure(state, points, { ...samples, about: null }), "True line").y, []);
  const values = valuesOf(samples, "slopes");
  const grid = gridOf(samples.theory, values, "slopes");
  const counted = { values, newest: values.at(-1), as: "slopes", grid, theory: samples.theory, centre: { at: 2, isTrue: true } };
  const figure = histogramFigure(state, counted);
  const heights = trace(figure, "Samples").y.filter((_, i) => i % 4 === 1);
  assert.equal(heights.reduce((sum, height) => sum + height, 0), 100);
  const { x, y } = trace(figure, "Theory");
  const area = y.reduce((sum, height, i) => (i ? sum + ((height + y[i - 1]) / 2) * (x[i] - x[i - 1]) : 0), 0);
  assertNear(area / grid.width, 100, { rel: 1e-3 }); // as many as there are
  assert.equal(x[y.indexOf(Math.max(...y))].toFixed(1), "2.0");
  assert.deepEqual(trace(histogramFigure(state, { ...counted, theory: null, centre: null }), "Theory").y, []);
});

test("where there are none, and without noise, it can be drawn all the same", () => {
  for (const state of [begun(), many(settings(begun(), { noise: 0 })), many(settings(begun(), { n: 2 }))]) {
    const samples = drawn(state);
    for (const as of ["slopes", "t"]) {
      const values = valuesOf(samples, as);
      const grid = gridOf(samples.theory, valuesOf(samples, "slopes"), as);
      const figure = histogramFigure(state, { values, newest: values.at(-1) ?? null, as, grid, theory: null, centre: null });
      assert.ok(figure.layout.xaxis.tickvals.length > 1 && figure.layout.xaxis.range.every(Number.isFinite), as);
      assert.ok(trace(figure, "Samples").y.every(Number.isFinite));
    }
  }
  const same = drawn(many(settings(begun(), { noise: 0 })));
  const slopes = valuesOf(same, "slopes");
  const { low, width, bins } = gridOf(same.theory, slopes, "slopes");
  assert.ok(width > 0.01 && slopes.every((slope) => slope > low && slope < low + width * bins)); // one slope, not what rounding makes of it
  assert.equal(spread(slopes), 0);
  assert.deepEqual(valuesOf(same, "t"), []); // nor what it is divided by
});

test("a reload brings them back, and nothing that is none", () => {
  const state = act(many(), "show-samples", { as: "t" });
  assert.equal(keepsTheSame(state, begun()), false);
  const kept = { ...dump(state, 3), tables: {}, record: null, runs: [] };
  const first = firstState(schema, "a1b2", {});
  assert.deepEqual(restored(first, check(JSON.parse(JSON.stringify(kept)), schema)).samples, state.samples);
  const wrong = [null, {}, { ...state.samples, seed: -1 }, { ...state.samples, count: 1.5 }, { ...state.samples, count: 1e9 }, { ...state.samples, as: "x" }];
  for (const samples of wrong) assert.equal(check({ ...kept, samples }, schema), null, JSON.stringify(samples));
});

test("a link brings them along, and says which field is wrong", () => {
  const state = act(many(), "show-samples", { as: "t" });
  const query = linkOf(state, "", "en");
  assert.match(query, /&samples=41_50_t&/);
  const { link, isEdited } = readLink(query, schema, ["en"]);
  assert.equal(isEdited, false);
  const page = act(firstState(schema, "ff", {}), "open", { opening: openingOf(firstState(schema, "ff", {}), link, null) });
  assert.deepEqual(page.samples, state.samples);
  assert.doesNotMatch(linkOf(begun(), "", "en"), /samples/);
  assert.deepEqual(readLink("v=1", schema, ["en"]).link.samples, NO_SAMPLES);
  for (const value of ["41", "41_x", "41_50_u", "41_50_t_1", "-1_50", "41_2000000", "4294967296_1"])
    assert.equal(readLink(`v=1&samples=${value}`, schema, ["en"]).field, "samples", value);
});
