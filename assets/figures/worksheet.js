/* What a picture needs that stands by itself on a worksheet: a title, the equation and the settings, the names of its axes, its key. */

import { lossOn } from "../lesson/loss.js";
import { trainingOf } from "../run/command.js";
import { isOfMine, measuredLine } from "../run/hand.js";
import { seen } from "../run/state.js";
import { countedTitle, equationText, optimizerName } from "../text/names.js";
import { lossText, plain } from "../text/numbers.js";
import { has, text } from "../text/texts.js";
import { spelled } from "./paper.js";
import { colour } from "./skeleton.js";

/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */

const TITLE_SIZE = 46;
const NAME_SIZE = 36;
const WORDS_SIZE = 32;
const ABOVE = 236; // for title and key
const BELOW = 124;
const BESIDE = 84;
const DIGIT = 17.6; // at the labels' size
const NO_LETTERS = /[^a-z]+/g;
const RUN = /^Run (\d+)$/;
const LEFT_OUT = ["Edge of the path", "Epochs", "Segments"]; // which go with another trace

/** @param {State} state @param {Points} points @param {string} name of the figure @returns {string} */
export function titleOf(state, points, name) {
  const data = countedTitle(points.kind, points.targets.length);
  const isOfTwo = name === "map" && points.inputs.length > 1;
  return text("picture.title", { figure: text(isOfTwo ? "panel.map.picture" : `picture.${name}`), data, epoch: seen(state)?.epoch ?? 0 });
}

/** @param {State} state @param {Points} points @param {string} name of the figure @returns {string} the equation, the loss and the settings of the run; of the line by hand where its residuals are shown */
export function numbersOf(state, points, name) {
  const now = seen(state);
  if (!now) return "";
  if (name === "residuals" && isOfMine(state)) {
    const line = measuredLine(state, now);
    return text("my-line.picture", { equation: equationText(points, line), loss: lossText(lossOn(points, line)) });
  }
  const { optimizer } = trainingSeen(state);
  const values = { equation: equationText(points, now), loss: lossText(now.loss), rate: plain(optimizer.learning_rate) };
  return text("picture.numbers", { ...values, optimizer: optimizerName(optimizer) });
}

/** @param {State} state @returns {import("../run/types.js").Training} the settings that the epoch which is seen was trained under */
export function trainingSeen(state) {
  const { record, view } = state;
  const segment = view.epoch === null ? record.segment : record.segmentAt(Math.max(0, view.epoch - 1));
  return record.checkpoint?.step && segment ? segment.training : trainingOf(state); // before a first step nothing was trained
}

/** Make a filled figure one that stands by itself. @param {Figure} figure @param {State} state @param {Points} points @param {string} name */
export function label(figure, state, points, name) {
  const { layout } = figure;
  const ink = colour("ink", state.view.mode);
  const font = (/** @type {number} */ size) => ({ family: layout.font.family, color: ink, size });
  layout.title = {
    text: titleOf(state, points, name),
    subtitle: { text: numbersOf(state, points, name), font: font(WORDS_SIZE) },
    font: font(TITLE_SIZE),
    ...{ xref: "paper", x: 0, xanchor: "left", yref: "container", y: 0.975, yanchor: "top" },
  };
  nameAxes(figure, state, points, name, font(NAME_SIZE));
  const place = { orientation: "h", xref: "paper", x: 0, xanchor: "left", yref: "paper", y: 1.01, yanchor: "bottom" };
  Object.assign(layout, { showlegend: true, legend: { ...place, font: font(WORDS_SIZE), bgcolor: "rgba(0,0,0,0)" } });
  const longest = Math.max(...layout.yaxis.ticktext.map((/** @type {string} */ words) => words.length));
  Object.assign(layout.margin, { t: ABOVE, l: DIGIT * longest + BESIDE, r: 72, b: BELOW });
}

/** Names at the middle of the axes, outside their labels. @param {Figure} figure @param {State} state @param {Points} points @param {string} name @param {object} font */
function nameAxes({ layout }, state, points, name, font) {
  const [above, beside, ...rest] = layout.annotations ?? [];
  const ofLoss = [text("figure.epoch"), text("picture.loss.axis")];
  const x = points.view === "line" ? spelled(points, points.inputs[0]) : "";
  const isLoss = name === "loss" || name === "compare";
  const across = name === "map" || points.view !== "line" ? beside.text : x;
  const [right, up] = isLoss ? ofLoss : [name === "histogram" ? text(`picture.axis.${state.samples.as}`) : across, above.text];
  layout.annotations = isLoss ? layout.annotations : rest;
  Object.assign(layout.xaxis, { title: { text: right, font, standoff: 16 } });
  Object.assign(layout.yaxis, { title: { text: up, font, standoff: 16 } });
}

/** The key, of what is drawn: its names are the page's. @param {Figure} figure @param {Record<string, string>} [others] the texts of traces that are called otherwise here @param {number|null} [epoch] of the past that is looked at */
export function nameTraces({ data }, others = {}, epoch = null) {
  const now = data.find(({ name }) => name === "Now");
  data.forEach((trace) => nameTrace(trace, others));
  if (now && epoch !== null) now.name = text("picture.key.then", { epoch });
}

/** @param {any} trace @param {Record<string, string>} others */
function nameTrace(trace, others) {
  const [, number] = RUN.exec(trace.name) ?? [];
  if (number) {
    Object.assign(trace, { showlegend: true, name: text("picture.key.run", { number }) });
    return;
  }
  const id = others[trace.name] ?? `picture.key.${trace.name.toLowerCase().replace(NO_LETTERS, "-")}`;
  const isEmpty = !trace.x?.some((/** @type {number|null} */ x) => x !== null) || trace.y?.every((/** @type {number|null} */ y) => y === null);
  trace.showlegend = has(id) && !isEmpty && trace.visible !== false && !LEFT_OUT.includes(trace.name);
  if (has(id)) trace.name = text(id);
}
