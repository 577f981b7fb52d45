/* The learning rates that suit the data: they move with data set, scaling and optimizer, and come back. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { oracles, schema } from "../oracles.js";
import { act, begun, ran, settings } from "../runs.js";
import { divergence } from "../../../assets/run/divergence.js";
import { linkOf } from "../../../assets/run/link.js";
import { readLink } from "../../../assets/run/link_read.js";
import { ratesOf } from "../../../assets/run/rates.js";
import { check, dump } from "../../../assets/run/stored.js";
import { plain } from "../../../assets/text/numbers.js";
import { sentence } from "../../../assets/text/texts.js";

const KINDS = Object.keys(oracles.data);

test("the slider of the line, of house prices and of Hubble is the one that they have always had", () => {
  for (const dataset of ["line", "house-prices", "hubble"]) {
    const state = settings(begun(), { dataset, learning_rate: 0.3 });
    assert.equal(ratesOf(state), schema.controls.learning_rate);
    assert.deepEqual([state.controls.learning_rate, state.notice], [0.3, null]);
  }
});

test("of every data set the largest stable rate lies on its slider, and not at its end", () => {
  for (const dataset of KINDS) {
    const { low, high } = ratesOf(settings(begun(), { dataset }));
    const limit = oracles.data[dataset].learning_rate_limit;
    assert.ok(low * 100 < limit && limit * 9.99 < high, dataset);
  }
});

test("the rate moves with the slider and says so; the way back is the same", () => {
  const line = settings(begun(), { learning_rate: 0.35 });
  for (const dataset of KINDS) {
    const there = act(line, "set", { controls: { dataset } });
    const { low, high } = ratesOf(there);
    const rate = there.controls.learning_rate;
    assert.ok(Math.abs(rate / low / 3500 - 1) < 1e-5, dataset);
    const words = there.notice ? sentence(there.notice) : "";
    assert.equal(words !== "", low !== 1e-4, dataset);
    if (words) for (const number of [rate, low, high]) assert.ok(words.includes(plain(number)), words);
    assert.equal(act(there, "set", { controls: { dataset: "line" } }).controls.learning_rate, 0.35, dataset);
  }
});

test("features as they are have a slider about their own limit, and the way back to standardised ones is the same", () => {
  for (const dataset of ["house-prices", "penguin-masses", "cherry-trees"]) {
    const scaled = settings(begun(), { dataset, learning_rate: 0.01 });
    const plain = act(scaled, "set", { controls: { scaling: "none" } });
    const { features } = oracles.data[dataset];
    const largest = Math.max(...features[0].map((_, i) => features.reduce((sum, row) => sum + row[i] ** 2, 0) / features.length));
    const sum = features[0].reduce((all, _, i) => all + features.reduce((part, row) => part + row[i] ** 2, 0) / features.length, 1);
    const { low, high } = ratesOf(plain);
    assert.ok(low < 1 / sum && 1 / largest < high, dataset); // between which the limit lies
    assert.equal(plain.notice.id, "notice.rates");
    assert.equal(plain.phase, "ready");
    assert.equal(act(plain, "set", { controls: { scaling: "inside" } }).controls.learning_rate, 0.01);
    assert.equal(act(plain, "undo").controls.scaling, "inside");
  }
});

test("a scaling and an optimizer without a limit have the common slider", () => {
  const years = settings(begun(), { dataset: "co2" });
  assert.equal(years.controls.learning_rate, 1e-8);
  const standardised = settings(years, { scaling: "standardised" });
  assert.deepEqual([standardised.controls.learning_rate, ratesOf(standardised)], [0.01, schema.controls.learning_rate]);
  const adam = act(ran(years, 3), "set", { controls: { optimizer: "adam" } });
  assert.deepEqual([adam.controls.learning_rate, adam.notice.id, adam.record.epoch], [0.01, "notice.rates", 3]);
  assert.equal(act(adam, "set", { controls: { optimizer: "momentum" } }).controls.learning_rate, 1e-8);
});

test("a rate that the slider has not is brought to its end", () => {
  const years = settings(begun(), { dataset: "co2" });
  assert.deepEqual([0.01, 1e-11].map((rate) => act(years, "set", { controls: { learning_rate: rate } }).controls.learning_rate), [1e-5, 1e-10]);
});

test("undo brings back the rate too", () => {
  const there = act(settings(begun(), { learning_rate: 0.35 }), "set", { controls: { dataset: "cars" } });
  assert.equal(there.controls.learning_rate, 0.0035);
  assert.equal(act(there, "undo").controls.learning_rate, 0.35);
});

test("what diverged at a small rate is halved on its own slider", () => {
  const state = ran(settings(settings(begun(), { dataset: "co2" }), { learning_rate: 1e-6 }), 200);
  assert.equal(state.phase, "diverged");
  const { halved } = divergence(state);
  assert.ok(halved < 0.95 * state.points.learning_rate_limit && halved > 1e-10);
  assert.ok(ran(act(state, "halve"), 5).record.epoch > 0);
});

test("links and what a tab keeps hold the rates of their data, and no others", () => {
  for (const dataset of KINDS) {
    const plain = settings(begun(), { dataset });
    const query = linkOf(plain, "", "en");
    assert.ok(!query.includes("&lr="), query);
    assert.deepEqual(readLink(query, schema, ["en"]).link.controls, plain.controls);
    const { high } = ratesOf(plain);
    const other = settings(plain, { learning_rate: high });
    assert.equal(readLink(linkOf(other, "", "en"), schema, ["en"]).link.controls.learning_rate, high);
    assert.deepEqual(readLink(`v=1&data=${dataset}&lr=${high * 2}`, schema, ["en"]), { fault: "field", field: "lr", value: String(high * 2) });
    const kept = { ...JSON.parse(JSON.stringify(dump(other, 7))), record: null, runs: [] };
    assert.ok(check(kept, schema), dataset);
    assert.equal(check({ ...kept, controls: { ...kept.controls, learning_rate: high * 2 } }, schema), null);
  }
});
