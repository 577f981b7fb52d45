/* The card of a lesson: its words, what it asks, what it says when its task is done, and the way on and back. */

import { cardOf, lastGuess, tellsOutcome } from "../run/lesson.js";
import { text } from "../text/texts.js";
import { element, made, setAttribute, setHidden, setMarked, setText } from "./element.js";
import { doneWords, guessText, outcomeWords } from "./lesson_words.js";
import { drawPrediction, withId } from "./lesson_predict.js";

/** @typedef {import("../run/types.js").Lesson} Lesson */
/** @typedef {import("../run/types.js").State} State */

/** Bring the card level with the state. @param {State} state @param {Lesson|null} lesson that is open, as its file has it */
export function drawCard(state, lesson) {
  const card = cardOf(state);
  const place = element("card");
  if (!card || !state.lesson || !lesson) {
    setHidden("card", true);
    delete document.documentElement.dataset.card;
    document.documentElement.style.removeProperty("--card");
    return;
  }
  const now = `${lesson.name} ${state.lesson.card}`;
  if (!place.childElementCount) fill(place);
  if (place.dataset.of !== now) turn(state, lesson, card);
  place.dataset.of = now;
  drawPrediction(state, card);
  sayDone(state, card);
  setHidden("card", false);
  document.documentElement.dataset.card = "true";
  fit(place);
}

/** @param {State} state */
export function focusCard(state) {
  if (cardOf(state)) element("card-title").focus();
}

/** @param {HTMLElement} place */
function fill(place) {
  place.setAttribute("aria-labelledby", "card-title");
  const title = withId("h2", "card-title");
  title.tabIndex = -1;
  title.setAttribute("aria-describedby", "card-text");
  const leave = withId("button", "card-leave", "×", "close");
  leave.setAttribute("aria-label", text("card-leave.label"));
  const words = withId("div", "card-text");
  words.setAttribute("aria-live", "polite");
  const done = withId("div", "card-done");
  done.setAttribute("role", "status");
  const body = withId("div", "card-body");
  body.append(words, withId("div", "card-predict"), done, withId("p", "card-guess"), withId("p", "card-outcome"));
  const foot = made("div", "", { className: "card-foot" });
  const buttons = ["card-back", "card-next"].map((id) => made("button", text(id), { id, className: "inline" }));
  foot.append(buttons[0], withId("span", "card-place"), buttons[1]);
  place.append(title, leave, body, foot);
}

/** @param {State} state @param {Lesson} lesson @param {import("../run/types.js").Card} card */
function turn({ lesson: at }, lesson, card) {
  const number = at?.card ?? 0;
  const last = lesson.cards.length - 1;
  setText("card-title", card.heading);
  setText("card-place", text("lesson.place", { card: number + 1, count: last + 1 }));
  element("card-text").innerHTML = card.html; // of the server, made of Markdown: of a few tags alone
  element("card-predict").replaceChildren();
  element("card-body").scrollTop = 0;
  setAttribute(element("card-back"), "aria-disabled", number === 0);
  setAttribute(element("card-next"), "aria-disabled", number === last);
}

/** @param {State} state @param {import("../run/types.js").Card} card */
function sayDone(state, card) {
  const said = doneWords(state, card);
  const isNew = said !== "" && element("card-done").textContent !== said;
  setText("card-done", said);
  const last = state.lesson && lastGuess(state.lesson);
  const isOwn = last?.of === card && last.guess.kind !== "choice"; // of which the choice is seen
  const isTold = last !== null && tellsOutcome(state);
  setMarked("card-guess", last && (isTold || isOwn) ? text("lesson.guess", { guess: guessText(last.guess, last.of) }) : "");
  setMarked("card-outcome", last && isTold ? outcomeWords(state, last.guess, card) : "");
  if (isNew) element("card-done").scrollIntoView({ block: "nearest" });
}

/** What is too long for its place scrolls, by keys too; a phone keeps that much of the page free below. @param {HTMLElement} place */
function fit(place) {
  const body = element("card-body");
  if (body.scrollHeight > body.clientHeight + 1) body.tabIndex = 0;
  else body.removeAttribute("tabindex");
  document.documentElement.style.setProperty("--card", `${place.offsetHeight}px`);
}
