/* What a screen reader is told of the run: one region, each thing once, and of many changes the last (docs/why/texts.md). */

import { sayable, seen } from "../run/state.js";
import { lossText, parameter } from "../text/numbers.js";
import { sentence, text } from "../text/texts.js";
import { setText } from "./element.js";
import { sentenceOf } from "./status.js";

/** @typedef {import("../run/types.js").State} State */

const SETTLED_MS = 700; // after the last change: keys held down are one

/** The one who tells. */
export class Aloud {
  constructor() {
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
  }

  /** @param {State} state @param {State} before */
  follow(state, before) {
    const words = wordsOf(state, before);
    if (words === null) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => setText("aloud", words), SETTLED_MS);
  }
}

/** @param {State} state @param {State} before @returns {string|null} what is to be said of the change, if anything */
export function wordsOf(state, before) {
  if (state.notice && state.notice !== before.notice) return sentence(state.notice);
  const said = sayable(state);
  const isMoving = said === "running" || said === "near";
  if (said !== sayable(before)) return isMoving ? sentenceOf(state) : `${sentenceOf(state)} ${numbersOf(state)}`.trim();
  if (isMoving || state.phase === "replaying") return null;
  const [now, then] = [seen(state), seen(before)];
  return now && then && now.epoch !== then.epoch ? numbersOf(state) : null;
}

/** @param {State} state @returns {string} of the epoch that is shown */
function numbersOf(state) {
  const now = seen(state);
  if (!now) return "";
  const values = { epoch: now.epoch, loss: lossText(now.loss) };
  if (now.weight.length > 1) return text("aloud.several", values);
  return text("aloud", { ...values, weight: parameter(now.weight[0], state.points?.least_squares.weight?.[0]), bias: parameter(now.bias) });
}
