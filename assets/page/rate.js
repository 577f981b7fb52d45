/* The learning rate as a number: typed, where the slider's stops leave one out that the page names. */

import { plain } from "../text/numbers.js";
import { parse, refusal } from "./controls.js";
import { setAttribute } from "./element.js";
import { setNative } from "../native.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").ControlRow} ControlRow */

/** @param {string} written @param {ControlRow} row of the rate @returns {number|undefined} the rate, undefined where it is none */
export function typedRate(written, row) {
  const rate = parse(written, { ...row, kind: "number" });
  return rate === undefined ? undefined : Number(rate.toPrecision(6)); // as many digits as the slider holds
}

/** @param {Store} store */
export function listenToRate(store) {
  let asked = ""; // what was last taken or refused

  /** @param {HTMLInputElement} field */
  const show = (field) => {
    asked = plain(store.state.controls.learning_rate);
    setNative(field, asked);
    setAttribute(field, "aria-invalid", false);
  };

  /** @param {HTMLInputElement} field */
  const take = (field) => {
    if (field.value === asked) return;
    asked = field.value;
    const { state, dispatch } = store;
    const row = state.schema.controls.learning_rate;
    const rate = typedRate(asked, row);
    setAttribute(field, "aria-invalid", rate === undefined);
    if (rate === undefined) dispatch({ type: "say", notice: refusal(row) });
    else {
      if (isOfRate(state.notice, row)) dispatch({ type: "say", notice: null });
      dispatch({ type: "set", controls: { learning_rate: rate } });
    }
  };

  // Dash draws the field anew, so its events are heard of where they come by.
  const hear = (/** @type {string} */ name, /** @type {(field: HTMLInputElement, key: string) => void} */ act) =>
    document.addEventListener(name, (event) => isField(event.target) && act(event.target, /** @type {KeyboardEvent} */ (event).key));
  hear("focusin", (field) => {
    show(field);
    field.select();
  });
  hear("focusout", (field) => {
    take(field);
    show(field);
  });
  hear("keydown", (field, key) => {
    if (key === "Enter") take(field);
    if (key === "Escape") show(field);
  });
}

/** @param {EventTarget|null} target @returns {target is HTMLInputElement} */
function isField(target) {
  return target instanceof HTMLInputElement && target.id === "learning-rate-field";
}

/** @param {import("../run/types.js").Notice|null} notice @param {ControlRow} row */
function isOfRate(notice, row) {
  const { id, values } = refusal(row);
  return notice !== null && notice.id === id && notice.values?.field === values?.field;
}
