/* The texts of this page: its language's, or strained by `?strings=`. */

import { request } from "../run/request.js";
import { createTexts } from "./catalogue.js";
import { SCHEMA } from "./schema.js";

/** @typedef {import("./catalogue.js").Catalogue} Catalogue */

const strain = new URLSearchParams(globalThis.location?.search ?? "").get("strings");

/** Whether the texts are others than those that the server has written into the page. */
export const areStrained = strain !== null;
const catalogue = { ...SCHEMA.text };
export const { text, sentence, has, first } = createTexts(catalogue);
if (areStrained) await strainTexts();

/** Texts that come later, with what needs them. @param {Catalogue} texts */
export function addTexts(texts) {
  if (!areStrained) Object.assign(catalogue, texts);
}

/** Only a test of the page asks for it: then all of them are there at once, and the page's HTML is written again. */
async function strainTexts() {
  const { strained } = await import("./strained.js");
  const { texts = "" } = document.getElementById("_dash-renderer")?.dataset ?? {};
  const later = await request(texts, (response) => response.json());
  Object.assign(catalogue, strained({ ...catalogue, ...later }, strain));
}
