/* When a run was nearly there is said with what must be known beside it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import "../oracles.js";
import { nearNotes, nearText } from "../../../assets/panels/near_words.js";

const RUN = { near: 4296, since: 0, unsure: 0, diverged: false };

test("an epoch stands alone where all is known, and is marked where the points changed", () => {
  assert.equal(nearText(RUN).replace(/\D/g, ""), "4296");
  assert.deepEqual(nearNotes(RUN), []);
  assert.equal(nearText({ ...RUN, since: 150 }), `${nearText(RUN)}†`);
  assert.match(nearNotes({ ...RUN, since: 150 }).join(), /epoch 150/);
  assert.match(nearText({ ...RUN, near: null, since: 150 }), /^not yet†$/);
  assert.equal(nearText({ ...RUN, near: null, diverged: true }), "never");
});

test("where epochs are gone it says by when, and of how many it does not know", () => {
  const run = { ...RUN, unsure: 3 };
  assert.match(nearText(run), /^by \d+/);
  assert.match(nearNotes(run).join(), /3 are no longer there/);
  assert.deepEqual(nearNotes({ ...run, near: null }), []);
});
