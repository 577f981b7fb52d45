/* What a range input lacks: stops, a filled track, words for a reader, and a finger that only scrolls the page (docs/why/page-program.md). */

import { setAttribute } from "./element.js";
import { setNative } from "../native.js";

const STOPS = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 9];
/** @type {Record<string, number>} */
const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 1, PageDown: -1 };
const FAR = 10;
const BETWEEN = 1e-6;
const RATE = "learning-rate";
const FINGER_PX = 6;

/** @param {number} value the slider's, log10 of the rate @returns {number} the learning rate */
export function rateOf(value) {
  return Number(Math.pow(10, value).toPrecision(6));
}

/** @param {number} rate @returns {number} the slider's value */
export function valueOf(rate) {
  return Math.log10(rate);
}

/** @param {number} rate @param {{low: number, high: number}} bounds @param {number} [by] @returns {number} the stop next to a rate, or `by` stops further */
export function stop(rate, { low, high }, by = 0) {
  const decade = Math.floor(Math.log10(rate) + 1e-9);
  const lead = rate / Math.pow(10, decade);
  let index = 0;
  [...STOPS, 10].forEach((candidate, i, all) => {
    if (Math.abs(Math.log(candidate / lead)) < Math.abs(Math.log(all[index] / lead))) index = i;
  });
  const past = (STOPS[index] ?? 10) / lead - 1; // of a rate between stops, the stop that is nearest may be the next one
  if (by > 0 && past > BETWEEN) index -= 1;
  if (by < 0 && past < -BETWEEN) index += 1;
  const place = decade * STOPS.length + index + by;
  const power = Math.floor(place / STOPS.length);
  const stopped = STOPS[place - power * STOPS.length] * Math.pow(10, power);
  return Math.min(high, Math.max(low, Number(stopped.toPrecision(3))));
}

/** @param {number} value @param {{low: number, high: number, step: number}} bounds @param {number} [by] @returns {number} of stops that are equally far from each other, the next one, or `by` further */
export function evenStop(value, { low, high, step }, by = 0) {
  const place = (value - low) / step;
  const index = by > 0 ? Math.floor(place + BETWEEN) : by < 0 ? Math.ceil(place - BETWEEN) : Math.round(place);
  return Math.min(high, Math.max(low, Number((low + (index + by) * step).toPrecision(12))));
}

/**
 * Fill the track up to the thumb and say the value in words. The place is the state's: Dash writes the input later.
 * @param {HTMLInputElement} input @param {string} words @param {{low: number, high: number, value: number}} place
 */
export function dress(input, words, { low, high, value }) {
  input.style.setProperty("--fill", String((value - low) / (high - low || 1)));
  setAttribute(input, "aria-valuetext", words);
}

/** @param {HTMLInputElement} input @param {number} [by] @returns {number} the slider's value at the stop next to it, or `by` stops further */
function stopped({ id, value, min, max, step, dataset }, by = 0) {
  if (id === RATE) return valueOf(stop(rateOf(Number(value)), { low: rateOf(Number(min)), high: rateOf(Number(max)) }, by));
  return evenStop(Number(value), { low: Number(min), high: Number(max), step: Number(dataset.step ?? step) }, by);
}

/** @param {EventTarget|null} target @returns {target is HTMLInputElement} whether it slides freely, and stands at stops only */
function hasStops(target) {
  return target instanceof HTMLInputElement && (target.id === RATE || "step" in target.dataset);
}

/** @param {Event} event */
function snap({ target }) {
  if (hasStops(target)) setNative(target, stopped(target));
}

/** Keys lead from stop to stop, with Shift ten times as far; on the scrubber too. @param {KeyboardEvent} event */
function onKey(event) {
  const { target, key, shiftKey } = event;
  const isFar = shiftKey && target instanceof HTMLInputElement && target.type === "range";
  if (!(hasStops(target) || isFar) || !(key in KEYS)) return;
  event.preventDefault();
  const page = target.id === RATE ? STOPS.length : FAR;
  setNative(target, stopped(target, KEYS[key] * (key.startsWith("Page") ? page : shiftKey ? FAR : 1)));
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Holds back what a finger asks of a slider until it is known to slide: it may be on its way down the page. */
class Finger {
  constructor() {
    /** @type {{target: HTMLInputElement, x: number, y: number, value: string, asked: string|null}|null} */
    this.down = null; // where it came down, the value until then, and what it asks for since
  }

  /** @param {PointerEvent} event */
  begin({ target, pointerType, clientX: x, clientY: y }) {
    const isOnSlider = pointerType === "touch" && target instanceof HTMLInputElement && target.type === "range";
    this.down = isOnSlider ? { target, x, y, value: target.value, asked: null } : null;
  }

  /** It slides once it has gone further across than up or down. @param {PointerEvent} event */
  move({ clientX, clientY }) {
    if (!this.down) return;
    const across = Math.abs(clientX - this.down.x);
    if (across > FINGER_PX && across > Math.abs(clientY - this.down.y)) this.release();
  }

  /** @param {Event} event */
  hold(event) {
    if (!this.down || event.target !== this.down.target) return;
    this.down.asked = this.down.target.value;
    setNative(this.down.target, this.down.value);
    event.stopImmediatePropagation();
  }

  /** A tap or the beginning of a slide: what was held back counts. */
  release() {
    if (!this.down) return;
    const { target, asked } = this.down;
    this.down = null;
    if (asked === null) return;
    setNative(target, asked);
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** The browser has taken the finger for scrolling. */
  cancel() {
    if (this.down) setNative(this.down.target, this.down.value);
    this.down = null;
  }
}

/** Begin to listen: before Dash does. */
export function listenToSliders() {
  const finger = new Finger();
  document.addEventListener("pointerdown", (event) => finger.begin(event), true);
  document.addEventListener("pointermove", (event) => finger.move(event), true);
  document.addEventListener("pointerup", () => finger.release(), true);
  document.addEventListener("pointercancel", () => finger.cancel(), true);
  document.addEventListener("input", (event) => finger.hold(event), true);
  document.addEventListener("change", (event) => finger.hold(event), true);
  document.addEventListener("input", snap, true);
  document.addEventListener("keydown", onKey, true);
}
