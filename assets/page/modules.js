/* The modules that main.js does not bring: what panels are made of comes later, or when one is opened (docs/why/network.md). */

const LONGEST_MS = 10000;

/**
 * Fetched into the browser's cache before they are imported: an import cannot be given up, and where the network fell
 * silent, each would hold one of the browser's few connections to the server, until none is left for ticks.
 */
export class LaterModules {
  /** @param {{src: string, dataset: {later?: string}}} script main.js's own, which names them relative to itself */
  constructor({ src, dataset }) {
    const paths = (dataset.later ?? "").split(" ").filter(Boolean);
    this.missing = new Set(paths.map((path) => new URL(path, src).href));
    /** @type {Map<string, Promise<void>>} */
    this.coming = new Map();
    /** @type {Promise<unknown>|null} */
    this.now = null; // what everybody waits for who has opened a panel
  }

  /** Fetch what is missing, for somebody who waits for it: two at a time, as ticks too want a connection. It fails if one of them fails. */
  async fetchNow() {
    this.now ??= Promise.all([this.fetchCalmly(), this.fetchCalmly()]).finally(() => (this.now = null));
    await this.now;
  }

  /** Fetch what is missing one by one, for nobody who waits; a failure ends it. */
  async fetchCalmly() {
    for (const address of this.missing) if (!this.coming.has(address)) await this.fetch(address);
    await Promise.all(this.coming.values());
  }

  /** @param {string} address */
  async fetch(address) {
    const whole = this.fetchWhole(address).finally(() => this.coming.delete(address));
    this.coming.set(address, whole);
    await whole;
  }

  /** @param {string} address */
  async fetchWhole(address) {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), LONGEST_MS);
    try {
      const response = await fetch(address, { signal: limit.signal });
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      await response.arrayBuffer();
      this.missing.delete(address);
    } finally {
      clearTimeout(timer);
    }
  }
}
