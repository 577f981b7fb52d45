/* The learning rate, typed. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { schema } from "../oracles.js";
import { sentence } from "../../../assets/text/texts.js";
import { refusal } from "../../../assets/page/controls.js";
import { typedRate } from "../../../assets/page/rate.js";
import { rateOf, valueOf } from "../../../assets/page/sliders.js";

const row = schema.controls.learning_rate;

test("a rate that the page or a lesson names can be typed, with a point or a comma, and comes back from the slider", () => {
  for (const written of ["0.78", "0.79", "0.85", "0.784", "0.375", "0,75", " 0.0293 ", "0.0003", "3", "10", "0.09375", ".5", "1e-3"]) {
    const rate = typedRate(written, row);
    assert.equal(rate, Number(written.replace(",", ".")), written);
    assert.equal(rateOf(valueOf(rate)), rate);
  }
});

test("what is no rate is refused in a sentence with its bounds", () => {
  for (const written of ["", "0", "-0.1", "10.1", "0.00001", "fast", "1,000,000", "NaN", "Infinity"]) assert.equal(typedRate(written, row), undefined, written);
  assert.equal(sentence(refusal(row)), "Learning rate must be a number from 0.0001 to 10.");
});
