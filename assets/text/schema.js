/* What the server has written into the page: settings, data sets, optimizers, panels, texts, empty figures. */

/** @typedef {import("../run/types.js").Schema} Schema */

const NOTHING = { text: {} };

/** @type {Schema} empty where there is no page, as in a test */
export const SCHEMA = JSON.parse(globalThis.document?.getElementById("schema")?.textContent ?? JSON.stringify(NOTHING));
