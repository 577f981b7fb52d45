/* Giving a file to the browser, and saying of it only what is true: some frames save nothing, and say nothing of it (docs/why/export.md). */

import { text } from "../text/texts.js";
import { made } from "./element.js";

/**
 * @typedef {object} File
 * @property {string} name
 * @property {string} url of its content
 * @property {string} [content] where it is text
 * @typedef {"saved"|"shown"|"given"} Fate what became of it; "given" where nobody can know
 */

const ALLOWED = "allow-downloads";

/** Whether this page may save files: a frame's sandbox may forbid it, and that of another origin tells nothing. @param {any} [frame] @returns {Fate} */
export function fateOf(frame = window) {
  if (frame === frame.parent) return "saved";
  const place = frame.frameElement;
  if (!place) return "given";
  const sandbox = place.getAttribute("sandbox");
  if (sandbox !== null && !sandbox.toLowerCase().split(/\s+/).includes(ALLOWED)) return "shown";
  return fateOf(frame.parent);
}

/** Give a file to the browser; where that may save nothing, it stands on the page as well, to be copied. @param {File} file @returns {string} what became of it, in words */
export function give(file) {
  const fate = fateOf();
  if (fate !== "shown") save(file);
  if (fate !== "saved") showHere(file, text(`file.${fate}.here`));
  return text(`file.${fate}`, { file: file.name });
}

/** @param {File} file */
function save({ name, url }) {
  const link = document.createElement("a");
  Object.assign(link, { href: url, download: name });
  link.click();
}

/** @param {File} file @param {string} words why it is here */
function showHere({ name, url, content }, words) {
  document.getElementById("given")?.remove();
  const place = made("section", "", { className: "about" });
  place.id = "given";
  const before = document.activeElement;
  const close = () => {
    place.remove();
    if (before instanceof HTMLElement) before.focus();
  };
  place.setAttribute("aria-label", name);
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  const shut = made("button", "×", { className: "close" });
  shut.setAttribute("aria-label", text("file.close.label"));
  shut.addEventListener("click", close);
  place.append(shut, made("h2", name), made("p", words, { role: "status" }));
  if (content === undefined) place.append(pictureOf(url, name));
  else place.append(...textOf(content, name));
  document.body.append(place);
  shut.focus();
}

/** @param {string} url @param {string} name */
function pictureOf(url, name) {
  const picture = /** @type {HTMLImageElement} */ (made("img", ""));
  Object.assign(picture, { src: url, alt: name });
  return picture;
}

/** @param {string} content @param {string} name @returns {HTMLElement[]} */
function textOf(content, name) {
  const place = /** @type {HTMLTextAreaElement} */ (made("textarea", ""));
  Object.assign(place, { value: content, readOnly: true, spellcheck: false });
  place.setAttribute("aria-label", name);
  const button = made("button", text("copy-script"), { className: "inline" });
  button.addEventListener("click", async () => {
    button.textContent = text(`panel.code.${(await copied(content, place)) ? "copied" : "selected"}`);
  });
  return [button, place];
}

/** The clipboard is not there on plain http, nor in every frame: then the text is selected, and a key copies it. @param {string} content @param {HTMLTextAreaElement} place */
export async function copied(content, place) {
  try {
    await navigator.clipboard.writeText(content);
    return true;
  } catch {
    place.select();
    return document.execCommand("copy");
  }
}
