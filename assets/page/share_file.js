/* A run as a file: the same text as a link, without its bound. */

import { fileName } from "./files.js";
import { give } from "./give.js";
import { actionOf } from "./open_link.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */

const FORMAT = 1;
const EXTENSION = "chalkline.json";
const MOST_BYTES = 1e7; // as much as is unpacked again
const KEPT_MS = 10000;

/** @param {State} state @param {string} query the link's @returns {string} what became of it, in words */
export function saveFile(state, query) {
  const content = JSON.stringify({ chalkline: FORMAT, run: query }, null, 2);
  const url = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
  return give({ name: `${fileName(state, "run")}.${EXTENSION}`, url, content });
}

/** @param {Store} store @param {File} file @returns {Promise<boolean>} whether it was one of ours; what was wrong is said */
export async function openFile({ state, dispatch }, file) {
  const query = file.size <= MOST_BYTES ? queryIn(await file.text()) : "";
  const action = query ? await actionOf(state, query) : { type: "say", notice: { id: "share.no-run" } };
  dispatch({ ...action, notice: action.notice && asFile(action.notice) });
  return action.type === "open";
}

/** @param {string} content @returns {string} the link in it, "" where there is none */
function queryIn(content) {
  try {
    const { chalkline, run } = JSON.parse(content.replace(/^\ufeff/, ""));
    return chalkline === FORMAT && typeof run === "string" ? run : "";
  } catch {
    return "";
  }
}

/** @param {import("../run/types.js").Notice} notice of a link @returns {import("../run/types.js").Notice} the same of a file */
function asFile({ id, values }) {
  return { id: id.replace("link.", "file-run."), values };
}
