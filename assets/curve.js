/* The path of a curve that grows: a tick adds one piece to it, whatever its length. */
(function (chalkline) {
  "use strict";

  const MOST_PIECES = 600;

  /** An SVG path through the history's losses, thinned to about as many pieces as there are pixels. */
  class Curve {
    constructor() {
      this.restart("");
    }

    restart(place, history = null) {
      Object.assign(this, { place, history, cuts: history ? history.cuts : 0 });
      this.path = "";
      this.next = 0;
      this.drawn = -Infinity;
    }

    /**
     * The whole path, the newest epoch included.
     * @param {object} history @param {number} lastEpoch the end of the epoch axis
     * @param {(row: number) => string} at the pixel coordinates "x,y" of a row
     * @param {string} place names the coordinate system: another one starts the path anew
     * @returns {string}
     */
    through(history, lastEpoch, at, place) {
      if (place !== this.place || history !== this.history || history.cuts !== this.cuts) this.restart(place, history);
      const stride = Math.max(1, Math.ceil(lastEpoch / MOST_PIECES));
      for (; this.next < history.length; this.next += 1) {
        if (history.epoch(this.next) < this.drawn + stride) continue;
        this.path += (this.path ? "L" : "M") + at(this.next);
        this.drawn = history.epoch(this.next);
      }
      return history.length ? `${this.path}L${at(history.length - 1)}` : "";
    }
  }

  chalkline.Curve = Curve;
})(((window.dash_clientside ||= {}).chalkline ||= {}));
