/* One sheet of what is seen: dark on white, its figures scaled to it, its settings in words, and where it came from. */

import { releaseFigures, scaleFigures } from "../plotly.js";
import { countedTitle, optimizerName, unitName } from "../text/names.js";
import { text } from "../text/texts.js";
import { made } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */

/** @param {Store} store */
export function listenToPrinting(store) {
  const root = document.documentElement;
  /** @type {"light"|"dark"|null} */
  let before = null;
  const setMode = (/** @type {"light"|"dark"} */ mode) => store.dispatch({ type: "view", view: { mode } });
  window.addEventListener("beforeprint", () => {
    if (before) return;
    before = store.state.view.mode;
    root.dataset.printing = "true"; // this mode is not one that somebody prefers
    if (before === "dark") setMode("light");
    writeSettings(store.state);
    scaleFigures();
  });
  window.addEventListener("afterprint", () => {
    releaseFigures();
    document.getElementById("printed")?.remove();
    if (before === "dark") setMode("dark");
    before = null;
    delete root.dataset.printing;
  });
}

/** @param {State} state */
function writeSettings(state) {
  const { points, record } = state;
  if (!points) return;
  document.getElementById("printed")?.remove();
  const place = made("section", "", { className: "printed" });
  place.id = "printed";
  const data = countedTitle(points.kind, points.targets.length);
  place.append(made("p", text("print.what", { data, epoch: record.epoch, settings: settingsOf(state) })), made("p", location.href));
  document.body.append(place);
}

/** @param {State} state @returns {string} "learning rate 0.1, SGD, batch all, noise 0.25" */
function settingsOf({ controls, record, points, shownData }) {
  const optimizer = record.segment?.training.optimizer ?? { name: "sgd", learning_rate: controls.learning_rate };
  const parts = [
    text("print.rate", { rate: optimizer.learning_rate }),
    optimizerName(optimizer),
    text("print.batch", { batch: controls.batch_size ?? text("batch-size.all") }),
  ];
  const noise = shownData?.noise;
  if (noise !== undefined) parts.push(text("print.noise", { noise, unit: points?.output.unit ? `\u00a0${unitName(points.output.unit)}` : "" }));
  return parts.join(", ");
}
