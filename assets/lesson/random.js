/* Numbers at random that a seed gives, the same in every browser (docs/why/sampling.md). */

const TWO_26 = 2 ** 26;
const TWO_53 = 2 ** 53;

/** @typedef {() => number} Draw the next number */

/** xoshiro128** 1.1 of Blackman and Vigna (2018). @param {number[]} words its four, not all of them 0 @returns {Draw} whole numbers below 2³² */
export function xoshiro([a, b, c, d]) {
  return () => {
    const drawn = Math.imul(turned(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = turned(d, 11);
    return drawn;
  };
}

/** Each stream of a seed goes its own way. @param {number} seed @param {number} stream @returns {Draw} numbers from 0 to 1, without 1, of 53 bits */
export function uniforms(seed, stream) {
  const start = mixed(seed ^ mixed(stream + 1));
  const draw = xoshiro([1, 2, 3, 4].map((i) => mixed(start + i)));
  return () => ((draw() >>> 5) * TWO_26 + (draw() >>> 6)) / TWO_53;
}

/** By Box and Muller (1958). @param {Draw} uniform @returns {Draw} of the normal distribution, with mean 0 and standard deviation 1 */
export function normals(uniform) {
  /** @type {number|null} */
  let other = null;
  return () => {
    if (other !== null) {
      const drawn = other;
      other = null;
      return drawn;
    }
    const far = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    other = far * Math.sin(angle);
    return far * Math.cos(angle);
  };
}

/** @param {number} word of 32 bits @param {number} by @returns {number} turned to the left */
function turned(word, by) {
  return (word << by) | (word >>> (32 - by));
}

/** The finaliser of MurmurHash3, of Appleby (2011), after a step that takes 0 away. @param {number} word @returns {number} */
function mixed(word) {
  let hash = (word + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
