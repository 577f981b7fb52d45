/* What a key does to the points of the fit, and which of them is meant. */

/** @typedef {"take"|"let-go"|"add"|"remove"} Name */
/** @typedef {{move: [number, number]}|{choose: number}|{name: Name}} Deed `move` in steps, `choose` to which side */

const FAR = 10;
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
/** @type {Record<string, Name>} */
const NAMES = { Insert: "add", "+": "add", Delete: "remove", Backspace: "remove" };

/** @param {{key: string, shiftKey: boolean}} event @param {{chosen: number|null, isTaken: boolean}} now @returns {Deed|null} null where the key is not for the points */
export function deedOf({ key, shiftKey }, { chosen, isTaken }) {
  if (key in MOVES) {
    const [across, up] = MOVES[key];
    return isTaken && chosen !== null ? { move: [across * (shiftKey ? FAR : 1), up * (shiftKey ? FAR : 1)] } : { choose: across || up };
  }
  if (key === "Enter" && chosen !== null) return { name: isTaken ? "let-go" : "take" };
  if (key === "Escape") return isTaken ? { name: "let-go" } : null;
  const name = NAMES[key];
  return name && (name === "add" || chosen !== null) ? { name } : null;
}

/** @param {number[]} xs @param {number|null} chosen @param {number} by 1 to the right, -1 to the left @returns {number} the next point */
export function nextTo(xs, chosen, by) {
  const order = xs.map((_, i) => i).sort((one, other) => xs[one] - xs[other] || one - other);
  const from = by > 0 ? -1 : order.length;
  const at = chosen === null ? from : order.indexOf(chosen);
  return order[Math.min(order.length - 1, Math.max(0, at + by))];
}

/** @param {number[]} xs @param {number} at @returns {number} the first one from there on to the right, or the last */
export function nextFrom(xs, at) {
  const order = xs.map((_, i) => i).sort((one, other) => xs[one] - xs[other] || one - other);
  return order.find((i) => xs[i] >= at) ?? order[order.length - 1];
}

/** @param {{x: number, y: number}} at @param {number[]} xs in pixels @param {number[]} ys @param {number} reach @returns {number|null} the nearest point within reach, the last of those as near */
export function nearestTo(at, xs, ys, reach) {
  let [found, least] = [-1, reach];
  xs.forEach((x, i) => {
    const apart = Math.hypot(x - at.x, ys[i] - at.y);
    if (apart <= least) [found, least] = [i, apart];
  });
  return found < 0 ? null : found;
}
