/* Code: the exact script of this run, and everything that can be taken along. */

import { wallFigures, wallPicture } from "../figures/wall.js";
import { closest, element, made, setAttribute, setText } from "../page/element.js";
import { dataTable, fetchCode, fileName, giveText, hasRun, historyTable, recordOf } from "../page/files.js";
import { give } from "../page/give.js";
import { seen } from "../run/state.js";
import { text } from "../text/texts.js";

/** @typedef {import("../run/history.js").History} History */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").State} State */

const REFRESH_MS = 2000;
const CODES = ["copy-script", "download-script", "download-notebook"];

/** The panel. */
class Code {
  /** @param {import("./index.js").Context} context */
  constructor({ store }) {
    this.store = store;
    this.asked = { at: -Infinity, record: "" };
    this.isCovered = false;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.later = undefined;
    element("panel-code").addEventListener("click", (event) => this.onClick(event));
  }

  /** Ask for the script when the run has changed, at most every two seconds. @param {State} state */
  draw(state) {
    if (state.points) writePictures(state.points);
    writeTitle(state.record.history);
    if (this.cover(state) || !hasRun(state)) return;
    const record = JSON.stringify(recordOf(state));
    const now = performance.now();
    if (record === this.asked.record) return;
    if (state.phase === "playing" && now - this.asked.at < REFRESH_MS) {
      this.later ??= setTimeout(() => this.draw(this.store.state), REFRESH_MS);
      return;
    }
    clearTimeout(this.later);
    this.later = undefined;
    this.asked = { at: now, record };
    this.fetchScript(record);
  }

  /** What makes the points tells the true line. @param {State} state @returns {boolean} whether the script is hidden with the answer */
  cover({ view, points }) {
    const isCovered = !view.limits && points !== null && points.true_weight !== null;
    if (isCovered !== this.isCovered) CODES.forEach((id) => setAttribute(element(id), "aria-disabled", isCovered));
    if (isCovered && !this.isCovered) {
      this.asked.record = ""; // what is on its way is not shown
      setText("script", "");
      say("covered");
    }
    this.isCovered = isCovered;
    return isCovered;
  }

  /** @param {string} record */
  async fetchScript(record) {
    say("writing");
    try {
      const script = await fetchCode("script", record);
      if (this.asked.record !== record) return; // a newer one is on its way
      setText("script", script);
      say("written");
    } catch (error) {
      if (this.asked.record !== record) return;
      this.asked.record = "";
      setText("code-words", /** @type {Error} */ (error).message);
    }
  }

  /** @param {MouseEvent} event */
  onClick({ target }) {
    const button = closest(target, "button");
    const { state } = this.store;
    const { points } = state;
    if (!button || !points || !hasRun(state) || button.getAttribute("aria-disabled") === "true") return;
    if (button.id === "copy-script") copy();
    else if (button.id === "download-script") saveCode(state, "script", "py");
    else if (button.id === "download-notebook") saveCode(state, "notebook", "ipynb");
    else if (button.id === "download-history") saveHistory(state, points);
    else if (button.id === "download-data") save(state, dataTable(points), "data", "csv");
    else if (button.dataset.picture) draw(state, points, button.dataset.picture, button.dataset.format ?? "png");
  }
}

/** @param {string} name of a sentence */
function say(name) {
  setText("code-words", text(`panel.code.${name}`));
}

/** @param {State} state @param {string} content @param {string} what @param {string} extension */
function save(state, content, what, extension) {
  setText("code-words", giveText(content, fileName(state, what), extension));
}

/** @param {State} state @param {Points} points */
function saveHistory(state, points) {
  const { history } = state.record;
  const given = giveText(historyTable(state.record, points), fileName(state, "history"), "csv");
  setText("code-words", isThinned(history) ? text("panel.code.thinned", { given, epoch: firstWhole(history) }) : given);
}

/** @param {History} history */
function writeTitle(history) {
  const title = isThinned(history) ? text("download-history.title.thinned", { epoch: firstWhole(history) }) : text("download-history.title");
  setAttribute(element("download-history"), "title", title);
}

/** A tab that has been loaded again may have had no room for all epochs of a very long run. @param {History} history */
function isThinned(history) {
  return history.wholeFrom > 0;
}

/** @param {History} history @returns {string} the epoch from which on every one is there */
function firstWhole(history) {
  return String(history.epoch(history.wholeFrom));
}

/** @param {State} state @param {"script"|"notebook"} kind @param {string} extension */
async function saveCode(state, kind, extension) {
  try {
    save(state, await fetchCode(kind, JSON.stringify(recordOf(state))), "run", extension);
  } catch (error) {
    setText("code-words", /** @type {Error} */ (error).message);
  }
}

/** The clipboard is not there on plain http: then the text is selected, and a key copies it. */
async function copy() {
  try {
    await navigator.clipboard.writeText(element("script").textContent ?? "");
    say("copied");
  } catch {
    window.getSelection()?.selectAllChildren(element("script"));
    say(document.execCommand("copy") ? "copied" : "selected");
  }
}

/** @param {State} state @param {Points} points @param {string} name @param {string} format */
async function draw(state, points, name, format) {
  const filename = fileName(state, name, seen(state)?.epoch);
  say("drawing");
  try {
    const url = await wallPicture(state, points, name, { mode: "light", format });
    setText("code-words", give({ name: `${filename}.${format}`, url }));
  } catch {
    say("not-drawn");
  }
}

/** @param {Points} points */
function writePictures(points) {
  const names = wallFigures(points);
  const place = element("picture-buttons");
  if (place.dataset.names === names.join()) return;
  place.dataset.names = names.join();
  place.replaceChildren(...names.map(pictureButtons));
}

/** @param {string} name of a figure @returns {HTMLElement} */
function pictureButtons(name) {
  const title = text(`panel.code.picture.${name}`);
  const group = made("span", `${title} `, { className: "picture" });
  ["PNG", "SVG"].forEach((format) => {
    const button = made("button", format, { className: "inline" });
    Object.assign(button.dataset, { picture: name, format: format.toLowerCase() });
    button.setAttribute("aria-label", text("panel.code.picture.label", { figure: title, format }));
    group.append(button, " ");
  });
  return group;
}

/** @param {import("./index.js").Context} context */
export function create(context) {
  return new Code(context);
}
