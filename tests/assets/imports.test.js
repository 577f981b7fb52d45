/* The house of the page's program: imports run one way and in no circle, and nothing is handed out that nobody takes. */

import assert from "node:assert/strict";
import { posix } from "node:path";
import { test } from "node:test";

import { code, exported, imports, modules } from "./scan.js";

// A module may import what stands in its own row or below it. The adapters of Dash, Plotly and the browser's controls stand with who uses them.
const ROWS = [["assets/main.js"], ["assets/panels/"], ["assets/page/"], ["assets/figures/", "assets/plotly.js", "assets/dash.js", "assets/native.js"], ["assets/run/", "assets/lesson/", "assets/text/"]];
const MOST_LINES = 250;
const MODULES = modules();
const GRAPH = new Map([...MODULES].map(([path, source]) => [path, imports(path, source)]));

/** @returns {number} the row that a module stands in */
function rowOf(path) {
  const row = ROWS.findIndex((places) => places.some((place) => path.startsWith(place)));
  assert.ok(row >= 0, `${path} stands in no row`);
  return row;
}

/** @returns {string[]|null} the modules of a circle that this one is in, or that it leads to */
function circle(path, way = [], done = new Set()) {
  if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
  if (done.has(path)) return null;
  for (const { from } of GRAPH.get(path) ?? []) {
    const found = circle(from, [...way, path], done);
    if (found) return found;
  }
  done.add(path);
  return null;
}

test("the imports are read", () => {
  assert.ok(MODULES.size > 50);
  assert.deepEqual(imports("assets/run/x.js", 'import { a, b as c } from "../lesson/y.js";\n// import { d } from "./z.js";\nimport "./w.js";\nasync () => {\n  const { e } = await import("./v.js");\n};'), [
    { from: "assets/lesson/y.js", names: ["a", "b"] },
    { from: "assets/run/w.js", names: [] },
    { from: "assets/run/v.js", names: ["e"] },
  ]);
  assert.deepEqual(exported("export function a() {}\nexport async function b() {}\nexport const { c, d } = it;\nexport class E {}\nexport const F = 1;"), ["a", "b", "E", "F", "c", "d"]);
  assert.equal(code('a("//", `/* ${b("}")} */`); // gone'), 'a("//", `/* ${b("}")} */`); ');
});

test("every import is of a module that is there, by a name that it exports", () => {
  for (const [path, wanted] of GRAPH) {
    for (const { from, names } of wanted) {
      assert.ok(MODULES.has(from), `${path} imports ${from}`);
      for (const name of names) assert.ok(exported(MODULES.get(from)).includes(name), `${path} imports ${name} of ${from}`);
    }
  }
});

test("imports run one way: main, panels, page, figures, then run, lesson and text", () => {
  for (const [path, wanted] of GRAPH) for (const { from } of wanted) assert.ok(rowOf(from) >= rowOf(path), `${path} imports ${from}`);
});

test("what runs without a page imports nothing that needs one", () => {
  const outside = [...GRAPH].filter(([path]) => rowOf(path) === ROWS.length - 1).flatMap(([path, wanted]) => wanted.map(({ from }) => [path, from]));
  assert.ok(outside.length);
  for (const [path, from] of outside.filter(([path]) => !path.startsWith("assets/text/"))) assert.ok(!from.startsWith("assets/text/"), `${path} imports ${from}`);
});

test("what is imported late has been fetched under a time bound, and every question to the server has one", () => {
  for (const [path, source] of MODULES) {
    const bare = code(source);
    for (const [, from] of bare.matchAll(/await import\("(\.[^"]+)"\)/g)) {
      const name = posix.join(posix.dirname(path), from).replace("assets/", "");
      if (name !== "text/strained.js") assert.match(bare, new RegExp(`(fetchFirst|part)\\(\\s*"${name}"`), `${path} imports ${name}`); // for a test of the page alone
    }
    // A command's copies are given up by the client, never the oldest.
    if (!["assets/run/request.js", "assets/dash.js"].includes(path)) assert.doesNotMatch(bare, /(?<![\w.])fetch\(/, path);
  }
});

test("no module imports in a circle", () => {
  for (const path of MODULES.keys()) assert.equal(circle(path), null);
});

test("every export is imported somewhere", () => {
  const tests = modules("tests/assets/**/*.js");
  const taken = new Set([...MODULES, ...tests].flatMap(([path, source]) => imports(path, source).flatMap(({ from, names }) => names.map((name) => `${from} ${name}`))));
  const isPanel = (path, name) => path.startsWith("assets/panels/") && name === "create"; // panels/index.js brings them by their names
  const unused = [...MODULES].flatMap(([path, source]) => exported(source).filter((name) => !taken.has(`${path} ${name}`) && !isPanel(path, name)).map((name) => `${path} ${name}`));
  assert.deepEqual(unused, []);
});

test("every panel of the schema has its module, with what makes it", async () => {
  const { schema } = await import("./oracles.js");
  for (const name of Object.keys(schema.panels)) assert.ok(exported(MODULES.get(`assets/panels/${name}.js`) ?? "").includes("create"), name);
});

test("no module is longer than can be read at once", () => {
  for (const [path, source] of MODULES) assert.ok(source.split("\n").length - 1 <= MOST_LINES, path);
});
