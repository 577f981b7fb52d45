/* What is looked at of several features: in bounds, in a link and back. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { areAsked, NOTHING_ASKED } from "../../../assets/run/several.js";
import { askedFields, askedFrom } from "../../../assets/run/several_link.js";

const number = (field, value) => {
  if (Number.isNaN(Number(value))) throw new Error(field);
  return Number(value);
};

test("what is asked for comes back from a link, and is checked like any other input", () => {
  for (const asked of [[120, 3, 1.5, 20], [-0.25], [1e12, 0]]) {
    const fields = new Map(askedFields({ ...NOTHING_ASKED, asked }));
    assert.deepEqual(askedFrom(fields, number), { asked });
    assert.equal(areAsked({ asked, over: null }), true);
  }
  assert.deepEqual([askedFields(NOTHING_ASKED), askedFrom(new Map(), number), areAsked(NOTHING_ASKED)], [[], {}, true]);
  for (const asked of [[], [1e13], [NaN], ["1"], Array(21).fill(1), "1", 5, undefined]) assert.equal(areAsked({ asked, over: null }), false, String(asked));
  for (const over of [0, 4, 20]) {
    assert.deepEqual(askedFrom(new Map(askedFields({ ...NOTHING_ASKED, over })), number), { over });
    assert.equal(areAsked({ asked: null, over }), true);
  }
  for (const over of [-1, 21, 1.5, "1", undefined]) assert.equal(areAsked({ asked: null, over }), false, String(over));
  assert.throws(() => askedFrom(new Map([["over", "21"]]), number), /over/);
  for (const value of ["1_x", "1e13", Array(21).fill("1").join("_")]) assert.throws(() => askedFrom(new Map([["asked", value]]), number), /asked/, value);
});
