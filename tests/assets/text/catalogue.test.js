/* Texts by their ids: placeholders, plurals, marks. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createTexts, partsOf } from "../../../assets/text/catalogue.js";
import { schema } from "../oracles.js";

const CATALOGUE = {
  plain: "Start",
  filled: "{one} and {other-one}, {one}",
  plural: { one: "{count} epoch of {last}", other: "{count} epochs of {last}" },
  slavic: { one: "{count} эпоха", few: "{count} эпохи", many: "{count} эпох", other: "{count} эпохи" },
};
const { text, sentence, has, first } = createTexts(CATALOGUE);

test("placeholders are filled by their names", () => {
  assert.equal(text("plain"), "Start");
  assert.equal(text("filled", { one: "a", "other-one": "b" }), "a and b, a");
  assert.equal(sentence({ id: "filled", values: { one: "a", "other-one": "b" } }), "a and b, a");
  assert.equal(sentence({ id: "plain" }), "Start");
});

test("a placeholder without a value is left, and a value is never read as one", () => {
  assert.equal(text("filled", { one: "{other-one}" }), "{other-one} and {other-one}, {other-one}");
  assert.equal(text("filled", { one: "$&", "other-one": "$1" }), "$& and $1, $&");
});

test("numbers are written, and what was written already stays", () => {
  assert.equal(text("filled", { one: 12500, "other-one": "12500" }), "12500 and 12500, 12500");
});

test("the count chooses the plural, as the language has it", () => {
  assert.equal(text("plural", { count: 1, last: 9 }), "1 epoch of 9");
  assert.deepEqual([0, 2, 1000].map((count) => text("plural", { count, last: "x" }).split(" of")[0]), ["0 epochs", "2 epochs", "1000 epochs"]);
  const russian = createTexts(CATALOGUE, "ru");
  assert.deepEqual([1, 2, 5, 21].map((count) => russian.text("slavic", { count })), ["1 эпоха", "2 эпохи", "5 эпох", "21 эпоха"]);
});

test("a text that there is not shows its id, and the first that there is can be asked for", () => {
  assert.equal(text("none.such"), "none.such");
  assert.deepEqual([has("plain"), has("none.such"), has("toString")], [true, false, false]);
  assert.equal(first("none.such", "plain", "filled"), "plain");
  assert.equal(first("none.such", "nor.this"), "nor.this");
});

test("marks are parts of their own", () => {
  assert.deepEqual(partsOf("**Try this.** 2*x* + `b`, {limit}."), [
    { text: "Try this.", mark: "strong" },
    { text: " 2", mark: "" },
    { text: "x", mark: "em" },
    { text: " + ", mark: "" },
    { text: "b", mark: "code" },
    { text: ", ", mark: "" },
    { text: "limit", mark: "slot" },
    { text: ".", mark: "" },
  ]);
  assert.deepEqual(partsOf(""), []);
  assert.deepEqual(partsOf("a * b"), [{ text: "a * b", mark: "" }]);
  assert.deepEqual(partsOf("<b>{not this}</b>"), [{ text: "<b>{not this}</b>", mark: "" }]);
});

test("the parts of every text of the page are the text, but for its marks", () => {
  const forms = Object.values(schema.text).flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)));
  const bare = (marked) => marked.replace(/\*\*|[*`]|[{}]/g, "");
  for (const form of forms) assert.equal(bare(partsOf(form).map((part) => part.text).join("")), bare(form));
});
