/* What is this? A word or a number that is pressed says what it is, beside itself. The list of keys says it of all (keys_list.js). */

import { all, closest, made } from "./element.js";
import { meaningOf } from "./meanings.js";

/** @typedef {import("../run/store.js").Store} Store */

const FINGER = 44; // pixels: what is smaller is met a little beside it too
const GAP = 6;
const CONTROLS = "button,a,input,select,textarea,summary,#answer,.about,.graph-place,.panel-figure";
/** Where each stands on the page; what stands within another comes before it. @type {Record<string, string>} */
const PLACES = {
  steps: ".epoch-line>.steps",
  epoch: ".epoch-line>*",
  lowest: ".loss-key>span",
  "test-loss": ".test-line",
  loss: ".loss-line>*,.loss-what>span,#residuals-loss",
  zones: "#learning-rate-zone,#zones,#learning-rate-first-zone",
  limit: "#learning-rate-limit",
  "learning-rate": "label[for=learning-rate]",
  noise: "label[for=noise]",
  "batch-size": "label[for=batch-size]",
  optimizer: "label[for=optimizer],#step-formula",
  momentum: "label[for=momentum]",
  deviation: ".weights-row>*>.unit",
  scaling: "label[for=scaling]",
  degree: "label[for=degree]",
  "test-share": "label[for=test-share]",
  error: ".best>.error",
  bias: '#weights-rows>[data-row="bias"]>*>.name',
  weight: "#weights-rows>[data-row]>*>.name",
  "n-samples": "label[for=n-samples]",
  speed: "#speed-label",
  "least-squares": ".weights-row>.best",
  "true-line": ".weights-row>.true",
  near: "[data-state=near][data-notice=false]>.fit>.sentence-row>#sentence,[data-column=within]",
  rmse: '#rmse,[data-text="panel.residuals.rmse"]',
  r2: '#r2,[data-text="panel.residuals.r2"]',
};

/** Answers what is asked by a press, and puts the answer away again. The focus stays where it is. */
export class Questions {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.answer = made("p", ""); // there from now on, so that readers hear what is written into it
    this.answer.id = "answer";
    this.answer.setAttribute("role", "status");
    document.body.append(this.answer);
    /** @type {HTMLElement|null} */
    this.asked = null;
    all(Object.values(PLACES).join()).forEach((place) => (place.dataset.what = ""));
    document.addEventListener("keydown", (event) => this.onKey(event), true);
    for (const type of ["scroll", "resize"]) window.addEventListener(type, () => this.close(), true);
  }

  /** @param {MouseEvent} press */
  ask(press) {
    const { target } = press;
    const { asked } = this;
    const field = asked?.getAttribute("for");
    if (field && closest(target, "input,select")?.id === field) return; // the browser presses it with its label
    this.close();
    if (closest(target, CONTROLS) || String(getSelection())) return;
    const [name, place] = found(target) ?? near(press) ?? [];
    if (!name || !place || place === asked) return;
    if (isFinger() && closest(place, "label")) press.preventDefault(); // a keyboard would come over the answer
    this.answer.textContent = meaningOf(name, this.store.state);
    this.asked = this.answer.textContent ? place : null;
    if (this.asked) stand(this.answer, place.getBoundingClientRect());
  }

  close() {
    this.answer.textContent = "";
    this.asked = null;
  }

  /** Escape closes what was opened last, and nothing else with it. @param {KeyboardEvent} event */
  onKey(event) {
    if (!this.asked || event.key !== "Escape") return;
    event.preventDefault();
    this.close();
  }
}

/** @param {EventTarget|null} target @returns {[string, HTMLElement]|undefined} what is asked, and where it stands */
function found(target) {
  for (const [name, places] of Object.entries(PLACES)) {
    const place = closest(target, places);
    if (place) return [name, place];
  }
  return undefined;
}

/** A finger is broader than a word. @param {MouseEvent} press @returns {[string, HTMLElement]|undefined} */
function near({ clientX: x, clientY: y }) {
  if (!isFinger()) return undefined;
  const isMet = (/** @type {HTMLElement} */ place) => {
    const { left, right, top, bottom, width, height } = place.getBoundingClientRect();
    const [beside, above] = [width, height].map((size) => Math.max(0, FINGER - size) / 2);
    return width > 0 && x > left - beside && x < right + beside && y > top - above && y < bottom + above;
  };
  return found(Object.values(PLACES).flatMap(all).find(isMet) ?? null);
}

/** @returns {boolean} */
function isFinger() {
  return matchMedia("(pointer:coarse)").matches;
}

/** Beneath the word, or above it where there is no room. @param {HTMLElement} answer @param {DOMRect} word */
function stand(answer, { left, top, bottom }) {
  const { offsetWidth: width, offsetHeight: height } = answer;
  const { clientWidth: most } = document.documentElement;
  const bar = document.querySelector(".buttons")?.getBoundingClientRect(); // a phone has it at its foot
  const room = bar && bar.top > bottom && bar.bottom > innerHeight - FINGER ? bar.top : innerHeight;
  const below = bottom + GAP;
  answer.style.left = `${Math.max(GAP, Math.min(left, most - width - GAP))}px`;
  answer.style.top = `${below + height + GAP <= room ? below : Math.max(GAP, top - height - GAP)}px`;
}
