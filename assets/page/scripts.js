/* Scripts of others, which come later than the page and as long as it takes: Dash's own loader gives up for good after 30 s (docs/why/files.md). */

import { config } from "../dash.js";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 16000;
const UNSEEN_MS = 1000; // a tab in the background draws no frames
const page = /** @type {any} */ (globalThis.window ?? {});

/** When the line breaks, ask again. @param {string} address @param {() => void} whenHere @param {number} [wait] after which to ask again */
export function loadScript(address, whenHere, wait = FIRST_WAIT_MS) {
  const script = document.createElement("script");
  script.src = address;
  script.async = true;
  script.onload = whenHere;
  script.onerror = () => {
    script.remove();
    setTimeout(() => loadScript(address, whenHere, Math.min(2 * wait, LONGEST_WAIT_MS)), wait);
  };
  document.head.append(script);
}

/**
 * What Dash's loader finds under Plotly's name it waits for, and loads nothing itself.
 * @returns {() => void} loads plotly.js: to evaluate it holds the page up for seconds
 */
export function awaitPlotly() {
  let begin = () => {};
  if (!page.Plotly)
    page.Plotly = new Promise((resolve) => {
      begin = () => loadScript(config().plotlyjs_url, () => resolve(true));
    });
  return () => begin();
}

/** @returns {Promise<void>} when what has been drawn is seen, or nothing of the page is */
export function isSeen() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, UNSEEN_MS);
  });
}
