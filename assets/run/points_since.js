/* Since when a run has learned from the points of now. */

import { same } from "./record.js";

/** @typedef {import("./types.js").Segment} Segment */

/** @type {WeakMap<Segment[], number>} */
const known = new WeakMap();

/** @param {{segments: Segment[]}} record @returns {number} the epoch after which it learned from the points of now alone; 0 where there were no others */
export function pointsSince({ segments }) {
  const found = known.get(segments);
  if (found !== undefined) return found;
  let first = segments.length - 1;
  while (first > 0 && same(segments[first - 1].data, segments[first].data)) first -= 1;
  const since = first > 0 ? segments[first].epoch : 0;
  known.set(segments, since);
  return since;
}
