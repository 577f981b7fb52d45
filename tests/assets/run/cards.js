/* Cards of a lesson, and a page with a lesson open. */

import { arrived } from "../../../assets/run/lesson.js";
import { noLesson } from "../../../assets/run/lesson_kept.js";
import { hideable } from "../../../assets/run/hidden.js";
import { schema } from "../oracles.js";
import { act } from "../runs.js";

export const NAMES = Object.values(hideable(schema)).flat();
export const PANELS = Object.keys(schema.panels);

export function cardWith(parts) {
  return { heading: "H", html: "<p>x</p>", open: [], hide: [], show: [], set: "", mark: null, predict: null, task: null, done: "", answer: "", ...parts };
}

/** @returns the page with a lesson open at its first card */
export function playing(state, cards, card = 0) {
  const named = act(state, "lesson", { lesson: noLesson("a-try", card) });
  return doing(named, arrived(named, cards));
}

export function doing(state, action) {
  return act(state, action.type, action);
}
