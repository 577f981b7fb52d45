/* The value of a slider as a number: typed, where the slider's stops leave one out that the page names. */

import { plain } from "../text/numbers.js";
import { boundsOf, parse, refusal } from "./controls.js";
import { setAttribute } from "./element.js";
import { setNative } from "../native.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").ControlRow} ControlRow */

/** @type {Record<string, string>} the controls by the ids of their fields */
const FIELDS = { "learning-rate-field": "learning_rate", "noise-field": "noise" };

/** @param {string} written @param {ControlRow} row of the control @returns {number|undefined} the value, undefined where it is none */
export function typedValue(written, row) {
  const value = parse(written, { ...row, id: `${row.id}-field`, kind: "number" });
  return value === undefined ? undefined : Number(value.toPrecision(6)); // as many digits as the slider holds
}

/** @param {Store} store */
export function listenToTyping(store) {
  let asked = ""; // what was last taken or refused

  /** @param {HTMLInputElement} field */
  const show = (field) => {
    asked = plain(store.state.controls[FIELDS[field.id]]);
    setNative(field, asked);
    setAttribute(field, "aria-invalid", false);
  };

  /** @param {HTMLInputElement} field */
  const take = (field) => {
    if (field.value === asked) return;
    asked = field.value;
    const { state, dispatch } = store;
    const name = FIELDS[field.id];
    const row = boundsOf(state, name);
    const value = typedValue(asked, row);
    setAttribute(field, "aria-invalid", value === undefined);
    if (value === undefined) dispatch({ type: "say", notice: refusal(row) });
    else {
      if (state.notice?.at === row.id) dispatch({ type: "say", notice: null });
      dispatch({ type: "set", controls: { [name]: value } });
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
  return target instanceof HTMLInputElement && target.id in FIELDS;
}
