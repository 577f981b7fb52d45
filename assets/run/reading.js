/* What the server has read of a table, and the points that are made of it: which columns, which rows, and why not the others. */

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {string} unit
 * @property {"number"|"text"|"date"} kind
 * @property {string|null} decimal the sign, where one stands in it
 * @property {(number|null)[]} numbers
 * @property {string[]} texts
 * @typedef {{row: number, column: number, cell: string, reason: string}} LeftOut column -1 where it concerns the whole row
 * @typedef {object} Reading
 * @property {Column[]} columns
 * @property {number[]} rows their numbers in the text or sheet
 * @property {LeftOut[]} left_out
 * @property {string} delimiter
 * @property {boolean} header
 * @property {number} x @property {number} y the columns to begin with
 * @property {string} title
 * @property {import("./types.js").Notice[]} sentences
 * @typedef {{features: number[], target: number}} Choice of columns
 * @typedef {{name: string, unit: string}} Variable
 */

export const FEWEST_POINTS = 3;
const MOST_FEATURES = 19; // of twenty columns
const MOST_NUMBERS = 25_000; // that the server takes at once: 5,000 rows with four features

/** @param {Reading} reading @returns {number[]} the columns of numbers */
export function numberColumns({ columns }) {
  return columns.map((_, place) => place).filter((place) => columns[place].kind === "number");
}

/** @param {Reading} reading @returns {number} of how many columns it can be learned at once: fewer where rows are many */
export function mostFeatures({ rows }) {
  return Math.min(MOST_FEATURES, Math.floor(MOST_NUMBERS / rows.length) - 1);
}

/** @param {Reading} reading @param {Choice} choice @returns {number[]} the places of the rows that have a number in each column */
export function usedRows({ columns, rows }, choice) {
  const wanted = columnsOf(choice);
  return rows.map((_, place) => place).filter((place) => wanted.every((column) => columns[column].numbers[place] !== null));
}

/** @param {Choice} choice */
function columnsOf({ features, target }) {
  return [...features, target];
}

/** @param {Reading} reading @param {Choice} choice @returns {LeftOut[]} a row each, with the first cell that is the reason */
export function rowsLeftOut(reading, choice) {
  const wanted = columnsOf(choice);
  const reasons = reading.left_out.filter(({ column }) => column < 0 || wanted.includes(column));
  const told = new Map([...reasons].reverse().map((reason) => [reason.row, reason]));
  reading.rows.forEach((row, place) => {
    const column = wanted.find((one) => reading.columns[one].numbers[place] === null);
    if (column !== undefined && !told.has(row)) told.set(row, { row, column, cell: "", reason: "missing" });
  });
  return [...told.values()].sort((one, other) => one.row - other.row);
}

/** @param {Reading} reading @param {Choice} choice @param {string} title where the file has none @returns what the page is to learn from */
export function pointsOf(reading, choice, title) {
  const { columns } = reading;
  const places = usedRows(reading, choice);
  const at = (/** @type {number} */ column, /** @type {number} */ place) => /** @type {number} */ (columns[column].numbers[place]);
  const names = columns.find(({ kind, texts }) => kind === "text" && texts.some(Boolean));
  return {
    features: places.map((place) => choice.features.map((column) => at(column, place))),
    targets: places.map((place) => at(choice.target, place)),
    inputs: choice.features.map((column) => variable(columns[column])),
    output: variable(columns[choice.target]),
    labels: names ? places.map((place) => names.texts[place]) : [],
    title: reading.title || title,
  };
}

/** @param {Column} column @returns {Variable} */
function variable({ name, unit }) {
  return { name, unit };
}

/** @param {Reading} reading @returns {string} the decimal sign of its numbers: "," or ".", "both", "" where none has any */
export function signOf(reading) {
  const signs = new Set(reading.columns.map(({ decimal }) => decimal).filter(Boolean));
  return signs.size > 1 ? "both" : ([...signs][0] ?? "");
}
