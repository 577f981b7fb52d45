/* The numbers of the run, written straight into their elements: epoch, steps, equation, loss, weights. */

import { isCurve, learnedCount } from "../lesson/curve.js";
import { isSeveral, seen } from "../run/state.js";
import { stepsAt, stepsOf } from "../run/steps.js";
import { digits, lossText, parameter, sign, signed } from "../text/numbers.js";
import { termNames, variableName } from "../text/names.js";
import { all, element, setData, setNumber, setText } from "./element.js";
import { moveBars, toldNow } from "./weights.js";

/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */

const MOST_DIGITS = 6;
const LONG_LINE = 14; // characters of the numbers in an equation, beyond which it is written smaller
const USUAL = -99.99; // what a curve's weights are less than, for long
const LONG_SUM = 27;

/** Writes what changes with every tick. */
export class Readouts {
  constructor() {
    /** @type {{start: object|null, points: Points|null}} */
    this.slotted = { start: null, points: null };
  }

  /** @param {State} state */
  write(state) {
    const { points, record, view } = state;
    const now = seen(state);
    if (!now || !points) return;
    setText("epoch", String(now.epoch));
    setData(element("epoch"), "digits", Math.min(MOST_DIGITS, String(now.epoch).length));
    setText("steps", String(view.epoch === null ? stepsOf(record, learnedCount(points)) : stepsAt(record, now.epoch, points)));
    setNumber("loss", now.loss, lossText(now.loss));
    const told = toldNow(state, points, now);
    setNumber("bias", now.bias, parameter(told.bias));
    now.weight.forEach((weight, i) => document.getElementById(weightId(i)) && setNumber(weightId(i), weight, parameter(told.weight[i], points.least_squares.weight?.[i])));
    this.fitSlots(state, points);
    writeEquation(state, now);
    writeOriginal(points, now);
    if (isSeveral(state)) moveBars(state, points, told);
  }

  /** Make the equation's slots as wide as start and least squares need: between them nothing beside a number moves. @param {State} state @param {Points} points */
  fitSlots({ record }, points) {
    if (this.slotted.start === record.start && this.slotted.points === points) return;
    this.slotted = { start: record.start, points };
    const { weight: first, bias } = record.history.at(0);
    const { least_squares: best } = points;
    const ends = isCurve(points) ? [[...first, bias].map(() => USUAL)] : [[...first, bias], [...(best.weight ?? first), best.bias ?? bias]];
    setWidest("equation-weight", ends.map(([weight]) => signed(weight, best.weight?.[0])));
    ends[0].forEach((_, i) => setWidest(`term-${i + 1}`, ends.map((end) => (i ? digits : signed)(end[i]))));
  }
}

/** @param {number} i @returns {string} the id of a weight's readout */
function weightId(i) {
  return i ? `weight-${i + 1}` : "weight";
}

/** @param {string} id of a slot's number @param {string[]} texts that it must have room for */
function setWidest(id, texts) {
  const slot = document.getElementById(id)?.parentElement; // of many weights the last come later
  if (slot) slot.dataset.widest = texts.reduce((one, other) => (other.length > one.length ? other : one));
}

/** @param {State} state @param {Snapshot} now */
function writeEquation(state, { weight, bias }) {
  const several = isSeveral(state);
  const written = [...weight, bias].reduce((sum, value) => sum + signed(value).length, 0);
  const isSum = several || weight.length > 1;
  setData(element("page"), "several", several);
  setData(element("page"), "curve", isSum && !several);
  setData(element("equation"), "long", written > (isSum ? LONG_SUM : LONG_LINE));
  if (isSum) {
    writeSum(weight, bias);
    return;
  }
  setText("equation-weight", signed(weight[0], state.points?.least_squares.weight?.[0]));
  setText("equation-plus", sign(bias) || "+");
  setText("equation-bias", digits(bias));
}

/** price = 2.57·area + 14.5·bedrooms …: one term a feature, in slots made once for a data set. @param {number[]} weight @param {number} bias */
function writeSum(weight, bias) {
  [...weight, bias].forEach((value, i) => {
    if (i) setText(`term-sign-${i + 1}`, sign(value) || "+");
    setText(`term-${i + 1}`, i ? digits(value) : signed(value));
  });
}

/** What the line is in the units of x before it was scaled. @param {Points} points @param {Snapshot} now */
function writeOriginal({ scaling, least_squares: best }, { weight, bias }) {
  if (!scaling || weight.length > 1) {
    setData(element("page"), "scaled", false);
    return;
  }
  const { shift, factor } = scaling;
  const original = { weight: weight[0] * factor, bias: bias - weight[0] * factor * shift };
  // Beside an equation that long there is no room.
  setData(element("page"), "scaled", Math.max(Math.abs(weight[0]), Math.abs(bias), Math.abs(original.weight)) < 1e4);
  setText("original-units", `${signed(original.weight, best.weight ? best.weight[0] * factor : 1)} x ${sign(original.bias) || "+"} ${digits(original.bias)}`);
}

/** What the equation is named with. @param {Points} points */
export function nameEquation(points) {
  const names = termNames(points);
  setText("equation-output", points.view === "line" ? "ŷ" : variableName(points, points.output));
  all("#equation .term").forEach((term, i) => {
    setText(`term-name-${i + 1}`, i < names.length ? `\u00a0${names[i]}` : "");
    term.hidden = i > names.length; // the bias is the last
  });
}
