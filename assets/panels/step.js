/* Step in numbers: after = before − rate × gradient, for weight and bias. */

import { isCurve, learnedCount } from "../lesson/curve.js";
import { directionName, fixed, lastStep, ruleOf, trueLine, trueLines, whichWay } from "../lesson/step.js";
import { all, element, setAttribute, setData, setText } from "../page/element.js";
import { optimizerOf } from "../run/command.js";
import { seen } from "../run/state.js";
import { stepsPerEpoch } from "../run/steps.js";
import { termNames } from "../text/names.js";
import { plain } from "../text/numbers.js";
import { sentence, text } from "../text/texts.js";
import { Coming, whatOf } from "./coming.js";
import { insideWords } from "./inside_words.js";
import { drawSeveral } from "./step_several.js";

/** @typedef {import("../run/types.js").State} State */

const MINUS = "\u2212";
const NO_WORDS = "\u00a0"; // which hold the line's height, so that nothing moves when words come
// A row before there is a step: its place, and what will stand in it.
const EMPTY = { after: "–", equals: "=", before: "–", minus: MINUS, times: "×", direction: "–" };

/** @param {State} state @param {Coming} coming */
function draw(state, coming) {
  const now = seen(state);
  if (!now || !state.points) return;
  const { step } = state.view;
  const isComing = step === "coming" || (step === null && now.epoch === 0); // at first what there is
  setData(element("panel-step"), "which", isComing ? "coming" : "last");
  all("#step-which [data-which]").forEach((choice) => setAttribute(choice, "aria-pressed", (choice.dataset.which === "coming") === isComing));
  const isSeveral = state.points.inputs.length > 1;
  setData(element("panel-step"), "weights", isSeveral ? "several" : "one");
  if (isSeveral) drawSeveral(state, state.points, now, severalTexts);
  else drawLast(state, now);
  if (isComing) coming.draw(state);
  else coming.held = null; // who comes back to it wants the next one, not the one that was taken meanwhile
}

/** @param {State} state @param {import("../run/types.js").Snapshot} now */
function drawLast(state, now) {
  const step = lastStep(state, now);
  if ("id" in step) {
    writeEmpty(state, sentence(step));
    return;
  }
  const rule = ruleOf(step);
  const rate = step.optimizer.learning_rate;
  setText("step-what", whatOf(step.batch ?? null, step.from));
  setText("step-sentence", [sentence(whichWay(step)), insideWords(state.points)].filter(Boolean).join(" "));
  setText("step-formula", text(rule.id, written(rule)));
  setText("step-direction-name", sentence(directionName(step)));
  nameRows(state.points);
  const lines = [...step.weights, step.bias];
  const rows = lines.length > 2 ? trueLines(lines, rate) : lines.map(({ before, direction, after }) => trueLine(before, rate, direction, after));
  rows.forEach((shown, i) => writeRow(i === rows.length - 1 ? "bias" : i ? `weight-${i + 1}` : "weight", lineTexts(shown, rate)));
}

/** @param {State} state @param {string} words why there is no step to tell of */
function writeEmpty(state, words) {
  const { controls, points } = state;
  const steps = stepsPerEpoch(controls.batch_size, points ? learnedCount(points) : 1);
  setText("step-what", NO_WORDS);
  setText("step-sentence", words);
  setText("step-formula", "");
  setText("step-direction-name", sentence(directionName({ optimizer: optimizerOf(state), steps })));
  if (points) nameRows(points);
  const more = points && isCurve(points) ? Array.from({ length: points.degree - 1 }, (_, i) => `weight-${i + 2}`) : [];
  ["weight", ...more, "bias"].forEach((name) => writeRow(name, { ...EMPTY, rate: plain(controls.learning_rate) }));
}

/** Settings as they were set, numbers of the run with four decimals, in brackets where they are below 0. @param {ReturnType<typeof ruleOf>} rule */
function written({ settings, values }) {
  const measured = Object.entries(values).map(([name, value]) => [name, bracketed(fixed(value))]);
  return { ...settings, ...Object.fromEntries(measured) };
}

/** @param {string} number */
function bracketed(number) {
  return number.startsWith("-") ? `(${number})` : number;
}

/** @param {import("../lesson/step.js").Shown} shown @param {number} rate @returns {Record<string, string>} the texts of a row of the table, by its parts */
function lineTexts(shown, rate) {
  return {
    after: shown.after,
    equals: shown.exact ? "=" : "≈",
    before: shown.before,
    minus: MINUS,
    rate: plain(rate),
    times: "×",
    direction: bracketed(shown.direction),
  };
}

/** A row for each weight: of a curve they are called by the power that they stand before. @param {import("../run/types.js").Points|null} points */
function nameRows(points) {
  if (!points) return;
  const names = termNames(points);
  const rows = () => all("#step-table .numbers");
  const [first, bias] = [rows()[0], rows()[rows().length - 1]];
  for (let i = rows().length; i <= names.length; i += 1) {
    const row = /** @type {HTMLElement} */ (first.cloneNode(true));
    row.querySelectorAll("[id]").forEach((part) => (part.id = part.id.replace("step-weight-", `step-weight-${i}-`)));
    bias.before(row);
  }
  rows().slice(0, -1).forEach((row, i) => {
    row.hidden = i >= names.length;
    const name = row.querySelector(".name");
    if (name) setText(name, names.length > 1 ? (names[i] ?? "") : text("weight"));
  });
}

/** @param {import("../lesson/step.js").Line[]} lines @param {number} rate */
function severalTexts(lines, rate) {
  return trueLines(lines, rate).map((shown) => lineTexts(shown, rate));
}

/** @param {string} name @param {Record<string, string>} texts */
function writeRow(name, texts) {
  Object.entries(texts).forEach(([part, words]) => setText(`step-${name}-${part}`, words));
}

/** @param {import("./index.js").Context} context */
export function create({ store }) {
  const coming = new Coming(store);
  return { draw: (/** @type {State} */ state) => draw(state, coming) };
}
