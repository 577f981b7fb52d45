/* What a browser keeps of its class beyond a reload: a member's token, a teacher's key. Input like any other when it comes back. */

import { readCode } from "./room_code.js";

/**
 * @typedef {{code: string, id: string, token: string, me: any, at: number}} KeptMember
 * @typedef {{code: string, id: string, key: string, kept: any, at: number}} KeptTeacher
 */

const LONGEST_MS = 12 * 3600 * 1000; // after which a class has ended by itself
const SECRET = /^[\w.-]{16,64}$/;
const ID = /^[\w-]{1,40}$/;

/** @param {string|null} written @param {number} now @returns {KeptMember|null} */
export function keptMember(written, now) {
  const kept = parsed(written);
  return isFresh(kept, now) && SECRET.test(kept.token) ? { code: kept.code, id: kept.id, token: kept.token, me: kept.me ?? null, at: kept.at } : null;
}

/** @param {string|null} written @param {number} now @returns {KeptTeacher|null} */
export function keptTeacher(written, now) {
  const kept = parsed(written);
  return isFresh(kept, now) && SECRET.test(kept.key) ? { code: kept.code, id: kept.id, key: kept.key, kept: kept.kept ?? null, at: kept.at } : null;
}

/** @param {string} hash of an address @returns {{key: string}|{token: string}|null} the secret that it brings */
export function secretIn(hash) {
  const [, name, secret] = /^#(key|me)=([\w.-]+)$/.exec(hash) ?? [];
  if (!name || !SECRET.test(secret)) return null;
  return name === "key" ? { key: secret } : { token: secret };
}

/** @param {any} kept @param {number} now */
function isFresh(kept, now) {
  return Boolean(kept) && typeof kept.code === "string" && "code" in readCode(kept.code) && ID.test(String(kept.id)) && Number.isFinite(kept.at) && now - kept.at < LONGEST_MS;
}

/** @param {string|null} written @returns {any} */
function parsed(written) {
  try {
    return JSON.parse(written ?? "null");
  } catch {
    return null;
  }
}
