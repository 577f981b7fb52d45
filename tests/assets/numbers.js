/* Numbers that are near to each other, and numbers at random that are the same each time. */

import assert from "node:assert/strict";

/** Each number of the plain JSON within `rel` of the one in the same place, or within `abs`. */
export function assertNear(actual, expected, { rel = 1e-6, abs = 1e-12 } = {}, at = "") {
  if (typeof expected !== "number") {
    assert.deepEqual(Object.keys(actual), Object.keys(expected), at);
    Object.keys(expected).forEach((key) => assertNear(actual[key], expected[key], { rel, abs }, `${at}/${key}`));
    return;
  }
  const apart = Math.abs(actual - expected);
  assert.ok(apart <= Math.max(rel * Math.abs(expected), abs), `${actual} is not near ${expected} ${at}`);
}

/** @returns {() => number} of which each call gives the next number from 0 to 1 (mulberry32) */
export function numbersFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @returns {any} one of the list */
export function oneOf(random, list) {
  return list[Math.floor(random() * list.length)];
}

/** @returns {number} the middle one, or the mean of the two in the middle */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[Math.floor(half)];
}
