/* What is looked at of several features, as fields of a link. */

import { FieldError } from "./link_fields.js";
import { areAsked, NOTHING_ASKED } from "./several.js";

/** @typedef {import("./types.js").View} View */

/** @param {View} view @returns {string[][]} fields of a link */
export function askedFields({ asked, over }) {
  return [...(asked ? [["asked", asked.join("_")]] : []), ...(over === null ? [] : [["over", String(over)]])];
}

/** @param {Map<string, string>} fields of a link @param {(field: string, value: string) => number} number reads one, or throws @returns {Partial<View>} throws FieldError where it is out of bounds */
export function askedFrom(fields, number) {
  const [list, place] = [fields.get("asked"), fields.get("over")];
  const asked = list === undefined ? {} : { asked: list.split("_").map((part) => number("asked", part)) };
  const over = place === undefined ? {} : { over: number("over", place) };
  if (!areAsked({ ...NOTHING_ASKED, ...asked })) throw new FieldError("asked", list ?? "");
  if (!areAsked({ ...NOTHING_ASKED, ...over })) throw new FieldError("over", place ?? "");
  return { ...asked, ...over };
}
