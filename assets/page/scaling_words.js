/* What scaling does, said under its choice for as long as it is seen: what the model sees of these features. */

import { meaningOf } from "./meanings.js";
import { element, made, setText } from "./element.js";

/** @typedef {import("../run/types.js").State} State */

const ID = "scaling-words";

/** @param {State} state */
export function sayScaling(state) {
  if (!document.getElementById(ID)) element("scaling-row").after(made("p", "", { id: ID }));
  const { hidden } = element("scaling-row");
  element(ID).hidden = hidden;
  setText(ID, hidden ? "" : meaningOf("scaling", state));
}
