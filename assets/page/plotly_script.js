/* Brings plotly.js when all else is there, and as long as it takes: Dash's own loader gives up for good after 30 s (docs/why/files.md). */

import { config } from "../dash.js";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 16000;
const page = /** @type {any} */ (globalThis.window ?? {});

/** Load plotly.js, unless it is there. What Dash's loader finds under Plotly's name it waits for, and loads nothing itself. */
export function bringPlotly() {
  if (page.Plotly) return;
  page.Plotly = new Promise((resolve) => {
    const begin = () => load(resolve, FIRST_WAIT_MS);
    if (document.readyState === "complete") begin();
    else page.addEventListener("load", begin);
  });
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
