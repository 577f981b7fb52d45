/* A page whose colours are their own names, with their mode: "light--ink". Imported before what draws. */

import "./oracles.js";

const root = { dataset: { bsTheme: "light" } };
Object.assign(globalThis.document, {
  documentElement: root,
  body: { append() {} },
  createElement: () => ({ dataset: {}, remove() {} }),
});
globalThis.getComputedStyle = ({ dataset }) => ({ getPropertyValue: (name) => `${dataset.bsTheme}${name}` });
globalThis.window ??= globalThis;
