/* A link read: input like any other, whole or not at all, and in bounds (docs/why/links.md). */

import { OWN } from "./command.js";
import { CHECK_LETTERS, checkOf, defaultOf, VERSION, written } from "./link.js";
import { FieldError, pairOf } from "./link_fields.js";
import { MOST, NO_HAND } from "./hand.js";
import { hideable } from "./hidden.js";
import { rateBounds } from "./rates.js";
import { isLessonName } from "./lesson_kept.js";
import { areSamples, NO_SAMPLES } from "./samples.js";
import { isValue } from "./stored.js";
import { MOST_POINTS } from "./stored_tables.js";
import { switchesFrom } from "./switches.js";
import { TRACES, TRACE_KEYS } from "./traces.js";

/** @typedef {import("./types.js").Schema} Schema */
/** @typedef {import("./types.js").View} View */
/**
 * @typedef {object} Link what a link says, in bounds
 * @property {import("./types.js").Controls} controls
 * @property {{data: number, start: number}} seeds
 * @property {import("./types.js").Parameters|null} at where the run begins, if that was chosen
 * @property {{epoch: number, batch: number}} end
 * @property {string} changes packed
 * @property {number|null} look the epoch looked at
 * @property {Partial<View>} view
 * @property {Record<string, boolean>|null} traces
 * @property {import("./types.js").Hand} hand
 * @property {import("./types.js").Samples} samples
 * @property {{name: string, card: number}|null} lesson
 * @typedef {{link: Link, isEdited: boolean}|{fault: "cut"|"newer"|"field", field?: string, value?: string}} Read
 */

const MOST_EPOCHS = 1e7;
const RATE = "learning_rate";
const MOST_WEIGHT = 1e13;
const MOST_CARDS = 30;
const MOST_PARAMETERS = 20; // of 19 features, and the bias
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const OTHERS = ["seed", "start", "at", "epoch", "batches", "changes", "look", "open", "traces", "mode", "hide", "mine", "guess", "samples", "lesson", "card", "lang", "of", "c", "v", "strings"];

/** @param {Schema} schema @returns {string[]} every key of a link */
function keysOf({ controls, switches }) {
  return [...Object.values(controls).map(({ key }) => key), ...switches.map(({ key }) => key).filter(Boolean), ...OTHERS];
}

/** @param {string} query without a version, as a person types it @param {Schema} schema @returns {boolean} whether any of it is a link's */
export function isTyped(query, schema) {
  return query.split("&").some((pair) => keysOf(schema).includes(pairOf(pair)[0]) && !pair.startsWith("strings="));
}

/** @param {string} text @param {Schema} schema @param {string[]} languages that the page has @returns {Read} */
export function readLink(text, schema, languages) {
  const query = toItsCheck(text);
  const pairs = query.split("&").filter(Boolean).map(pairOf);
  const fields = new Map(pairs);
  const version = fields.get("v") ?? VERSION; // which nobody types
  if (version !== VERSION) return Number(version) > Number(VERSION) ? { fault: "newer" } : { fault: "cut" };
  if (isCut(query, fields, languages)) return { fault: "cut" };
  try {
    const known = keysOf(schema);
    const wrong = pairs.find(([key, value]) => !known.includes(key) || fields.get(key) !== value); // none of ours, or said twice
    if (wrong) throw new FieldError(...wrong);
    const link = linkFrom(fields, schema, languages);
    const check = checkIn(fields);
    return { link, isEdited: check !== "" && check !== checkOf(query.slice(0, query.lastIndexOf("&c="))) };
  } catch (error) {
    if (error instanceof FieldError) return { fault: "field", field: error.field, value: error.value };
    throw error;
  }
}

/** @param {string} query @returns {string} without what somebody has written behind a check that is right */
function toItsCheck(query) {
  const [, link = "", check = ""] = /^(.*?)&c=([\w-]{4})(?![\w-])/.exec(query) ?? [];
  return link && checkOf(link) === check ? `${link}&c=${check}` : query;
}

/** What Share made says at its beginning how many fields it has, and ends with its language, a word that is whole or is none, and its check. @param {string} query @param {Map<string, string>} fields @param {string[]} languages */
function isCut(query, fields, languages) {
  if (/(?:^|&)[^=&]+$/.test(query)) return true;
  if (fields.has("c")) return (fields.get("c") ?? "").length < CHECK_LETTERS;
  return fields.has("of") && (query.endsWith("&") || !languages.includes(fields.get("lang") ?? ""));
}

