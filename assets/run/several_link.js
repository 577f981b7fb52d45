/* What is looked at of several features, as fields of a link. */

import { FieldError } from "./link_fields.js";
import { areAsked } from "./several.js";

/** @typedef {import("./types.js").View} View */

/** @param {View} view @returns {string[][]} fields of a link */
export function askedFields({ asked }) {
  return asked ? [["asked", asked.join("_")]] : [];
}

/** @param {Map<string, string>} fields of a link @param {(field: string, value: string) => number} number reads one, or throws @returns {Partial<View>} throws FieldError where it is out of bounds */
export function askedFrom(fields, number) {
  const value = fields.get("asked");
  if (value === undefined) return {};
  const asked = value.split("_").map((part) => number("asked", part));
  if (!areAsked({ asked })) throw new FieldError("asked", value);
  return { asked };
}
