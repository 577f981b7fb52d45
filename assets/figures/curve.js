/* The path of a curve that grows: a tick adds one piece to it, whatever its length. */

/** @typedef {import("../run/history.js").History} History */

const MOST_PIECES = 600;

/** An SVG path through the history's losses, thinned to about as many pieces as there are pixels. */
export class Curve {
  constructor() {
    this.place = "";
    /** @type {object|null} */
    this.lineage = null;
    this.path = "";
    this.next = 0;
    this.drawn = -Infinity;
  }

  /** @param {string} place @param {object|null} [lineage] */
  restart(place, lineage = null) {
    this.place = place;
    this.lineage = lineage;
    this.path = "";
    this.next = 0;
    this.drawn = -Infinity;
  }

  /**
   * The whole path, the newest epoch included.
   * @param {History} history @param {number} lastEpoch the end of the epoch axis
   * @param {(row: number) => string} at the pixel coordinates "x,y" of a row
   * @param {string} place names the coordinate system: another one starts the path anew
   * @returns {string}
   */
  through(history, lastEpoch, at, place) {
    const isOther = place !== this.place || history.lineage !== this.lineage || this.next > history.length;
    if (isOther) this.restart(place, history.lineage);
    const stride = Math.max(1, Math.ceil(lastEpoch / MOST_PIECES));
    for (; this.next < history.length; this.next += 1) {
      if (history.epoch(this.next) < this.drawn + stride) continue;
      this.path += (this.path ? "L" : "M") + at(this.next);
      this.drawn = history.epoch(this.next);
    }
    return history.length ? `${this.path}L${at(history.length - 1)}` : "";
  }
}
