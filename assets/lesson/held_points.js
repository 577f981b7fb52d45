/* A line's points of which one is held: what theory knows of them is kept in running sums, so that a frame of a drag does not go through all of them. */

import { isTest, learned } from "./curve.js";
import { lineFrom } from "./theory.js";

/** @typedef {import("../run/types.js").Points} Points */

/** The points as they are now, and their sums. */
export class HeldPoints {
  /** @param {Points} points as pointsOf() makes them @param {number} held the place of the one that moves */
  constructor(points, held) {
    this.points = points;
    this.held = held;
    const { features, targets } = learned(points);
    this.n = targets.length;
    // About the means of now, so that no digits are lost where the values are large beside what they are apart.
    this.origin = { x: sumOf(features.map(([x]) => x)) / this.n, y: sumOf(targets) / this.n };
    this.sums = { x: 0, y: 0, xx: 0, xy: 0, yy: 0 };
    targets.forEach((y, i) => this.count(features[i][0], y, 1));
  }

  /** @param {number} x @param {number} y @param {1|-1} times */
  count(x, y, times) {
    const [dx, dy] = [x - this.origin.x, y - this.origin.y];
    const { sums } = this;
    sums.x += times * dx;
    sums.y += times * dy;
    sums.xx += times * dx * dx;
    sums.xy += times * dx * dy;
    sums.yy += times * dy * dy;
  }

  /** @param {number} x @param {number} y @param {string} name of what they become @returns {Points} with the held one there */
  moveTo(x, y, name) {
    const { points, held } = this;
    const [features, targets] = [points.features.slice(), points.targets.slice()];
    const to = [Math.fround(x), Math.fround(y)];
    if (!isTest(points, held)) {
      this.count(features[held][0], targets[held], -1);
      this.count(to[0], to[1], 1);
    }
    features[held] = [to[0]];
    targets[held] = to[1];
    this.points = { ...points, shown: `touched ${name}`, features, targets, ...this.theory() };
    return this.points;
  }

  /** @returns {ReturnType<typeof lineFrom>} */
  theory() {
    const { n, sums, origin } = this;
    const [dx, dy] = [sums.x / n, sums.y / n];
    const spread = { x: sums.xx / n - dx * dx, xy: sums.xy / n - dx * dy, y: sums.yy / n - dy * dy };
    return lineFrom({ n, x: origin.x + dx, y: origin.y + dy, spread }, this.points.inside ?? null);
  }
}

/** @param {number[]} values */
function sumOf(values) {
  return values.reduce((sum, value) => sum + value, 0);
}