/** @param {Map<string, string>} fields @returns {string} its check, "" where it has none that is whole */
function checkIn(fields) {
  const check = fields.get("c") ?? "";
  return check.length === CHECK_LETTERS ? check : "";
}

/** @param {Map<string, string>} fields @param {Schema} schema @param {string[]} languages @returns {Link} */
function linkFrom(fields, schema, languages) {
  const controls = controlsFrom(fields, schema);
  const number = (/** @type {string} */ key, /** @type {number} */ most, /** @type {number} */ otherwise) => {
    const value = fields.get(key);
    return value === undefined ? otherwise : whole(key, value, most);
  };
  const end = { epoch: number("epoch", MOST_EPOCHS, 0), batch: number("batches", controls.dataset === OWN ? MOST_POINTS : schema.controls.n.high, 0) };
  const { dataset, n, batch_size: size } = controls;
  const isPast = !fields.has("changes") && dataset === "line" ? end.batch * (size ?? n) >= n : size === null && !fields.has("changes");
  if (end.batch && isPast) throw new FieldError("batches", String(end.batch)); // no epoch has so many
  const seeds = { data: number("seed", schema.seeds.high, schema.seeds.data), start: number("start", schema.seeds.high, schema.seeds.start) };
  const look = fields.has("look") ? number("look", end.epoch, 0) : null;
  if (fields.has("lang")) member("lang", fields.get("lang") ?? "", languages);
  return { controls, seeds, at: placeFrom(fields.get("at")), end, changes: fields.get("changes") ?? "", look, view: viewFrom(fields, schema), traces: tracesFrom(fields.get("traces")), hand: handFrom(fields), samples: samplesFrom(fields.get("samples"), schema), lesson: lessonFrom(fields) };
}

/** @param {string} query of what a card sets @param {Schema} schema @param {import("./types.js").Controls} before as they are @returns {{controls: import("./types.js").Controls, seeds: Record<string, number>, at: import("./types.js").Parameters|null}} throws FieldError */
export function settingsIn(query, schema, before) {
  const fields = new Map(query.split("&").filter(Boolean).map(pairOf));
  const asked = Object.entries(schema.controls).filter(([, { key }]) => fields.has(key)).map(([name, { key }]) => [name, key]);
  const from = (/** @type {any} */ controls) => asked.map(([name, key]) => [name, controlFrom(name, key, fields.get(key) ?? "", { controls, schema })]);
  const named = Object.fromEntries(asked.filter(([name]) => ["dataset", "scaling", "optimizer"].includes(name)).map(([name, key]) => [name, fields.get(key)]));
  const controls = from({ ...before, ...named }); // the bounds of the rate are those of what it names
  const seeds = ["seed", "start"].filter((key) => fields.has(key)).map((key) => [key, whole(key, fields.get(key) ?? "", schema.seeds.high)]);
  return { controls: Object.fromEntries(controls), seeds: Object.fromEntries(seeds), at: placeFrom(fields.get("at")) };
}

/** @param {Map<string, string>} fields @returns {Link["lesson"]} */
function lessonFrom(fields) {
  const name = fields.get("lesson");
  if (name === undefined) return null;
  if (!isLessonName(name)) throw new FieldError("lesson", name);
  return { name, card: Math.max(0, whole("card", fields.get("card") ?? "1", MOST_CARDS) - 1) };
}

/** @param {Map<string, string>} fields @param {Schema} schema */
function controlsFrom(fields, schema) {
  const dataset = member("data", fields.get("data") ?? schema.controls.dataset.default, Object.keys(schema.data));
  /** @type {any} */
  const controls = { dataset };
  // The bounds of the learning rate are those of what the others choose, so it comes last.
  const names = Object.keys(schema.controls).filter((name) => name !== "dataset" && name !== RATE);
  for (const name of [...names, RATE]) {
    const { key } = schema.controls[name];
    const value = fields.get(key);
    controls[name] = value === undefined ? defaultOf(name, controls, schema) : controlFrom(name, key, value, { controls, schema });
  }
  if (controls.degree > 1 && schema.data[dataset].view !== "line") throw new FieldError("degree", String(controls.degree));
  return controls;
}

