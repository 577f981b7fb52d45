/* How numbers are written. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { brief, digits, grouped, lossText, parameter, plain, rate, sign, signed, typographic } from "../../../assets/text/numbers.js";

/** Each value is written so; where programs read it, it is a number for them too. */
function check(name, write, cases, isRead = false) {
  test(name, () => {
    for (const [value, text] of cases) {
      assert.equal(write(value), text);
      if (isRead) assert.ok(Number.isFinite(Number(text)), text);
    }
  });
}

const PARAMETERS = [
  [-0.55, "-0.550"],
  [1.4954, "1.495"],
  [-0.0001, "0.000"],
  [454.158, "454.158"],
  [-240312.5, "-2.40e+5"],
];
const LOSSES = [
  [0.0829, "0.0829"],
  [15.9412, "15.94"],
  [1.9137, "1.914"],
  [769.12, "769.1"],
  [51678.4, "51678"],
  [3.24e7, "3.24e+7"],
  [0.00123, "0.00123"],
  [1.2e-9, "1.20e-9"],
  [0, "0"],
];
const OF_THE_EQUATION = [
  [1.5, "1.50"],
  [-0.554, "\u22120.55"],
  [-0.001, "0.00"],
  [-2403, "\u22122\u2009403"],
  [999.999, "1\u2009000"],
];
const BRIEF = [
  [0.0599, "0.060"],
  [49727, "49\u2009727"],
  [557, "557"],
  [0, "0"],
  [1e-9, "1.0e-9"],
];

check("parameters", parameter, PARAMETERS, true);
check("losses", lossText, LOSSES, true);
check("the equation, sign and digits", (value) => sign(value) + digits(value), OF_THE_EQUATION);
check("the equation, signed", signed, OF_THE_EQUATION);
check("brief numbers", (value) => brief(value, 2), BRIEF);
check("rates, as a user would write them", rate, [
  [0.1, "0.1"],
  [0.78419, "0.784"],
  [0.0001, "0.0001"],
  [2.5, "2.5"],
]);
check("numbers as they were typed", plain, [
  [12500, "12\u2009500"],
  [0.25, "0.25"],
  [-3, "-3"],
]);
check("whole numbers in groups of three", grouped, [
  [999, "999"],
  [1000, "1\u2009000"],
  [1234567.4, "1\u2009234\u2009567"],
]);
check("a true minus", typographic, [
  ["-0.5", "\u22120.5"],
  ["0.5", "0.5"],
]);
