/* Looks for a server that does not answer (docs/why/network.md). */

import { request } from "./request.js";

const RETRY_MS = [500, 1000];
const QUICK_MS = 1500;
const PATIENT_MS = 20000;

/**
 * Asks /healthz until it answers, then says so. One question follows the other whether that is answered or not, because on
 * a network that has gone silent a question is never answered, not even when the network is back. One of them at a time
 * waits long, for networks on which every answer is slow.
 */
export class Search {
  /**
   * @param {string} url
   * @param {{found: (wasAway: boolean) => void, missed: () => void, isHidden: () => boolean}} page
   *   missed: a question was not answered
   */
  constructor(url, { found, missed, isHidden }) {
    this.url = url;
    this.found = found;
    this.missed = missed;
    this.isHidden = isHidden;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
    /** @type {AbortController|null} */
    this.questions = null; // those of this search, to be given up together; null while there is none
    this.wasAway = false;
    /** @type {Set<number>} */
    this.open = new Set(); // numbers of the questions not answered yet
    this.asked = 0;
  }

  /** @param {boolean} [knownAway] then there is no hurry to ask */
  begin(knownAway = false) {
    if (this.questions) return;
    this.questions = new AbortController();
    this.wasAway = false;
    this.open.clear();
    if (!knownAway) {
      this.ask();
      return;
    }
    this.miss();
    this.later();
  }

  end() {
    clearTimeout(this.timer);
    this.questions?.abort();
    this.questions = null;
  }

  miss() {
    this.wasAway = true;
    this.missed();
  }

  later() {
    clearTimeout(this.timer);
    const [least, most] = RETRY_MS;
    this.timer = setTimeout(() => this.ask(), least + Math.random() * (most - least));
  }

  /** Ask at once, if there is a search and somebody to see what comes of it. */
  async ask() {
    if (!this.questions || this.isHidden()) return;
    this.later();
    const { questions } = this;
    const number = (this.asked += 1);
    const timeout = this.open.size ? QUICK_MS : PATIENT_MS;
    this.open.add(number);
    const isThere = await answers(this.url, timeout, questions.signal);
    if (this.questions !== questions) return;
    this.close(number, isThere);
  }

  /** A question is over. One that overtakes an older one shows as well that the network was silent. @param {number} number @param {boolean} isThere */
  close(number, isThere) {
    this.open.delete(number);
    if (!isThere) {
      this.miss();
      return;
    }
    const overtakes = [...this.open].some((other) => other < number);
    this.end();
    this.found(this.wasAway || overtakes);
  }
}

/** @param {string} url @param {number} longest in ms @param {AbortSignal} givenUp @returns {Promise<boolean>} */
async function answers(url, longest, givenUp) {
  try {
    return await request(url, async (response) => response.ok && (await response.text()).trim() === "ok", { cache: "no-store", longest, givenUp });
  } catch {
    return false;
  }
}
