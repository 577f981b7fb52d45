/* What a question came to, as it is shown on the wall or on every page: sure and wrong first, then both rounds over each other. */

import { classFrame } from "../figures/class_map.js";
import { numbersFigure, placesFigure } from "../figures/class_results.js";
import { magnify } from "../figures/magnify.js";
import { describe, skeleton } from "../figures/skeleton.js";
import { Graph, isHere } from "../plotly.js";
import { choiceRows, mostAnswers, sureAndWrong } from "../run/room_question.js";
import { text } from "../text/texts.js";
import { made } from "./element.js";
import { wordsOf } from "./room_words.js";

/** @typedef {import("../run/room_question.js").Ask} Ask */
/** @typedef {import("../run/types.js").State} State */

const ID = "class-results";
const FIGURE = "class-results-figure";
const WALL_PX = 1500;
const LARGER = 1.35;

/** The results, in whatever place they are given. */
export class Results {
  constructor() {
    this.place = made("section", "", { id: ID, className: "class-results" });
    this.graph = new Graph(FIGURE);
    this.drawn = "";
  }

  /** @param {State} state @param {Ask|null} ask @returns {boolean} whether there is something to be seen */
  draw(state, ask) {
    const key = JSON.stringify([ask, state.view.mode, state.points?.shown, isHere(), innerWidth]);
    if (key === this.drawn && (this.place.childElementCount > 0) === Boolean(ask)) return Boolean(ask);
    this.drawn = key;
    this.place.replaceChildren();
    this.graph.found = null;
    if (!ask) return false;
    this.place.append(made("h3", wordsOf(ask.text)));
    if (ask.phase !== "shown" || !ask.results) return true;
    this.place.append(this.firstWords(ask), ask.kind === "choice" ? this.choices(ask) : this.figurePlace(), ...keyOf(ask));
    if (ask.kind !== "choice" && isHere() && this.place.isConnected) this.drawFigure(state, ask);
    return true;
  }

  /** @param {Ask} ask @returns {HTMLElement} */
  firstWords(ask) {
    const wrong = sureAndWrong(ask);
    const { rounds } = ask.results;
    const answers = text("class.results.count", { count: rounds[rounds.length - 1].answers });
    if (!wrong.length) return made("p", answers);
    const said = wrong.length > 1 ? text("class.results.wrong.two", { first: wrong[0], second: wrong[1] }) : text("class.results.wrong", { count: wrong[0] });
    return made("p", `${said} ${answers}`, { className: "class-wrong" });
  }

  /** @param {Ask} ask @returns {HTMLElement} a row for each choice, with a bar for each round */
  choices(ask) {
    const most = mostAnswers(ask);
    const table = made("div", "", { className: "class-choices" });
    for (const { choice, counts, sure, isRight } of choiceRows(ask)) {
      const row = made("div", "", { className: "class-choice" });
      const words = wordsOf(ask.choices[choice]);
      row.append(made("span", isRight ? text("class.results.right", { choice: words }) : words));
      const bars = made("div", "", { className: "class-bars" });
      counts.forEach((count, i) => {
        const bar = made("div", "", { className: "class-bar" });
        bar.dataset.round = String(i + 1);
        const fill = made("i", "");
        fill.style.width = `${(100 * count) / most}%`;
        const surely = made("i", "", { className: "class-sure" });
        surely.style.width = `${(100 * sure[i]) / most}%`;
        bar.append(fill, surely, made("span", text(counts.length > 1 ? "class.results.round" : "class.results.one", { round: i + 1, count, sure: sure[i] })));
        bars.append(bar);
      });
      row.dataset.right = String(isRight === true);
      row.append(bars);
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

/** @param {Ask} ask @returns {HTMLElement[]} what the colours mean, where there are two rounds or an outcome */
function keyOf({ results: { rounds, outcome }, kind }) {
  const said = [...(rounds.length > 1 ? [kind === "choice" ? "class.results.key.choice" : "class.results.key"] : []), ...(outcome ? ["class.results.outcome"] : [])];
  return said.map((id) => made("p", text(id), { className: "note" }));
}
