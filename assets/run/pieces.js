/* A history in pieces that are written once: few, joined now and then, and thinned from the oldest on where there is no room (docs/why/page-program.md). */

import { encode } from "./rows.js";

/** @typedef {import("./history.js").History} History */
/**
 * Rows of a history that are kept under one key, each `step`th epoch of them from `first` on.
 * @typedef {object} Piece
 * @property {number} row of the history that it begins with
 * @property {number} end the row before which it ends
 * @property {number} first epoch
 * @property {number} step
 * @property {number} count of epochs
 * @property {string|null} key null until it is written
 * @property {boolean} isWide
 * @property {number} sum of its text
 */

const MOST_ROWS = 2048; // of a piece: joining two takes a fraction of a millisecond
const FRESH_ROWS = 2000; // the newest, of which none is left out

/** @param {History} history @param {number} row @param {number} end @param {number} step @returns {Piece} not yet written */
function piece(history, row, end, step) {
  const first = Math.ceil(history.epoch(row) / step) * step;
  const count = Math.floor((history.epoch(end - 1) - first) / step) + 1;
  return { row, end, first, step, count, key: null, isWide: false, sum: 0 };
}

/** @param {History} history @param {number} row @returns {Piece} from this row on as many as follow each other at one distance */
function stretchAt(history, row) {
  let end = row + 1;
  const step = end < history.length ? history.epoch(end) - history.epoch(row) : 1;
  const isEven = step === 1 || history.epoch(row) % step === 0;
  while (isEven && end < history.length && end - row < MOST_ROWS && history.epoch(end) - history.epoch(end - 1) === step) end += 1;
  return piece(history, row, end, end === row + 1 ? 1 : step);
}

/** @param {Piece} one @param {Piece} next @returns {boolean} whether they are one stretch, and not too long */
function fit(one, next) {
  const isNext = one.end === next.row && one.step === next.step && one.first + one.step * one.count === next.first;
  return isNext && one.count + next.count <= MOST_ROWS;
}

/** The last pieces are joined while they are of a size, so that there are few, and a row is written again a few times only. @param {Piece[]} pieces @param {Piece} added @param {History} history */
function append(pieces, added, history) {
  let last = added;
  for (let before = pieces[pieces.length - 1]; before && fit(before, last) && before.count < 2 * last.count; before = pieces[pieces.length - 1]) {
    last = piece(history, before.row, last.end, last.step);
    pieces.pop();
  }
  pieces.push(last);
}

/** Of the oldest piece that is thinned least, every second epoch. @param {Piece[]} pieces @param {History} history @returns {boolean} whether there was one */
function thin(pieces, history) {
  const old = pieces.filter(({ end, count }) => count > 1 && end <= history.length - FRESH_ROWS);
  const least = Math.min(...old.map(({ step }) => step));
  const at = pieces.findIndex((it) => it.step === least && old.includes(it));
  if (at < 0) return false;
  const { row, end } = pieces[at];
  const thinned = piece(history, row, end, 2 * least);
  const before = pieces[at - 1];
  if (before && fit(before, thinned)) pieces.splice(at - 1, 2, piece(history, before.row, end, thinned.step));
  else pieces.splice(at, 1, thinned);
  return true;
}

/**
 * @param {Piece[]} written @param {History} history @param {number} same how many of its first rows are those of which the pieces are
 * @param {number} room in characters @returns {Piece[]} for the whole history, those that can stay among them
 */
export function piecesOf(written, history, same, room) {
  const others = written.findIndex(({ row, end }, i) => end > same || row !== (written[i - 1]?.end ?? 0));
  const pieces = others < 0 ? [...written] : written.slice(0, others);
  for (let row = pieces.length ? pieces[pieces.length - 1].end : 0; row < history.length; row = pieces[pieces.length - 1].end) append(pieces, stretchAt(history, row), history);
  while (lengthOf(pieces, history) > room && thin(pieces, history));
  return pieces;
}

/** What there is always room for: how it began, and how it stands. @param {History} history @returns {Piece[]} */
export function endsOf(history) {
  const last = history.length - 1;
  return [...(last > 0 ? [piece(history, 0, 1, 1)] : []), piece(history, last, last + 1, 1)];
}

/** @param {Piece[]} pieces @param {History} history @returns {number} about how many characters they take */
function lengthOf(pieces, { dims, isTested }) {
  return pieces.reduce((sum, { count, isWide }) => sum + (4 / 3) * count * (8 + (dims + 1 + Number(isTested)) * (isWide ? 8 : 4)), 0);
}

/** @param {Piece} piece @param {History} history @returns {{isWide: boolean, text: string}} */
export function textOf({ row, end, step, count }, history) {
  const [epochs, ...columns] = history.slice(row, end);
  return encode(count === end - row ? columns : columns.map((column) => column.filter((_, i) => epochs[i] % step === 0)));
}
