/* One question about the class to the server: its answer, its refusal, or that there was none. */

import { posted, request } from "./request.js";

/** @typedef {import("./types.js").Notice} Notice */
/** @typedef {{status: number, answer: any, notice: Notice|null}} Said status 0 where nobody has answered */

const LONGEST_MS = 8000;
const OK = 200;
const FINAL = [403, 409, 410, 422]; // asked again, it would be refused again
/** @type {Said} */
const NOBODY = { status: 0, answer: null, notice: { id: "class.unanswered" } };

/** @param {number} status @returns {boolean} whether asking again is of no use */
export function isFinal(status) {
  return FINAL.includes(status);
}

/** @param {string} path below /class/ @param {object} body @returns {Promise<Said>} */
export async function askClass(path, body) {
  try {
    return await request(`/class/${path}`, said, { ...posted(JSON.stringify(body)), longest: LONGEST_MS });
  } catch {
    return NOBODY;
  }
}

/** @param {Response} response @returns {Promise<Said>} */
async function said(response) {
  const answer = await response.json(); // a proxy's page is no answer
  if (response.ok) return { status: OK, answer, notice: null };
  return answer.notice ? { status: response.status, answer: null, notice: answer.notice } : NOBODY;
}
