/* What Python has written for these tests (oracles.py), and the page's schema, put where the page's program looks for it. */

import { readFileSync } from "node:fs";

export const oracles = JSON.parse(readFileSync(new URL("../../.oracles/oracles.json", import.meta.url), "utf8"));
export const { schema } = oracles;

// Imported first, this is all of a page that assets/text/ needs.
globalThis.document ??= { getElementById: (id) => (id === "schema" ? { textContent: JSON.stringify(schema) } : null) };
