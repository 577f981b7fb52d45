/* How numbers are written. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { brief, digits, lossText, parameter, plain, rate, short, sign, signed, tickTexts } from "../../../assets/text/numbers.js";
import { numbersFrom } from "../numbers.js";

/** The one way to write numbers, which spreadsheets, Python and people read. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-][1-9]\d*)?$/;

/** Each value is written so. */
function check(name, write, cases) {
  test(name, () => {
    for (const [value, text] of cases) assert.deepEqual(write(value), text);
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
  [9999.7, "10000"],
  [99999.6, "1.00e+5"],
  [3.24e7, "3.24e+7"],
  [0.00123, "0.00123"],
  [1.2e-9, "1.20e-9"],
  [0, "0"],
];
const OF_THE_EQUATION = [
  [1.5, "1.50"],
  [-0.554, "-0.55"],
  [-0.001, "0.00"],
  [-2403, "-2403"],
  [999.999, "1000"],
  [-240312.5, "-2.40e+5"],
];
const BRIEF = [
  [0.0599, "0.060"],
  [49727, "49727"],
  [-557, "-557"],
  [0, "0"],
  [131072, "1.3e+5"],
  [1e-9, "1.0e-9"],
];

check("parameters", (value) => parameter(value), PARAMETERS);

test("a small slope is told by two of its digits, and what has come near it alike", () => {
  const end = 0.00063713;
  assert.deepEqual([end, -0.5533, 0, -1e-9, 240312].map((value) => parameter(value, end)), ["0.00064", "-0.553", "0.00000", "0.00000", "2.40e+5"]);
  assert.deepEqual([end, -0.5533, -1e-9, 2403].map((value) => signed(value, end)), ["0.00064", "-0.55", "0.00000", "2403"]);
  for (const ordinary of [0.01, -0.085, 1, 454, 0, 1e-300]) assert.ok(parameter(-0.05, ordinary).length <= 11, String(ordinary));
  for (const ordinary of [0.01, -0.085, 1, 454, 0]) assert.equal(parameter(0.05, ordinary), "0.050");
});
check("losses", lossText, LOSSES);
check("the equation, sign and digits", (value) => sign(value) + digits(value), OF_THE_EQUATION);
check("the equation, signed", signed, OF_THE_EQUATION);
check("brief numbers", (value) => brief(value, 2), BRIEF);
check("short numbers", (value) => short(value, 2), [
  [0.5, "0.5"],
  [8, "8"],
  [-8192, "-8200"],
  [131072, "1.3e+5"],
  [0.00005, "5e-5"],
]);
check("rates, as a user would write them", rate, [
  [0.1, "0.1"],
  [0.78419, "0.784"],
  [0.0001, "0.0001"],
  [2.5, "2.5"],
]);
check("numbers as they were typed or counted", plain, [
  [12500, "12500"],
  [100000, "100000"],
  [0.25, "0.25"],
  [-3, "-3"],
  [0.00005, "5e-5"],
]);
check("the labels of one axis, all in one notation", tickTexts, [
  [[-200, 0, 200], ["-200", "0", "200"]],
  [[0, 0.2, 0.30000000000000004], ["0", "0.2", "0.3"]],
  [[0, 50000, 100000, 150000], ["0", "5e+4", "1e+5", "1.5e+5"]],
  [[0.01, 1, 100], ["0.01", "1", "100"]],
  [[1e-6, 1e-3, 1], ["1e-6", "1e-3", "1e+0"]],
]);

test("whatever is written follows one grammar, and is the number again", () => {
  const random = numbersFrom(5);
  const ways = { parameter, lossText, signed, rate, plain, brief: (value) => brief(value, 3), tick: (value) => tickTexts([value, 1])[0] };
  for (let i = 0; i < 2000; i += 1) {
    const value = 10 ** (24 * random() - 12);
    for (const [name, write] of Object.entries(ways)) {
      for (const given of name === "lossText" ? [value] : [value, -value]) {
        const text = write(given);
        assert.match(text, NUMBER, `${name} of ${given}`);
        assert.ok(Math.abs(Number(text) - given) <= 0.006 * Math.abs(given) + 0.0051, `${name} of ${given}: ${text}`);
      }
    }
  }
});
