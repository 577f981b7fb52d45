/* What a teacher has typed for the class, a question or a challenge: the act that it makes, or what is wrong with it. */

import { numberIn } from "./room_question.js";

/** @typedef {{act: Record<string, any>}|{fault: string}} Typed `fault` is the id of the text that says what is wrong */

const ANY = { low: null, high: null };
const [FEWEST_CHOICES, MOST_CHOICES] = [2, 6]; // app/rooms/questions.py
const LONGEST = 300; // letters of a choice (app/rooms/bounds.py)
const MOST_EPOCHS = 5000; // app/rooms/challenges.py
const MOST_PERCENT = 100;

/** @param {string} name @returns {{fault: string}} */
function fault(name) {
  return { fault: `class-fault.${name}` };
}

/** @param {string} typed @returns {number|null|undefined} null where nothing stands there, undefined where it is no number */
function perhaps(typed) {
  return typed.trim() ? (numberIn(typed, ANY) ?? undefined) : null;
}

/** @param {{kind: string, words: string, choices: string, truth: string, tolerance: string, confidence: boolean}} own a question of the teacher's @returns {Typed} */
export function questionOf({ kind, words, choices, truth, tolerance, confidence }) {
  const act = { type: "ask", kind, text: words.trim(), confidence };
  if (!act.text) return fault("question");
  if (kind === "choice") return choiceOf(act, choices.split("\n").map((line) => line.trim()).filter(Boolean), perhaps(truth));
  if (kind !== "number") return { act };
  const [right, gap] = [perhaps(truth), perhaps(tolerance)];
  if (right === undefined) return fault("right-number");
  if (gap === undefined || Number(gap) < 0) return fault("tolerance");
  return { act: right === null ? act : { ...act, truth: right, tolerance: gap ?? 0 } };
}

/** @param {Record<string, any>} act @param {string[]} choices @param {number|null|undefined} right the number of a line @returns {Typed} */
function choiceOf(act, choices, right) {
  if (choices.length < FEWEST_CHOICES || choices.length > MOST_CHOICES) return fault("choices");
  if (choices.some((one) => one.length > LONGEST)) return fault("long");
  if (right === null) return { act: { ...act, choices } };
  const isLine = right !== undefined && Number.isInteger(right) && right >= 1 && right <= choices.length;
  return isLine ? { act: { ...act, choices, truth: right - 1 } } : fault("right-choice");
}

/** @param {string} typed @returns {number|null} of a challenge */
function epochsIn(typed) {
  const epochs = numberIn(typed, { low: 1, high: MOST_EPOCHS });
  return Number.isInteger(epochs) ? epochs : null;
}

/** @param {string} kind "within" or "largest-rate" @param {string} percent @param {string} epochs @returns {Typed} */
export function challengeOf(kind, percent, epochs) {
  const [share, most] = [numberIn(percent, { low: 0, high: MOST_PERCENT }), epochsIn(epochs)];
  if (!share) return fault("percent");
  return most === null ? fault("epochs") : { act: { type: "challenge", kind, percent: share, epochs: most } };
}

/** @param {string[]} typed weight, bias and tolerance of a line, and weight and bias of its start, which may be left empty @param {string} epochs @returns {Typed} */
export function lineOf([weight, bias, near, ...from], epochs) {
  const [line, tolerance, most] = [[weight, bias].map((one) => numberIn(one, ANY)), numberIn(near, ANY), epochsIn(epochs)];
  const start = from.map(perhaps);
  if (line.includes(null) || tolerance === null || tolerance <= 0) return fault("line");
  if (most === null) return fault("epochs");
  if (start.includes(undefined) || start.filter((one) => one === null).length === 1) return fault("start");
  return { act: { type: "challenge", kind: "line", line, tolerance, epochs: most, ...(start[0] === null ? {} : { start }) } };
}
