/* What a person takes along as a file: the run's code from the server, its epochs and its points as tables. */

import { isCurve, isTest, tested } from "../lesson/curve.js";
import { posted, request } from "../run/request.js";
import { optimizerName } from "../text/names.js";
import { sentence, text } from "../text/texts.js";
import { give } from "./give.js";

/** @typedef {import("../run/record.js").RunRecord} RunRecord */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */

const VERSION = 1;
const LONGEST_MS = 30000; // a long run's script waits its turn
const KEPT_MS = 10000;
/** @type {Record<string, string>} */
const TYPES = { csv: "text/csv", py: "text/x-python", ipynb: "application/x-ipynb+json" };

/** @type {Record<string, string>} Excel takes a table without a byte order mark for one of the system's old encoding */
const MARKS = { csv: "\ufeff" };

/** What the server makes code of: the start, every change made on the way, how far the run is, and points of one's own. @param {Pick<State, "record"|"tables">} state */
export function recordOf({ record: { start, segments, checkpoint, epoch }, tables }) {
  const batch = checkpoint && checkpoint.epoch === epoch ? checkpoint.batch : 0;
  const names = [...new Set(segments.map(({ data }) => data.hash ?? ""))].filter((name) => name in tables);
  const own = names.length ? { points: names.map((name) => tables[name]) } : {};
  return { version: VERSION, start, segments, epoch, batch, ...own };
}

/** Between a Reset and its answer there is no run to tell of. @param {State} state */
export function hasRun({ record }) {
  return Boolean(record.checkpoint && record.segments.length);
}

/** @param {"script"|"notebook"} kind @param {string} record as JSON @returns {Promise<string>} its text; rejects with a sentence */
export async function fetchCode(kind, record) {
  const read = async (/** @type {Response} */ response) => ({ ok: response.ok, status: response.status, body: await response.text() });
  const answer = await request(`/${kind}`, read, { ...posted(record), longest: LONGEST_MS }).catch(() => {
    throw new Error(text("panel.code.unreachable"));
  });
  if (!answer.ok) throw new Error(answer.status < 500 ? refusalOf(answer.body) : text("panel.code.failed"));
  return answer.body;
}

/** @param {string} body of a refusal @returns {string} its sentence */
function refusalOf(body) {
  try {
    return sentence(JSON.parse(body).notice);
  } catch {
    return text("panel.code.failed");
  }
}

/** One row an epoch, with the settings that it was trained under. @param {RunRecord} record @param {Points} points @returns {string} CSV */
export function historyTable(record, points) {
  const several = points.inputs.length > 1 ? points.inputs.map(({ name }) => `weight_${name}`) : ["weight"];
  const weights = isCurve(points) ? Array.from({ length: points.degree }, (_, i) => `weight_x${i ? i + 1 : ""}`) : several;
  const { isTested } = record.history;
  const head = ["epoch", ...weights, "bias", "loss", ...(isTested ? ["test_loss"] : []), "learning_rate", "optimizer", "batch_size", "noise", "n"];
  const { history } = record;
  const rows = Array.from({ length: history.length }, (_, row) => {
    const { epoch, weight, bias, loss, testLoss } = history.at(row);
    const { training, data } = record.segmentAt(Math.max(0, epoch - 1));
    const { optimizer, batch_size: size } = training;
    const settings = [optimizer.learning_rate, optimizerName(optimizer), size ?? "all", data.noise ?? "", data.n ?? points.targets.length];
    return [epoch, ...weight, bias, loss, ...(isTested ? [testLoss ?? ""] : []), ...settings];
  });
  return table([head, ...rows]);
}

/** @param {Points} points @returns {string} CSV of the points, units in the head */
export function dataTable(points) {
  const { inputs, output, features, targets, labels } = points;
  const isSplit = tested(points) !== null;
  const titles = [...[...inputs, output].map(({ name, unit }) => (unit ? `${name} (${unit})` : name)), ...(isSplit ? ["test"] : [])];
  const named = labels.length > 0;
  const rows = features.map((row, i) => [...(named ? [labels[i]] : []), ...row, targets[i], ...(isSplit ? [Number(isTest(points, i))] : [])]);
  return table([named ? ["name", ...titles] : titles, ...rows]);
}

/** @param {(string|number)[][]} rows @returns {string} CSV; a name that a spreadsheet would run, =1+1, stands behind an apostrophe */
export function table(rows) {
  const inert = (/** @type {string} */ text) => (/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text);
  const quoted = (/** @type {string} */ text) => (/[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return `${rows.map((row) => row.map((value) => quoted(inert(String(value)))).join(",")).join("\n")}\n`;
}

/** @param {State} state @param {string} what @param {number} [epoch] that is in it, where that is not the last one @returns {string} a name without its ending */
export function fileName({ record, shownData, controls }, what, epoch = record.epoch) {
  return `chalkline-${shownData?.kind ?? controls.dataset}-epoch-${epoch}-${what}`;
}

/** Give a text to the browser. @param {string} content @param {string} name @param {string} extension @returns {string} what became of it, in words */
export function giveText(content, name, extension) {
  const url = URL.createObjectURL(new Blob([MARKS[extension] ?? "", content], { type: TYPES[extension] }));
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
  return give({ name: `${name}.${extension}`, url, content });
}
