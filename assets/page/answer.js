/* "Hide the answer": the one switch of truth, least squares, lowest loss, limit and zones, at the fit; Share shows it too (docs/why/look.md). */

import { isHidden } from "../run/hidden.js";
import { isAnswerCovered } from "../run/room_question.js";
import { text } from "../text/texts.js";
import { all, made } from "./element.js";
import { markHidden } from "./hidden.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */

const ID = "hide-answer"; // the key H presses it
const UNDER_MORE = "show-limits"; // the same, the other way round
const CLASS = "answer-switch";

/** Put it at the fit. @param {Store} store */
export function placeAnswerSwitch(store) {
  const place = answerSwitch(store, CLASS);
  place.firstElementChild?.setAttribute("id", ID);
  document.querySelector(".fit-place")?.prepend(place);
  markHidden(store.state.view.hidden);
  store.subscribe(level);
  level(store.state);
}

/** @param {Store} store @param {string} className @returns {HTMLElement} */
export function answerSwitch({ state, dispatch }, className) {
  const label = made("label", "", { className, title: text("hide-answer.title") });
  const box = /** @type {HTMLInputElement} */ (made("input", ""));
  box.type = "checkbox";
  box.setAttribute("role", "switch");
  box.dataset.answer = "";
  box.addEventListener("change", () => dispatch({ type: "view", view: { limits: !box.checked } }));
  label.append(box, made("span", text("hide-answer")));
  levelOne(box, state);
  return label;
}

/** @param {State} state */
function level(state) {
  all("[data-answer]").forEach((box) => levelOne(/** @type {HTMLInputElement} */ (box), state));
  const more = /** @type {HTMLInputElement|null} */ (document.getElementById(UNDER_MORE));
  if (more && more.disabled !== isFixed(state)) more.disabled = isFixed(state);
}

/** @param {HTMLInputElement} box @param {State} state */
function levelOne(box, state) {
  if (box.checked === state.view.limits) box.checked = !state.view.limits;
  if (box.disabled !== isFixed(state)) box.disabled = isFixed(state);
}

/** @param {State} state @returns {boolean} while the class is asked it stays hidden, and where a link has hidden the switch too */
function isFixed(state) {
  return isHidden(state, "limits") || isAnswerCovered(state.room);
}
