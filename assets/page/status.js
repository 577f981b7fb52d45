/* What the page says of the run: state line, sentence, banner, buttons, prompt, the card of a diverged run. */

import { isStuck, isTooFast } from "../run/divergence.js";
import { lastEpoch } from "../run/course.js";
import { same } from "../run/record.js";
import { buttons, isInBatches, isSeveral, isStill, sayable, seen } from "../run/state.js";
import { isCrawling, trendOf } from "../run/summary.js";
import { isCurve } from "../lesson/curve.js";
import { isNear, isNoiseless } from "../lesson/near.js";
import { isPlain } from "../lesson/optimizers.js";
import { optimizerOf } from "../run/command.js";
import { first, sentence, text } from "../text/texts.js";
import { parameter } from "../text/numbers.js";
import { writeCard } from "./card.js";
import { writeRefusal } from "./controls.js";
import { element, setAttribute, setData, setHidden, setMarked, setText } from "./element.js";
import { writeOffer } from "./offers.js";

/** @typedef {import("../run/types.js").State} State */

const BUSY = 1.2; // times the usual pace
const LEAST_PER_SECOND = 0.95;

/** @param {State} state */
export function writeStatus(state) {
  const { view, notice, connection, record, points } = state;
  const root = element("page");
  const said = sayable(state);
  const stuck = isStuck(state);
  setData(root, "state", said);
  setData(root, "waiting", connection.waiting);
  setData(root, "notice", notice !== null);
  setData(root, "hint", view.hint !== null);
  setText("state", stateLine(state));
  setText("sentence", notice ? sentence(notice) : sentenceOf(state));
  writeRefusal(notice);
  setHidden("banner", !connection.waiting);
  setHidden("looking", view.epoch === null);
  writeOffer(state);
  setHidden("diverged", !stuck || !view.card);
  setHidden("weights", stuck && view.card);
  // Until a new run has its first epoch, what is there stays, as the numbers do.
  if (seen(state)) setData(element("time"), "still", isStill(state));
  writeTitles(state);
  writeButtons(state);
  setMarked("prompt", text(promptId(state)));
  if (record.diverged && points) writeCard(state);
}

/** @param {State} state @returns {string} "Learning, 10 epochs a second" */
export function stateLine(state) {
  const { connection, record, controls, schema } = state;
  if (connection.waiting) return text("state.waiting");
  const said = sayable(state);
  if (said === "looking") return text("state.looking", { epoch: String(seen(state)?.epoch ?? 0), last: String(record.epoch) });
  if (said === "replaying" && state.goal?.course) return text("state.replaying.to", { epoch: lastEpoch(state.goal) });
  return said === "running" || said === "near" ? paceLine(connection, schema.tick_ms / Math.min(1, controls.speed)) : text(`state.${said}`);
}

/** @param {import("../run/types.js").Connection} connection @param {number} stepMs from one tick to the next, as it was chosen @returns {string} how fast it learns */
function paceLine({ perSecond, paceMs }, stepMs) {
  const kind = paceMs > BUSY * stepMs ? "state.busy" : "state.learning";
  if (perSecond >= LEAST_PER_SECOND) {
    return text(kind, { count: perSecond < 20 ? Math.round(perSecond) : Number(perSecond.toPrecision(2)) });
  }
  return perSecond > 0 ? text(`${kind}.slow`, { count: Math.max(2, Math.round(1 / perSecond)) }) : text(`${kind}.first`);
}

/** @param {State} state @returns {string} the sentence over the fit */
export function sentenceOf(state) {
  const { view, record, controls } = state;
  if (view.hint) return text(view.hint);
  const said = sayable(state);
  if (said === "looking") return lookingSentence(state);
  if (said === "diverged") {
    const epoch = String(record.checkpoint ? record.checkpoint.epoch + 1 : 0);
    return text(view.isPhone ? "sentence.diverged.brief" : "sentence.diverged", { epoch });
  }
  if (said === "replaying" && state.goal?.course) return text("sentence.replaying.link");
  const trend = trendOf(state);
  if (said === "running" && trend !== "falling" && isTooFast(state)) return text("sentence.too-fast");
  if (said === "running" && fallsAlways(state) && isCrawling(state)) return text("sentence.crawling");
  if (said === "running" && (trend === "rising" || !fallsAlways(state))) return text("sentence.running.steps");
  if (said === "running" && isSeveral(state)) return text(first(`data.${controls.dataset}.running`, "sentence.running.several"));
  if (said === "running" && state.points && isCurve(state.points)) return text("sentence.running.curve");
  const aim = said === "near" || said === "paused" ? aimId(state) : null;
  const resting = said === "paused" && view.byBatch && isInBatches(state) ? "sentence.paused.batch" : `sentence.${said}`;
  return text(aim ?? (said === "near" ? nearId(state) : resting));
}

