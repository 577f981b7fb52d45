/* What is pasted or opened goes to the server, within bounds, and comes back as a reading or as a notice. */

import { posted, request } from "../run/request.js";

/** @typedef {import("../run/reading.js").Reading} Reading */
/** @typedef {import("../run/types.js").Notice} Notice */
/** @typedef {{text?: string, file?: string, name?: string}} Given a text, or a file as base64 */

const MOST_BYTES = 1e6;
const LONGEST_NAME = 300;
const LONGEST_MS = 25000;
const AGAIN_MS = 2500;

/** @param {string} pasted */
export function isTooLarge(pasted) {
  return pasted.length > MOST_BYTES;
}

/** @param {File} file @returns {Promise<Given|null>} null where it is too large */
export async function asFile(file) {
  if (file.size > MOST_BYTES) return null;
  const reader = new FileReader();
  const read = new Promise((resolve, reject) => {
    reader.onload = resolve;
    reader.onerror = reject;
  });
  reader.readAsDataURL(file);
  await read;
  return { file: String(reader.result).replace(/^[^,]*,?/, ""), name: file.name.slice(0, LONGEST_NAME) };
}

/** @param {Given & {decimal?: string, header?: boolean}} given @returns {Promise<Reading|{notice: Notice}>} */
export async function askForReading(given) {
  if (isTooLarge(given.text ?? "")) return { notice: { id: "reading.too-large" } };
  try {
    let answer = await post(given);
    if (answer.status === 429) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      answer = await post(given);
    }
    return answer.status < 500 ? JSON.parse(answer.body) : { notice: { id: "own-data.failed" } };
  } catch {
    return { notice: { id: "own-data.unreachable" } };
  }
}

/** @param {Given} given */
function post(given) {
  const read = async (/** @type {Response} */ response) => ({ status: response.status, body: await response.text() });
  return request("/read", read, { ...posted(JSON.stringify(given)), longest: LONGEST_MS });
}
