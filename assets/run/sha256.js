/* SHA-256 of bytes (FIPS 180-4): browsers offer theirs on secure pages alone, and a school's server is often plain http. */

const BLOCK = 64;

/** @param {number} n @returns {number[]} the first so many primes */
function primes(n) {
  /** @type {number[]} */
  const found = [];
  for (let number = 2; found.length < n; number += 1) if (found.every((prime) => number % prime)) found.push(number);
  return found;
}

/** @param {number} value @returns {number} the first 32 bits behind its point */
function fraction(value) {
  return ((value - Math.floor(value)) * 2 ** 32) | 0;
}

const ROUNDS = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const FIRST = primes(8).map((prime) => fraction(Math.sqrt(prime)));

/** @param {number} word @param {number} by */
function turned(word, by) {
  return (word >>> by) | (word << (32 - by));
}

/** @param {Uint8Array} bytes @returns {Uint8Array<ArrayBuffer>} whole blocks: the bytes, a one, noughts, and their number of bits */
function padded(bytes) {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(whole.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(whole.length - 4, bytes.length << 3);
  return whole;
}

/** @param {DataView} view @param {number} at where the block begins @param {Int32Array} words to fill */
function schedule(view, at, words) {
  for (let i = 0; i < 16; i += 1) words[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i += 1) {
    const early = words[i - 15];
    const late = words[i - 2];
    const first = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const second = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[i] = words[i - 16] + first + words[i - 7] + second;
  }
}

/** One assignment a line: a list of eight, made anew in each round, took nine tenths of the time. @param {number[]} hash @param {Int32Array} words @returns {number[]} the hash after one more block */
function mixed(hash, words) {
  let [a, b, c, d, e, f, g, h] = hash;
  for (let i = 0; i < 64; i += 1) {
    const choice = ((turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + h + ROUNDS[i] + words[i]) | 0;
    const majority = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + choice) | 0;
    d = c;
    c = b;
    b = a;
    a = (choice + majority) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + hash[i]) | 0);
}

/** @param {Uint8Array} bytes @returns {string} their hash, 64 hexadecimal digits */
export function sha256(bytes) {
  const blocks = padded(bytes);
  const view = new DataView(blocks.buffer);
  const words = new Int32Array(64);
  let hash = FIRST;
  for (let at = 0; at < blocks.length; at += BLOCK) {
    schedule(view, at, words);
    hash = mixed(hash, words);
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
