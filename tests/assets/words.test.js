/* No word for people stands outside the catalogue, and every text that the page's program asks for is in it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { oracles, schema } from "./oracles.js";
import { imports, modules, strings } from "./scan.js";
import { TRACES } from "../../assets/run/traces.js";

const SENTENCE = /(?=.*\p{L}{2})(?=.*\S\s+\S)/su;
const WORD = /\p{L}{2}/u;
const HOLES = /\$\{\}/g;
// Read by whoever repairs the page, by Plotly or by CSS.
const NOT_FOR_PEOPLE = /(?:Error|console\.warn|querySelector(?:All)?|\ball|matchMedia\?\.|closest)\($|\bclosest\(\w+, $|textposition: $/;
const FOR_PEOPLE = /(?:\.title = |\.textContent = |"aria-label", |\bsetText\([^()]*(?:\([^()]*\))?, |\bmade\("\w+", |\bdescribe\("[\w-]+", )$/;
const MODULES = modules();
const TRACE_NAMES = Object.values(schema.figures).flatMap((figures) => Object.values(figures).flatMap(({ data }) => data.map(({ name }) => name)));
const ALLOWED = new Set([
  ...TRACE_NAMES,
  ...Object.keys(TRACES),
  "Run ${}", // a trace's name
  "${} of ${}", // of a place, never shown
  '${}<img src=x onerror="window.hacked=1">', // the hostile strain
  "PNG",
  "SVG",
]);
const ASKED = /\b(?:text|first)\(\s*$|\bid: (?:[^,{}]*\? )?$/;

/** @returns {string[]} what looks as if it were written for people, with its file */
function words(files) {
  const all = [...files].flatMap(([path, source]) => strings(source).map((it) => ({ ...it, path })));
  const isWords = ({ text, before }) => {
    const bare = text.replace(HOLES, "");
    if (ALLOWED.has(text) || NOT_FOR_PEOPLE.test(before)) return false;
    return SENTENCE.test(bare) || (FOR_PEOPLE.test(before) && WORD.test(bare));
  };
  return all.filter(isWords).map(({ text, path }) => `${path}: ${text}`);
}

/** @returns {RegExp} what an id with holes can become */
function shapeOf(id, hole = "[a-z0-9.-]*") {
  const parts = id.split("${}").map((part) => part.replaceAll(".", "\\."));
  return new RegExp(`^${parts.join(hole)}$`);
}

test("strings are found", () => {
  const source = 'setText("a", "Start"); const b = `two ${c ? "words here" : `and ${d}`} more`; /* "not this" */ x.replace(/"[`]/g, "z");';
  assert.deepEqual(
    strings(source).map(({ text }) => text),
    ["a", "Start", "words here", "and ${}", "two ${} more", "z"],
  );
  const planted = 'setText("state", "Begin");\nplace.title = `${n} epochs`;\nconst words = "The line rests.";\nthrow new Error("no element here");\nmade("td", "now");\nsetText("x", text("start"));';
  assert.deepEqual(words([["x.js", planted]]), ["x.js: Begin", "x.js: ${} epochs", "x.js: The line rests.", "x.js: now"]);
});

test("no word for people stands outside the catalogue", () => {
  assert.deepEqual(words(modules()), []);
});

test("every text that is asked for is there, or can be where its id is put together", () => {
  const ids = Object.keys(schema.text);
  const askers = [...modules()].filter(([path]) => path !== "assets/dash.js"); // whose ids are Dash's
  const asked = askers.flatMap(([path, source]) => strings(source).filter(({ before }) => ASKED.test(before)).map(({ text }) => [path, text]));
  assert.ok(asked.length > 80, String(asked.length));
  const missing = asked.filter(([, id]) => (id.includes("${}") ? !ids.some((it) => shapeOf(id).test(it)) : !ids.includes(id)));
  assert.deepEqual(missing, []);
});

test("every data set, optimizer and panel has the texts that its name is put into", () => {
  const { data, optimizers, panels, text } = schema;
  const wanted = [
    ...Object.keys(data).flatMap((kind) => ["title", "noun", "prompt"].map((part) => `data.${kind}.${part}`)),
    ...Object.keys(optimizers).flatMap((choice) => [`optimizer.${choice}`, ...["settings", "direction", "rule"].map((part) => `optimizer.${choice}.${part}`)]),
    ...Object.keys(panels).map((name) => `panel.${name}`),
    ...Object.values(schema.controls).filter(({ kind, id }) => kind === "whole" || (kind === "number" && id !== "noise")).map(({ id }) => `${id}.name`),
    ...["ready", "paused", "replaying", "diverged", "waiting"].map((state) => `state.${state}`),
    ...["ready", "running", "near", "paused", "replaying", "looking", "diverged"].map((state) => `sentence.${state}`),
  ];
  assert.deepEqual(wanted.filter((id) => !Object.hasOwn(text, id)), []);
});

test("what is there at first asks for no text that comes later", () => {
  const paths = ["assets/main.js"];
  for (const path of paths) {
    const source = MODULES.get(path);
    const now = imports(path, source.replace(/await import\([^)]*\)/g, ""));
    paths.push(...now.map(({ from }) => from).filter((from) => !paths.includes(from)));
  }
  assert.ok(paths.length > 50 && !paths.includes("assets/page/share.js"));
  const asked = paths.flatMap((path) => strings(MODULES.get(path)).map(({ text }) => ({ path, text })));
  const early = asked.filter(({ text }) => /^[a-z$][\w${}-]*\./.test(text)).flatMap(({ path, text }) => oracles.later.filter((id) => shapeOf(text, "[a-z0-9-]*").test(id)).map((id) => `${path}: ${id}`));
  assert.deepEqual(early, []);
});
