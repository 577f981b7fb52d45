/* The page before Dash: it stands as HTML, is used, and moves into what Dash draws as soon as that is there (docs/why/files.md). */

const PLACE = "data-plain";
const LONGEST_PRESS_MS = 10000;
const WRITTEN = "input[type=text],select";
const FOLLOWS = /^(aria-|data-(?!plain)|style$|title$|role$|translate$)/; // what the page writes, and Dash does not

/** @returns {HTMLElement} the page as HTML */
function firstPage() {
  return /** @type {HTMLElement} */ (document.getElementById("first"));
}

/** Show it in Dash's stead, once it says what is. @param {HTMLElement} entry where Dash draws @returns {Press} what is pressed on it */
export function showFirst(entry) {
  entry.hidden = true;
  firstPage().hidden = false;
  return new Press();
}

/** When Dash has drawn, make its page what the first one has become, and take that away. @param {HTMLElement} entry where Dash draws @param {Press} press @returns {Promise<void>} when it has moved */
export async function moveInto(entry, press) {
  await hasPlaces(entry);
  await press.isOver();
  const focused = /** @type {HTMLElement|null} */ (document.activeElement);
  const first = firstPage();
  first.remove();
  entry.querySelectorAll("[id]").forEach((drawn) => follow(/** @type {HTMLElement} */ (drawn), first));
  entry.querySelectorAll(`[${PLACE}]`).forEach((place) => {
    place.append(.../** @type {Element} */ (first.querySelector(`[${PLACE}="${place.getAttribute(PLACE)}"]`)).childNodes);
  });
  entry.hidden = false;
  keepFocus(focused);
}

/** @param {HTMLElement} entry @returns {Promise<void>} when Dash has drawn there */
function hasPlaces(entry) {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!entry.querySelector(`[${PLACE}]`)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(entry, { childList: true, subtree: true });
  });
}

/** What somebody has in hand stays until it is let go: a click whose element moves meanwhile is none, and what is half typed would be lost. */
class Press {
  constructor() {
    this.isDown = false;
    this.isWriting = false; // in a field, or before the choices of a list
    this.lift = () => {};
    hear(["pointerdown", "keydown"], () => (this.isDown = true));
    const isField = (/** @type {EventTarget|null} */ target) => target instanceof Element && target.matches(WRITTEN);
    hear(["input", "pointerdown"], ({ target }) => (this.isWriting ||= isField(target)));
    hear(["pointerup", "pointercancel", "keyup"], () => this.end(() => (this.isDown = false)));
    hear(["change", "focusout"], ({ target }) => isField(target) && this.end(() => (this.isWriting = false))); // not what one comes from
  }

  /** After the click, or what else follows. @param {() => void} note */
  end(note) {
    setTimeout(() => {
      note();
      if (!this.isDown && !this.isWriting) this.lift();
    });
  }

  /** @returns {Promise<void>} also of a press whose end was not heard of */
  isOver() {
    return new Promise((resolve) => {
      if (!this.isDown && !this.isWriting) return resolve();
      this.lift = resolve;
      setTimeout(() => this.end(() => (this.isDown = false)), LONGEST_PRESS_MS);
    });
  }
}

/** @param {string[]} names of events @param {(event: Event) => void} act */
function hear(names, act) {
  names.forEach((name) => document.addEventListener(name, act, true));
}

/** @param {HTMLElement} drawn by Dash @param {HTMLElement} first the page that it follows */
function follow(drawn, first) {
  const before = /** @type {HTMLElement|null} */ (first.querySelector(`[id="${drawn.id}"]`));
  if (!before) return;
  [...before.attributes].filter(({ name }) => FOLLOWS.test(name)).forEach(({ name, value }) => drawn.setAttribute(name, value));
  drawn.hidden = before.hidden;
  const isWritten = !drawn.childElementCount && !drawn.hasAttribute(PLACE) && drawn.textContent !== before.textContent;
  if (isWritten && !("value" in drawn) && !before.querySelector("svg")) drawn.replaceChildren(...before.childNodes);
}

/** @param {HTMLElement|null} focused before it was moved */
function keepFocus(focused) {
  const again = focused?.isConnected ? focused : document.getElementById(focused?.id ?? "");
  if (again && again !== document.body) again.focus({ preventScroll: true });
}

/** Call when a control is moved by hand. @param {() => void} changed */
export function watchControls(changed) {
  const first = firstPage();
  first.addEventListener("change", changed);
  first.addEventListener("input", ({ target }) => target instanceof HTMLInputElement && target.type === "range" && changed());
}
