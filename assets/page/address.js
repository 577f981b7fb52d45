/* The address that the page was opened with: a link to a run, perhaps, which is read only then. */

import { isLessonName, noLesson } from "../run/lesson_kept.js";
import { fetchFirst } from "./modules.js";

/** @typedef {import("../run/types.js").Action} Action */
/** @typedef {import("../run/types.js").State} State */

/** @param {State} state of the page @param {string} query without its question mark @returns {Promise<Action|null>} what it asks for; null where it is no link */
export async function askedFor(state, query) {
  const name = lessonIn(query);
  if (name && !isLink(query)) return { type: "lesson", lesson: noLesson(name, 0, true) };
  if (!isLink(query)) return null;
  try {
    await fetchFirst("page/open_link.js");
    const { actionOf } = await import("./open_link.js");
    return await actionOf(state, query);
  } catch (error) {
    console.warn(error);
    return { type: "say", notice: { id: "link.not-read" } };
  }
}

/** @param {string} query @returns {boolean} whether it says that it is a link */
function isLink(query) {
  return /(?:^|&)v=/.test(query);
}

/** @param {string} query @returns {string|null} the lesson that it asks for by its name alone */
function lessonIn(query) {
  const name = /(?:^|&)lesson=([^&]*)/.exec(query)?.[1];
  return isLessonName(name) ? String(name) : null;
}

/** What the address said is in the state now, and a reload must not say it again (what is behind # is a class's, which comes later); where nothing outlives a reload, it stays. @param {boolean} isKept */
export function forgetAddress(isKept) {
  if (!isKept) return;
  const strings = new URLSearchParams(location.search).get("strings");
  history.replaceState(null, "", `${location.pathname}${strings ? `?strings=${strings}` : ""}${location.hash}`);
}
