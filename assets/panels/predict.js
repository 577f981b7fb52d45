/* Predict: what the model says to numbers that somebody asks for, term by term, and the data as a table to ask of. */

import { aimOf, beyond, exampleWith, factorsOf, predictedFor } from "../lesson/prediction.js";
import { pointed } from "../page/controls.js";
import { element, made, setAttribute, setNumber, setText } from "../page/element.js";
import { seen } from "../run/state.js";
import { short } from "../text/numbers.js";
import { unitName, variableName } from "../text/names.js";
import { first, text } from "../text/texts.js";
import { DataTable } from "./predict_table.js";

/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("../run/types.js").Variable} Variable */

const DIGITS = 5;
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const MOST = 1e12;
const NONE = "–";
const IDS = { what: "predict-what", fields: "predict-fields", terms: "predict-terms", words: "predict-words", answers: "predict-answers" };

/** The panel. */
class Predict {
  /** @param {import("./index.js").Context} context */
  constructor({ store }) {
    this.store = store;
    this.names = "";
    this.table = new DataTable((values) => this.ask(values));
    element("predict-place").append(made("p", "", { id: IDS.what }), made("div", "", { id: IDS.fields }), made("p", "", { id: IDS.terms, className: "formula" }), answers(), made("p", "", { id: IDS.words }), this.table.place);
    element(IDS.words).setAttribute("role", "status");
    element(IDS.fields).addEventListener("change", () => this.read());
  }

  /** @param {State} state */
  draw(state) {
    const { points } = state;
    const now = seen(state);
    if (!points || !now) return;
    this.makeFields(points);
    const asked = askedOf(state, points);
    asked.forEach((value, i) => this.writeField(i, value));
    this.write(state, points, now, asked);
    this.table.draw(state, points, now, exampleWith(points, asked));
  }

  /** One field a feature, made anew for other features. @param {Points} points */
  makeFields(points) {
    const names = JSON.stringify([points.kind, points.inputs, points.output]);
    if (names === this.names) return;
    this.names = names;
    element(IDS.fields).replaceChildren(...points.inputs.map((input, i) => fieldOf(points, input, i)));
    setText(IDS.what, text(first(`data.${points.kind}.ask`, "panel.predict.ask")));
    setText("prediction-name", text("panel.predict.predicted", { output: variableName(points, points.output) }));
  }

  /** What somebody types stays until it is read. @param {number} i @param {number} value */
  writeField(i, value) {
    const field = /** @type {HTMLInputElement} */ (element(`asked-${i + 1}`));
    if (field === document.activeElement || field.getAttribute("aria-invalid") === "true") return;
    const written = short(value, DIGITS + 2);
    if (field.value !== written) field.value = written;
  }

  /** @param {State} state @param {Points} points @param {Snapshot} now @param {number[]} asked */
  write(state, points, now, asked) {
    const unit = points.output.unit ? ` ${unitName(points.output.unit)}` : "";
    const predicted = predictedFor(now, asked);
    setText(IDS.terms, termsOf(now, factorsOf(now.weight, asked), predicted));
    setNumber("prediction", predicted, short(predicted, DIGITS) + unit);
    this.writeAim(state, points, asked, unit);
    setText(IDS.words, this.words(points, asked));
  }

  /** The true value, unless the answer is hidden. @param {State} state @param {Points} points @param {number[]} asked @param {string} unit */
  writeAim({ view }, points, asked, unit) {
    const aim = view.limits ? aimOf(points) : null;
    const isTrue = points.true_weight !== null;
    setText("aim-name", aim ? text(isTrue ? "panel.predict.true" : "panel.predict.best") : "");
    element("aim-name").className = isTrue ? "true-aim" : "best-aim";
    const value = aim && predictedFor(aim, asked);
    setNumber("aim", value, value === null ? "" : short(value, DIGITS) + unit);
    const example = exampleWith(points, asked);
    const target = example === null ? null : points.targets[example];
    setText("measured-name", target === null ? "" : text("panel.predict.row", { row: Number(example) + 1 }));
    setNumber("measured", target, target === null ? "" : short(target, DIGITS) + unit);
  }

