/* What a screen reader is told of the run: one region, each thing once, and of many changes the last (docs/why/texts.md). */

import { isHidden } from "../run/hidden.js";
import { sayable, seen } from "../run/state.js";
import { aimOf, trendOf } from "../run/summary.js";
import { lossText, parameter, short } from "../text/numbers.js";
import { sentence, text } from "../text/texts.js";
import { setText } from "./element.js";
import { sentenceOf } from "./status.js";

/** @typedef {import("../run/types.js").State} State */

const SETTLED_MS = 700; // after the last change: keys held down are one
const RUNNING_MS = 2000; // from one summary of a run that goes on to the next
const AT_ONCE = new Set(["paused", "diverged", "near"]);

/** The one who tells. */
export class Aloud {
  constructor() {
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
    this.saidAt = 0;
  }

  /** @param {State} state @param {State} before */
  follow(state, before) {
    const words = wordsOf(state, before);
    const said = sayable(state);
    if (words === null) {
      const isDue = this.timer === undefined && isMoving(said) && state.record !== before.record && performance.now() - this.saidAt > RUNNING_MS;
      if (isDue) this.say(summaryOf(state));
      return;
    }
    clearTimeout(this.timer);
    if (AT_ONCE.has(said) && isMoving(sayable(before))) this.say(words);
    else this.timer = setTimeout(() => this.say(words), SETTLED_MS);
  }

  /** @param {string} words */
  say(words) {
    clearTimeout(this.timer);
    this.timer = undefined; // until then, a summary would take the word from what is about to be said
    this.saidAt = performance.now();
    setText("aloud", words);
  }
}

/** @param {State} state @param {State} before @returns {string|null} what is to be said of the change, if anything */
export function wordsOf(state, before) {
  if (state.notice && state.notice !== before.notice) return sentence(state.notice);
  const { hint } = state.view;
  if (hint && hint !== before.view.hint) return sentenceOf(state);
  const said = sayable(state);
  if (said !== sayable(before)) return isMoving(said) ? sentenceOf(state) : `${sentenceOf(state)} ${numbersOf(state)}`.trim();
  if (isMoving(said) || state.phase === "replaying") return null;
  const [now, then] = [seen(state), seen(before)];
  const isOther = now?.epoch !== then?.epoch || (now?.part ?? 0) !== (then?.part ?? 0);
  return now && then && isOther ? numbersOf(state) : null;
}

/** @param {string} said */
function isMoving(said) {
  return said === "running" || said === "near";
}

/** @param {State} state of a run that goes on @returns {string} where it is and where it goes, without what is hidden */
export function summaryOf(state) {
  const now = seen(state);
  if (!now) return "";
  const aim = aimOf(state);
  const values = { epoch: now.epoch, loss: lossText(now.loss), trend: text(`trend.${trendOf(state)}`), weight: weightText(state, now), aim: short(aim ?? 0, 4) };
  if (isHidden(state, "loss")) return text("aloud.running.bare", values);
  if (now.weight.length > 1 || isHidden(state, "equation") || isHidden(state, "weights")) return text("aloud.running.several", values);
  return text(aim === null ? "aloud.running" : "aloud.running.aim", values);
}

/** @param {State} state @returns {string} of the epoch that is shown */
function numbersOf(state) {
  const now = seen(state);
  if (!now) return "";
  const values = { epoch: now.epoch, loss: lossText(now.loss), step: state.record.checkpoint?.step ?? 0 };
  if (isHidden(state, "loss")) return text("aloud.running.bare", values);
  if (now.part) return text("aloud.step", values);
  if (now.weight.length > 1 || isHidden(state, "equation") || isHidden(state, "weights")) return text("aloud.several", values);
  return text("aloud", { ...values, weight: weightText(state, now), bias: parameter(now.bias) });
}

/** @param {State} state @param {import("../run/types.js").Snapshot} now @returns {string} its slope, with the digits that the page shows */
function weightText({ points }, { weight: [weight] }) {
  return parameter(weight, points?.least_squares.weight?.[0]);
}
