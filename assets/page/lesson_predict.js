/* What a card asks to be predicted: a choice, a number, the slider's rate, a place on the map, a line by hand. */

import { cardOf, guessing } from "../run/lesson.js";
import { plain } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { pointed } from "./controls.js";
import { closest, element, made, setAttribute, setText } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").Card} Card */
/** @typedef {import("../run/types.js").Guess} Guess */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{shown: boolean, guess: {weight: number, bias: number}|null}} Hand */

const BUTTON = "guess-now";
const FIELD = "guess-number";
const MOST = 1e12;

/** @param {Store} store */
export function listenToPredictions(store) {
  document.addEventListener("click", ({ target }) => {
    const choice = closest(target, "#card-predict [data-choice]");
    if (choice) guess(store, { kind: "choice", numbers: [Number(choice.dataset.choice)] });
    if (closest(target, `#${BUTTON}`)) guessNow(store);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && closest(event.target, `#${FIELD}`)) guessNow(store);
  });
}

/** @param {Store} store @param {Guess} given */
function guess(store, given) {
  store.dispatch(guessing(store.state, given));
}

/** @param {Store} store */
function guessNow(store) {
  const { state, dispatch } = store;
  const kind = cardOf(state)?.predict?.kind;
  if (kind === "rate") guess(store, { kind, numbers: [state.controls.learning_rate] });
  if (kind === "number") guessNumber(store);
  if (kind === "line" && handOf(state)) dispatch({ type: "lock-guess" }); // which the page has a button for too
}

/** A line that is locked while a card asks for one is what is guessed. @param {Store} store @param {State|null} before */
export function guessLine(store, before) {
  const line = handOf(store.state)?.guess;
  const isNew = line && before && line !== handOf(before)?.guess;
  if (isNew && cardOf(store.state)?.predict?.kind === "line") guess(store, { kind: "line", numbers: [line.weight, line.bias] });
}

/** @param {Store} store */
function guessNumber(store) {
  const field = /** @type {HTMLInputElement} */ (element(FIELD));
  const written = pointed(field.value);
  const number = written === "" ? NaN : Number(written);
  const isNumber = Math.abs(number) <= MOST;
  setAttribute(field, "aria-invalid", !isNumber);
  setText("number-words", isNumber ? "" : text("lesson.guess.wrong"));
  if (isNumber) guess(store, { kind: "number", numbers: [number] });
}

/** @param {State} state @returns {Hand|undefined} the line by hand, where the page has one */
function handOf(state) {
  return /** @type {any} */ (state).hand;
}

/** A card that asks for a line shows the one by hand, as long as it is open. @param {Store} store @param {boolean} isAsked */
export function showMyLine(store, isAsked) {
  const hand = handOf(store.state);
  const { lesson } = store.state;
  if (!hand || !lesson || isAsked === lesson.handed) return;
  if (hand.shown !== isAsked) store.dispatch({ type: "show-my-line", shown: isAsked });
  store.dispatch({ type: "lesson", lesson: { ...lesson, handed: isAsked && !hand.shown } });
}

/** @param {State} state @param {Card} card */
export function drawPrediction(state, { predict }) {
  const place = element("card-predict");
  if (!predict) return;
  if (!place.childElementCount) place.append(...MADE[predict.kind](predict));
  const given = state.lesson?.guesses[state.lesson.card];
  place.querySelectorAll("[data-choice]").forEach((choice, i) => setAttribute(/** @type {HTMLElement} */ (choice), "aria-pressed", given?.numbers[0] === i));
  if (predict.kind === "rate") setText(BUTTON, text("lesson.guess.rate", { rate: plain(state.controls.learning_rate) }));
  if (predict.kind === "line") setAttribute(element(BUTTON), "aria-disabled", !handOf(state));
}

/** @param {string} tag @param {string} id @param {string} [words] @param {string} [className] @returns {HTMLElement} */
export function withId(tag, id, words = "", className = "") {
  return made(tag, words, { id, ...(className ? { className } : {}) });
}

/** @type {Record<string, (predict: NonNullable<Card["predict"]>) => HTMLElement[]>} */
const MADE = {
  choice: ({ choices }) => choices.map(choiceOf),
  rate: () => [button()],
  line: () => [made("p", text("lesson.guess.line")), button()],
  place: () => [made("p", text("lesson.guess.place"))],
  number: numberOf,
};

/** @param {string} words @param {number} i */
function choiceOf(words, i) {
  const choice = made("button", words, { className: "inline" });
  choice.dataset.choice = String(i);
  return choice;
}

function button() {
  return made("button", text("lesson.guess.is"), { id: BUTTON, className: "inline" });
}

/** @param {NonNullable<Card["predict"]>} predict @returns {HTMLElement[]} */
function numberOf({ unit }) {
  const row = made("div", "", { className: "guess-row" });
  const label = made("label", text("lesson.guess.number"), { className: "visually-hidden" });
  label.setAttribute("for", FIELD);
  const field = made("input", "", { id: FIELD, className: "form-control" });
  Object.assign(field, { type: "text", inputMode: "decimal", autocomplete: "off" });
  const words = withId("span", "number-words");
  words.setAttribute("role", "status");
  row.append(label, field, made("span", unit), button());
  return [row, words];
}
