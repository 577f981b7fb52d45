/* The link to the server: learns at once that it is away, and when it is back. */
(function (chalkline) {
  "use strict";

  const ENDPOINT = "_dash-update-component";
  const RETRY_MS = [500, 1500];
  const TOO_MANY = 429;
  const MOST_SECONDS = 30;

  /**
   * Send a command to the server's one callback, in the words that Dash's renderer would use. The renderer itself would
   * tell every component of the page about each of its steps, ten times a second (docs/decisions.md).
   * @param {object} command @returns {Promise<object>} the progress, or a refusal; rejects when there is no answer
   */
  async function post(command) {
    const call = {
      output: "progress.data",
      outputs: { id: "progress", property: "data" },
      inputs: [{ id: "command", property: "data", value: command }],
      changedPropIds: ["command.data"],
    };
    const headers = { "content-type": "application/json" };
    const response = await window.fetch(address(), { method: "POST", headers, body: JSON.stringify(call) });
    if (response.status === TOO_MANY) throw await notYet(response);
    if (!isAnswer(response)) throw new Error("no answer");
    return (await response.json()).response.progress.data;
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

  /** Asks /healthz until it answers, then says so; at once when the browser is online or in view again. */
  class Search {
    /** @param {string} url @param {() => void} found */
    constructor(url, found) {
      this.url = url;
      this.found = found;
      this.timer = null;
      this.active = false;
      this.asking = false;
    }

    begin() {
      if (this.active) return;
      this.active = true;
      this.later();
    }

    later() {
      clearTimeout(this.timer);
      const [least, most] = RETRY_MS;
      this.timer = setTimeout(() => this.ask(), least + Math.random() * (most - least));
    }

    async ask() {
      if (!this.active || this.asking) return;
      this.asking = true;
      const back = await answers(this.url);
      this.asking = false;
      if (!this.active) return;
      if (!back) return this.later();
      this.active = false;
      clearTimeout(this.timer);
      this.found();
    }
  }

  async function answers(url) {
    try {
      const response = await window.fetch(url, { cache: "no-store", signal: AbortSignal.timeout(3000) });
      return response.ok && (await response.text()).trim() === "ok";
    } catch {
      return false;
    }
  }

  chalkline.link = { post, Search };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
