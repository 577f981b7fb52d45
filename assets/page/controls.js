/* The controls: their values are Dash's; they are read into the state, refused with a sentence, and written from it. */

import { setProperties, valueOfControl } from "../dash.js";
import { OWN, scalingsOf } from "../run/command.js";
import { bordersOf } from "../run/divergence.js";
import { ratesOf } from "../run/rates.js";
import { isInBatches } from "../run/state.js";
import { isValue } from "../run/stored.js";
import { hasDegree } from "../run/view.js";
import { plain, rate as rateText } from "../text/numbers.js";
import { countedTitle, datasetTitle, unitName } from "../text/names.js";
import { first, text } from "../text/texts.js";
import { all, element, made, setAttribute, setData, setText } from "./element.js";
import { dress, rateOf, valueOf } from "./sliders.js";

/** @typedef {import("../run/types.js").ControlRow} ControlRow */
/** @typedef {import("../run/types.js").Notice} Notice */
/** @typedef {import("../run/types.js").Schema} Schema */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("../lesson/optimizers.js").Borders} Borders */

const DECIMAL_COMMA = /^(-?\d*),(\d+)$/; // as most of the world writes 0.9

/**
 * Read what the controls ask for.
 * @param {State} state @returns {{controls: Record<string, any>, refused: Record<string, any>}} the values, and by the names of the controls whose values are none what stands there
 */
export function readControls(state) {
  /** @type {Record<string, any>} */
  const controls = {};
  /** @type {Record<string, any>} */
  const refused = {};
  Object.keys(state.schema.controls).forEach((name) => {
    const row = boundsOf(state, name);
    const given = valueOfControl(row.id);
    const value = parse(given, row);
    if (value === undefined) refused[name] = given;
    else controls[name] = value;
    if (isField(row)) setAttribute(element(row.id), "aria-invalid", value === undefined);
  });
  return { controls, refused };
}

/** @param {any} given of Dash @param {ControlRow} row @returns {any} the control's value, undefined where it is none */
export function parse(given, row) {
  if (row.kind === "choice") return row.choices.find((choice) => String(choice) === String(given));
  if (row.kind === "log") return within(rateOf(Number(given)), row);
  if (!isField(row)) return Number(given);
  const written = String(given ?? "").trim().toLowerCase();
  if (row.all && ["", text("batch-size.all").toLowerCase()].includes(written)) return null;
  const number = row.kind === "number" ? pointed(written) : written;
  return within(number === "" ? NaN : Number(number), row);
}

/** @param {string} written by a person @returns {string} as JavaScript reads it */
export function pointed(written) {
  return written.trim().replace("−", "-").replace(DECIMAL_COMMA, "$1.$2");
}

/** @param {number} value @param {ControlRow} row */
function within(value, row) {
  return isValue(value, row) ? value : undefined;
}

/** @param {ControlRow} row @returns {boolean} whether it is a field for numbers: all but the slider of the noise, whose bounds are the data's */
function isField({ kind, id }) {
  return kind === "whole" || (kind === "number" && id !== "noise");
}

/** @param {State} state @param {string} name of a control @returns {ControlRow} its row: the bounds of noise and learning rate are the data's */
export function boundsOf(state, name) {
  const { controls, schema } = state;
  const row = schema.controls[name];
  if (name === "learning_rate") return { ...row, ...ratesOf(state) };
  return name === "noise" ? { ...row, ...schema.data[controls.dataset].noise } : row;
}

/** @param {ControlRow} row @returns {Notice} why its value is none */
export function refusal({ id, kind, low, high, all: hasAll }) {
  const field = kind === "whole" ? "field.whole" : "field.number";
  return { id: hasAll ? "field.whole-or-all" : field, at: id, values: { field: text(`${id}.name`), low: plain(low), high: plain(high) } };
}

/**
 * Say at a field why what stands there is no value, as long as the sentence over the fit does. It is said aloud by that one;
 * whoever comes back to the field hears it as its description.
 * @param {Notice|null} notice
 */
export function writeRefusal(notice) {
  const at = notice?.at ?? "";
  const field = document.getElementById(`${at}-field`) ?? document.getElementById(at); // a slider's is beside it
  const place = field?.closest(".field, .control-heading");
  const words = notice && field ? text(`${notice.id}.here`, notice.values) : "";
  const old = document.getElementById("refusal");
  if (old ? old.parentElement === place && old.textContent === words : !field) return;
  old?.remove();
  all("[aria-describedby=refusal]").forEach((described) => described.removeAttribute("aria-describedby"));
  if (!field) return;
  field.setAttribute("aria-describedby", "refusal");
  const said = made("span", words, { className: "refusal" });
  said.id = "refusal";
  said.setAttribute("aria-hidden", "true");
  place?.append(said);
  // Whoever has gone elsewhere is not pulled back.
  if (field === document.activeElement) said.scrollIntoView({ block: "nearest" });
}

/**
 * Write the values that have changed otherwise than by their controls: a field that was refused keeps what was typed.
 * @param {State} state @param {State|null} before null where the controls are as the server made them
 */
export function writeControls(state, before) {
  const { controls, schema } = state;
  Object.keys(schema.controls).forEach((name) => {
    const row = boundsOf(state, name);
    if (before && before.controls[name] === controls[name]) return;
    if (parse(valueOfControl(row.id), row) !== controls[name]) setProperties(row.id, { value: given(controls[name], row) });
  });
}

/** @param {any} value @param {ControlRow} row @returns {any} as Dash has it */
function given(value, row) {
  if (row.kind === "log") return valueOf(value);
  if (!isField(row)) return value;
  return value === null ? text("batch-size.all") : String(value);
}

