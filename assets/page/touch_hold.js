/* A point that is held: it is drawn where it is at once, and the run learns from there once a second and when it is let go. */

import { isCurve } from "../lesson/curve.js";
import { HeldPoints } from "../lesson/held_points.js";
import { moved, passing, touch } from "../run/edits.js";
import { named } from "../run/own_points.js";

/** @typedef {import("../run/edits.js").Place} Place */
/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").Table} Table */

const STEPS = 100; // of a key, over an axis
const LEARNED_MS = 1000; // each table that the run has learned from is kept for its record

/** One point, from when it is caught to when it is let go. */
export class Hold {
  /** @param {Store} store @param {number} point @param {Table} table */
  constructor(store, point, table) {
    this.store = store;
    this.point = point;
    this.table = table;
    this.original = named(table);
    this.learnedAt = -Infinity;
    this.frames = 0;
    /** @type {HeldPoints|null} */
    this.held = null;
    this.isBegun = false; // whether the run has been told of it
    this.isAhead = false; // whether it has moved on since
  }

  /** @param {Place} to */
  moveTo(to) {
    this.table = moved(this.table, this.point, to);
    if (performance.now() - this.learnedAt >= LEARNED_MS) {
      this.tell();
      return;
    }
    this.isAhead = true;
    this.frames += 1;
    this.store.dispatch(this.passing());
  }

  /** @returns {import("../run/types.js").Action} which draws the point where it is now */
  passing() {
    const { table, point, store, held } = this;
    const name = `frame ${this.frames}`;
    if (held && held.points === store.state.points) return { type: "drag-point", points: held.moveTo(table.features[point][0], table.targets[point], name), held: point };
    const whole = passing(store.state, table, point, name); // the first frame, and the first after others have come
    this.held = isCurve(whole.points) ? null : new HeldPoints(whole.points, point);
    return whole;
  }

  /** @param {number} across @param {number} up in steps of the axes @param {import("../plotly.js").Axes} axes */
  moveBy(across, up, { x, y }) {
    const step = (/** @type {[number, number]} */ [low, high]) => (high - low) / STEPS;
    this.moveTo({ x: this.table.features[this.point][0] + across * step(x.range), y: this.table.targets[this.point] + up * step(y.range) });
  }

  /** The run goes on with the point where it is now. */
  tell() {
    this.store.dispatch({ ...touch(this.store.state, this.original, this.table, "moved-point", this.isBegun), held: this.point });
    Object.assign(this, { isBegun: true, isAhead: false, learnedAt: performance.now() });
  }

  end() {
    if (this.isAhead) this.tell();
    if (this.isBegun) this.store.dispatch({ type: "let-go" });
  }
}
