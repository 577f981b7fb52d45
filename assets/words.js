/* What the page says, state by state. */
(function (chalkline) {
  "use strict";

  const STATES = {
    ready: "Ready",
    paused: "Paused",
    waiting: "Waiting for the server",
    replaying: "Going back",
    diverged: "Stopped",
  };
  const SENTENCES = {
    ready: "These weights are a guess, far from the target. Press Start.",
    running: "Each epoch moves the line a little closer to the points.",
    near: "Nearly there: the loss is within 1\u00a0% of the lowest possible.",
    paused: "Paused. Press Step for one more epoch.",
    replaying: "This epoch is computed again, from the nearest checkpoint on.",
  };
  const PROMPTS = {
    guess: ["Guess first.", " Where will the line end up? Show it with your finger, then press Start."],
    line: ["Try this.", " Turn the noise to 0. Does the line still end at 2", "x", " + 3?"],
    noiseless: ["Try this.", " Take 10 points, then more and more noise. Where does the line end now?"],
    several: ["Try this.", " Four weights learn at once. Which one is the last to arrive?"],
    real: ["Try this.", " Nobody knows the true line here. What does the slope tell about the age of the universe?"],
    guessPrices: ["Guess first.", " Which of the four matters most for the price? Then press Start."],
  };

  const OUTDATED = "This page was updated while you were away, so the run starts anew.";
  const UNREADABLE = "What this tab had kept of a run could not be used, so the run starts anew.";

  /** @param {number} perSecond @returns {string} "10 epochs a second" */
  function pace(perSecond) {
    if (perSecond >= 0.95) {
      const whole = perSecond < 20 ? Math.round(perSecond) : Number(perSecond.toPrecision(2));
      return `${chalkline.format.grouped(whole)} ${whole === 1 ? "epoch" : "epochs"} a second`;
    }
    return perSecond > 0 ? `an epoch in ${Math.max(2, Math.round(1 / perSecond))} seconds` : "the first epoch is under way";
  }

  /**
   * @param {string} state @param {number} perSecond @param {boolean} busy
   * @param {{seen: number, last: number}} [epochs] the one looked at and the last @returns {string}
   */
  function stateLine(state, perSecond, busy, { seen, last } = {}) {
    if (state === "looking") return `Looking at epoch ${seen} of ${last}`;
    if (state !== "running" && state !== "near") return STATES[state];
    return `${busy ? "Busy server:" : "Learning,"} ${pace(perSecond)}`;
  }

  /** @param {string} state @param {{diverged: number, several: boolean, brief: boolean, tooFast: boolean, aims: boolean, decays: boolean, inBatches: boolean}} about @returns {string} */
  function sentence(state, about) {
    if (state === "looking" && about.brief) return `Epoch ${about.epochs}`;
    if (state === "looking") return about.otherPoints ? "Looking back; other points." : "Looking back.";
    const diverged = `Diverged at epoch ${about.diverged}`;
    if (state === "diverged") return about.brief ? `${diverged}.` : `${diverged}: each step overshot by more than the last.`;
    if (state === "running" && about.tooFast) return "Each step overshoots: the loss grows instead of shrinking.";
    if (state === "running" && about.several) return "Each epoch moves the predictions a little closer to the prices.";
    if (about.aims && (state === "near" || state === "paused")) return aim(about);
    return SENTENCES[state] || SENTENCES.running;
  }

  /** Where training ends, told while least squares is shown and near. */
  function aim({ decays, inBatches, hasTruth }) {
    if (decays) return "Weight decay holds the line short of least squares, nearer to 0.";
    if (inBatches) return "Small batches keep the line trembling about least squares.";
    if (!hasTruth) return "Training ends at least squares: no line has a lower loss.";
    return "Training ends at least squares, not at the true line: no loss is lower.";
  }

  /** @param {number} rate @param {{limit: number|null, zigzag: number|null}} borders @returns {string} the slider's zone */
  function zone(rate, { limit, zigzag }) {
    if (limit === null) return "";
    if (rate >= limit) return "diverges";
    if (zigzag === null) return "converges";
    return rate > zigzag ? "zig-zag" : "smooth";
  }

  /** @param {number|null} limit @param {boolean} inBatches @returns {string} */
  function limit(limit, inBatches) {
    if (limit === null) return "no fixed limit";
    return `diverges above ${chalkline.format.rate(limit)}${inBatches ? " or sooner" : ""}`;
  }

  chalkline.words = { OUTDATED, UNREADABLE, stateLine, sentence, zone, limit, PROMPTS };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
