/* What comes later under More: what Step takes, where batches are small, and whether the loss is heard. */

import { isHidden } from "../run/hidden.js";
import { isInBatches } from "../run/state.js";
import { text } from "../text/texts.js";
import { element, made, setAttribute } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */

const STEP = "step-by";
const SOUND = "sound-switch";

/** Two rows. */
export class MoreRows {
  /** @param {Store} store */
  constructor(store) {
    this.steps = row(STEP, { epoch: false, batch: true }, (byBatch) => store.dispatch({ type: "view", view: { byBatch } }));
    this.sound = row(SOUND, { off: false, on: true }, (sound) => store.dispatch({ type: "view", view: { sound } }));
    element("batch-size").closest(".field-row")?.after(this.steps);
    element("more").append(this.sound);
  }

  /** @param {State} state */
  follow(state) {
    const { byBatch, sound } = state.view;
    level(this.steps, byBatch, isInBatches(state) && !isHidden(state, "step"));
    level(this.sound, sound, !isHidden(state, "loss"));
  }
}

/** @param {string} id also of its texts @param {Record<string, boolean>} choices by the ends of their texts @param {(value: boolean) => void} choose @returns {HTMLElement} */
function row(id, choices, choose) {
  const segments = made("div", "", { id, className: "segments" });
  segments.setAttribute("role", "group");
  segments.setAttribute("aria-label", text(id));
  Object.entries(choices).forEach(([name, value]) => {
    const button = made("button", text(`${id}.${name}`), { className: "segment" });
    button.dataset.value = String(value);
    button.addEventListener("click", () => choose(value));
    segments.append(button);
  });
  const place = made("div", "", { className: "field-row" });
  place.append(made("span", text(id), { className: "field-label" }), segments);
  return place;
}

/** @param {HTMLElement} place @param {boolean} chosen @param {boolean} isHere */
function level(place, chosen, isHere) {
  if (place.hidden === isHere) place.hidden = !isHere;
  place.querySelectorAll("button").forEach((button) => setAttribute(button, "aria-pressed", button.dataset.value === String(chosen)));
}
