/* What a tab has kept, read again: a head, and the parts that it names. Input like any other: bounded, and whole or nothing. */

import { History } from "./history.js";
import { isSplit } from "./record.js";
import { decode, sumOf } from "./rows.js";
import { MOST_TABLES } from "./stored_tables.js";

/** @typedef {Pick<Storage, "getItem"|"setItem"|"removeItem"|"key"|"length">} Store a tab's storage, or another that is like it */
/** @typedef {{isOther: boolean, count: number, head: any}} Slot a head as it was found; isOther: of another version */

export const PART = "chalkline-part-";
export const LONGEST = 4e6; // characters
const MOST_PIECES = 10_000;
const MOST_ROWS = 2e6;
const MOST_COUNT = 1e12;

/** @param {number} version @param {string} head as JSON @returns {string} with a sum by which a torn one is seen */
export function headOf(version, head) {
  return `${markOf(version, sumOf(head))}${head}}`;
}

/** @param {number} version @param {number} sum */
function markOf(version, sum) {
  return `{"version":${version},"sum":${sum},"head":`;
}

/** @param {string|null} text @param {number} version of what this page keeps @returns {Slot|null} null where there is none, or a torn one */
export function readSlot(text, version) {
  if (text === null || text.length > LONGEST) return null;
  try {
    const { version: its, sum, head } = JSON.parse(text);
    if (its !== version) return Number.isInteger(its) ? { isOther: true, count: 0, head: null } : null;
    const mark = markOf(version, sum);
    const isWhole = text.startsWith(mark) && sumOf(text.slice(mark.length, -1)) === sum && isCount(head.count, MOST_COUNT);
    return isWhole ? { isOther: false, count: head.count, head } : null;
  } catch {
    return null;
  }
}

/** @param {Store} store @param {any} head @returns {any} what it names as one, for check() of stored.js; null where anything is missing or torn */
export function readWhole(store, head) {
  try {
    const { state, rows, course, runs, tables } = head;
    const record = state.record && { ...state.record, ...readPart(store, course), history: readHistory(store, rows, state.record) };
    return { ...state, record, runs: runs ? readPart(store, runs) : [], tables: readTables(store, tables) };
  } catch {
    return null; // a field was missing, or a text was none
  }
}

/** @param {Store} store @param {[string, number]} part @returns {any} */
function readPart(store, [key, sum]) {
  return JSON.parse(textAt(store, key, sum));
}

/** @param {Store} store @param {[string, string, number][]} tables by name @returns {Record<string, any>} */
function readTables(store, tables) {
  if (tables.length > MOST_TABLES) throw new RangeError("more than any page keeps");
  return Object.fromEntries(tables.map(([name, ...part]) => [name, readPart(store, part)]));
}

/** @param {Store} store @param {any[]} pieces @param {any} record whose it is @returns {History} */
function readHistory(store, pieces, { start, startData }) {
  const isTested = isSplit(startData);
  const dims = start.parameters["linear.weight"].length + Number(isTested);
  const rows = pieces.reduce((/** @type {number} */ all, [, , , count]) => all + count, 0);
  if (pieces.length > MOST_PIECES || !isCount(rows, MOST_ROWS)) throw new RangeError("more than any page keeps");
  const columns = Array.from({ length: dims + 3 }, () => new Float64Array(rows));
  let [row, next] = [0, 0];
  for (const piece of pieces) {
    const [, first, step, count] = piece;
    readRows(store, piece, dims, next).forEach((column, i) => columns[i].set(column, row));
    row += count;
    next = first + step * (count - 1) + 1;
  }
  return History.fromColumns(columns, isTested);
}

/** @param {Store} store @param {any[]} piece @param {number} dims @param {number} next the first epoch that it may begin with @returns {Float64Array[]} */
function readRows(store, [key, first, step, count, isWide, sum], dims, next) {
  const isInOrder = isCount(first, MOST_COUNT) && first >= next && isCount(count, MOST_ROWS) && count > 0 && isCount(step, MOST_COUNT) && step > 0;
  const columns = isInOrder && first % step === 0 && decode(textAt(store, key, sum), { first, step, count, isWide: isWide === true }, dims);
  if (!columns) throw new RangeError("no such rows");
  return columns;
}

/** @param {Store} store @param {string} key @param {number} sum @returns {string} */
function textAt(store, key, sum) {
  const text = key.startsWith(PART) ? store.getItem(key) : null;
  if (text === null || text.length > LONGEST || sumOf(text) !== sum) throw new RangeError("a part is missing, or torn");
  return text;
}

/** @param {any} value @param {number} most */
function isCount(value, most) {
  return Number.isInteger(value) && value >= 0 && value <= most;
}
