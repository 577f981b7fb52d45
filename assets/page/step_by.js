/* Under More, beside small batches: whether Step takes an epoch or one batch. */

import { isHidden } from "../run/hidden.js";
import { isInBatches } from "../run/state.js";
import { text } from "../text/texts.js";
import { element, made, setAttribute } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */

const ID = "step-by";
const CHOICES = ["epoch", "batch"];

/** The row of this choice. */
export class StepBy {
  /** @param {Store} store */
  constructor(store) {
    this.row = this.make(store);
    element("batch-size").closest(".field-row")?.after(this.row);
  }

  /** @param {Store} store @returns {HTMLElement} */
  make(store) {
    const label = made("span", text(ID), { className: "field-label" });
    const segments = made("div", "", { id: ID, className: "segments" });
    segments.setAttribute("role", "group");
    segments.setAttribute("aria-label", text(ID));
    segments.append(...CHOICES.map((by) => choice(by, store)));
    const row = made("div", "", { className: "field-row" });
    row.append(label, segments);
    return row;
  }

  /** @param {State} state */
  follow(state) {
    const isHere = isInBatches(state) && !isHidden(state, "step");
    if (this.row.hidden === isHere) this.row.hidden = !isHere;
    this.row.querySelectorAll("button").forEach((button) => setAttribute(button, "aria-pressed", (button.dataset.by === "batch") === state.view.byBatch));
  }
}

/** @param {string} by @param {Store} store @returns {HTMLElement} */
function choice(by, store) {
  const button = made("button", text(`${ID}.${by}`), { className: "segment" });
  button.dataset.by = by;
  button.addEventListener("click", () => store.dispatch({ type: "view", view: { byBatch: by === "batch" } }));
  return button;
}
