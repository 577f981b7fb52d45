/* What a question came to, as it is shown on the wall or on every page: sure and wrong first, then both rounds over each other. */

import { classFrame } from "../figures/class_map.js";
import { numbersFigure, placesFigure } from "../figures/class_results.js";
import { magnify } from "../figures/magnify.js";
import { describe, skeleton } from "../figures/skeleton.js";
import { Graph, isHere } from "../plotly.js";
import { answersOf, choiceRows, mostAnswers, sureAndWrong } from "../run/room_question.js";
import { short } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { made } from "./element.js";
import { wordsOf } from "./room_words.js";

/** @typedef {import("../run/room_question.js").Ask} Ask */
/** @typedef {import("../run/types.js").State} State */

const ID = "class-results";
const FIGURE = "class-results-figure";
const WALL_PX = 1500;
const LARGER = 1.35;
const EXACT = 12; // digits: what counts as right is said as it was set

/** The results, in whatever place they are given. */
export class Results {
  constructor() {
    this.place = made("section", "", { id: ID, className: "class-results" });
    this.graph = new Graph(FIGURE);
    this.drawn = "";
  }

  /** @param {State} state @param {Ask|null} ask @param {{count: number, here: number}|null} [waiting] how many have answered, which the teacher alone is told @returns {boolean} whether there is something to be seen */
  draw(state, ask, waiting = null) {
    const key = JSON.stringify([ask, waiting, state.view.mode, state.points?.shown, isHere(), innerWidth]);
    if (key === this.drawn && (this.place.childElementCount > 0) === Boolean(ask)) return Boolean(ask);
    this.drawn = key;
    this.place.replaceChildren();
    this.graph.found = null;
    if (!ask) return false;
    this.place.append(made("h3", wordsOf(ask.text)));
    if (ask.phase !== "shown" || !ask.results) {
      this.place.append(...asked(ask, waiting));
      return true;
    }
    this.place.append(...firstWords(ask), ask.kind === "choice" ? this.choices(ask) : this.figurePlace(), ...keyOf(ask));
    if (ask.kind !== "choice" && isHere() && this.place.isConnected) this.drawFigure(state, ask);
    return true;
  }

  /** @param {Ask} ask @returns {HTMLElement} a row for each choice, with a bar for each round */
  choices(ask) {
    const most = mostAnswers(ask);
    const table = made("div", "", { className: "class-choices" });
    for (const { choice, counts, sure, isRight } of choiceRows(ask)) {
      const row = made("div", "", { className: "class-choice" });
      const words = wordsOf(ask.choices[choice]);
      row.append(made("span", isRight ? text("class.results.right", { choice: words }) : words));
      row.dataset.right = String(isRight === true);
      const told = counts.length > 1 ? "class.results.round" : "class.results.one";
      row.append(...counts.map((count, i) => bar(i + 1, count / most, sure[i] / most, text(ask.confidence ? told : `${told}.bare`, { round: i + 1, count, sure: sure[i] }))));
      table.append(row);
    }
    return table;
  }

  /** @returns {HTMLElement} */
  figurePlace() {
    const place = made("div", "", { id: FIGURE, className: ["graph-place", "class-results-graph"].join(" ") });
    place.append(made("div", "", { className: "graph" }));
    return place;
  }

  /** @param {State} state @param {Ask} ask */
  drawFigure(state, ask) {
    const figure = ask.kind === "number" ? numbersFigure(state, ask) : this.mapOf(state, ask);
    if (!figure) return;
    if (innerWidth >= WALL_PX) magnify(figure, LARGER);
    this.graph.make(figure);
    this.graph.react(figure, () => {});
    describe(FIGURE, text("class.results.label"));
  }

  /** @param {State} state @param {Ask} ask */
  mapOf(state, ask) {
    const { points, record } = state;
    if (!points?.least_squares.weight || points.inputs.length > 1 || !record.history.length) return null;
    const all = ask.results.rounds.flatMap((/** @type {any} */ { answers_at: answers }) => answers);
    const dots = { weight: all.map((/** @type {number[]} */ [weight]) => weight), bias: all.map((/** @type {number[]} */ [, bias]) => bias) };
    const size = this.graph.size(skeleton(state, "map").layout.margin);
    return placesFigure(state, points, ask, classFrame(points, record.history.at(0), dots, size, null));
  }
}

/** @param {Ask} ask not shown @param {{count: number, here: number}|null} waiting @returns {HTMLElement[]} what one chooses from, what is to be done, and how many have done it */
function asked({ choices, phase, round }, waiting) {
  const list = made("ul", "", { className: "class-preview" });
  list.append(...choices.map((choice) => made("li", wordsOf(choice))));
  const now = phase === "open" ? text(round === 2 ? "class.results.again" : "class.results.open") : text("class-answer.closed");
  const count = waiting ? [made("p", text("class-question.answers", waiting), { className: "class-wrong" })] : [];
  return [...(choices.length ? [list] : []), made("p", now), ...count];
}

/** @param {Ask} ask @returns {HTMLElement[]} who was sure and wrong, how many have answered, and what is right */
function firstWords(ask) {
  const [wrong, answers, right] = [sureAndWrong(ask), answersOf(ask), rightText(ask)];
  const isTwice = answers.length > 1;
  const said = isTwice ? text("class.results.wrong.two", { first: wrong[0], second: wrong[1] }) : text("class.results.wrong", { count: wrong[0] });
  const count = isTwice ? text("class.results.count.two", { first: answers[0], second: answers[1] }) : text("class.results.count", { count: answers[0] });
  return [...(wrong.length && ask.confidence ? [made("p", said, { className: "class-wrong" })] : []), made("p", count), ...(right ? [made("p", right, { className: "class-right" })] : [])];
}

/** @param {Ask} ask @returns {string} what counts as right, where it is no choice */
function rightText({ results: { truth, tolerance }, unit, kind }) {
  if (kind === "number" && typeof truth === "number") return text(tolerance ? "class.results.right.about" : "class.results.right.number", { answer: `${short(truth, EXACT)} ${unit}`.trim(), gap: short(tolerance, EXACT) });
  return Array.isArray(truth) ? text("class.results.right.line", { gap: short(tolerance, EXACT) }) : "";
}

/** @param {number} round @param {number} all of the longest bar @param {number} sure @param {string} words @returns {HTMLElement} */
function bar(round, all, sure, words) {
  const place = made("div", "", { className: "class-bar" });
  place.dataset.round = String(round);
  const track = made("div", "", {});
  [all, sure].forEach((share, i) => {
    const part = made("i", "", i ? { className: "class-sure" } : {});
    part.style.width = `${100 * share}%`;
    track.append(part);
  });
  place.append(track, made("span", words));
  return place;
}

/** @param {Ask} ask @returns {HTMLElement[]} what the colours mean: of the rounds, of who was sure, of the runs */
function keyOf({ results: { rounds, outcome }, kind, confidence }) {
  const ofRounds = kind === "choice" ? (confidence ? ["class.results.key.choice"] : []) : rounds.length > 1 ? ["class.results.key"] : [];
  const ofPlaces = kind === "line" || kind === "place" ? ["class.results.key.place"] : [];
  return [...ofRounds, ...ofPlaces, ...(outcome ? ["class.results.outcome"] : [])].map((id) => made("p", text(id), { className: "note" }));
}
