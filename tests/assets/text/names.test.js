/* Names put together of several texts. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "../oracles.js";
import { countedTitle, datasetTitle, lineText, optimizerName, unitName, variableName, weightUnit } from "../../../assets/text/names.js";

test("an optimizer is named with its settings", () => {
  assert.equal(optimizerName({ name: "sgd", learning_rate: 0.1 }), "SGD");
  assert.equal(optimizerName({ name: "sgd", momentum: 0.9, nesterov: true }), "SGD, Nesterov 0.9");
  assert.equal(optimizerName({ name: "sgd", momentum: 0.9 }), "SGD, momentum 0.9");
  assert.equal(optimizerName({ name: "adam", beta1: 0.9, beta2: 0.999, weight_decay: 0.1 }), "Adam 0.9 0.999, decay 0.1");
});

test("a data set is named, and its points are counted", () => {
  assert.equal(datasetTitle("hubble"), "Hubble, 1929");
  assert.equal(countedTitle("hubble", 24), "Hubble, 1929, 24 nebulae");
  assert.deepEqual([datasetTitle("rides"), countedTitle("rides", 60)], ["rides", "rides"]);
  assert.equal(countedTitle("line", 1), "A straight line, 1 point");
  assert.equal(countedTitle("line", 2000), "A straight line, 2000 points");
});

test("variables and units have the language's names where there are some", () => {
  assert.equal(variableName({ kind: "house-prices" }, { name: "area" }), "area");
  assert.equal(variableName({ kind: "line" }, { name: "x" }), "x");
  assert.equal(variableName({ kind: "points" }, { name: "title" }), "title", "of one's own it is as it was written");
  assert.deepEqual(["years", "Mpc"].map(unitName), ["years", "Mpc"]);
  assert.deepEqual([weightUnit("k€", "years"), weightUnit("k€", "m²"), weightUnit("k€", "")], ["k€ per year", "k€ per m²", "k€ each"]);
});

test("a line is told with the digits that its slope needs", () => {
  assert.equal(lineText([1.9866], -3.0091), "1.99x - 3.01");
  assert.equal(lineText([0.000713], 54.2), "0.00071x + 54.20");
  assert.equal(lineText([0.5, 0.0007], 1), "0.50, 0.00, 1.00");
});
