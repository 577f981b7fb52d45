/* Tables of a class, as CSV: taken home while it goes on, and kept on the teacher's page when one press has ended it. */

import { posted, request } from "../run/request.js";
import { text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { give } from "./give.js";
import { pageLink } from "./room_link.js";
import { button, row, View } from "./room_view.js";

/** @typedef {import("./room_teacher.js").Teacher} Teacher */
/** @typedef {{table: string, content: string}} Taken */

export const TABLES = ["runs", "answers", "snapshots", "handed"];
const ONES = ["answers", "handed"]; // what cannot be made again
const BOM = "\ufeff"; // by which a spreadsheet knows how its letters are written: reading a text has taken it off
const KEPT_MS = 10000;
const LONGEST_MS = 30000;
const LAST_MS = 3000; // of those that are taken before the end: nobody who ends a class waits longer
const LEFT = { view: "class-left" };

let isEnding = false;

/** @param {{code: string, key: string}} kept @param {string} table @param {number} [longest] in ms @returns {Promise<string|null>} its text; null where it did not come */
export async function tableOf({ code, key }, table, longest = LONGEST_MS) {
  const read = async (/** @type {Response} */ response) => (response.ok ? response.text() : null);
  try {
    return await request("/class/download", read, { ...posted(JSON.stringify({ code, key, table, page: pageLink() })), longest });
  } catch {
    return null;
  }
}

/** @param {string} code @param {Taken} taken @returns {string} what became of it */
export function giveTable(code, { table, content }) {
  const url = URL.createObjectURL(new Blob([BOM, content], { type: "text/csv" }));
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
  return give({ name: `chalkline-${code}-${table}.csv`, url, content });
}

/** It is over for everybody; what was answered and handed in is not lost with the one press. A second press while it ends does nothing. @param {Teacher} teacher */
export async function endClass(teacher) {
  const { kept } = teacher;
  if (!kept || isEnding) return;
  isEnding = true;
  if (teacher.room?.state.ask?.phase === "open") await teacher.drive({ type: "ask-phase", phase: "closed" }); // answers leave the server of no open question
  const taken = await everyTable(kept);
  await teacher.end().finally(() => (isEnding = false));
  if (!teacher.kept && taken.some(({ table }) => ONES.includes(table))) show(kept.code, taken);
}

/** @param {{code: string, key: string}} kept @returns {Promise<Taken[]>} those with rows */
async function everyTable(kept) {
  const contents = await Promise.all(TABLES.map((table) => tableOf(kept, table, LAST_MS)));
  return TABLES.flatMap((table, i) => ((contents[i] ?? "").trim().includes("\n") ? [{ table, content: String(contents[i]) }] : []));
}

/** @param {string} code @param {Taken[]} taken */
function show(code, taken) {
  const words = made("p", "", { className: "note" });
  words.setAttribute("role", "status");
  const presses = taken.map((it) => button(`class-download.${it.table}`, () => setText(words, giveTable(code, it))));
  new View(LEFT.view, "class-open").show(text("class-left"), [made("p", text("class-left.what")), row(...presses), words]);
}
