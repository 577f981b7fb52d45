/* The modules that main.js does not bring: they come later, or when what they make is wanted (docs/why/network.md). */

import { request } from "../run/request.js";
import { addTexts } from "../text/texts.js";
import { element } from "./element.js";

/**
 * Fetched into the browser's cache before they are imported: an import cannot be given up, and where the network fell
 * silent, each would hold one of the browser's few connections to the server, until none is left for ticks.
 */
export class LaterModules {
  /**
   * @param {{src: string, dataset: {later?: string, style?: string, texts?: string}}} script main.js's own. It names them relative to
   *   itself: each that is wanted by its name, with what it brings; and what all of them need, one file of texts and one of styles
   */
  constructor({ src, dataset }) {
    const at = (/** @type {string|undefined} */ path) => (path ? [new URL(path, src).href] : []);
    this.texts = at(dataset.texts);
    this.styles = at(dataset.style);
    const groups = (dataset.later ?? "").split(";").filter(Boolean);
    /** @type {Map<string, string[]>} */
    this.groups = new Map(
      groups.map((group) => {
        const paths = group.split(" ");
        return [paths[0], paths.map((path) => new URL(path, src).href)];
      }),
    );
    this.missing = new Set([...this.texts, ...this.styles, ...[...this.groups.values()].flat()]);
    /** @type {Set<string>} */
    this.wanted = new Set(); // of the missing, by somebody who waits
    /** @type {Map<string, Promise<void>>} */
    this.coming = new Map();
    /** @type {Promise<void>|null} */
    this.now = null; // what everybody waits for who waits
  }

  /** Fetch what one of them needs, for somebody who waits for it. It fails if one of its modules does. @param {string} name */
  async fetchNow(name) {
    const modules = this.groups.get(name) ?? [...this.groups.values()].flat(); // joined, all of them are in one
    const needed = [...this.texts, ...this.styles, ...modules];
    while (needed.some((address) => this.missing.has(address))) {
      needed.forEach((address) => this.wanted.add(address));
      this.now ??= this.fetchWanted().finally(() => (this.now = null));
      await this.now;
    }
  }

  /** Two at a time and never more, whoever waits: ticks too want a connection. */
  async fetchWanted() {
    const lines = await Promise.allSettled([this.fetchAll(this.wanted), this.fetchAll(this.wanted)]);
    this.wanted.clear();
    for (const line of lines) if (line.status === "rejected") throw line.reason;
  }

  /** Fetch what is missing one by one, for nobody who waits; a failure ends it. */
  async fetchCalmly() {
    await this.fetchAll(this.missing);
  }

  /** @param {Set<string>} addresses to which others may be added meanwhile */
  async fetchAll(addresses) {
    for (const address of addresses) if (this.missing.has(address) && !this.coming.has(address)) await this.fetchOne(address);
    await Promise.all([...addresses].map((address) => this.coming.get(address)));
  }

  /** @param {string} address */
  async fetchOne(address) {
    const whole = this.fetchWhole(address).finally(() => this.coming.delete(address));
    this.coming.set(address, whole);
    await whole;
  }

  /** @param {string} address */
  async fetchWhole(address) {
    await request(address, async (response) => {
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      if (this.texts.includes(address)) addTexts(await response.json());
      else await response.arrayBuffer();
    });
    if (this.styles.includes(address)) await applied(address);
    this.missing.delete(address);
  }
}

/** @param {string} address of a style that is in the browser's cache @returns {Promise<void>} when it holds */
function applied(address) {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: address, onload: () => resolve(), onerror: reject });
    document.head.append(link);
  });
}

/** @type {LaterModules|undefined} */
let ofThisPage;

/** @returns {LaterModules} */
export function laterModules() {
  return (ofThisPage ??= new LaterModules(/** @type {any} */ (element("_dash-renderer"))));
}

/** What has to be waited for before a module is imported that main.js does not bring. @param {string} name of its file @returns {Promise<void>} rejects where it has not come */
export async function fetchFirst(name) {
  await laterModules().fetchNow(name);
}
