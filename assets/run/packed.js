/* The changes on a run's way, as short text: what they are, deflated, in letters that an address may have. */

import { bytesOf, binary } from "./rows.js";

/** @typedef {import("./types.js").Stage} Stage */

const FORMAT = "deflate-raw";
const MOST_BYTES = 1e7; // of 2,000 changes unpacked, or of points of one's own touched for an hour

/** @returns {boolean} whether this browser can */
export function canPack() {
  return typeof CompressionStream === "function" && typeof DecompressionStream === "function";
}

/** @param {Stage} stage @returns {any[]} */
export function rowOf({ epoch, batch, data, training }) {
  return [epoch, batch, data.n ?? null, data.noise ?? null, training.batch_size, training.optimizer];
}

/** @param {Stage[]} stages @param {import("./link_points.js").Own|null} [own] points of one's own @returns {Promise<string>} "" where there are none */
export async function packed(stages, own = null) {
  if (!stages.length && !own) return "";
  const rows = stages.map((stage) => [...rowOf(stage), ...(own ? [own.names.indexOf(stage.data.hash ?? "")] : [])]);
  const content = own ? { own: own.names.indexOf(own.name), tables: own.tables, rows, ...(own.base ? { base: own.base } : {}) } : rows;
  const stream = new Blob([JSON.stringify(content)]).stream().pipeThrough(new CompressionStream(FORMAT));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(binary(bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text @returns {Promise<any>} what packed() was given, one row a change; rejects where it is none */
export async function unpacked(text) {
  const bytes = bytesOf(atob(text.replaceAll("-", "+").replaceAll("_", "/")));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(FORMAT)).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [json, size] = ["", 0];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > MOST_BYTES) {
      await reader.cancel();
      throw new RangeError("too many changes");
    }
    json += decoder.decode(part.value, { stream: true });
  }
  return JSON.parse(json + decoder.decode());
}
