/* The link to the server: learns at once that it is away, and when it is back. */
(function (chalkline) {
  "use strict";

  const ENDPOINT = "_dash-update-component";
  const RETRY_MS = [500, 1000];
  const QUICK_MS = 1500;
  const PATIENT_MS = 20000;
  const TOO_MANY = 429;
  const MOST_SECONDS = 30;
  const REFUSED = [400, 413, 415];

  /**
   * Send a command to the server's one callback, in the words that Dash's renderer would use. The renderer itself would
   * tell every component of the page about each of its steps, ten times a second (docs/decisions.md).
   * @param {object} command @param {AbortSignal} [signal] gives it up
   * @returns {Promise<object>} the progress, or a refusal; rejects when there is no answer
   */
  async function post(command, signal) {
    const call = {
      output: "progress.data",
      outputs: { id: "progress", property: "data" },
      inputs: [{ id: "command", property: "data", value: command }],
      changedPropIds: ["command.data"],
    };
    const headers = { "content-type": "application/json" };
    const response = await window.fetch(address(), { method: "POST", headers, body: JSON.stringify(call), signal });
    if (response.status === TOO_MANY) throw await notYet(response);
    if (REFUSED.includes(response.status)) return refusal(command, response);
    if (!isAnswer(response)) throw new Error("no answer");
    return (await response.json()).response.progress.data;
  }

  /** What the server's guard does not let in changes nothing: its sentence, as the answer to this command. */
  async function refusal({ seq }, response) {
    if (!(response.headers.get("content-type") || "").includes("json")) throw new Error("no answer");
    return { seq, notice: (await response.json()).notice };
  }

  /** The server takes no more new pages for a moment: its sentence, and the milliseconds after which to ask again. */
  async function notYet(response) {
    const { notice } = await response.json();
    const seconds = Math.min(Number(response.headers.get("retry-after")) || 1, MOST_SECONDS);
    return Object.assign(new Error(notice), { later: 1000 * seconds * (1 + Math.random()) });
  }

  /** Where Dash's callbacks are, behind whatever path the page is served from; read once. */
  function address() {
    if (address.known) return address.known;
    const config = document.getElementById("_dash-config");
    address.known = `${config ? JSON.parse(config.textContent).requests_pathname_prefix : "/"}${ENDPOINT}`;
    return address.known;
  }

  /** A server error or a proxy's page is no answer. */
  function isAnswer(response) {
    const type = response.headers.get("content-type") || "";
    return response.ok && !type.includes("html");
  }

  /**
   * Asks /healthz until it answers, then says so. One question follows the other whether that is answered or not,
   * because on a network that has gone silent a question is never answered, not even when the network is back. One of
   * them at a time waits long, for networks on which every answer is slow.
   */
  class Search {
    /**
     * @param {string} url
     * @param {(wasAway: boolean) => void} found
     * @param {() => void} missed a question was not answered
     */
    constructor(url, found, missed) {
      this.url = url;
      this.found = found;
      this.missed = missed;
      this.timer = null;
      this.questions = null; // those of this search, to be given up together; null while there is none
      this.wasAway = false;
      this.open = new Set(); // numbers of the questions not answered yet
      this.asked = 0;
    }

    /** @param {boolean} [knownAway] then there is no hurry to ask */
    begin(knownAway = false) {
      if (this.questions) return;
      this.questions = new AbortController();
      this.wasAway = false;
      this.open.clear();
      if (!knownAway) return this.ask();
      this.miss();
      this.later();
    }

    end() {
      if (!this.questions) return;
      clearTimeout(this.timer);
      this.questions.abort();
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
      if (!this.questions || document.hidden) return;
      this.later();
      const { questions } = this;
      const number = (this.asked += 1);
      const patience = this.open.size ? QUICK_MS : PATIENT_MS;
      this.open.add(number);
      const isThere = await answers(this.url, patience, questions.signal);
      if (this.questions !== questions) return;
      this.close(number, isThere);
    }

    /** A question is over. One that overtakes an older one shows as well that the network was silent. */
    close(number, isThere) {
      this.open.delete(number);
      if (!isThere) return this.miss();
      const overtakes = [...this.open].some((other) => other < number);
      this.end();
      this.found(this.wasAway || overtakes);
    }
  }

  async function answers(url, patience, givenUp) {
    const question = new AbortController();
    const giveUp = () => question.abort();
    givenUp.addEventListener("abort", giveUp);
    const timer = setTimeout(giveUp, patience);
    try {
      const response = await window.fetch(url, { cache: "no-store", signal: question.signal });
      return response.ok && (await response.text()).trim() === "ok";
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
      givenUp.removeEventListener("abort", giveUp);
    }
  }

  chalkline.link = { post, Search };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
