/* How least-squares slopes of many samples spread: counted in bins, and what theory says. */

/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {{middle: number, count: number}} Bin */

const BINS = 21;
const SPREAD = 3.5; // standard deviations to each side

/** @param {Points} points of one sample @returns {{mean: number, sd: number}|null} of the slopes of samples like this one; null where no truth is known */
export function slopeTheory({ true_weight: truth, least_squares: { weight_error: error } }) {
  return truth && error && error[0] > 0 ? { mean: truth[0], sd: error[0] } : null;
}

/** @param {number[]} slopes @returns {{mean: number, sd: number}} of samples: the sum of squares is shared by one less than there are */
export function spread(slopes) {
  const mean = slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length;
  const squares = slopes.reduce((sum, slope) => sum + (slope - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (slopes.length - 1)) };
}

/** @param {number[]} slopes @param {{mean: number, sd: number}|null} theory @returns {{bins: Bin[], width: number}} from the lowest to the highest */
export function slopeBins(slopes, theory) {
  if (!slopes.length && !theory) return { bins: [], width: 1 };
  const ends = theory ? [theory.mean - SPREAD * theory.sd, theory.mean + SPREAD * theory.sd] : [];
  const low = Math.min(...slopes, ...ends);
  const high = Math.max(...slopes, ...ends);
  const width = (high - low || 1) / BINS;
  const bins = Array.from({ length: BINS }, (_, i) => ({ middle: low + (i + 0.5) * width, count: 0 }));
  for (const slope of slopes) bins[Math.min(BINS - 1, Math.floor((slope - low) / width))].count += 1;
  return { bins, width };
}

/** @param {{mean: number, sd: number}} theory @param {number} count of slopes @param {number} width of a bin @returns {(slope: number) => number} how many of them a bin about this slope would have */
export function expected({ mean, sd }, count, width) {
  return (slope) => (count * width * Math.exp(-0.5 * ((slope - mean) / sd) ** 2)) / (sd * Math.sqrt(2 * Math.PI));
}
