/* The path of a run on the loss map, in pixels. */

import { areApart } from "../run/rows_apart.js";

/** @typedef {import("../run/history.js").History} History */
/** @typedef {{row: number, x: number, y: number}} Corner */

const NEAR_PX = 14;
const CELL_PX = 2;
const MOST_CORNERS = 4000;
const SEEN_APART_PX = 12;

/**
 * A tick adds to it; where the run has been already nothing is added, so that the path of a run that trembles for ever stays
 * as short as it looks.
 */
export class Trail {
  constructor() {
    this.place = "";
    /** @type {object|null} */
    this.lineage = null;
    this.next = 0;
    /** @type {Corner[]} */
    this.corners = [];
    this.line = "";
    this.dots = "";
    /** @type {{x: number, y: number, here: string, isDrawn: boolean}|null} */
    this.before = null;
    /** @type {Set<string>} */
    this.been = new Set();
  }

  /** @param {string} place @param {object|null} [lineage] of the history that is followed */
  restart(place, lineage = null) {
    Object.assign(this, new Trail(), { place, lineage });
  }

  /** @param {History} history @param {(row: number) => [number, number]} at the pixels of a row @param {string} place names the frame */
  follow(history, at, place) {
    const isOther = place !== this.place || history.lineage !== this.lineage || this.next > history.length;
    if (isOther) this.restart(place, history.lineage);
    for (; this.next < history.length; this.next += 1) {
      if (this.next && areApart(history.epoch(this.next - 1), history.epoch(this.next), history.epoch(history.length - 1))) this.before = null;
      this.add(this.next, at(this.next));
    }
  }

  /** @param {number} row @param {[number, number]} place */
  add(row, [x, y]) {
    const { before } = this;
    const here = `${x.toFixed(1)},${y.toFixed(1)}`;
    const cell = `${Math.round(x / CELL_PX)},${Math.round(y / CELL_PX)}`;
    const isNew = !this.been.has(cell) && this.corners.length < MOST_CORNERS;
    this.before = { x, y, here, isDrawn: isNew };
    if (!isNew) return;
    this.been.add(cell);
    this.corners.push({ row, x, y });
    if (!before) this.line += `M${here}`;
    else this.line += `${before.isDrawn ? "" : `M${before.here}`}L${here}`;
    if (!before || Math.hypot(x - before.x, y - before.y) >= SEEN_APART_PX) this.dots += `M${here}h0`;
  }

  /** @param {number} x @param {number} y @returns {number|null} the row of the corner under the pointer */
  nearest(x, y) {
    const apart = (/** @type {Corner} */ corner) => Math.hypot(corner.x - x, corner.y - y);
    /** @type {Corner|null} */
    let best = null;
    for (const corner of this.corners) if (!best || apart(corner) < apart(best)) best = corner;
    return best && apart(best) < NEAR_PX ? best.row : null;
  }
}
