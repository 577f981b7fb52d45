/* A run as an address: the whole state in short keys, in a fixed order, with a check at its end (docs/why/links.md). */

import { dataOf, trainingOf } from "./command.js";
import { isBefore, stagesOf } from "./course.js";
import { putBack } from "./lesson_view.js";
import { rateBounds } from "./rates.js";
import { sumOf } from "./rows.js";
import { same } from "./record.js";
import { switchFields } from "./switches.js";
import { TRACES, TRACE_KEYS } from "./traces.js";

/** @typedef {import("./types.js").Segment} Segment */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Stage} Stage */

export const VERSION = "1";
export const CHECK_LETTERS = 4;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const MOST_DIGITS = 9; // of a float32

/** The controls in the order of a link; what is not among them comes after them. */
const ORDER = ["dataset", "n", "noise", "scaling", "degree", "test_share", "optimizer", "learning_rate", "batch_size", "momentum", "beta1", "beta2", "alpha", "weight_decay", "speed"];

/** @param {State} state @param {string} changes what packed() makes of changesOf(), "" where there are none @param {string} language @returns {string} a link's query, without the question mark */
export function linkOf(state, changes, language) {
  const { lesson } = state;
  const view = putBack(state.view, lesson?.taken ?? null); // the card will open and hide again
  const fields = [...controlFields(state), ...runFields(state, changes), ...viewFields({ ...state, view }), ...handFields(state.hand), ...sampleFields(state.samples), ...lessonFields(lesson), ["lang", language]];
  const query = [["v", VERSION], ["of", String(fields.length)], ...fields].map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
  return `${query}&c=${checkOf(query)}`;
}

/** @param {string} query without its check @returns {string} four letters */
export function checkOf(query) {
  const sum = sumOf(query);
  return Array.from({ length: CHECK_LETTERS }, (_, i) => DIGITS[(sum >>> (6 * i)) & 63]).join("");
}

/** @param {State} state @returns {Stage[]} what ran under which settings, where that is more than the settings of now; else none */
export function changesOf(state) {
  const stages = stagesThatRan(state);
  const now = { data: dataOf(state), training: trainingOf(state) };
  const first = stages[0] ?? now;
  const { startData } = state.record;
  const data = startData?.kind === now.data.kind ? startData : first.data; // points may have been touched since
  if ([{ ...now, data }, ...stages].every((stage) => same([stage.data, stage.training], [now.data, now.training]))) return [];
  return same(data, first.data) ? stages : [{ epoch: 0, batch: 0, data, training: first.training }, ...stages];
}

/** @param {State} state @returns {Stage[]} */
function stagesThatRan(state) {
  const { record, goal } = state;
  const end = endOf(state);
  if (goal?.training && goal.data) {
    const before = stagesOf(record.segments, record.checkpoint ?? { epoch: 0, batch: 0 });
    const after = [{ epoch: goal.epoch, batch: goal.batch ?? 0, data: goal.data, training: goal.training }, ...(goal.course ?? [])];
    return joined([...before, ...after]).filter((stage, i, all) => isBefore(all[i - 1] ?? { epoch: 0, batch: 0 }, stage));
  }
  return stagesOf(record.segments.filter((segment) => isBefore(segment, end)), end);
}

/** @param {Stage[]} stages @returns {Stage[]} two after each other under the same settings are one */
export function joined(stages) {
  return stages.filter(({ data, training }, i) => !stages[i + 1] || !same([data, training], [stages[i + 1].data, stages[i + 1].training]));
}

/** Where the run stands, or will when it has been taken again. @param {State} state @returns {{epoch: number, batch: number}} */
function endOf({ record, goal }) {
  if (goal?.training) {
    const { epoch, batch = 0 } = goal.course?.length ? goal.course[goal.course.length - 1] : goal;
    return { epoch, batch };
  }
  const { checkpoint, epoch } = record;
  if (record.diverged) return { epoch, batch: 0 }; // its checkpoint is an earlier one
  return checkpoint ? { epoch: checkpoint.epoch, batch: checkpoint.batch } : { epoch: 0, batch: 0 };
}

