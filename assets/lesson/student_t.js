/* Student's t distribution: what a slope does in units of a standard error that is itself taken from the points. */

const PIECES = 400; // of Simpson's rule: even
const HALVINGS = 60;
const WIDEST = 13; // holds 95 % even with one degree of freedom

/** @param {number} t @param {number} freedom degrees of it, at least 1 @returns {number} Γ((ν+1)/2) / (Γ(ν/2)·√(νπ)) · (1 + t²/ν)^(−(ν+1)/2) */
export function density(t, freedom) {
  return (gammas(freedom) / Math.sqrt(freedom * Math.PI)) * Math.pow(1 + (t * t) / freedom, -(freedom + 1) / 2);
}

/** @param {number} freedom @param {number} [share] @returns {number} the t between whose two signs this share lies */
export function within(freedom, share = 0.95) {
  let [low, high] = [0, WIDEST];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (shareWithin(middle, freedom) < share) low = middle;
    else high = middle;
  }
  return high;
}

/** @param {number} t @param {number} freedom @returns {number} the share between −t and t, by Simpson's rule */
function shareWithin(t, freedom) {
  const step = t / PIECES;
  let sum = 0;
  for (let i = 0; i <= PIECES; i += 1) sum += density(i * step, freedom) * (i === 0 || i === PIECES ? 1 : i % 2 ? 4 : 2);
  return (2 * sum * step) / 3;
}

/** @param {number} freedom @returns {number} Γ((ν+1)/2) / Γ(ν/2), two degrees at a time from √π⁻¹ and √π/2 */
function gammas(freedom) {
  let ratio = freedom % 2 ? 1 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI) / 2;
  for (let at = freedom % 2 ? 1 : 2; at < freedom; at += 2) ratio *= (at + 1) / at;
  return ratio;
}

/** @param {number} z @returns {number} of the normal distribution with mean 0 and standard deviation 1 */
export function normalDensity(z) {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}
