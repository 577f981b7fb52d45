/* What a card says of the run and of a guess, with numbers as they are written everywhere. */

import { bordersOf } from "../run/divergence.js";
import { lastGuess } from "../run/lesson.js";
import { brief, lossText, parameter, plain, rate as rateText } from "../text/numbers.js";
import { text } from "../text/texts.js";

/** @typedef {import("../run/types.js").Card} Card */
/** @typedef {import("../run/types.js").Guess} Guess */
/** @typedef {import("../run/types.js").State} State */

const GAP_DIGITS = 2;
/** @type {Record<string, (value: number) => string>} how each number of a run is written */
const WRITTEN = {
  epoch: String,
  steps: String,
  loss: lossText,
  lowest: lossText,
  weight: parameter,
  bias: parameter,
  rate: plain,
  limit: rateText,
  gap: (value) => brief(Math.max(0, value), GAP_DIGITS),
};

/** @param {State} state @param {Card} card @returns {string} its sentence with the numbers of the moment when it was done, "" before */
export function doneWords({ lesson }, card) {
  const outcome = lesson?.done[lesson.card];
  if (!outcome || !lesson) return "";
  const last = lastGuess(lesson);
  return card.done.replace(/\{(\w+)\}/g, (whole, name) => {
    if (name === "guess") return last ? guessText(last.guess, last.of) : "–";
    const value = outcome[name];
    return typeof value === "number" && name in WRITTEN ? WRITTEN[name](value) : name in WRITTEN ? "–" : whole;
  });
}

/** @param {Guess} guess @param {Card} of the card that asked for it @returns {string} */
export function guessText({ kind, numbers: [one, other] }, { predict }) {
  if (kind === "choice") return predict?.choices[one] ?? "";
  if (kind === "rate") return plain(one);
  if (kind === "number") return [plain(one), predict?.unit].filter(Boolean).join("\u00a0");
  return placeText(one, other);
}

/** @param {number} weight @param {number} bias @returns {string} */
function placeText(weight, bias) {
  return text("lesson.place-of", { weight: parameter(weight), bias: parameter(bias) });
}

/** @param {State} state @param {Guess} guess @param {Card} card that tells it @returns {string} what came of the guess, "" where nobody may know */
export function outcomeWords(state, { kind }, { answer }) {
  const { points, view } = state;
  if (kind === "choice" || kind === "number") return answer && text("lesson.outcome", { outcome: answer });
  if (!view.limits || !points) return "";
  const { limit } = bordersOf(state);
  if (kind === "rate") return limit === null ? "" : text("lesson.outcome.limit", { outcome: rateText(limit) });
  const { weight, bias } = points.least_squares;
  if (!weight || bias === null || weight.length > 1) return "";
  return text("lesson.outcome.best", { outcome: placeText(weight[0], bias) });
}
