/* The card of a diverged run: how it diverged, where the limit comes from, and at which rate to go on. */

import { optimizerOf } from "../run/command.js";
import { bordersOf, divergence, reasons } from "../run/divergence.js";
import { choiceOf } from "../lesson/optimizers.js";
import { brief, plain, rate as rateText } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { setHidden, setMarked, setText } from "./element.js";

/** @typedef {import("../run/types.js").State} State */

const CURVATURE_DIGITS = 4; // the limit has three: whoever computes it gets the one that is shown

/** @param {State} state of a run that has diverged */
export function writeCard(state) {
  const { rate, halved, goodEpoch, growth } = divergence(state);
  const { limit } = bordersOf(state);
  const isKnown = state.view.limits && limit !== null;
  const below = isKnown && rate < limit ? "card.batches" : "card";
  setMarked("card-words", text(isKnown ? below : "card.no-limit"), "card");
  setText("card-rate", plain(rate));
  setText("card-factor", growth === null ? text("card.factor.beyond") : brief(growth, 3));
  if (isKnown) setText("card-limit", rateText(limit));
  setText("card-why", why(state, text));
  setHidden("halve", halved >= rate);
  setText("halve", text(halved < rate / 2 ? "halve.lower" : "halve.to", { rate: plain(halved) }));
  setText("card-epoch", text("card.epoch", { epoch: String(goodEpoch) }));
}

/** @typedef {(id: string, values?: Record<string, string|number>) => string} Write a text by its id */

/** @param {State} state @param {Write} write @returns {string} where limit and rate come from; nothing of the limit while the class guesses first */
export function why(state, write) {
  if (!state.view.limits) return "";
  const { rate, halved } = divergence(state);
  const { limit, halvings, isBelow, isLowest } = reasons(state);
  const values = { half: plain(halved), rate: plain(rate), count: halvings };
  const known = halvings > 1 ? "card.half.often" : "card.half";
  const half = isLowest ? "card.half.lowest" : limit === null || isBelow ? "card.half.try" : known;
  return `${limitReason(state, write)} ${halved < rate ? write(half, values) : ""}`.trim();
}

/** @param {State} state @param {Write} write @returns {string} where the limit comes from */
export function limitReason(state, write) {
  const optimizer = optimizerOf(state);
  const choice = choiceOf(optimizer);
  const { limit, curvature: value } = reasons(state);
  if (limit === null) return write("card.limit.none", { optimizer: write(`optimizer.${choice}`) });
  const curvature = brief(value, CURVATURE_DIGITS);
  const formula = write(`optimizer.${choice}.limit`, { curvature, momentum: String(optimizer.momentum ?? 0) });
  return write(optimizer.weight_decay ? "card.limit.decay" : "card.limit", { limit: rateText(limit), formula, curvature });
}
