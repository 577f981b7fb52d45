/* Whether a page in a frame may save files: told only where it can be known. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "../oracles.js";
import { fateOf } from "../../../assets/page/give.js";

/** @returns a frame in others, the outermost first: each by its sandbox, null where it has none, undefined where it is of another origin */
function framed(...sandboxes) {
  const top = { frameElement: null };
  top.parent = top;
  return sandboxes.reduce((parent, sandbox) => {
    const frameElement = sandbox === undefined ? null : { getAttribute: () => sandbox };
    return { parent, frameElement };
  }, top);
}

test("by itself, and in frames without a sandbox that forbids it, it saves", () => {
  for (const frames of [[], [null], [null, null], ["allow-scripts allow-downloads"], ["Allow-Downloads allow-same-origin"]]) {
    assert.equal(fateOf(framed(...frames)), "saved", String(frames));
  }
});

test("a sandbox without downloads saves nothing, however far outside it is", () => {
  for (const frames of [[""], ["allow-scripts allow-same-origin"], ["allow-scripts", null], [null, "allow-downloads-to-nowhere"]]) {
    assert.equal(fateOf(framed(...frames)), "shown", String(frames));
  }
});

test("of a frame of another origin nobody knows", () => {
  assert.equal(fateOf(framed(undefined)), "given");
  assert.equal(fateOf(framed(undefined, null)), "given");
  assert.equal(fateOf(framed(undefined, "allow-scripts")), "shown");
});
