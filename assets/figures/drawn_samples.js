/* The samples that seed and count name, with the line of each: drawn again only where they are not known. */

import { bootstrapSample, lineOf, noisySample, theoryFrom, theoryOf } from "../lesson/sampling.js";
import { isHidden } from "../run/hidden.js";
import { fanFigure, gridOf, histogramFigure } from "./samples.js";
import { xOf } from "./skeleton.js";

/** @typedef {import("../lesson/sampling.js").Line} Line */
/** @typedef {import("../lesson/sampling.js").Sample} Sample */
/** @typedef {import("../lesson/sampling.js").Theory} Theory */
/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("./samples.js").Grid} Grid */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */
/**
 * @typedef {object} Drawn
 * @property {number} count of all
 * @property {(Line|null)[]} lines of the last of them; null where a sample has none
 * @property {Sample|null} newest
 * @property {Theory|null} theory
 * @property {{weight: number, bias: number, isTrue: boolean}|null} about the line that they are drawn about
 * @property {number|null} noise about the truth; null where the points themselves are drawn from
 * @property {boolean} isTold whether one may see what they are drawn about
 */

export const MOST = 500; // that are counted

/** Draws them. */
export class DrawnSamples {
  constructor() {
    this.key = /** @type {any[]} */ ([]);
    /** @type {Map<number, Line|null>} by the samples' numbers */
    this.known = new Map();
  }

  /** @param {State} state @param {Points} points @returns {Drawn} */
  of(state, points) {
    const { seed, count } = state.samples;
    const noise = noiseOf(state);
    const source = { xs: xOf(points).map(Math.fround), ys: points.targets.map(Math.fround) };
    const truth = { ...source, weight: points.true_weight?.[0] ?? 0, bias: points.true_bias ?? 0, noise: noise ?? 0 };
    const draw = (/** @type {number} */ number) => (noise === null ? bootstrapSample(source, seed, number) : noisySample(truth, seed, number));
    this.forgetOthers([points, noise, seed]);
    const numbers = Array.from({ length: Math.min(count, MOST) }, (_, i) => Math.max(0, count - MOST) + i);
    this.known = new Map(numbers.map((number) => [number, this.known.has(number) ? (this.known.get(number) ?? null) : lineOf(draw(number))]));
    const newest = count ? draw(count - 1) : null;
    const theory = noise === null ? theoryFrom(source) : theoryOf(truth);
    const own = noise === null ? lineOf(source) : truth;
    const about = own && { weight: own.weight, bias: own.bias, isTrue: noise !== null };
    const isTold = state.view.limits && !isHidden(state, noise === null ? "least-squares" : "true-line");
    return { count, lines: [...this.known.values()], newest, about, theory, noise, isTold };
  }

  /** @param {any[]} key what the samples are drawn from */
  forgetOthers(key) {
    if (key.some((part, i) => part !== this.key[i])) this.known.clear();
    this.key = key;
  }
}

/** @param {State} state @returns {number|null} the noise that these points were drawn with, where that and the truth are known */
function noiseOf({ points, shownData }) {
  return points?.true_weight && points.true_bias !== null ? (shownData?.noise ?? null) : null;
}

/** @param {Drawn} drawn @returns {number[]} the slopes, or how far each lies from the centre in units of its own standard error */
export function valuesOf({ lines, theory }, /** @type {"slopes"|"t"} */ as) {
  const there = lines.filter((line) => line !== null);
  if (as === "slopes") return there.map(({ weight }) => weight);
  return theory?.error ? there.flatMap(({ weight, error }) => (error ? [(weight - theory.centre) / error] : [])) : [];
}

/** @param {State} state @param {Points} points @param {Drawn} drawn @returns {Figure} */
export function fanOf(state, points, { lines, newest, about, isTold }) {
  return fanFigure(state, points, { lines, newest, about: isTold ? about : null });
}

/** @param {State} state @param {Drawn} drawn @param {Grid} [grid] @returns {Figure} */
export function histogramOf(state, drawn, grid = gridOf(drawn.theory, valuesOf(drawn, "slopes"), state.samples.as)) {
  const { as } = state.samples;
  const { theory, isTold, noise, lines } = drawn;
  const values = valuesOf(drawn, as);
  const [newest = null] = valuesOf({ ...drawn, lines: lines.slice(-1) }, as);
  const hasCurve = theory !== null && (as === "t" ? theory.freedom > 0 : isTold && theory.error > 0);
  const centre = theory && as === "slopes" && isTold ? { at: theory.centre, isTrue: noise !== null } : null;
  return histogramFigure(state, { values, newest, as, centre, grid, theory: hasCurve ? theory : null });
}

/** @param {Drawn} drawn @returns {(string|number)[][]} a row for each sample: its line, the standard error of its slope, and t; empty where there is none */
export function sampleRows({ count, lines, theory, isTold }) {
  const first = count - lines.length + 1;
  const rows = lines.map((line, i) => [first + i, line?.weight ?? "", line?.bias ?? "", line?.error ?? "", line?.error && theory?.error && isTold ? (line.weight - theory.centre) / line.error : ""]);
  return [["sample", "weight", "bias", "standard_error", "t"], ...rows];
}
