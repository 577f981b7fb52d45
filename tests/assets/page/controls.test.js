/* What controls ask for, and what is said beside them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { schema } from "../oracles.js";
import { boundsOf, limitText, parse, refusal, zoneOf } from "../../../assets/page/controls.js";
import { sentence, text } from "../../../assets/text/texts.js";

const { n, batch_size: batch, learning_rate: rate, optimizer, momentum } = schema.controls;

test("whole numbers", () => {
  const cases = [
    ["20", 20],
    [" 7 ", 7],
    ["1", undefined],
    ["2001", undefined],
    ["2.5", undefined],
    ["", undefined],
    ["x", undefined],
  ];
  for (const [text, number] of cases) assert.equal(parse(text, { ...n, low: 2, high: 2000 }), number, text);
});

test("a batch of all points is written as a word, or not at all", () => {
  assert.deepEqual(["all", " ALL ", "", null].map((text) => parse(text, batch)), [null, null, null, null]);
  assert.deepEqual(["16", "0", "1.5", "none"].map((text) => parse(text, batch)), [16, undefined, undefined, undefined]);
});

test("other controls", () => {
  assert.deepEqual([-1, 1, -4, 1.1, -4.1].map((place) => parse(place, rate)), [0.1, 10, 0.0001, undefined, undefined]);
  assert.deepEqual(["adam", "lion", undefined, "toString"].map((name) => parse(name, optimizer)), ["adam", undefined, undefined, undefined]);
  assert.deepEqual(["0.5", "0,5", ",5", "1", "NaN", "-1", "0,5,0"].map((text) => parse(text, momentum)), [0.5, 0.5, 0.5, ...Array(4).fill(undefined)]);
  assert.deepEqual(["250", "2,500"].map((text) => parse(text, n)), [250, undefined]);
});

test("a rate is one that the slider of these data has", () => {
  const of = (dataset, scaling = "none", chosen = "sgd") => boundsOf({ schema, controls: { dataset, scaling, optimizer: chosen } }, "learning_rate");
  const seen = (row) => [-12.1, -12, -8.5, -6.9, -4, 1].map((place) => parse(place, row) !== undefined);
  assert.deepEqual(seen(of("gapminder-dollars")), [false, true, true, false, false, false]);
  assert.deepEqual(seen(of("gapminder-dollars", "standardised")), [false, false, false, false, true, true]);
  assert.deepEqual(seen(of("gapminder-dollars", "none", "adam")), [false, false, false, false, true, true]);
  assert.equal(sentence(refusal(of("gapminder-dollars"))), "Learning rate must be a number from 1e-12 to 1e-7.");
  assert.equal(limitText(3.3333e-9, false), "diverges above 3.33e-9");
});

test("a value that is none is refused with its bounds", () => {
  assert.equal(sentence(refusal(n)), "Points must be a whole number from 2 to 2000.");
  assert.match(sentence(refusal(batch)), /^Batch must be a whole number from 1 to \d+, or "all"\.$/);
  assert.match(sentence(refusal(momentum)), /^Momentum must be a number from 0 to 0\.99\d*\.$/);
});

test("what stands at the field is the sentence without the field's name", () => {
  for (const row of [n, batch, momentum, rate]) {
    const { id, values, at } = refusal(row);
    assert.equal(at, row.id);
    assert.equal(text(`${id}.here`, values), sentence({ id, values }).replace(/^.* must be a/, "A"));
  }
});

test("the limit in words", () => {
  assert.equal(limitText(null, false), "no fixed limit");
  assert.equal(limitText(0.7842, false), "diverges above 0.784");
  assert.equal(limitText(0.7842, true), "diverges above 0.784 or sooner");
});

test("the zones of the learning rate", () => {
  const borders = { limit: 0.8, zigzag: 0.4 };
  assert.deepEqual([0.4, 0.41, 0.79, 0.8].map((it) => zoneOf(it, borders)), ["smooth", "zig-zag", "zig-zag", "diverges"]);
  assert.deepEqual([0.4, 0.8].map((it) => zoneOf(it, { limit: 0.8, zigzag: null })), ["converges", "diverges"]);
  assert.equal(zoneOf(5, { limit: null, zigzag: null }), "");
});
