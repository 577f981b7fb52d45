/* Whether a tab keeps what is there: the address is forgotten only then. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "../oracles.js";
import { Tab } from "../../../assets/page/storage.js";
import { FakeStore } from "../run/tab_storage.js";
import { begun } from "../runs.js";

function savedIn(window) {
  globalThis.window = window;
  try {
    return new Tab("ab").save(begun(), 1);
  } finally {
    delete globalThis.window;
  }
}

test("a tab says whether a reload brings back what it has saved", () => {
  assert.equal(savedIn({ sessionStorage: new FakeStore() }), true);
  assert.equal(savedIn({ sessionStorage: new FakeStore({ most: 0 }) }), false);
  assert.equal(savedIn({ sessionStorage: null }), false);
  const forbidden = {
    get sessionStorage() {
      throw new Error("forbidden");
    },
  };
  assert.equal(savedIn(forbidden), false);
});
