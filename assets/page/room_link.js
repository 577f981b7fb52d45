/* Addresses of a class: what a student opens, what drives it from another device, what brings a student back. */

import { changesOf, linkOf } from "../run/link.js";
import { ownOf } from "../run/link_points.js";
import { canPack, packed } from "../run/packed.js";
import { withoutCode } from "../run/room_code.js";
import { posted, request } from "../run/request.js";
import { copied } from "./give.js";
import { LANGUAGES } from "./open_link.js";
import { made } from "./element.js";

/** @typedef {import("../run/types.js").State} State */

const MOST_LETTERS = 1800;

/** @param {string} code @returns {string} */
export function classLink(code) {
  return `${location.origin}${withoutCode(location.pathname)}${code}`;
}

/** @returns {string} the page's own address, without a class */
export function pageLink() {
  return `${location.origin}${withoutCode(location.pathname)}`;
}

/** In capitals, of which a QR code needs fewer squares. @param {string} code @returns {string} */
export function capitals(code) {
  const link = classLink(code);
  return withoutCode(location.pathname) === "/" ? link.toUpperCase() : link;
}

/** What is behind # is sent to no server. @param {string} code @param {string} key @returns {string} */
export function keyLink(code, key) {
  return `${classLink(code)}#key=${key}`;
}

/** @param {State} state @returns {Promise<string>} the query of a link to the run, "" where there is none that an address can hold */
export async function runQuery(state) {
  const [stages, own] = [changesOf(state), ownOf(state)];
  if ((stages.length || own) && !canPack()) return "";
  const query = linkOf(state, await packed(stages, own), LANGUAGES[0]);
  return query.length > MOST_LETTERS ? "" : query;
}

/** The same member, and the same run. @param {{code: string, token: string}} kept @param {State} state @returns {Promise<string>} id of the text that says what became of it */
export async function personalLink({ code, token }, state) {
  const query = await runQuery(state);
  const link = `${classLink(code)}${query ? `?${query}` : ""}#me=${token}`;
  return copyLink(link, query ? "class.copied.run" : "class.copied");
}

/** @param {string} link @param {string} done id of a text @returns {Promise<string>} id of the text that says what became of it */
export async function copyLink(link, done) {
  const place = /** @type {HTMLTextAreaElement} */ (made("textarea", "", { className: "visually-hidden" }));
  place.value = link;
  document.body.append(place);
  const isDone = await copied(link, place);
  place.remove();
  return isDone ? done : "class.not-copied";
}

/** @param {string} address @param {string} words what it is @returns {HTMLImageElement} its QR code, out of sight where there is none */
export function codePicture(address, words) {
  const picture = /** @type {HTMLImageElement} */ (made("img", "", { className: "class-qr" }));
  picture.hidden = true;
  picture.alt = words;
  request("/qr", (response) => (response.ok ? response.text() : ""), posted(JSON.stringify(address))).then(
    (svg) => {
      picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      picture.hidden = !svg;
    },
    () => {},
  );
  return picture;
}
