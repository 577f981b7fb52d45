/* Brings plotly.js when points and line are drawn: Dash's own loader gives up for good after 30 s (docs/why/files.md). */

import { config } from "../dash.js";
import { loadScript } from "./later_script.js";

const page = /** @type {any} */ (globalThis.window ?? {});

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
