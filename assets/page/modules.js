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
  }

  /** Fetch what is missing at once: somebody waits for it. It fails if one of them fails. */
  async fetchNow() {
    await Promise.all([...this.missing].map((address) => this.fetch(address)));
  }

  /** Fetch what is missing one by one, so that nobody has to wait for it; a failure ends it. */
  async fetchCalmly() {
    for (const address of this.missing) await this.fetch(address);
  }

  /** @param {string} address */
  async fetch(address) {
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
