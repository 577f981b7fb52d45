/* The link to the server: learns at once that it is away, and when it is back. */
(function (chalkline) {
  "use strict";

  const ENDPOINT = "_dash-update-component";
  const RETRY_MS = [500, 1500];

  /**
   * Wrap fetch for Dash's endpoint: an answer that is none is told to `lost`, and Dash hears "no change" instead.
   * @param {typeof fetch} fetch @param {() => void} lost @returns {typeof fetch}
   */
  function watch(fetch, lost) {
    return async function watchedFetch(resource, options) {
      if (!String(resource.url || resource).includes(ENDPOINT)) return fetch(resource, options);
      try {
        const response = await fetch(resource, options);
        if (isAnswer(response)) return response;
      } catch (error) {
        if (error.name === "AbortError") throw error;
      }
      lost();
      return new Response(null, { status: 204 });
    };
  }

  /** A server error or a proxy's page is no answer; a refusal in JSON is one. Dash names no type for its answers. */
  function isAnswer(response) {
    const type = response.headers.get("content-type") || "";
    return response.status < 500 && !type.includes("html");
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

  chalkline.link = { watch, Search };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
