/* Many samples: what would have come of other noise, or of other draws of the same points; a fan of lines and a histogram (docs/why/sampling.md). */

import { isCurve, learned } from "../lesson/curve.js";
import { enlargeAll } from "../figures/paper.js";
import { DrawnSamples, fanOf, histogramOf, MOST, valuesOf } from "../figures/drawn_samples.js";
import { gridOf } from "../figures/samples.js";
import { describe } from "../figures/skeleton.js";
import { mean, spread } from "../lesson/sampling.js";
import { within } from "../lesson/student_t.js";
import { element, made, setNumber, setText } from "../page/element.js";
import { chooseSegment, madeSegments } from "../page/segments.js";
import { Graph } from "../plotly.js";
import { KINDS } from "../run/samples.js";
import { brief, parameter } from "../text/numbers.js";
import { text } from "../text/texts.js";

/** @typedef {import("../figures/drawn_samples.js").Drawn} Drawn */
/** @typedef {import("../figures/samples.js").Grid} Grid */
/** @typedef {import("../run/types.js").State} State */

const NONE = "–";
const FEW = 2; // significant digits of t
const SEEDS = 2 ** 32;
const IDS = { words: "sampling-words", key: "sampling-key", note: "sampling-note", count: "sampling-count", another: "another-sample", fifty: "fifty-samples", forget: "forget-samples", as: "sampling-as" };
const NUMBERS = { slope: "sampling-slope", mean: "sampling-mean", spread: "sampling-spread", error: "sampling-error" };
/** @type {Record<string, number>} how many samples each button draws */
const DRAWS = { "another-sample": 1, "fifty-samples": 50 };

/** The panel. */
class Sampling {
  /** @param {import("./index.js").Context} context */
  constructor({ store }) {
    this.store = store;
    this.fan = new Graph("fan-figure");
    this.histogram = new Graph("histogram-figure");
    this.samples = new DrawnSamples();
    this.drawn = /** @type {any[]} */ ([]);
    this.fill();
    store.subscribe((state, before) => state.samples !== before.samples && this.draw(state));
  }

  /** Buttons and numbers, into their places. */
  fill() {
    const { dispatch } = this.store;
    const buttons = made("span", "", { className: "small-buttons" });
    const draws = Object.entries(DRAWS).map(([id, more]) => button(id, text(`panel.sampling.${id === IDS.another ? "another" : "fifty"}`), () => dispatch({ type: "draw-samples", more, seed: randomSeed() })));
    buttons.append(...draws, button(IDS.forget, text("panel.sampling.forget"), () => dispatch({ type: "forget-samples" })));
    element(IDS.words).replaceChildren(buttons, this.choice());
    const numbers = made("div", "", { className: "panel-key" });
    numbers.append(made("span", "", { id: IDS.count }), ...Object.entries(NUMBERS).map(([name, id]) => measure(text(`panel.sampling.${name}`), id)));
    const note = made("p", "", { id: IDS.note, className: "note" });
    note.setAttribute("role", "status");
    element(IDS.key).replaceChildren(numbers, note);
  }

  /** @returns {HTMLElement} what the histogram counts */
  choice() {
    const kinds = Object.fromEntries(KINDS.map((as) => [as, text(`panel.sampling.${as}`)]));
    return madeSegments(IDS.as, text("panel.sampling.as.label"), kinds, (as) => this.store.dispatch({ type: "show-samples", as }));
  }

  /** @param {State} state */
  draw(state) {
    const { samples, view } = state;
    const points = state.points && learned(state.points);
    if (!points || points.inputs.length > 1 || isCurve(points) || element("panel-sampling").hidden) return;
    const key = [points, samples, view.mode, view.isPhone, view.projector, view.limits, view.hidden, state.shownData?.noise, this.fan.room, this.histogram.room];
    if (key.every((part, i) => part === this.drawn[i])) return;
    this.drawn = key;
    const drawn = this.samples.of(state, points);
    const grid = gridOf(drawn.theory, valuesOf(drawn, "slopes"), samples.as);
    write(drawn, samples.as, grid);
    describe("fan-figure", text("panel.sampling.fan.label", { count: Math.min(50, drawn.lines.length) }));
    [fanOf(state, points, drawn), histogramOf(state, drawn, grid)].forEach((figure, i) => {
      const graph = [this.fan, this.histogram][i];
      if (view.projector) enlargeAll(figure);
      graph.make(figure);
      graph.react(figure, () => {});
    });
  }
}

