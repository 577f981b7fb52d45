/* Learning rate and noise, typed. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { schema } from "../oracles.js";
import { sentence } from "../../../assets/text/texts.js";
import { boundsOf, refusal } from "../../../assets/page/controls.js";
import { typedValue } from "../../../assets/page/typed.js";
import { rateOf, valueOf } from "../../../assets/page/sliders.js";

const row = schema.controls.learning_rate;

test("a rate that the page or a lesson names can be typed, with a point or a comma, and comes back from the slider", () => {
  for (const written of ["0.78", "0.79", "0.85", "0.784", "0.375", "0,75", " 0.0293 ", "0.0003", "3", "10", "0.09375", ".5", "1e-3"]) {
    const rate = typedValue(written, row);
    assert.equal(rate, Number(written.replace(",", ".")), written);
    assert.equal(rateOf(valueOf(rate)), rate);
  }
});

test("what is no rate is refused in a sentence with its bounds", () => {
  for (const written of ["", "0", "-0.1", "10.1", "0.00001", "fast", "1,000,000", "NaN", "Infinity"]) assert.equal(typedValue(written, row), undefined, written);
  assert.equal(sentence(refusal(row)), "Learning rate must be a number from 0.0001 to 10.");
});

test("the noise can be typed within the bounds of its data, as exactly as the rate", () => {
  const of = (dataset) => boundsOf({ schema, controls: { dataset } }, "noise");
  for (const written of ["0.33", "0,784", "0", "2", "1e-3"]) assert.equal(typedValue(written, of("line")), Number(written.replace(",", ".")), written);
  for (const written of ["2.01", "-0.1", "", "loud"]) assert.equal(typedValue(written, of("line")), undefined, written);
  assert.deepEqual([typedValue("33,3", of("house-prices")), typedValue("200.1", of("house-prices"))], [33.3, undefined]);
  assert.equal(sentence(refusal(of("house-prices"))), "Noise must be a number from 0 to 200.");
});

test("a negative number can be typed with a long minus, and with a comma", () => {
  const signed = { ...row, low: -10, high: 10 };
  for (const written of ["−1,5", "-1,5", "−1.5"]) assert.equal(typedValue(written, signed), -1.5, written);
});
