/* What eslint holds in the page's program: no slips, and each thing of the outside in the one file that knows it. */

import js from "@eslint/js";
import globals from "globals";

const MODULE = { ecmaVersion: 2022, sourceType: "module" };
const NO_PAGE = ["document", "window", "sessionStorage", "localStorage", "navigator", "location"];

/** A name that only some files may use: as a global, or as a property of whatever stands for the window. */
const only = (names, where) =>
  names.flatMap((name) => [
    { selector: `MemberExpression[property.name='${name}']`, message: `Only ${where} knows ${name}.` },
    { selector: `:not(MemberExpression, Property) > Identifier[name='${name}']`, message: `Only ${where} knows ${name}.` },
  ]);
const DASH = only(["dash_clientside", "dash_component_api", "dash_stores", "DashRenderer"], "dash.js");
const PLOTLY = only(["Plotly", "_fullLayout", "_fullData"], "plotly.js");

export default [
  { ignores: ["node_modules/", ".venv/", ".tools/", ".peers/", ".oracles/", ".bundle/", "bench/", "docs/"] },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-unused-vars": ["error", { args: "after-used", varsIgnorePattern: "^_", caughtErrors: "all" }],
      "no-control-regex": "off", // marks that no text has
      "max-lines": ["error", { max: 250 }],
    },
  },
  {
    files: ["assets/**/*.js"],
    languageOptions: { ...MODULE, globals: globals.browser },
    rules: { "no-restricted-syntax": ["error", ...DASH, ...PLOTLY] },
  },
  { files: ["assets/mode.js"], languageOptions: { sourceType: "script", ecmaVersion: 5 }, rules: { "no-var": "off" } },
  { files: ["assets/dash.js"], rules: { "no-restricted-syntax": ["error", ...PLOTLY] } },
  { files: ["assets/plotly.js", "assets/page/scripts.js"], rules: { "no-restricted-syntax": ["error", ...DASH] } },
  {
    files: ["assets/run/**/*.js", "assets/lesson/**/*.js"],
    languageOptions: { globals: globals["shared-node-browser"] },
    rules: {
      "no-restricted-globals": ["error", ...NO_PAGE],
      "no-restricted-properties": ["error", ...NO_PAGE.map((property) => ({ object: "globalThis", property }))],
    },
  },
  { files: ["tests/browser/**/*.js"], languageOptions: { ...MODULE, globals: globals.browser }, rules: { "no-unused-expressions": "off" } },
  {
    files: ["eslint.config.js", "tests/assets/**/*.js"],
    languageOptions: { ...MODULE, globals: globals.node },
    rules: { "max-lines": "off" },
  },
];
