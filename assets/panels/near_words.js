/* From when on a run is nearly there, in words, and what must be known beside the number. */

import { text } from "../text/texts.js";

/** @typedef {Pick<import("../run/types.js").ComparedRun, "near"|"since"|"unsure"|"diverged">} Told */

/** @param {Told} run @returns {string} a mark where there is something to know */
export function nearText({ near, since, unsure, diverged }) {
  const mark = since ? "\u2020" : "";
  if (near === null) return text(diverged ? "panel.compare.never" : "panel.compare.not-yet") + mark;
  return (unsure ? text("panel.compare.near.by", { epoch: near }) : String(near)) + mark;
}

/** @param {Told} run @returns {string[]} sentences */
export function nearNotes({ near, since, unsure }) {
  const points = since ? [text("panel.compare.since", { epoch: since })] : [];
  return near !== null && unsure ? [...points, text("panel.compare.unsure", { count: unsure })] : points;
}
