/* Step in numbers for several weights: a row for each, of the last step. */

import { choiceOf } from "../lesson/optimizers.js";
import { directionName, lastStep } from "../lesson/step.js";
import { element, made, setText } from "../page/element.js";
import { variableName } from "../text/names.js";
import { sentence, text } from "../text/texts.js";
import { whatOf } from "./coming.js";
import { insideWords } from "./inside_words.js";

/** @typedef {import("../lesson/step.js").Line} Line */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {(lines: Line[], rate: number) => Record<string, string>[]} Written the texts of each row, by its parts */

const ID = "step-several";
const TITLE = "step-several-direction";
const PARTS = ["after", "equals", "before", "minus", "rate", "times", "direction"];
const OPERATORS = ["equals", "minus", "times"];
const NO_WORDS = "\u00a0";

/** @param {State} state @param {Points} points @param {Snapshot} now @param {Written} written */
export function drawSeveral(state, points, now, written) {
  makeRows(points);
  const step = lastStep(state, now);
  if ("id" in step) {
    fill([], 0, written);
    write({ what: NO_WORDS, words: sentence(step), formula: "", title: "" });
    return;
  }
  const lines = [...step.weights, step.bias];
  fill(lines, step.optimizer.learning_rate, written);
  const words = step.steps > 1 ? text("panel.step.batches", { count: step.steps }) : ways(lines);
  write({ what: whatOf(step.batch ?? null, step.from), words: [words, insideWords(points)].filter(Boolean).join(" "), formula: ruleText(step), title: sentence(directionName(step)) });
}

/** @param {Line[]} lines @returns {string} how many went up and down */
function ways(lines) {
  const up = lines.filter(({ before, after }) => after > before).length;
  const down = lines.filter(({ before, after }) => after < before).length;
  return text("panel.step.several", { up, down, all: lines.length });
}

/** @param {import("../lesson/step.js").Step} step @returns {string} how the optimizer makes its step, without numbers: each weight has its own */
function ruleText({ optimizer, steps }) {
  const { name: _, ...settings } = optimizer;
  const choice = choiceOf(optimizer);
  return text(choice === "sgd" && steps > 1 ? "optimizer.sgd.rule.batches" : `optimizer.${choice}.rule`, settings);
}

/** @param {{what: string, words: string, formula: string, title: string}} told */
function write({ what, words, formula, title }) {
  setText("step-what", what);
  setText("step-sentence", words);
  setText("step-formula", formula);
  setText(TITLE, title);
}

/** @param {Line[]} lines none where there is no step @param {number} rate @param {Written} written */
function fill(lines, rate, written) {
  const texts = lines.length ? written(lines, rate) : [];
  element(ID).querySelectorAll(".numbers").forEach((row, i) => {
    PARTS.forEach((part) => setText(/** @type {Element} */ (row.querySelector(`.${part}`)), texts[i]?.[part] ?? ""));
  });
}

/** A row for each weight and the bias, made anew for other features. @param {Points} points */
function makeRows(points) {
  const names = [...points.inputs.map((input) => variableName(points, input)), text("bias")];
  const key = names.join("\t");
  const place = document.getElementById(ID) ?? made("div", "", { id: ID, className: "step-table" });
  if (place.dataset.names === key) return;
  place.dataset.names = key;
  if (!place.isConnected) element("step-table").after(place);
  const head = rowOf("", "titles", (part) => (OPERATORS.includes(part) ? "" : part === "direction" ? "" : text(`panel.step.${part}`)));
  place.replaceChildren(head, ...names.map((name) => rowOf(name, "numbers", () => "")));
  const title = head.lastElementChild;
  if (title) title.id = TITLE;
}

/** @param {string} name @param {string} look @param {(part: string) => string} words */
function rowOf(name, look, words) {
  const row = made("div", "", { className: look });
  row.append(made("span", name, { className: "name" }), ...PARTS.map((part) => made("span", words(part), { className: part })));
  return row;
}
