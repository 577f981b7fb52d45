/* Brings plotly.js when points and line are drawn, and as long as it takes: Dash's own loader gives up for good after 30 s (docs/why/files.md). */

import { config } from "../dash.js";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 16000;
const LATEST_MS = 4000; // what is opened in the background, or waits for the server, has no picture yet
const page = /** @type {any} */ (globalThis.window ?? {});

/**
 * What Dash's loader finds under Plotly's name it waits for, and loads nothing itself.
 * @returns {() => void} loads plotly.js as soon as what has been drawn is seen: to evaluate it holds the page up for seconds
 */
export function awaitPlotly() {
  let begin = () => {};
  if (!page.Plotly)
    page.Plotly = new Promise((resolve) => {
      begin = once(() => load(resolve, FIRST_WAIT_MS));
    });
  setTimeout(begin, LATEST_MS);
  return () => requestAnimationFrame(() => setTimeout(begin));
}

/** @param {() => void} act @returns {() => void} */
function once(act) {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}

/** Load it; when the line breaks, again after a while. @param {(value: any) => void} whenHere @param {number} wait */
function load(whenHere, wait) {
  const script = document.createElement("script");
  script.src = config().plotlyjs_url;
  script.async = true;
  script.onload = whenHere;
  script.onerror = () => {
    script.remove();
    setTimeout(() => load(whenHere, Math.min(2 * wait, LONGEST_WAIT_MS)), wait);
  };
  document.head.append(script);
}