/** @param {Drawn} drawn @param {"slopes"|"t"} as what is counted @param {Grid} grid */
function write(drawn, as, grid) {
  const { count, lines, theory } = drawn;
  const slopes = valuesOf(drawn, "slopes");
  const centre = theory?.centre ?? slopes[0];
  const middle = slopes.length ? mean(slopes) : null;
  const newest = lines[lines.length - 1]?.weight ?? null;
  const told = { slope: newest, mean: middle, spread: spread(slopes), error: theory && theory.error };
  setText(IDS.count, count > MOST ? text("panel.sampling.last-of", { shown: MOST, count }) : text("panel.sampling.count", { count }));
  Object.entries(NUMBERS).forEach(([name, id]) => {
    const value = told[/** @type {keyof typeof told} */ (name)];
    setNumber(id, value, value === null ? NONE : name === "slope" || name === "mean" ? parameter(value, centre) : brief(value, 3));
  });
  setText(IDS.note, notesOf(drawn, as, grid).join(" "));
  element(IDS.forget).hidden = count === 0;
  chooseSegment(element(IDS.as), as);
  const written = Object.fromEntries(Object.values(NUMBERS).map((id, i) => [Object.keys(NUMBERS)[i], element(id).textContent ?? ""]));
  describe("histogram-figure", text("panel.sampling.histogram.label", written));
}

/** @param {Drawn} drawn @param {"slopes"|"t"} as @param {Grid} grid @returns {string[]} sentences */
function notesOf(drawn, as, { low, width, bins }) {
  const { noise, theory, newest, lines, isTold } = drawn;
  if (!theory && noise !== null) return [text("panel.sampling.one-x")];
  const what = noise === null ? text("panel.sampling.bootstrap", { count: newest?.xs.length ?? (theory ? theory.freedom + 2 : 0) }) : text(noise ? "panel.sampling.noise" : "panel.sampling.no-noise");
  const without = lines.filter((line) => line === null).length;
  const beyond = valuesOf(drawn, as).filter((value) => value < low || value >= low + bins * width).length;
  const rest = { "no-line": without, beyond };
  const others = Object.entries(rest).flatMap(([name, count]) => (count ? [text(`panel.sampling.${name}`, { count })] : []));
  const isSame = as !== "t" && theory?.error === 0; // slopes that do not differ have no curve
  return [what, ...(isSame ? [] : [as === "t" ? ofT(drawn) : text(isTold ? "panel.sampling.bell" : "panel.sampling.no-bell")]), ...others];
}

/** @param {Drawn} drawn @returns {string} how many t lie outside of where 95 % should be */
function ofT(drawn) {
  const { theory, noise } = drawn;
  const values = valuesOf(drawn, "t");
  if (!theory || theory.freedom < 1 || (drawn.count > 0 && !values.length)) return text("panel.sampling.of-t.none");
  const edge = within(theory.freedom);
  const beyond = values.filter((t) => Math.abs(t) > edge).length;
  const centre = text(`panel.sampling.centre.${noise === null ? "best" : "true"}`);
  return text("panel.sampling.of-t", { centre, edge: brief(edge, FEW + 1), beyond, count: values.length });
}

/** @param {string} name @param {string} id @returns {HTMLElement} a number with its name before it */
function measure(name, id) {
  const one = made("span", `${name} `);
  one.append(made("strong", "", { id }));
  return one;
}

/** @param {string} id @param {string} words @param {() => void} press @returns {HTMLElement} */
function button(id, words, press) {
  const one = made("button", words, { id, className: "inline" });
  one.addEventListener("click", press);
  return one;
}

/** @returns {number} */
function randomSeed() {
  return crypto.getRandomValues(new Uint32Array(1))[0] % SEEDS;
}

/** @param {import("./index.js").Context} context */
export function create(context) {
  return new Sampling(context);
}