  /** @param {Points} points @param {number[]} asked */
  words(points, asked) {
    const wrong = this.wrong();
    if (wrong) return text("panel.predict.wrong", { name: variableName(points, points.inputs[wrong - 1]) });
    const far = beyond(points, asked);
    if (!far) return "";
    const name = variableName(points, points.inputs[far.i]);
    return text("panel.predict.beyond", { name, low: short(far.low, DIGITS), high: short(far.high, DIGITS) });
  }

  /** @returns {number} the place, from 1, of the first field that holds no number; 0 where all do */
  wrong() {
    return [...element(IDS.fields).querySelectorAll("input")].findIndex((field) => field.getAttribute("aria-invalid") === "true") + 1;
  }

  /** What was typed; where it is no number the prediction stays that of before. */
  read() {
    const fields = [...element(IDS.fields).querySelectorAll("input")];
    const values = fields.map(({ value }) => numberIn(value));
    fields.forEach((field, i) => setAttribute(field, "aria-invalid", values[i] === null));
    const before = this.store.state.points ? askedOf(this.store.state, this.store.state.points) : [];
    this.ask(values.map((value, i) => value ?? before[i]));
  }

  /** @param {number[]} asked */
  ask(asked) {
    this.store.dispatch({ type: "view", view: { asked } });
  }
}

/** @param {State} state @param {Points} points @returns {number[]} what is asked for: at first the first example */
function askedOf({ view }, points) {
  return view.asked?.length === points.inputs.length ? view.asked : points.features[0];
}

/** @param {string} written @returns {number|null} */
function numberIn(written) {
  const number = pointed(written);
  return NUMBER.test(number) && Math.abs(Number(number)) <= MOST ? Number(number) : null;
}

/** @param {Points} points @param {Variable} input @param {number} i @returns {HTMLElement} */
function fieldOf(points, input, i) {
  const id = `asked-${i + 1}`;
  const label = made("label", variableName(points, input));
  label.setAttribute("for", id);
  const field = /** @type {HTMLInputElement} */ (made("input", "", { id, className: "form-control" }));
  Object.assign(field, { type: "text", inputMode: "decimal", autocomplete: "off" });
  const place = made("span", "", { className: "asked" });
  place.append(label, field, made("span", unitName(input.unit), { className: "unit" }));
  return place;
}

/** @returns {HTMLElement} prediction, true value and target, each with its name */
function answers() {
  const place = made("div", "", { id: IDS.answers });
  const pair = (/** @type {string} */ id) => {
    const one = made("span", "");
    one.append(made("span", "", { id: nameOf(id) }), " ", made("strong", NONE, { id }));
    return one;
  };
  place.append(...["prediction", "aim", "measured"].map(pair));
  return place;
}

/** A sum that whoever works it out finds: its sign says whether the digits shown are enough. @param {Snapshot} now @param {number[]} asked @param {number} predicted */
function termsOf({ weight, bias }, asked, predicted) {
  const [weights, values] = [weight, asked].map((numbers) => numbers.map((value) => short(value, DIGITS)));
  const terms = weights.map((number, i) => `${i ? joined(number) : number} × ${bracketed(values[i])}`);
  const last = short(bias, DIGITS);
  const found = weights.reduce((sum, number, i) => sum + Number(number) * Number(values[i]), Number(last));
  const equals = short(found, DIGITS - 1) === short(predicted, DIGITS - 1) ? "=" : "≈";
  return text("panel.predict.terms", { terms: [...terms, joined(last)].join(" "), equals, predicted: short(predicted, DIGITS - 1) });
}

/** @param {string} id of a number @returns {string} that of its name */
function nameOf(id) {
  return `${id}-name`;
}

/** @param {string} number @returns {string} behind another term */
function joined(number) {
  return number.startsWith("-") ? `− ${number.slice(1)}` : `+ ${number}`;
}

/** @param {string} number */
function bracketed(number) {
  return number.startsWith("-") ? `(${number})` : number;
}

/** @param {import("./index.js").Context} context */
export function create(context) {
  return new Predict(context);
}
