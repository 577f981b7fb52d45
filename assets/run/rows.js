/* Rows of a history as text, to the bit: losses as float64, weights and biases as the float32 that torch gives, epochs by first and step. */

/** @typedef {{first: number, step: number, count: number, isWide: boolean}} Shape isWide: where a number is no float32 */

const CHUNK = 8192;
const DOUBLE = 8;
const SINGLE = 4;

/** @param {Float64Array[]} columns losses, biases, weights… @returns {{isWide: boolean, text: string}} */
export function encode([losses, ...parameters]) {
  const isWide = !parameters.every(areSingle);
  const count = losses.length;
  const bytes = new Uint8Array(count * (DOUBLE + parameters.length * (isWide ? DOUBLE : SINGLE)));
  new Float64Array(bytes.buffer, 0, count).set(losses);
  const Column = isWide ? Float64Array : Float32Array;
  parameters.forEach((column, i) => new Column(bytes.buffer, placeOf(i, count, isWide), count).set(column));
  return { isWide, text: btoa(binary(bytes)) };
}

/** @param {string} text @param {Shape} shape @param {number} dims @returns {Float64Array[]|null} epochs, losses, biases, weights…; null if it is none of that shape */
export function decode(text, { first, step, count, isWide }, dims) {
  const bytes = bytesOf(atob(text));
  if (bytes.length !== count * (DOUBLE + (dims + 1) * (isWide ? DOUBLE : SINGLE))) return null;
  const Column = isWide ? Float64Array : Float32Array;
  const parameters = Array.from({ length: dims + 1 }, (_, i) => new Float64Array(new Column(bytes.buffer, placeOf(i, count, isWide), count)));
  const epochs = new Float64Array(count);
  for (let i = 0; i < count; i += 1) epochs[i] = first + step * i;
  const columns = [epochs, new Float64Array(bytes.buffer, 0, count), ...parameters];
  return columns.every(areFinite) ? columns : null;
}

/** @param {number} i which of the parameters @param {number} count of rows @param {boolean} isWide @returns {number} the byte at which its column begins */
function placeOf(i, count, isWide) {
  return count * (DOUBLE + i * (isWide ? DOUBLE : SINGLE));
}

/** @param {Float64Array} column */
function areSingle(column) {
  for (let i = 0; i < column.length; i += 1) if (Math.fround(column[i]) !== column[i]) return false;
  return true;
}

/** @param {Float64Array} column */
function areFinite(column) {
  for (let i = 0; i < column.length; i += 1) if (!Number.isFinite(column[i])) return false;
  return true;
}

/** @param {string} letters one a byte @returns {Uint8Array<ArrayBuffer>} */
export function bytesOf(letters) {
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** @param {Uint8Array} bytes @returns {string} one letter a byte */
export function binary(bytes) {
  let letters = "";
  for (let at = 0; at < bytes.length; at += CHUNK) letters += String.fromCharCode.apply(null, /** @type {any} */ (bytes.subarray(at, at + CHUNK)));
  return letters;
}

/** The mark by which a text is known again: FNV-1a of its letters. @param {string} text @returns {number} 32 bits */
export function sumOf(text) {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return sum >>> 0;
}
