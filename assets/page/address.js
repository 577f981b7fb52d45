/* The address that the page was opened with: a link to a run, perhaps, which is read only then. */

import { isLessonName, noLesson } from "../run/lesson_kept.js";
import { fetchFirst } from "./modules.js";

/** @typedef {import("../run/types.js").Action} Action */
/** @typedef {import("../run/types.js").State} State */

/** @param {State} state of the page @param {string} query without its question mark @returns {Promise<Action|null>} what it asks for; null where it is no link */
export async function askedFor(state, query) {
  const asked = query.split("&").filter((pair) => !pair.startsWith("strings=")).join("&");
  const name = /^lesson=([^&]*)$/.exec(asked)?.[1];
  if (isLessonName(name)) return { type: "lesson", lesson: noLesson(String(name), 0, true) };
  if (!asked && state.view.embed && isWhole()) return { type: "view", view: { embed: false } };
  if (!asked || (/(?:^|&)class=/.test(asked) && !/(?:^|&)v=/.test(asked))) return null; // a class is room.js's
  try {
    await fetchFirst("page/open_link.js");
    const { actionAsked } = await import("./open_link.js");
    return await actionAsked(state, asked);
  } catch (error) {
    console.warn(error);
    return { type: "say", notice: { id: "link.not-read" } };
  }
}

/** A tab that was a frame's once is left without a way out by its plain address. @returns {boolean} whether that was opened anew, and in no frame */
function isWhole() {
  const [{ type = "" } = {}] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return type === "navigate" && window.top === window;
}

/** What the address said is in the state now, and a reload must not say it again (what is behind # is a class's, which comes later); where nothing outlives a reload, it stays. @param {boolean} isKept */
export function forgetAddress(isKept) {
  if (!isKept) return;
  const strings = new URLSearchParams(location.search).get("strings");
  history.replaceState(null, "", `${location.pathname}${strings ? `?strings=${strings}` : ""}${location.hash}`);
}
