/* In which order an epoch visits the points: numpy's permutation from (seed, epoch), number by number (model/trainer.py). */

const POOL = 4; // words of 32 bits
const SHIFT = 16;
const [FIRST_A, FACTOR_A] = [0x43b0d7e5, 0x931e8875];
const [FIRST_B, FACTOR_B] = [0x8b51f9dd, 0x58f38ded];
const [LEFT, RIGHT] = [0xca01f9dd, 0x4973f715];
const WORD = 2 ** 32;
const FACTOR = 0x2360ed051fc65da44385df649fccf645n;
const [BITS_64, BITS_128] = [(1n << 64n) - 1n, (1n << 128n) - 1n];

/** @param {number} seed @param {number} epoch counted from 0 @param {number} n points @returns {number[]} their places, in order */
export function exampleOrder(seed, epoch, n) {
  const draw = generator(seeded([...words(seed), ...words(epoch)]));
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i -= 1) {
    const j = upTo(i, draw);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** @param {number} value @returns {number[]} its 32-bit words, the lowest first */
function words(value) {
  return value < WORD ? [value] : [value % WORD, ...words(Math.floor(value / WORD))];
}

/** @param {number} value @returns {number} its bits folded */
function folded(value) {
  return (value ^ (value >>> SHIFT)) >>> 0;
}

/** numpy.random.SeedSequence: what is drawn from a pool of mixed words. @param {number[]} entropy @returns {bigint[]} four words of 64 bits */
function seeded(entropy) {
  let constant = FIRST_A;
  const hashed = (/** @type {number} */ value) => {
    const mixed = value ^ constant;
    constant = Math.imul(constant, FACTOR_A);
    return folded(Math.imul(mixed, constant));
  };
  const joined = (/** @type {number} */ one, /** @type {number} */ other) => folded(Math.imul(LEFT, one) - Math.imul(RIGHT, other));
  const pool = Array.from({ length: POOL }, (_, i) => hashed(entropy[i] ?? 0));
  pool.forEach((_, from) => pool.forEach((__, to) => from !== to && (pool[to] = joined(pool[to], hashed(pool[from])))));
  entropy.slice(POOL).forEach((value) => pool.forEach((_, to) => (pool[to] = joined(pool[to], hashed(value)))));
  let last = FIRST_B;
  const drawn = Array.from({ length: 2 * POOL }, (_, i) => {
    const mixed = pool[i % POOL] ^ last;
    last = Math.imul(last, FACTOR_B);
    return BigInt(folded(Math.imul(mixed, last)));
  });
  return Array.from({ length: POOL }, (_, i) => drawn[2 * i] | (drawn[2 * i + 1] << 32n));
}

/** numpy.random.PCG64. @param {bigint[]} words @returns {() => number} of which each call gives the next 32 bits */
function generator([high, low, incrementHigh, incrementLow]) {
  const increment = ((((incrementHigh << 64n) | incrementLow) << 1n) | 1n) & BITS_128;
  const next = (/** @type {bigint} */ state) => (state * FACTOR + increment) & BITS_128;
  let state = next(next(0n) + ((high << 64n) | low));
  /** @type {number|null} */
  let kept = null;
  return () => {
    if (kept !== null) {
      const half = kept;
      kept = null;
      return half;
    }
    state = next(state);
    const [bits, turn] = [(state >> 64n) ^ (state & BITS_64), state >> 122n];
    const turned = ((bits >> turn) | (bits << (64n - turn))) & BITS_64;
    kept = Number(turned >> 32n);
    return Number(turned & 0xffffffffn);
  };
}

/** @param {number} most @param {() => number} draw @returns {number} at most that: what is larger is drawn again */
function upTo(most, draw) {
  const mask = WORD / 2 ** Math.clz32(most) - 1;
  let drawn = Infinity;
  while (drawn > most) drawn = (draw() & mask) >>> 0;
  return drawn;
}
