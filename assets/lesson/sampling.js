/* Samples that could have been drawn as well, the line that fits each of them, and what theory says of their slopes. */

import { normals, uniforms } from "./random.js";

const ROUNDING = 1e-9; // of their mean: values that are less apart are one

/**
 * @typedef {{xs: number[], ys: number[]}} Sample
 * @typedef {{weight: number, bias: number, error: number|null}} Line by least squares; `error` the standard error of its slope, where a degree of freedom is left
 * @typedef {{xs: number[], weight: number, bias: number, noise: number}} Truth that samples are drawn about
 * @typedef {{centre: number, error: number, freedom: number}} Theory of the slopes: where they should lie, how far apart, and the degrees of freedom of their t
 * @typedef {{from: number, to: number, count: number}} Bin
 */

/**
 * The straight line through points by least squares, and the standard error of its slope: w = Sxy/Sxx, b = ȳ − w·x̄ and
 * se = s/√Sxx with s² = Σ residual²/(n − 2). Source: Weisberg, Applied Linear Regression, 4th ed., sections 2.2 to 2.6.
 * @param {Sample} sample @returns {Line|null} null where all points lie at one x
 */
export function lineOf({ xs, ys }) {
  const n = xs.length;
  if (xs.every((x) => x === xs[0])) return null;
  const [across, up] = [mean(xs), mean(ys)];
  let [sxx, sxy] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    sxx += (xs[i] - across) ** 2;
    sxy += (xs[i] - across) * (ys[i] - up);
  }
  const weight = sxy / sxx;
  let rest = 0;
  for (let i = 0; i < n; i += 1) rest += (ys[i] - up - weight * (xs[i] - across)) ** 2;
  return { weight, bias: up - weight * across, error: n > 2 ? Math.sqrt(rest / (n - 2) / sxx) : null };
}

/** New noise about the same truth, at the same x; in float32, as the data are. @param {Truth} truth @param {number} seed @param {number} number of the sample @returns {Sample} */
export function noisySample({ xs, weight, bias, noise }, seed, number) {
  const draw = normals(uniforms(seed, number));
  return { xs, ys: xs.map((x) => Math.fround(weight * x + bias + noise * draw())) };
}

/**
 * The bootstrap: as many points as there are, each drawn from all of them. Source: Efron, Bootstrap methods: another look at
 * the jackknife, Annals of Statistics 7 (1979); for lines Efron and Tibshirani, An Introduction to the Bootstrap, section 9.5.
 * @param {Sample} points @param {number} seed @param {number} number of the sample @returns {Sample}
 */
export function bootstrapSample({ xs, ys }, seed, number) {
  const draw = uniforms(seed, number);
  const drawn = xs.map(() => Math.floor(draw() * xs.length));
  return { xs: drawn.map((i) => xs[i]), ys: drawn.map((i) => ys[i]) };
}

/**
 * Where truth and noise are known, slopes are normal about the true one with standard deviation σ/√Sxx, and
 * (slope − true slope)/se has Student's t distribution with n − 2 degrees of freedom: Weisberg, section 2.6 and appendix A.
 * @param {Truth} truth @returns {Theory|null} null where all points lie at one x
 */
export function theoryOf({ xs, weight, noise }) {
  if (xs.every((x) => x === xs[0])) return null;
  const across = mean(xs);
  const sxx = xs.reduce((sum, x) => sum + (x - across) ** 2, 0);
  return { centre: weight, error: noise / Math.sqrt(sxx), freedom: xs.length - 2 };
}

/** Where no truth is known, all that theory has is the points: their own line, and its standard error. @param {Sample} points @returns {Theory|null} */
export function theoryFrom(points) {
  const line = lineOf(points);
  return line && line.error !== null ? { centre: line.weight, error: line.error, freedom: points.xs.length - 2 } : null;
}

/** @param {number[]} values at least one @returns {number} */
export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param {number[]} values @returns {number|null} their standard deviation, with n − 1; null of fewer than two */
export function spread(values) {
  if (values.length < 2) return null;
  const middle = mean(values);
  const apart = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
  return apart > ROUNDING * Math.abs(middle) ? apart : 0;
}

/** @param {number[]} values @param {{low: number, width: number, bins: number}} grid @returns {Bin[]} how many lie in each; those outside in none */
export function histogram(values, { low, width, bins }) {
  const counts = Array.from({ length: bins }, () => 0);
  values.forEach((value) => {
    const bin = Math.floor((value - low) / width);
    if (bin >= 0 && bin < bins) counts[bin] += 1;
  });
  return counts.map((count, i) => ({ from: low + i * width, to: low + (i + 1) * width, count }));
}
