/* The line by hand: where it begins, what is guessed with it, what survives. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { lineThrough } from "../../../assets/lesson/line.js";
import { meanSquare, residuals } from "../../../assets/lesson/loss.js";
import { meaningOf } from "../../../assets/page/meanings.js";
import { handLine, isHandShown, lossOfLine, measuredLine } from "../../../assets/run/hand.js";
import { linkOf } from "../../../assets/run/link.js";
import { openingOf } from "../../../assets/run/link_open.js";
import { readLink } from "../../../assets/run/link_read.js";
import { firstState, seen } from "../../../assets/run/state.js";
import { check, dump, restored } from "../../../assets/run/stored.js";
import { lossText } from "../../../assets/text/numbers.js";
import { assertNear } from "../numbers.js";
import { schema } from "../oracles.js";
import { act, begun, ran, settings, settled } from "../runs.js";

const LINE = { weight: 1.25, bias: 2.5 };
const drawn = () => act(act(begun(), "my-line", LINE), "lock-guess");

/** The mean of the squares, point by point. */
function lossByHand({ features, targets }, { weight, bias }) {
  const squares = features.map(([x], i) => (Math.fround(targets[i]) - (weight * Math.fround(x) + bias)) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / squares.length;
}

test("it begins level, through the middle of the points, and its loss is the mean of the squares", () => {
  const state = act(begun(), "show-my-line", { shown: true });
  const { points } = state;
  const mean = points.targets.reduce((sum, y) => sum + y, 0) / points.targets.length;
  assert.equal(handLine(state).weight, 0);
  assertNear(handLine(state).bias, mean, { rel: 0.01 });
  for (const line of [handLine(state), LINE]) assertNear(lossOfLine(points, line), lossByHand(points, line), { rel: 1e-9 });
  const { weight, bias, loss } = points.least_squares;
  assertNear(lossOfLine(points, { weight: weight[0], bias }), loss, { rel: 1e-9 });
});

test("a guess stays where it was locked while line and run move on", () => {
  const locked = drawn();
  const later = ran(act(locked, "my-line", { weight: 2, bias: 3 }), 5);
  assert.deepEqual(later.hand.guess, { ...LINE, loss: lossOfLine(locked.points, LINE), epoch: 0 });
  assert.deepEqual(later.hand.line, { weight: 2, bias: 3 });
  assert.equal(act(later, "lock-guess").hand.guess.epoch, 5);
});

test("starting from it is a new run from there, which can be taken back", () => {
  const before = ran(drawn(), 3);
  const state = settled(act(before, "start-from-my-line"));
  const { epoch, weight, bias, loss } = state.record.now;
  assert.deepEqual([epoch, weight[0], bias, state.phase], [0, LINE.weight, LINE.bias, "ready"]);
  assertNear(loss, lossByHand(state.points, LINE), { rel: 1e-6 });
  assert.deepEqual(state.hand, before.hand);
  assert.equal(settled(act(state, "undo")).record.epoch, 3);
});

test("numbers without end, several features and what is hidden have no such line", () => {
  const state = begun();
  for (const weight of [NaN, Infinity, 1e13]) assert.equal(act(state, "my-line", { weight, bias: 0 }), state);
  const houses = settings(drawn(), { dataset: "house-prices" });
  assert.equal(isHandShown(houses), false);
  assert.equal(act(houses, "lock-guess"), houses);
  assert.equal(isHandShown(drawn()), true);
  assert.equal(isHandShown(act(drawn(), "hide", { hidden: ["my-line"] })), false);
});

test("another x takes it away, and undo brings it back", () => {
  for (const controls of [{ dataset: "hubble" }, { scaling: "ten" }]) {
    const state = settings(drawn(), controls);
    assert.deepEqual(state.hand, { shown: true, line: null, guess: null });
    assert.deepEqual(settled(act(state, "undo")).hand, drawn().hand);
    assert.deepEqual(settled(act(settled(act(state, "undo")), "redo")).hand, state.hand);
  }
  assert.deepEqual(settled(act(drawn(), "new-data", { seed: 5 })).hand, drawn().hand);
});

test("a reload and a link bring it back; what is no line is not taken", () => {
  const state = drawn();
  const stored = { ...JSON.parse(JSON.stringify(dump(state, 3))), record: null, runs: [] };
  const fresh = firstState(schema, "b2", {});
  assert.deepEqual(restored(fresh, check(stored, schema)).hand, state.hand);
  for (const hand of [{}, { shown: 1, line: null, guess: null }, { shown: true, line: { weight: 1 }, guess: null }, { ...state.hand, guess: { ...LINE, loss: null, epoch: 0 } }]) {
    assert.equal(check({ ...stored, hand }, schema), null, JSON.stringify(hand));
  }
  const { hand: _, ...earlier } = stored;
  assert.equal(check(earlier, schema).hand.shown, false);

  const read = readLink(linkOf(state, "", "en"), schema, ["en"]);
  assert.deepEqual(openingOf(fresh, read.link, null).hand, state.hand);
  for (const [field, value] of [["mine", "1.2"], ["mine", "1.2_x"], ["mine", "1e13_1"], ["guess", "1_2_3"]]) {
    const query = field === "mine" ? `v=1&mine=${value}` : `v=1&mine=1&${field}=${value}`;
    const read = readLink(query, schema, ["en"]);
    assert.deepEqual([read.fault, read.field], ["field", field]);
  }
});

test("a handle turns the line about the other one, by numbers that are short", () => {
  for (const [one, other, height] of [[{ x: 0.12, y: 3 }, { x: 0.88, y: 4.3717 }, 7.5], [{ x: 1965, y: 318.2 }, { x: 2015, y: 400.9 }, 120], [{ x: 2e-3, y: 5e6 }, { x: 9e-3, y: -4e5 }, 9e6]]) {
    const line = lineThrough(one, other, height);
    for (const { x, y } of [one, other]) assert.ok(Math.abs(line.weight * x + line.bias - y) < height / 400, JSON.stringify([line, y]));
    assert.ok(String(line.weight).length <= 10 && String(line.bias).length <= 10, JSON.stringify(line));
  }
});

test("residuals can be those of the line by hand, while it is shown", () => {
  const state = act(drawn(), "view", { view: { ofMine: true } });
  const now = seen(state);
  const mine = measuredLine(state, now);
  assert.deepEqual(mine, { weight: [LINE.weight], bias: LINE.bias });
  assertNear(meanSquare(residuals(state.points, mine)), lossByHand(state.points, LINE), { rel: 1e-9 });
  assert.match(meaningOf("rmse", state), new RegExp(lossText(Math.sqrt(lossByHand(state.points, LINE)))));
  for (const other of [act(state, "show-my-line", { shown: false }), act(state, "hide", { hidden: ["my-line"] }), act(state, "view", { view: { ofMine: false } })]) {
    assert.equal(measuredLine(other, now), now);
    assert.match(meaningOf("rmse", other), new RegExp(lossText(Math.sqrt(now.loss))));
  }
});

test("whose residuals are seen is carried by a reload and a link", () => {
  const state = act(drawn(), "view", { view: { ofMine: true } });
  const kept = JSON.parse(JSON.stringify({ ...dump(state, 3), tables: {}, record: null, runs: [] }));
  assert.equal(restored(firstState(schema, "a1b2", {}), check(kept, schema)).view.ofMine, true);
  const { ofMine: _, ...view } = kept.view;
  assert.equal(check({ ...kept, view }, schema).view.ofMine, false); // of an earlier page
  assert.equal(check({ ...kept, view: { ...view, ofMine: "yes" } }, schema), null);
  const page = firstState(schema, "ff", {});
  const { link } = readLink(linkOf(state, "", "en"), schema, ["en"]);
  assert.equal(openingOf(page, link, null).view.ofMine, true);
  assert.equal(openingOf({ ...page, view: { ...page.view, ofMine: true } }, readLink("v=1", schema, ["en"]).link, null).view.ofMine, false);
});
