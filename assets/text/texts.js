/* The texts of this page: its language's, or strained by `?strings=`. */

import { createTexts } from "./catalogue.js";
import { SCHEMA } from "./schema.js";
import { strained } from "./strained.js";

const strain = new URLSearchParams(globalThis.location?.search ?? "").get("strings");

/** Whether the texts are others than those that the server has written into the page. */
export const areStrained = strain !== null;
export const { text, sentence, has, first } = createTexts(strained(SCHEMA.text, strain));
