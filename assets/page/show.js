/* What follows on the page from a change of the state: controls, numbers, words, figures, panels. */

import { setProperties } from "../dash.js";
import { nameDatasets, suitDataset, suitDegree, suitRates, writeBeside, writeControls } from "./controls.js";
import { element, setText } from "./element.js";
import { nameEquation, Readouts } from "./readouts.js";
import { leaveUntranslated } from "./static_texts.js";
import { writeStatus } from "./status.js";
import { writeTime } from "./time.js";
import { afterView, showView } from "./view.js";
import { writeReferences } from "./weights.js";
import { midway } from "../run/batches.js";
import { scalingsOf } from "../run/command.js";
import { ratesOf } from "../run/rates.js";
import { isStill } from "../run/state.js";
import { text } from "../text/texts.js";

/** @typedef {import("../figures/picture.js").Picture} Picture */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("../run/types.js").View} View */
/** @typedef {{draw: (state: State, whole: boolean) => void}} Drawn */

/** Keeps the page level with the state. */
export class Show {
  /** @param {Picture} picture @param {Drawn} panels */
  constructor(picture, panels) {
    this.picture = picture;
    this.panels = panels;
    this.readouts = new Readouts();
  }

  /** The first time. @param {State} state @param {boolean} isRestored whether the controls have to be what they were */
  begin(state, isRestored) {
    if (isRestored) {
      suitDataset(state);
      suitRates(state);
      writeControls(state, null);
      setProperties("show-limits", { value: state.view.limits });
    }
    showView(state);
    suitDegree(state);
    writeBeside(state);
    this.write(state);
    leaveUntranslated();
  }

  /** @param {State} state @param {State} before */
  follow(state, before) {
    const isOther = (/** @type {(keyof State)[]} */ ...names) => names.some((name) => state[name] !== before[name]);
    if (state.phase !== before.phase) setProperties("clock", { disabled: state.phase !== "playing" });
    if (state.controls.dataset !== before.controls.dataset || scalingsOf(state).length !== scalingsOf(before).length) suitDataset(state);
    if (state.controls.dataset !== before.controls.dataset || isOther("own")) suitDegree(state);
    if (ratesOf(state).low !== ratesOf(before).low) suitRates(state);
    if (isOther("controls")) writeControls(state, before);
    if (isOther("view")) showView(state);
    if (state.view.limits !== before.view.limits) setProperties("show-limits", { value: state.view.limits });
    if (state.held !== null && state.controls === before.controls && isOther("points")) return this.touch(state);
    if (isOther("points") && state.points) this.writeData(state);
    else if (state.view.deviations !== before.view.deviations && state.points) writeReferences(state);
    else if (isOther("points", "controls", "view")) writeBeside(state);
    if (state.view.isPhone !== before.view.isPhone) nameDatasets(state);
    const isOtherHand = state.hand !== before.hand;
    const stands = isOther("points", "runs", "phase", "held") || state.hand.shown !== before.hand.shown || state.hand.guess !== before.hand.guess || looksOtherwise(state, before) || startsOtherwise(state, before);
    const isNew = hasNewEpochs(state, before);
    const isWhole = stands || (isNew && state.phase !== "playing");
    if (isWhole || isNew || isOtherHand) this.draw(state, isWhole);
    if (isWhole || (state.view.panels.length > 0 && (isNew || isOtherHand || isOther("controls")))) this.panels.draw(state, isWhole);
    this.write(state);
    if (isOther("view")) afterView(state.view, before.view);
  }

  /** A point is being dragged: what stands still is drawn when it is let go. @param {State} state */
  touch(state) {
    if (!state.points) return;
    writeReferences(state);
    writeBeside(state);
    this.picture.touch(state);
    this.panels.draw(state, false);
    this.write(state);
  }

  /** Names and numbers of other points. @param {State} state */
  writeData(state) {
    if (!state.points) return;
    writeReferences(state);
    nameEquation(state.points);
    nameDatasets(state);
    writeBeside(state);
  }

  /** The numbers and words. @param {State} state */
  write(state) {
    writeStatus(state);
    this.readouts.write(state);
    if (isStill(state)) writeTime(state);
  }

  /** @param {State} state @param {boolean} whole the whole picture, or only what a tick moves */
  draw(state, whole) {
    if (!state.points) return;
    showPill(whole ? this.picture.level(state) : this.picture.tick(state));
  }
}

/** @param {import("../figures/fit.js").Side} side where the line has left the figure */
function showPill(side) {
  const pill = element("pill");
  pill.hidden = side === "";
  pill.dataset.side = side;
  if (side) setText("pill", text(`pill.${side}`));
}

/** @type {(keyof View)[]} */
const BESIDE = ["more", "about", "keys", "hint", "sound", "letters", "card", "deviations"];

/** What opens beside the figures changes nothing in them. @param {State} state @param {State} before */
function looksOtherwise({ view }, { view: before }) {
  const names = /** @type {(keyof View)[]} */ (Object.keys(view));
  return names.some((name) => !BESIDE.includes(name) && view[name] !== before[name]);
}

/** @param {State} state @param {State} before */
function startsOtherwise({ record }, { record: before }) {
  return record.start !== before.start || record.diverged !== before.diverged || record.history.lineage !== before.history.lineage;
}

/** An answer inside an epoch has none, unless a step is a batch. @param {State} state @param {State} before */
function hasNewEpochs(state, before) {
  return state.record.history !== before.record.history || state.record.measured !== before.record.measured || midway(state) !== midway(before);
}
