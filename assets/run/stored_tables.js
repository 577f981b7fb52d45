/* The tables of one's own points that a tab keeps: those that the state names, and their check. */

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Table} Table */

export const MOST_TABLES = 2001;
export const MOST_POINTS = 5000;
const MOST_FEATURES = 19;
const LARGEST = 1e12;
const LENGTHS = { name: 40, unit: 20, label: 60 };
const NAME = /^[0-9a-f]{32}$/;

/** @param {{own: string|null, record: any, goal: any, runs: any[]}} state @returns {string[]} the names of the tables that it tells of */
export function namesIn({ own, record, goal, runs }) {
  const specs = [...(record?.segments ?? []), ...(goal ? [goal, ...(goal.course ?? [])] : []), ...runs].map(({ data }) => data);
  const names = [own, record?.startData?.hash, ...specs.map((data) => data?.hash)];
  return [...new Set(names.filter(Boolean))];
}

/** @param {State} state @returns {Record<string, Table>} those of its tables that a reload needs */
export function tablesOf(state) {
  const names = namesIn(state).filter((name) => name in state.tables);
  return Object.fromEntries(names.map((name) => [name, state.tables[name]]));
}

/** @param {any} tables @param {any} stored with all that may name one @returns {boolean} whether they are tables, and all that it names */
export function areTables(tables, stored) {
  const names = Object.keys(tables);
  return names.length <= MOST_TABLES && names.every((name) => NAME.test(name) && isTable(tables[name])) && namesIn(stored).every((name) => Object.hasOwn(tables, name));
}

/** @param {any} table @returns {boolean} */
export function isTable({ features, targets, inputs, output, labels, title, x_range: xs, y_range: ys, true_weight: weight, true_bias: bias, mean, scale }) {
  const [n, dims] = [targets.length, inputs.length];
  const ofFeatures = (/** @type {any} */ values) => values === null || areNumbers(values, dims);
  return (
    n >= 2 &&
    n <= MOST_POINTS &&
    dims >= 1 &&
    dims <= MOST_FEATURES &&
    areNumbers(targets, n) &&
    Array.isArray(features) &&
    features.length === n &&
    features.every((row) => areNumbers(row, dims)) &&
    [...inputs, output].every(isVariable) &&
    Array.isArray(labels) &&
    [0, n].includes(labels.length) &&
    [...labels, title].every((word) => isWord(word, LENGTHS.label)) &&
    [xs, ys].every((range) => range === null || (areNumbers(range, 2) && range[0] < range[1])) &&
    [weight, mean, scale].every(ofFeatures) &&
    (weight === null) === (bias === null) &&
    (bias === null || areNumbers([bias], 1)) &&
    (mean === null) === (scale === null) &&
    (scale === null || scale.every((/** @type {number} */ value) => value > 0))
  );
}

/** @param {any} variable */
function isVariable({ name, unit }) {
  return isWord(name, LENGTHS.name) && isWord(unit, LENGTHS.unit);
}

/** @param {any} word @param {number} most @returns {boolean} whether it is text on one line */
function isWord(word, most) {
  return typeof word === "string" && [...word].length <= most && !/[\p{C}\u2028\u2029]/u.test(word);
}

/** @param {any} values @param {number} count */
function areNumbers(values, count) {
  return Array.isArray(values) && values.length === count && values.every((value) => typeof value === "number" && Math.abs(value) <= LARGEST);
}
