/* What a link does to the page: its run from the start again, then it stands as it stood. */

import { dataOf, OWN, trainingOf } from "./command.js";
import { goalThrough, isBefore } from "./course.js";
import { FieldError } from "./link_fields.js";
import { ownFrom } from "./link_points.js";
import { hiding } from "./hidden.js";
import { rateBounds } from "./rates.js";
import { noLesson } from "./lesson_kept.js";
import { isValue } from "./stored.js";
import { firstSwitches } from "./switches.js";
import { TRACES } from "./traces.js";

/** @typedef {import("./link_read.js").Link} Link */
/** @typedef {import("./types.js").Schema} Schema */
/** @typedef {import("./types.js").Opening} Opening */
/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */
/** @typedef {State & {names: string[], base: import("./link_points.js").Base|null}} Named with the names of its tables, in the order of the link, and the data set that was touched on its way */

const FIELD = "changes";
const MOST_CHANGES = 2000;
const BEFORE = -1; // the table of a stage before points were touched
/** @type {Partial<View>} what a link says nothing of is as it is at first */
const PLAIN = { panels: [], hidden: [], card: true, epoch: null };

/** @param {State} page @param {Link} link @param {any} content what it holds packed: the changes on the way, with points of one's own; or null @returns {Opening} what the page is to become; throws FieldError where a change is none */
export function openingOf(page, link, content) {
  const { rows, own, tables, names, base } = withOwn(page, link, content);
  const state = { ...page, own, tables, names, base };
  const { controls, seeds, traces, hand, samples, lesson } = link;
  checkPlace(state, link);
  const shown = traces ?? { ...TRACES };
  const { view } = hiding({ ...state, view: { ...state.view, ...firstSwitches(page.schema), ...PLAIN, ...link.view, shown } }, link.view.hidden ?? []);
  return { controls, seeds, own, tables, view, hand, samples, shownKind: traces ? controls.dataset : null, goal: goalOf({ ...state, controls, seeds }, link, rows), lesson: lesson && noLesson(lesson.name, lesson.card) };
}

/** @param {State} state @param {Link} link @param {any} content @returns {{rows: any} & Pick<Named, "own"|"tables"|"names"|"base">} */
function withOwn({ own, tables, schema }, { controls }, content) {
  if (controls.dataset !== OWN) return { rows: content, own, tables, names: [], base: null };
  const found = ownFrom(content, schema);
  if (controls.degree > 1 && found.tables[found.own].inputs.length > 1) throw new FieldError("degree", String(controls.degree));
  return { ...found, tables: { ...tables, ...found.tables } };
}

/** A line's two numbers, or one for each weight and the bias: no other number of them says where to begin. @param {Named} state @param {Link} link throws FieldError */
function checkPlace({ own, tables, schema }, { at, controls: { dataset, degree } }) {
  const count = dataset === OWN && own ? Math.max(degree, tables[own].inputs.length) : (schema.data[dataset].features ?? degree);
  if (at && ![1, count].includes(at.weight.length)) throw new FieldError("at", [...at.weight, at.bias].join("_"));
}

/** @param {Named} state @param {Pick<Link, "end"|"at"|"look">} link @param {any} rows @returns {import("./types.js").Goal|null} throws FieldError where a row is not right */
export function goalOf(state, { end, at, look }, rows) {
  if (!at && !rows && end.epoch + end.batch === 0) return null;
  const now = { ...end, data: dataOf(state), training: trainingOf(state) };
  const stages = rows ? upTo(end, stagesFrom(rows, state)) : [now];
  return { ...goalThrough(stages), ...(at ? { start: at } : {}), look };
}

/** An epoch that was edited cuts the changes, or lets the last one go on. @param {{epoch: number, batch: number}} end @param {Stage[]} stages @returns {Stage[]} */
function upTo(end, stages) {
  const before = stages.slice(0, -1).filter((stage) => isBefore(stage, end));
  return [...before, { ...stages[before.length], ...end }];
}

/** @param {any} rows what a link had packed @param {Named} state with the link's controls and seeds @returns {Stage[]} throws FieldError unless all of it is in bounds */
function stagesFrom(rows, state) {
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > MOST_CHANGES) throw new FieldError(FIELD, "");
  const stages = rows.map((row) => stageFrom(row, state));
  if (stages.some((stage, i) => i > 0 && !isBefore(stages[i - 1], stage))) throw new FieldError(FIELD, "");
  return stages;
}

/** @param {any} row @param {Named} now @returns {Stage} */
function stageFrom(row, now) {
  const [epoch, batch, n, noise, size, optimizer, table] = Array.isArray(row) ? row : [];
  const state = now.base && table === BEFORE ? { ...now, controls: { ...now.controls, dataset: now.base[0], scaling: now.base[1] } } : now;
  const { controls, data: kinds } = state.schema;
  const isOwn = state.controls.dataset === OWN;
  const noiseRow = { ...controls.noise, ...kinds[state.controls.dataset].noise };
  const isRight =
    isCount(epoch) &&
    isCount(batch) &&
    (isOwn ? table in state.names : n === null || isValue(n, controls.n)) &&
    (noise === null || isValue(noise, noiseRow)) &&
    isValue(size, controls.batch_size) &&
    isOptimizer(optimizer, state);
  if (!isRight) throw new FieldError(FIELD, JSON.stringify(row ?? null).slice(0, 100));
  const base = dataOf(isOwn ? { ...state, own: state.names[table] } : state);
  const data = { ...base, ...("n" in base && !isOwn ? { n } : {}), ...("noise" in base ? { noise } : {}) };
  return { epoch, batch, data, training: { optimizer, batch_size: size, seed: state.seeds.start } };
}

/** @param {any} optimizer @param {State} state with the link's data @returns {boolean} whether some choice of an optimizer can ask for it */
function isOptimizer(optimizer, { schema, controls: { dataset, scaling } }) {
  const { optimizers, controls } = schema;
  if (!optimizer || typeof optimizer !== "object") return false;
  const { name, learning_rate: rate, weight_decay: decay = 0, ...settings } = optimizer;
  const rows = Object.values(optimizers).filter((row) => row.name === name);
  const isSetting = (/** @type {string} */ key) =>
    rows.some(({ fields, fixed }) => (fields.includes(key) ? isValue(settings[key], controls[key]) : key in fixed && fixed[key] === settings[key]));
  return rows.length > 0 && isValue(rate, { ...controls.learning_rate, ...rateBounds(schema, { dataset, scaling, optimizer: name }) }) && isValue(decay, controls.weight_decay) && Object.keys(settings).every(isSetting);
}

/** @param {any} value */
function isCount(value) {
  return Number.isInteger(value) && value >= 0 && value <= 1e7;
}