/** @param {State} state @returns {string[][]} */
function controlFields({ controls, schema }) {
  const names = [...new Set([...ORDER, ...Object.keys(schema.controls)])];
  return names.flatMap((name) => {
    const { key } = schema.controls[name];
    const value = controls[name];
    return value === defaultOf(name, controls, schema) ? [] : [[key, value === null ? "all" : written(value)]];
  });
}

/** @param {string} name of a control @param {any} asked data set, scaling and optimizer @param {import("./types.js").Schema} schema @returns {any} what it is where a link says nothing */
export function defaultOf(name, asked, schema) {
  if (name === "learning_rate") return rateBounds(schema, asked).default;
  const { noise, scaling } = schema.data[asked.dataset];
  if (name === "scaling") return scaling;
  return name === "noise" && noise ? noise.default : schema.controls[name].default;
}

/** @param {State} state @param {string} changes @returns {string[][]} */
function runFields(state, changes) {
  const { seeds, schema, record, view, goal } = state;
  const { epoch, batch } = endOf(state);
  return [
    ...(seeds.data === schema.seeds.data ? [] : [["seed", String(seeds.data)]]),
    ...(seeds.start === schema.seeds.start ? [] : [["start", String(seeds.start)]]),
    ...atFields(goal?.start ?? chosenStart(record)),
    ...(epoch ? [["epoch", String(epoch)]] : []),
    ...(batch ? [["batches", String(batch)]] : []),
    ...(changes ? [["changes", changes]] : []),
    ...(view.epoch === null ? [] : [["look", String(view.epoch)]]),
  ];
}

/** @param {import("./types.js").Parameters|null} start @returns {string[][]} */
function atFields(start) {
  if (!start) return [];
  const { weight, bias } = start;
  const told = weight.slice(1).some(Boolean) ? weight : weight.slice(0, 1); // a line, of a curve too
  return [["at", [...told, bias].map(single).join("_")]];
}

/** @param {import("./record.js").RunRecord} record @returns {import("./types.js").Parameters|null} where it begins, if that was chosen and not drawn */
export function chosenStart({ start, chosen }) {
  if (!start || !chosen) return null;
  const {
    "linear.weight": weight,
    "linear.bias": [bias],
  } = start.parameters;
  return { weight, bias };
}

/** @param {State} state @returns {string[][]} */
function viewFields({ view, points, schema }) {
  const panels = view.panels.length ? [["open", view.panels.join(".")]] : [];
  const hidden = view.hidden.length ? [["hide", view.hidden.join(".")]] : [];
  return [...panels, ...traceFields(view, points), ...switchFields(view, schema), ...(view.mode === "dark" ? [["mode", "dark"]] : []), ...hidden];
}

/** @param {import("./types.js").Hand} hand @returns {string[][]} the line by hand while it is shown, and what was guessed with it */
function handFields({ shown, line, guess }) {
  const told = (/** @type {number[]} */ ...values) => values.map(written).join("_");
  const guessed = guess ? [["guess", told(guess.weight, guess.bias, guess.loss, guess.epoch)]] : [];
  return shown ? [["mine", line ? told(line.weight, line.bias) : "1"], ...guessed] : [];
}

/** @param {import("./types.js").Samples} samples @returns {string[][]} */
function sampleFields({ seed, count, as }) {
  return count ? [["samples", [seed, count, ...(as === "t" ? [as] : [])].join("_")]] : [];
}

/** @param {View} view @param {import("./types.js").Points|null} points @returns {string[][]} */
function traceFields({ shown }, points) {
  const first = { ...TRACES, "Least squares": points !== null && points.true_weight === null };
  if (same(shown, first)) return [];
  return [["traces", Object.keys(TRACES).flatMap((name) => (shown[name] ? [TRACE_KEYS[name]] : [])).join(".") || "none"]];
}

/** @param {import("./types.js").LessonState|null} lesson @returns {string[][]} */
function lessonFields(lesson) {
  return lesson ? [["lesson", lesson.name], ...(lesson.card ? [["card", String(lesson.card + 1)]] : [])] : [];
}

/** @param {any} value @returns {string} as short as it can be, and exact */
export function written(value) {
  return String(value).replace(/^0\./, ".");
}

/** @param {number} value a float32 @returns {string} the fewest digits that name it */
function single(value) {
  for (let digits = 1; digits < MOST_DIGITS; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return String(short).replace(/^(-?)0\./, "$1.");
  }
  return String(value);
}