/** What a data set has of its own: the noise in its units, whether there are points to draw, the scalings of x. @param {State} state */
export function suitDataset(state) {
  const { controls, schema } = state;
  const { noise, fields } = schema.data[controls.dataset];
  if (noise) setProperties("noise", { min: noise.low, max: noise.high, value: controls.noise });
  ["noise", "noise-field"].forEach((id) => setProperties(id, { disabled: !noise }));
  setProperties("n-samples", { disabled: !fields.includes("n") });
  const options = scalingsOf(state).map((value) => ({ value, label: text(first(`scaling.${controls.dataset}.${value}`, `scaling.${value}`)) }));
  setProperties("scaling", options.length ? { options, value: controls.scaling } : { value: "none" });
  element("scaling-row").hidden = !options.length;
}

/** Data with several features have no degree, and the field says why. @param {State} state */
export function suitDegree(state) {
  const isThere = hasDegree(state);
  setProperties("degree", { disabled: !isThere });
  setText("degree-why", isThere ? "" : text("notice.one-feature"));
}

/** The slider's range is the data's. @param {State} state */
export function suitRates(state) {
  const { low, high } = ratesOf(state);
  setProperties("learning-rate", { min: valueOf(low), max: valueOf(high), value: valueOf(state.controls.learning_rate) });
}

/** The data set's name with the number of its points, under the heading of its group. @param {State} state */
export function nameDatasets({ schema, points, view, own }) {
  const rows = Object.entries(schema.data).filter(([kind]) => kind !== OWN || own !== null);
  const options = rows.flatMap(([kind, { group }], i) => {
    const isCounted = points !== null && kind === points.kind && !view.isPhone;
    const option = { value: kind, label: isCounted ? countedTitle(kind, points.targets.length) : datasetTitle(kind) };
    return group === rows[i - 1]?.[1].group ? [option] : [{ value: `group-${kind}`, label: text(`data.group.${group}`), disabled: true }, option];
  });
  setProperties("dataset", { options });
}

/** Write what the controls say beside them. @param {State} state */
export function writeBeside(state) {
  const { controls, points, view } = state;
  const rate = controls.learning_rate;
  const borders = bordersOf(state);
  const zone = points && view.limits ? zoneOf(rate, borders) : "";
  const spoken = plain(rate);
  setText("learning-rate-value", spoken);
  setText("learning-rate-zone", zone);
  element("learning-rate").dataset.value = String(rate);
  const { low, high } = ratesOf(state);
  const place = { low: valueOf(low), high: valueOf(high), value: valueOf(rate) };
  dress(slider("learning-rate"), zone ? text("learning-rate.spoken", { rate: spoken, zone }) : spoken, place);
  writeNoise(state);
  showFields(controls.optimizer);
  if (points) showZones(borders, state);
}

/** @param {State} state */
function writeNoise(state) {
  const bounds = state.schema.data[state.controls.dataset].noise;
  const words = bounds ? noiseText(state) : text("noise.measured");
  setText("noise-value", words);
  setData(element("noise-value"), "words", bounds === null);
  if (bounds) setData(element("noise"), "step", bounds.step);
  const { min, max, value } = slider("noise");
  const left = { low: Number(min), high: Number(max), value: Number(value) }; // a slider that is off stays where it was
  dress(slider("noise"), words, bounds ? { ...bounds, value: state.controls.noise } : left);
}

/** @param {State} state */
export function noiseText({ controls, points }) {
  const unit = points?.output.unit;
  return unit ? text("noise.with-unit", { noise: String(controls.noise), unit: unitName(unit) }) : String(controls.noise);
}

/** @param {string} id @returns {HTMLInputElement} */
function slider(id) {
  return /** @type {HTMLInputElement} */ (element(id));
}

/** Show the fields that the optimizer has. @param {string} optimizer */
function showFields(optimizer) {
  all("[data-for]").forEach((field) => {
    const hidden = !(field.dataset.for ?? "").split(" ").includes(optimizer);
    if (field.hidden !== hidden) field.hidden = hidden;
  });
}

/** @param {number} rate @param {Borders} borders @returns {string} the name of the slider's zone */
export function zoneOf(rate, { limit, zigzag }) {
  if (limit === null) return "";
  if (rate >= limit) return text("zone.diverges");
  if (zigzag === null) return text("zone.converges");
  return text(rate > zigzag ? "zone.zig-zag" : "zone.smooth");
}

/** Place the borders of the zone strip on the slider's scale and say the limit in words. @param {Borders} borders @param {State} state */
function showZones({ limit, zigzag }, state) {
  const strip = element("zones");
  const inBatches = isInBatches(state);
  const { low, high } = ratesOf(state);
  const place = (/** @type {number} */ rate) => String(Math.min(1, Math.max(0, Math.log(rate / low) / Math.log(high / low))));
  const withLimit = zigzag === null ? "one" : "two";
  setData(strip, "borders", limit === null ? "none" : withLimit);
  strip.style.setProperty("--zigzag-from", place(zigzag ?? limit ?? high));
  strip.style.setProperty("--diverges-from", place(limit ?? high));
  const words = element("learning-rate-limit");
  setData(words, "value", limit ?? "");
  words.title = inBatches ? text("limit.batches.title") : "";
  const firstZone = text(zigzag === null ? "zone.converges" : "zone.smooth");
  setText("learning-rate-first-zone", limit === null ? "" : firstZone);
  setText(words, limitText(limit, inBatches));
}

/** @param {number|null} limit @param {boolean} inBatches @returns {string} */
export function limitText(limit, inBatches) {
  if (limit === null) return text("limit.none");
  return text(inBatches ? "limit.batches" : "limit", { rate: rateText(limit) });
}
