/* The changes on a run's way, as short text: what they are, deflated, in letters that an address may have. */

import { bytesOf, binary } from "./rows.js";

/** @typedef {import("./types.js").Stage} Stage */

const FORMAT = "deflate-raw";
const MOST_BYTES = 1e6; // of 2,000 changes unpacked

/** @returns {boolean} whether this browser can */
export function canPack() {
  return typeof CompressionStream === "function" && typeof DecompressionStream === "function";
}

/** @param {Stage[]} stages @returns {Promise<string>} "" where there are none */
export async function packed(stages) {
  if (!stages.length) return "";
  const rows = stages.map(({ epoch, batch, data, training }) => [epoch, batch, data.n ?? null, data.noise ?? null, training.batch_size, training.optimizer]);
  const stream = new Blob([JSON.stringify(rows)]).stream().pipeThrough(new CompressionStream(FORMAT));
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
