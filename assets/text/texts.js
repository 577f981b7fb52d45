/* The texts of this page: its language's, or strained by `?strings=`. */

import { createTexts } from "./catalogue.js";
import { SCHEMA } from "./schema.js";

const strain = new URLSearchParams(globalThis.location?.search ?? "").get("strings");

/** Whether the texts are others than those that the server has written into the page. */
export const areStrained = strain !== null;
export const { text, sentence, has, first } = createTexts(areStrained ? await strainedTexts() : SCHEMA.text);

/** @returns {Promise<import("./catalogue.js").Catalogue>} texts that only a test of the page asks for */
async function strainedTexts() {
  const { strained } = await import("./strained.js");
  return strained(SCHEMA.text, strain);
}