/** Of all points and by the gradient alone every epoch comes closer, below the limit; others may lead away for a while. @param {State} state */
function fallsAlways(state) {
  return isPlain(optimizerOf(state)) && !state.controls.weight_decay && !isInBatches(state);
}

/** @param {State} state that is near @returns {string} the id of the sentence that says how near */
function nearId({ record: { now }, points }) {
  if (!now || !points) return "sentence.near";
  if (isLeastSquares(now.weight, now.bias, points)) return "sentence.arrived";
  return isNoiseless(points) ? "sentence.near.noiseless" : "sentence.near";
}

/** @param {number[]} weight @param {number|null} bias @param {import("../run/types.js").Points} points @returns {boolean} whether these are the numbers of least squares, in every digit shown */
function isLeastSquares(weight, bias, { least_squares: best }) {
  const isSame = (/** @type {number|null} */ one, /** @type {number|null|undefined} */ other, end = other ?? 1) => typeof one === "number" && typeof other === "number" && parameter(one, end) === parameter(other, end);
  return isSame(bias, best.bias, 1) && weight.every((value, i) => isSame(value, best.weight?.[i]));
}

/** @param {State} state */
function lookingSentence({ view, record, shownData }) {
  const epoch = view.epoch ?? 0;
  if (view.isPhone) return text("sentence.looking.brief", { epoch: String(epoch), last: String(record.epoch) });
  const { data } = record.segmentAt(Math.max(0, epoch - 1));
  return text(same(data, shownData) ? "sentence.looking" : "sentence.looking.other-points");
}

/** Where training ends, told while least squares is shown and near. @param {State} state @returns {string|null} the text's id */
function aimId(state) {
  const { view, points, controls, record } = state;
  if (!points || isSeveral(state) || isCurve(points) || !view.limits || !view.shown["Least squares"]) return null;
  const decays = Boolean(controls.weight_decay);
  const inBatches = isInBatches(state);
  const isClose = record.now !== null && isNear(record.now.loss, points);
  if (!isClose && !((decays || inBatches) && record.epoch > 0)) return null;
  if (decays) return "sentence.aim.decay";
  if (inBatches && !isNoiseless(points)) return "sentence.aim.batches"; // without noise no batch pulls the line away
  if (points.true_weight === null) return "sentence.aim.no-truth";
  return isLeastSquares(points.true_weight, points.true_bias, points) ? null : "sentence.aim";
}

/** @param {State} state @returns {string} the id of the one prompt */
export function promptId(state) {
  const { controls, points } = state;
  const kind = controls.dataset;
  const several = isSeveral(state);
  if (sayable(state) === "ready" && isAnswerSeen(state)) return several ? "prompt.predict.several" : "prompt.predict";
  if (sayable(state) === "ready") return first(`data.${kind}.guess`, several ? "prompt.guess.several" : "prompt.guess");
  if (!state.view.limits) return "prompt.hidden"; // true of a line and of several weights
  if (points && (isCurve(points) || points.split)) return points.split ? "prompt.split" : "prompt.curve";
  const general = several ? "prompt.several" : points?.true_weight === null ? "prompt.no-truth" : "prompt.truth";
  if (controls.noise === 0 && state.schema.data[kind].noise) return first(`data.${kind}.prompt.noiseless`, `data.${kind}.prompt`, general);
  const isOwn = several && state.schema.data[kind].view === "line"; // whose points are dragged where they are over one x
  return isOwn ? general : first(`data.${kind}.prompt`, general);
}

/** Beside an answer that is drawn nobody guesses it. @param {State} state */
function isAnswerSeen(state) {
  const { limits, shown } = state.view;
  return limits && (shown["True line"] || shown["Least squares"] || isSeveral(state));
}

/** @param {State} state */
function writeTitles(state) {
  const isNow = state.view.epoch === null;
  const head = document.querySelector("#weights-rows .now-head");
  if (head) setText(head, text(isNow ? "weights.now" : "weights.then"));
  const title = sayable(state) === "ready" ? "weights-title.ready" : "weights-title";
  setText("weights-title", isNow ? text(title) : text("weights-title.looking", { epoch: String(seen(state)?.epoch ?? 0) }));
}

/** @param {State} state */
function writeButtons(state) {
  Object.entries(buttons(state)).forEach(([id, face]) => {
    setData(element(id), "face", face === "explains" ? "flat" : face);
    setAttribute(element(id), "aria-disabled", face === "flat");
  });
}
