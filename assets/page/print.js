/* One sheet of what is seen: dark on white, its figures scaled to it, its settings in words, and where it came from. */

import { isCurve, learnedCount } from "../lesson/curve.js";
import { trainingSeen } from "../figures/worksheet.js";
import { releaseFigures, scaleFigures } from "../plotly.js";
import { countedTitle, optimizerName, unitName } from "../text/names.js";
import { isHidden } from "../run/hidden.js";
import { seen } from "../run/state.js";
import { lossText, plain } from "../text/numbers.js";
import { text } from "../text/texts.js";
import { made } from "./element.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").Points} Points */
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
  const { points } = state;
  const now = seen(state);
  if (!points || !now) return;
  document.getElementById("printed")?.remove();
  const place = made("section", "", { className: "printed" });
  place.id = "printed";
  const data = countedTitle(points.kind, points.targets.length);
  const what = text("print.what", { data, epoch: now.epoch, settings: settingsOf(state, points) });
  place.append(made("p", [what, ...lossesOf(state, points, now)].join(" ")), made("p", location.href));
  document.body.append(place);
}

/** @param {State} state @param {Points} points @returns {string} "learning rate 0.1, SGD, batch all, noise 0.25, degree 6, 75 of 250 points kept for testing" */
function settingsOf(state, points) {
  const { optimizer, batch_size: batch } = trainingSeen(state);
  const parts = [text("print.rate", { rate: plain(optimizer.learning_rate) }), optimizerName(optimizer), text("print.batch", { batch: batch ?? text("batch-size.all") })];
  const { shownData } = state;
  const noise = shownData?.noise;
  if (noise !== undefined) parts.push(text("print.noise", { noise, unit: points.output.unit ? `\u00a0${unitName(points.output.unit)}` : "" }));
  const scaling = shownData?.scaling;
  if (scaling && scaling !== "none") parts.push(text("print.scaling", { scaling: text(`scaling.${scaling}`) }));
  if (isCurve(points)) parts.push(text("print.degree", { degree: points.degree }));
  const count = points.targets.length;
  if (learnedCount(points) < count) parts.push(text("print.tests", { tests: count - learnedCount(points), count }));
  return parts.join(", ");
}

/** @param {State} state @param {Points} points @param {import("../run/types.js").Snapshot} now @returns {string[]} the losses, unless they are hidden */
function lossesOf(state, points, now) {
  if (isHidden(state, "loss")) return [];
  const isTested = typeof now.testLoss === "number" && learnedCount(points) < points.targets.length;
  const words = [text("print.loss", { loss: lossText(now.loss) })];
  return isTested ? [...words, text("print.test-loss", { loss: lossText(now.testLoss ?? 0) })] : words;
}
