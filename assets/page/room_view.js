/* What the views of the class are made of: a dialog over the page, rows, buttons, switches. */

import { text } from "../text/texts.js";
import { made } from "./element.js";

/** A view that a button of the page opens and closes. */
export class View {
  /** @param {string} id @param {string} opener id of the button that opens it */
  constructor(id, opener) {
    this.id = id;
    this.opener = opener;
    this.heading = `${id}-title`;
    this.place = made("section", "", { id, className: "about" });
  }

  get isOpen() {
    return this.place.isConnected;
  }

  /** @param {string} title @param {HTMLElement[]} content @param {HTMLElement|null} [focus] what gets it; null where the view has come by itself */
  show(title, content, focus) {
    const hadFocus = this.place.contains(document.activeElement);
    const before = this.place;
    this.place = made("section", "", { id: this.id, className: ["about", "class-dialog"].join(" ") });
    this.place.setAttribute("role", "dialog");
    this.place.setAttribute("aria-labelledby", this.heading);
    const shut = made("button", "×", { className: "close" });
    shut.setAttribute("aria-label", text("class.close.label"));
    shut.addEventListener("click", () => this.close());
    document.addEventListener("keydown", this.onKey, true);
    this.place.append(shut, made("h2", title, { id: this.heading }), ...content);
    if (before.isConnected) before.replaceWith(this.place); // where it was: it may lie under another one
    else document.body.append(this.place); // not into the page, of which Dash may draw another meanwhile
    this.expand(true);
    if (focus !== null || hadFocus) (focus ?? shut).focus();
  }

  /** Over the others that are open. */
  rise() {
    if (this.isOpen) document.body.append(this.place);
  }

  /** @param {KeyboardEvent} event */
  onKey = (event) => {
    if (isToClose(event, this.place)) this.close();
  };

  /** What has the focus elsewhere keeps it. */
  close() {
    if (!this.isOpen) return;
    const { activeElement } = document;
    const isLost = !activeElement || activeElement === document.body || this.place.contains(activeElement);
    this.place.remove();
    document.removeEventListener("keydown", this.onKey, true);
    this.expand(false);
    if (isLost) document.getElementById(this.opener)?.focus();
  }

  /** @param {boolean} open */
  expand(open) {
    document.getElementById(this.opener)?.setAttribute("aria-expanded", String(open));
  }
}

/** Escape closes what has the focus, or, where nothing has it or the strip, what lies on top. @param {KeyboardEvent} event @param {HTMLElement} place @returns {boolean} whether it closes this, and nothing else */
export function isToClose(event, place) {
  const { activeElement } = document;
  const top = [".class-wall", ".class-dialog"].flatMap((kind) => [...document.querySelectorAll(kind)]).pop();
  const isNowhere = !activeElement || activeElement === document.body || activeElement.closest(".class-strip") !== null;
  if (event.key !== "Escape" || event.defaultPrevented || !(place.contains(activeElement) || (isNowhere && place === top))) return false;
  event.stopPropagation();
  event.preventDefault();
  return true;
}

/** Other contents; who was among the old ones goes on at their heading. @param {HTMLElement} place @param {HTMLElement[]} content */
export function renew(place, content) {
  const hadFocus = place.contains(document.activeElement);
  place.replaceChildren(...content);
  const heading = hadFocus ? place.querySelector("h3") : null;
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** @param {string} name of its text @param {() => unknown} press @param {{id?: string, className?: string}} [properties] @returns {HTMLElement} */
export function button(name, press, properties = {}) {
  const one = made("button", text(name), { className: "inline", ...properties });
  one.addEventListener("click", press);
  if (properties.className?.includes("push")) one.dataset.face = "primary";
  return one;
}

/** @param {...HTMLElement} parts @returns {HTMLElement} */
export function row(...parts) {
  const place = made("div", "", { className: "class-row" });
  place.append(...parts);
  return place;
}

/** @param {string} title id of a text @param {...HTMLElement} parts @returns {HTMLElement} that is opened when it is wanted */
export function fold(title, ...parts) {
  const place = made("details", "", { className: "class-fold" });
  place.append(made("summary", text(title)), ...parts);
  return place;
}

/** @param {string} name id of its text @param {boolean} isOn @param {(isOn: boolean) => void} turn @param {string} [id] @returns {HTMLElement} */
export function switched(name, isOn, turn, id = "") {
  const label = made("label", "", { className: "class-switch" });
  const box = /** @type {HTMLInputElement} */ (made("input", "", id ? { id } : {}));
  box.type = "checkbox";
  box.checked = isOn;
  box.addEventListener("change", () => turn(box.checked));
  label.append(box, made("span", text(name)));
  return label;
}

/** @param {string} name id of its label @param {string} id @param {Record<string, any>} [properties] @returns {{label: HTMLElement, field: HTMLInputElement}} */
export function field(name, id, properties = {}) {
  const label = made("label", text(name));
  label.setAttribute("for", id);
  const input = /** @type {HTMLInputElement} */ (made("input", "", { id, className: "form-control" }));
  Object.assign(input, { type: "text", autocomplete: "off", spellcheck: false, ...properties });
  return { label, field: input };
}

/** @param {string} words for who waits or has failed @param {string} id @returns {HTMLElement} */
export function said(words, id) {
  const place = made("p", words, { id, className: "note" });
  place.setAttribute("role", "status");
  return place;
}

/** A choice of one: buttons, of which one is pressed. @param {Record<string, string>} names text ids by value @param {string} chosen @param {(value: string) => void} choose @param {string} label id of its text @returns {HTMLElement} */
export function segments(names, chosen, choose, label) {
  const place = made("div", "", { className: "segments" });
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", text(label));
  for (const [value, name] of Object.entries(names)) {
    const one = button(name, () => choose(value), { className: "segment" });
    one.dataset.value = value;
    one.setAttribute("aria-pressed", String(value === chosen));
    place.append(one);
  }
  return place;
}
