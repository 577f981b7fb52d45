/* Texts strained: longer, or hostile, but with the same placeholders. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { strained } from "../../../assets/text/strained.js";
import { schema } from "../oracles.js";

const CATALOGUE = { one: "From {low} to {high}", many: { one: "{count} epoch", other: "{count} epochs" } };

/** @returns {string[]} the names of placeholders in it, each as often as it is there */
function placeholders(text) {
  return [...text.matchAll(/\{[\w-]+\}/g)].map(([name]) => name);
}

/** @returns {[string, string][]} every form of a text before and after */
function pairs(catalogue, strain) {
  const after = strained(catalogue, strain);
  const forms = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry));
  return Object.keys(catalogue).flatMap((id) => forms(catalogue[id]).map((form, i) => [form, forms(after[id])[i]]));
}

test("without a strain, or with one that there is not, the texts are the same", () => {
  for (const strain of [null, "", "toString", "none"]) assert.equal(strained(CATALOGUE, strain), CATALOGUE);
});

test("each strain keeps the placeholders of each text", () => {
  for (const strain of ["double", "long", "xss"]) {
    for (const [before, after] of pairs(schema.text, strain)) {
      const wanted = strain === "double" ? [...placeholders(before), ...placeholders(before)] : placeholders(before);
      assert.deepEqual(placeholders(after), wanted);
      assert.doesNotMatch(after, /[\u0001\u0002]/);
    }
  }
});

test("doubled, longer, hostile", () => {
  assert.deepEqual(strained(CATALOGUE, "double").one, "From {low} to {high} From {low} to {high}");
  assert.deepEqual(strained(CATALOGUE, "long").many, { one: "{count} epochnn", other: "{count} epochsnn" });
  assert.match(strained(CATALOGUE, "xss").one, /^From \{low\} to \{high\}<img src=x onerror=/);
});

test("long words are about a third longer, and short ones stay", () => {
  assert.equal(strained({ it: "up to Überraschung" }, "long").it, "up to Überraschungnnnn");
});
