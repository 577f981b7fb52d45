/* Exact arithmetic with decimal numbers as they are written, for lines that must be true to the digit. */

/** @typedef {{digits: bigint, scale: number}} Decimal digits × 10^−scale */

/** @param {string} text plain or with an exponent @returns {Decimal} */
export function decimal(text) {
  const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text);
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

/** @param {Decimal} one @param {Decimal} other */
export function times(one, other) {
  return { digits: one.digits * other.digits, scale: one.scale + other.scale };
}

/** @param {Decimal} one @param {Decimal} other */
export function minus(one, other) {
  const scale = Math.max(one.scale, other.scale);
  return { digits: at(one, scale) - at(other, scale), scale };
}

/** @param {Decimal} value @param {number} scale @returns {bigint} the nearest digits × 10^−scale; a tie to the even one */
export function rounded(value, scale) {
  if (value.scale <= scale) return at(value, scale);
  const unit = 10n ** BigInt(value.scale - scale);
  const size = value.digits < 0n ? -value.digits : value.digits;
  const [quotient, rest] = [size / unit, 2n * (size % unit)];
  const up = rest > unit || (rest === unit && quotient % 2n === 1n) ? 1n : 0n;
  return (value.digits < 0n ? -1n : 1n) * (quotient + up);
}

/** @param {Decimal} value @param {number} scale not smaller than its own */
function at({ digits, scale: own }, scale) {
  return digits * 10n ** BigInt(scale - own);
}
