/* What a browser that translates the page must leave as it is: code, numbers and formulas. */

import { all } from "./element.js";

/** Mark it, once. */
export function leaveUntranslated() {
  const code = all("code, pre, kbd, .brand, .graph");
  const formulas = all(".equation-line, .equation-sum, .step-table .numbers > :not(.name)");
  const numbers = all(".number, .value, .parameter, #steps, #original-units, #lowest-loss, .panel-key strong, #speed label");
  const table = all("#weights-rows :is(.now, .true, .best):not([role=columnheader])");
  [...code, ...formulas, ...numbers, ...table].forEach((place) => (place.translate = false));
}
