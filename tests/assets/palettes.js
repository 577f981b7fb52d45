/* The colours of the empty figures, of each mode: what a figure of the other mode must not have. */

import { schema } from "./oracles.js";

const COLOUR = /"(#[0-9a-f]{3,8}|rgba?\([^")]*\))"/gi;

/** @type {Record<string, string[]>} */
export const PALETTES = Object.fromEntries(
  Object.entries(schema.figures).map(([mode, figures]) => [mode, [...new Set([...JSON.stringify(figures).matchAll(COLOUR)].map(([, colour]) => colour))]]),
);