/** @param {string} name @param {string} key @param {string} value @param {{controls: any, schema: Schema}} of */
function controlFrom(name, key, value, { controls, schema }) {
  const { dataset } = controls;
  const row = schema.controls[name];
  if (row.kind === "choice") {
    const choices = name === "scaling" ? ["none", ...schema.data[dataset].scalings] : row.choices;
    const chosen = choices.find((choice) => [String(choice), written(choice)].includes(value));
    if (chosen === undefined) throw new FieldError(key, value);
    return chosen;
  }
  if (row.all && value === "all") return null;
  const bounds = name === RATE ? rateBounds(schema, controls) : name === "noise" ? (schema.data[dataset].noise ?? row) : row;
  const number = numberFrom(key, value);
  if (!isValue(number, { ...row, ...bounds, all: false })) throw new FieldError(key, value);
  return number;
}

/** @param {string|undefined} value @returns {import("./types.js").Parameters|null} */
function placeFrom(value) {
  if (value === undefined) return null;
  const parts = value.split("_").map((part) => numberFrom("at", part));
  if (parts.length < 2 || parts.length > MOST_PARAMETERS || parts.some((part) => Math.abs(part) > MOST_WEIGHT)) throw new FieldError("at", value);
  const numbers = parts.map(Math.fround);
  return { weight: numbers.slice(0, -1), bias: numbers[numbers.length - 1] };
}

/** @param {Map<string, string>} fields @param {Schema} schema @returns {Partial<View>} */
function viewFrom(fields, schema) {
  /** @type {any} */
  const view = switchesFrom(fields, schema, numberFrom);
  if (fields.has("mode")) Object.assign(view, { mode: member("mode", fields.get("mode") ?? "", ["light", "dark"]), modeOf: "reader" });
  if (fields.has("open")) view.panels = list("open", fields.get("open") ?? "", Object.keys(schema.panels), 2);
  if (fields.has("hide")) view.hidden = list("hide", fields.get("hide") ?? "", Object.values(hideable(schema)).flat(), Infinity);
  return view;
}

/** @param {Map<string, string>} fields @returns {import("./types.js").Hand} */
function handFrom(fields) {
  const mine = fields.get("mine");
  if (mine === undefined) return NO_HAND;
  const line = mine === "1" ? null : numbersFrom("mine", mine, 2);
  const guess = fields.has("guess") ? numbersFrom("guess", fields.get("guess") ?? "", 4) : null;
  return {
    shown: true,
    line: line && { weight: line[0], bias: line[1] },
    guess: guess && { weight: guess[0], bias: guess[1], loss: guess[2], epoch: Math.round(Math.abs(guess[3])) },
  };
}

/** @param {string|undefined} value @param {Schema} schema @returns {import("./types.js").Samples} */
function samplesFrom(value, { seeds }) {
  if (value === undefined) return NO_SAMPLES;
  const [seed, count, as = "slopes", ...rest] = value.split("_");
  const samples = { seed: whole("samples", seed, seeds.high), count: whole("samples", count ?? "", Infinity), as: /** @type {"slopes"|"t"} */ (as) };
  if (rest.length || !areSamples(samples, seeds)) throw new FieldError("samples", value);
  return samples;
}

/** @param {string} field @param {string} value @param {number} count @returns {number[]} */
function numbersFrom(field, value, count) {
  const numbers = value.split("_").map((part) => numberFrom(field, part));
  if (numbers.length !== count || numbers.slice(0, 2).some((number) => Math.abs(number) > MOST) || !numbers.every(Number.isFinite)) throw new FieldError(field, value);
  return numbers;
}

/** @param {string|undefined} value @returns {Record<string, boolean>|null} */
function tracesFrom(value) {
  if (value === undefined) return null;
  const shown = value === "none" ? [] : list("traces", value, Object.values(TRACE_KEYS), 4);
  return Object.fromEntries(Object.keys(TRACES).map((name) => [name, shown.includes(TRACE_KEYS[name])]));
}

/** @param {string} field @param {string} value @param {string[]} known @param {number} most @returns {string[]} */
function list(field, value, known, most) {
  const names = value.split(".");
  if (names.length > most || new Set(names).size < names.length || !names.every((name) => known.includes(name))) throw new FieldError(field, value);
  return names;
}

/** @param {string} field @param {string} value @param {string[]} known @returns {string} */
function member(field, value, known) {
  if (!known.includes(value)) throw new FieldError(field, value);
  return value;
}

/** @param {string} field @param {string} value @param {number} most @returns {number} */
function whole(field, value, most) {
  if (!/^\d{1,12}$/.test(value) || Number(value) > most) throw new FieldError(field, value);
  return Number(value);
}

/** @param {string} field @param {string} value a point or a comma for the decimals @returns {number} */
function numberFrom(field, value) {
  const text = value.replace(",", ".");
  if (!NUMBER.test(text)) throw new FieldError(field, value);
  return Number(text);
}
