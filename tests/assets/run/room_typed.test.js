/* What a teacher types for the class: the act as it is sent, or a sentence; nothing is passed over in silence. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { challengeOf, lineOf, questionOf } from "../../../assets/run/room_typed.js";

const OWN = { kind: "choice", words: " Why? ", choices: "yes\n\n no \n", truth: "", tolerance: "", confidence: true };
const wrong = (typed) => typed.fault?.replace("class-fault.", "");

test("a question of one's own is sent as it was meant, or it is said what is missing", () => {
  const asked = { type: "ask", text: "Why?", confidence: true };
  assert.deepEqual(questionOf(OWN).act, { ...asked, kind: "choice", choices: ["yes", "no"] });
  assert.deepEqual(questionOf({ ...OWN, truth: "2" }).act, { ...asked, kind: "choice", choices: ["yes", "no"], truth: 1 });
  assert.deepEqual(questionOf({ ...OWN, kind: "line", truth: "x" }).act, { ...asked, kind: "line" });
  const number = { ...OWN, kind: "number" };
  assert.deepEqual(questionOf(number).act, { ...asked, kind: "number" });
  assert.deepEqual(questionOf({ ...number, truth: "2,5", tolerance: "" }).act, { ...asked, kind: "number", truth: 2.5, tolerance: 0 });
  assert.deepEqual(questionOf({ ...number, truth: "0", tolerance: "0.1" }).act, { ...asked, kind: "number", truth: 0, tolerance: 0.1 });
  const cases = [
    [{ words: "  " }, "question"],
    [{ choices: "yes" }, "choices"],
    [{ choices: "abcdefg".split("").join("\n") }, "choices"],
    [{ choices: `yes\n${"n".repeat(301)}` }, "long"],
    ...["0", "3", "1.5", "yes"].map((truth) => [{ truth }, "right-choice"]),
    [{ kind: "number", truth: "two" }, "right-number"],
    ...["-1", "a little"].map((tolerance) => [{ kind: "number", truth: "2", tolerance }, "tolerance"]),
  ];
  for (const [spoilt, name] of cases) assert.equal(wrong(questionOf({ ...OWN, ...spoilt })), name, JSON.stringify(spoilt));
});

test("a challenge by numbers has the numbers that were typed, or none", () => {
  assert.deepEqual(challengeOf("within", "0,5", "25").act, { type: "challenge", kind: "within", percent: 0.5, epochs: 25 });
  for (const percent of ["", "0", "-1", "101", "one"]) assert.equal(wrong(challengeOf("within", percent, "25")), "percent", percent);
  for (const epochs of ["", "0", "5001", "2.5", "many"]) assert.equal(wrong(challengeOf("largest-rate", "1", epochs)), "epochs", epochs);
  const line = { type: "challenge", kind: "line", line: [2, 3], tolerance: 0.2, epochs: 25 };
  assert.deepEqual(lineOf(["2", "3", "0.2", "", ""], "25").act, line);
  assert.deepEqual(lineOf(["2", "3", "0.2", "-4", "0"], "25").act, { ...line, start: [-4, 0] });
  for (const typed of [["", "3", "0.2"], ["2", "x", "0.2"], ["2", "3", "0"], ["2", "3", ""]]) assert.equal(wrong(lineOf([...typed, "", ""], "25")), "line");
  for (const start of [["1", ""], ["", "1"], ["1", "x"]]) assert.equal(wrong(lineOf(["2", "3", "0.2", ...start], "25")), "start");
  assert.equal(wrong(lineOf(["2", "3", "0.2", "", ""], "0")), "epochs");
});
