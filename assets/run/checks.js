/* What values are that come from outside: parts of larger checks. */

/** @param {any} from @param {string[]} names @returns {any} */
export function pick(from, names) {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

/** @param {any} value @param {number} most @param {(it: any, i: number) => boolean} isRight */
export function isList(value, most, isRight) {
  return Array.isArray(value) && value.length <= most && value.every(isRight);
}

/** @param {any} map @param {number} most @param {(it: any, name: string) => boolean} isRight */
export function isMap(map, most, isRight) {
  const entries = Object.entries(map);
  return entries.length <= most && entries.every(([name, it]) => isRight(it, name));
}

/** @param {any} value @param {number} most */
export function isCount(value, most) {
  return Number.isInteger(value) && value >= 0 && value <= most;
}

/** @param {any} value */
export function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}
