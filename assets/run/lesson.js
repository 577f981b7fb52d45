/* A lesson on the page: which card, what the card makes of the page, what was guessed, what came of it. */

import { isValue } from "./stored.js";
import { hiding } from "./hidden.js";
import { noLesson } from "./lesson_kept.js";
import { isDone, isJudged, isOfRun, outcomeOf } from "./lesson_tasks.js";
import { putBack, taken, viewOf } from "./lesson_view.js";

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").Card} Card */
/** @typedef {import("./types.js").Controls} Controls */
/** @typedef {import("./types.js").Guess} Guess */
/** @typedef {import("./types.js").LessonState} LessonState */
/** @typedef {import("./types.js").Opening} Opening */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */

/** What a lesson's link says nothing of stays as the reader has it: a wall stays a wall. @type {Record<string, keyof View>} by the link's key */
const OF_READER = { projector: "projector", embed: "embed", more: "more" };

/** @param {State} state @returns {Card|null} the card that is open */
export function cardOf({ lesson }) {
  return lesson?.cards?.[lesson.card] ?? null;
}

/** @param {State} state @param {Opening} opening of the lesson's link @param {string} link its query @returns {Opening} what it makes of this page */
export function openingOn(state, opening, link) {
  const keys = link.split("&").map((field) => field.split("=")[0]);
  const mine = Object.entries(OF_READER).filter(([key]) => !keys.includes(key)).map(([, name]) => [name, state.view[name]]);
  const view = { ...opening.view, ...Object.fromEntries(mine) };
  const hidden = [...new Set([...state.view.hidden, ...view.hidden])];
  return { ...opening, lesson: null, view: hiding({ ...state, view }, hidden).view };
}

/** @param {State} state in which the lesson's file has come @param {Card[]} cards @param {View} [before] of the page before its link @returns {Action} to show the card that it is at */
export function arrived(state, cards, before) {
  const lesson = { ...(state.lesson ?? noLesson("")), cards, begins: false };
  const card = Math.min(lesson.card, cards.length - 1);
  if (lesson.taken) return { type: "lesson", lesson: { ...lesson, card } }; // after a reload: the view is the card's already
  const base = before ? taken(aiming(before, state), state.view, state.schema) : lesson.base;
  return entered({ ...state, lesson: { ...lesson, base } }, card);
}

/** Where no truth is known, least squares is the line to aim at: it is drawn by the data and not by the lesson. @param {View} before @param {State} state @returns {View} */
function aiming(before, { points, view }) {
  return points?.true_weight === null ? { ...before, shown: { ...before.shown, "Least squares": view.shown["Least squares"] } } : before;
}

/** @param {State} state @param {number} by how many cards @returns {Action|null} null where there is no such card */
export function turned(state, by) {
  const { lesson } = state;
  const card = (lesson?.card ?? 0) + by;
  if (!lesson?.cards?.[card]) return null;
  return entered({ ...state, view: putBack(state.view, lesson.taken) }, card);
}

/** @param {State} state @param {number} card @returns {Action} */
function entered(state, card) {
  const lesson = /** @type {LessonState} */ (state.lesson);
  const turnedTo = /** @type {Card[]} */ (lesson.cards)[card];
  const { task } = turnedTo;
  const view = viewOf(state, turnedTo);
  const held = Boolean(task && (isOfRun(task) || card in lesson.done) && isDone(task, { ...state, lesson: { ...lesson, card } }));
  return { type: "lesson", lesson: { ...lesson, card, held, taken: taken(state.view, view, state.schema) }, view };
}

/** @param {State} state @returns {Action} the page as it was before the lesson, but for its run and for what was changed since */
export function leaving(state) {
  const { lesson } = state;
  if (!lesson) return { type: "lesson", lesson: null };
  const { name, card, guesses, done } = lesson;
  const view = putBack(putBack(state.view, lesson.taken), lesson.base);
  return { type: "lesson", lesson: null, view, left: { ...state.left, [name]: { card, guesses, done } } };
}

/* ---- settings ---- */

/** @param {State} state @param {Controls} wanted that a card sets @returns {LessonState|null} which knows what they were */
export function setting(state, wanted) {
  const { lesson, controls } = state;
  if (!lesson) return null;
  const changed = Object.entries(wanted).filter(([name, value]) => controls[name] !== value);
  const entries = changed.map(([name, value]) => {
    const [before, set] = lesson.settings[name] ?? [controls[name], controls[name]];
    return [name, [controls[name] === set ? before : controls[name], value]];
  });
  return { ...lesson, settings: { ...lesson.settings, ...Object.fromEntries(entries) } };
}

/** What cards have set and nobody has changed since goes back, where it begins no other run. @param {State} state @returns {Controls} */
export function settingsBack({ lesson, controls, schema }) {
  const rows = Object.entries(lesson?.settings ?? {}).filter(([name]) => !["dataset", "scaling"].includes(name));
  const left = rows.filter(([name, [before, set]]) => controls[name] === set && isValue(before, { ...schema.controls[name], ...(name === "noise" ? schema.data[controls.dataset].noise : {}) }));
  return Object.fromEntries(left.map(([name, [before]]) => [name, before]));
}

/* ---- guesses and tasks ---- */

/** @param {State} state @param {Guess} guess @returns {Action} */
export function guessing(state, guess) {
  const lesson = /** @type {LessonState} */ (state.lesson);
  return { type: "lesson", lesson: { ...lesson, guesses: { ...lesson.guesses, [lesson.card]: guess } } };
}

/**
 * What follows from the run: the card's task is done. It is told once, and again only after it was undone in between.
 * @param {State} state @returns {Action|null}
 */
export function followed(state) {
  const { lesson } = state;
  const task = cardOf(state)?.task;
  if (!lesson || !task || !isJudged(state) || isDone(task, state) === lesson.held) return null;
  if (lesson.held) return { type: "lesson", lesson: { ...lesson, held: false } };
  return { type: "lesson", lesson: { ...lesson, held: true, done: { ...lesson.done, [lesson.card]: outcomeOf(task, state) } } };
}

/** What the page itself knows the outcome of, as soon as the answer is shown. */
const OF_PAGE = ["rate", "place", "line"];

/** @param {Card|undefined} card @returns {boolean} whether it shows the answer, and asks nothing */
function reveals(card) {
  return Boolean(card && !card.predict && !card.task && !card.answer && card.show.some((name) => ["answer", "limits"].includes(name)));
}

/** @param {LessonState} lesson @returns {{guess: Guess, of: Card}|null} the last guess, and the card that asked for it; where the answer is shown, the last one that the page can answer */
export function lastGuess({ cards, card, guesses }) {
  const asked = (cards ?? []).slice(0, card + 1).flatMap((of, i) => (guesses[i] && of.predict ? [{ guess: guesses[i], of }] : [])).reverse();
  const known = reveals(cards?.[card]) ? asked.find(({ guess }) => OF_PAGE.includes(guess.kind)) : null;
  return known ?? asked[0] ?? null;
}

/** @param {State} state @returns {boolean} whether the card tells what came of a guess */
export function tellsOutcome(state) {
  const card = cardOf(state);
  if (!card || !state.lesson) return false;
  if (reveals(card)) return OF_PAGE.includes(lastGuess(state.lesson)?.guess.kind ?? "");
  if (!card.task || card.task.kind === "predicted") return Boolean(card.answer) && !card.task;
  return Boolean(state.lesson.done[state.lesson.card]);
}
