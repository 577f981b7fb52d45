/* The controls: what their values mean, and what a range input lacks: stops, a filled track, words for a reader. */
(function (chalkline) {
  "use strict";

  const STOPS = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 9];
  const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: STOPS.length, PageDown: -STOPS.length };
  const RATE = "learning-rate";

  /** @param {number} value the slider's, log10 of the rate @returns {number} the learning rate */
  function rateOf(value) {
    return Number(Math.pow(10, value).toPrecision(6));
  }

  /** @param {number} rate @returns {number} the slider's value */
  function valueOf(rate) {
    return Math.log10(rate);
  }

  /** @param {number} rate @param {number} by @returns {number} the stop next to a rate, or `by` stops further */
  function stop(rate, by = 0) {
    const decade = Math.floor(Math.log10(rate) + 1e-9);
    const lead = rate / Math.pow(10, decade);
    let index = 0;
    [...STOPS, 10].forEach((candidate, i, all) => {
      if (Math.abs(Math.log(candidate / lead)) < Math.abs(Math.log(all[index] / lead))) index = i;
    });
    const place = decade * STOPS.length + index + by;
    const power = Math.floor(place / STOPS.length);
    const stopped = STOPS[place - power * STOPS.length] * Math.pow(10, power);
    return Math.min(10, Math.max(1e-4, Number(stopped.toPrecision(3))));
  }

  /** Set a range input so that neither React nor we mistake it for the old value. */
  function setNative(input, value) {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, String(value));
  }

  function snap(event) {
    if (event.target.id === RATE) setNative(event.target, valueOf(stop(rateOf(Number(event.target.value)))));
  }

  function onKey(event) {
    if (event.target.id !== RATE || !(event.key in KEYS)) return;
    event.preventDefault();
    const rate = stop(rateOf(Number(event.target.value)), KEYS[event.key]);
    setNative(event.target, valueOf(rate));
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Fill the track up to the thumb and say the value in words. */
  function dress(id, text) {
    const input = document.getElementById(id);
    const [low, high, value] = [input.min, input.max, input.value].map(Number);
    input.style.setProperty("--fill", String((value - low) / (high - low || 1)));
    input.setAttribute("aria-valuetext", text);
  }

  /**
   * Write what the controls say beside them.
   * @param {object} page its controls, points, settings and look @param {object} optimizer as a command carries it
   */
  function show({ controls, points, settings, look }, optimizer) {
    const hasLimits = look.limits;
    const { format, words, readouts } = chalkline;
    const rate = controls.learningRate;
    const borders = points ? chalkline.lesson.borders(points.learning_rate_limit, optimizer) : null;
    const zone = borders && hasLimits ? words.zone(rate, borders) : "";
    readouts.setText("learning-rate-value", format.rate(rate));
    readouts.setText("learning-rate-zone", zone);
    document.getElementById(RATE).dataset.value = String(rate);
    document.getElementById("optimizer-settings").dataset.optimizer = controls.optimizer;
    dress(RATE, `${format.rate(rate)} ${zone}`.trim());
    const unit = points && points.output.unit ? ` ${points.output.unit}` : "";
    const hasNoise = settings[controls.dataset].noise !== null;
    readouts.setText("noise-value", hasNoise ? `${controls.noise}${unit}` : "as measured");
    document.getElementById("noise-value").dataset.words = String(!hasNoise);
    dress("noise", hasNoise ? `${controls.noise}${unit}` : "as measured");
    if (borders) showZones(borders, controls.batchSize !== null && controls.batchSize < points.targets.length);
  }

  /** Place the borders of the zone strip on the slider's scale and say the limit in words. */
  function showZones({ limit, zigzag }, inBatches) {
    const strip = document.getElementById("zones");
    const place = (rate) => String(Math.min(1, Math.max(0, (valueOf(rate) + 4) / 5)));
    strip.dataset.borders = limit === null ? "none" : zigzag === null ? "one" : "two";
    strip.style.setProperty("--zigzag-from", place(zigzag ?? limit ?? 10));
    strip.style.setProperty("--diverges-from", place(limit ?? 10));
    const words = document.getElementById("learning-rate-limit");
    words.dataset.value = limit === null ? "" : String(limit);
    words.title = inBatches ? "The limit is that of all points at once; small batches need less." : "";
    chalkline.readouts.setText("learning-rate-first-zone", limit === null ? "" : zigzag === null ? "converges" : "smooth");
    chalkline.readouts.setText(words, chalkline.words.limit(limit, inBatches));
  }

  /** @param {string} text @param {object} bounds @returns {number|null} a whole number in its bounds, or null */
  function wholeNumber(text, { low, high }) {
    const value = number(text, { low, high });
    return Number.isInteger(value) ? value : null;
  }

  /** @param {string} text @param {object} bounds @returns {number|null} a number in its bounds, or null */
  function number(text, { low, high }) {
    const value = Number(String(text).trim());
    return String(text).trim() !== "" && value >= low && value <= high ? value : null;
  }

  /* ---- a finger that only scrolls the page ---- */

  const FINGER_PX = 6;
  let finger = null; // on a slider: where it came down, the value until then, and what it asks for since

  function onPointerDown({ target, pointerType, clientX: x, clientY: y }) {
    finger = pointerType === "touch" && isSlider(target) ? { target, x, y, value: target.value, asked: null } : null;
  }

  /** A finger slides once it has gone further across than up or down. */
  function onPointerMove({ clientX, clientY }) {
    if (!finger) return;
    const across = Math.abs(clientX - finger.x);
    if (across > FINGER_PX && across > Math.abs(clientY - finger.y)) release();
  }

  /** Until then what it asks for is held back: it may be on its way down the page. */
  function hold(event) {
    if (!finger || event.target !== finger.target) return;
    finger.asked = event.target.value;
    setNative(event.target, finger.value);
    event.stopImmediatePropagation();
  }

  /** A tap or the beginning of a slide: what was held back counts. */
  function release() {
    if (!finger) return;
    const { target, asked } = finger;
    finger = null;
    if (asked === null) return;
    setNative(target, asked);
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** The browser has taken the finger for scrolling. */
  function onPointerCancel() {
    if (finger) setNative(finger.target, finger.value);
    finger = null;
  }

  function isSlider(target) {
    return target.matches("input[type=range]");
  }

  document.addEventListener("pointerdown", onPointerDown, true);
  document.addEventListener("pointermove", onPointerMove, true);
  document.addEventListener("pointerup", release, true);
  document.addEventListener("pointercancel", onPointerCancel, true);
  document.addEventListener("input", hold, true);
  document.addEventListener("change", hold, true);
  document.addEventListener("input", snap, true);
  document.addEventListener("keydown", onKey, true);

  chalkline.controls = { rateOf, valueOf, stop, show, number, wholeNumber };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
