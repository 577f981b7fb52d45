/* A switch for all that may be hidden. */

import { hideable } from "../run/hidden.js";
import { text } from "../text/texts.js";
import { all, made } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */

/** @type {Record<string, (name: string) => string>} the text that names each of a group */
const NAMES = {
  controls: (name) => text(name),
  buttons: (name) => text(name === "more" ? "more-button" : name),
  panels: (name) => text(name.replace("panel-", "panel.")),
  traces: (name) => text(`key.${name}`),
  numbers: (name) => text(`share.hide.${name}`),
};

/** @param {Store} store @returns {HTMLElement} */
export function hidingSwitches(store) {
  const place = made("details", "", { className: "share-hide" });
  place.append(made("summary", text("share.hide")));
  Object.entries(hideable(store.state.schema)).forEach(([group, names]) => place.append(fieldset(store, group, names)));
  return place;
}

/** @param {Store} store @param {string} group @param {string[]} names */
function fieldset(store, group, names) {
  const place = made("fieldset", "");
  place.append(made("legend", text(`share.hide.${group}`)), ...names.map((name) => row(store, name, NAMES[group](name))));
  return place;
}

/** @param {Store} store @param {string} name @param {string} words */
function row(store, name, words) {
  const label = made("label", "", { className: "share-switch" });
  const box = /** @type {HTMLInputElement} */ (made("input", ""));
  Object.assign(box, { type: "checkbox", checked: store.state.view.hidden.includes(name) });
  box.dataset.hide = name;
  box.addEventListener("change", () => {
    const { hidden } = store.state.view;
    store.dispatch({ type: "hide", hidden: box.checked ? [...hidden, name] : hidden.filter((other) => other !== name) });
  });
  label.append(box, made("span", words));
  return label;
}

/** @param {State} state */
export function levelSwitches({ view }) {
  all("[data-hide]").forEach((box) => (/** @type {HTMLInputElement} */ (box).checked = view.hidden.includes(box.dataset.hide ?? "")));
}
