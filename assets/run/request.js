/* One question to the server: asked, and its answer read, within a time (docs/why/network.md). */

const LONGEST_MS = 10000;

/**
 * A browser has few connections to a server, and one that the network has forgotten is held until its question is given up.
 * @template T
 * @param {string} address @param {(response: Response) => T|Promise<T>} read
 * @param {RequestInit & {longest?: number, givenUp?: AbortSignal}} [options] longest: in ms; givenUp: ends it before that
 * @returns {Promise<T>} what was read; rejects where there is no answer in time
 */
export async function request(address, read, { longest = LONGEST_MS, givenUp, ...options } = {}) {
  const limit = new AbortController();
  const giveUp = () => limit.abort();
  givenUp?.addEventListener("abort", giveUp);
  const timer = setTimeout(giveUp, longest);
  try {
    return await read(await fetch(address, { ...options, signal: limit.signal }));
  } finally {
    clearTimeout(timer);
    givenUp?.removeEventListener("abort", giveUp);
  }
}

/** @param {string} body as JSON @returns {RequestInit} what posts it */
export function posted(body) {
  return { method: "POST", headers: { "content-type": "application/json" }, body };
}
