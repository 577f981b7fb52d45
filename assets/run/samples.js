/* Which samples are drawn beside the run: a seed and how many, from which all of them come again. */

/** @typedef {import("./types.js").Samples} Samples */
/** @typedef {import("./types.js").State} State */

const MOST = 1e6;
const MOST_AT_ONCE = 1000;
/** @type {Samples} */
export const NO_SAMPLES = { seed: 0, count: 0, as: "slopes" };
export const KINDS = ["slopes", "t"];

/** @type {Record<string, (state: State, action: any) => State>} */
export const OF_SAMPLES = {
  /** So many more; the first one brings the seed. */
  "draw-samples": ({ samples, ...state }, { more, seed }) => ({
    ...state,
    samples: { ...samples, seed: samples.count ? samples.seed : seed, count: Math.min(MOST, samples.count + Math.min(more, MOST_AT_ONCE)) },
  }),
  "forget-samples": (state) => (state.samples.count ? { ...state, samples: { ...state.samples, count: 0 } } : state),
  "show-samples": (state, { as }) => (as === state.samples.as ? state : { ...state, samples: { ...state.samples, as } }),
};

/** @param {any} samples @param {{low: number, high: number}} seeds @returns {boolean} whether a tab or a link may bring them */
export function areSamples({ seed, count, as }, { low, high }) {
  const isWhole = (/** @type {any} */ it, /** @type {number} */ from, /** @type {number} */ to) => Number.isInteger(it) && it >= from && it <= to;
  return isWhole(seed, low, high) && isWhole(count, 0, MOST) && KINDS.includes(as);
}
