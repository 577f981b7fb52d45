/* The page's program as text: its files, what they import and export, and the strings in them. */

import { globSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const NOT_MODULES = ["assets/mode.js"];
const NO_VALUE_BEFORE = /(^|[(,=:[!&|?{};+\n]|\breturn)\s*$/; // what follows is a regular expression, not a division
const EXPRESSION = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/;
/** @type {Map<string, string>} a source is asked for many times */
const BARE = new Map();
const QUOTED = /^(["'])(?:\\.|(?!\1)[^\\\n])*\1/;

/** @returns {Map<string, string>} the modules' sources by their paths */
export function modules(pattern = "assets/**/*.js") {
  const paths = globSync(pattern, { cwd: ROOT }).sort();
  return new Map(paths.filter((path) => !NOT_MODULES.includes(path)).map((path) => [path, readFileSync(join(ROOT, path), "utf8")]));
}

/** @returns {{text: string, before: string}[]} each string and template of the source, its holes empty, and the line up to it */
export function strings(source) {
  const found = [];
  scan(source, 0, found);
  return found;
}

/** @returns {string} the source without its comments */
export function code(source) {
  const known = BARE.get(source);
  if (known !== undefined) return known;
  const { bare } = scan(source, 0, []);
  BARE.set(source, bare);
  return bare;
}

/**
 * Read code up to its end, or up to the brace that closes a hole of a template.
 * @returns {{end: number, bare: string}} where it ends, and what was read without its comments
 */
function scan(source, start, found, inHole = false) {
  let [i, bare, depth] = [start, "", 0];
  const take = (length) => {
    bare += source.slice(i, i + length);
    i += length;
  };
  while (i < source.length) {
    const rest = source.slice(i, i + 2000);
    const before = bare.slice(bare.lastIndexOf("\n") + 1);
    if (rest.startsWith("//")) i += /^.*/.exec(source.slice(i, i + 2000))[0].length;
    else if (rest.startsWith("/*")) i = source.indexOf("*/", i) + 2;
    else if (rest[0] === "/" && NO_VALUE_BEFORE.test(bare)) take(EXPRESSION.exec(rest)[0].length);
    else if (rest[0] === '"' || rest[0] === "'") {
      const [whole] = QUOTED.exec(rest);
      found.push({ text: whole.slice(1, -1), before });
      take(whole.length);
    } else if (rest[0] === "`") {
      const end = template(source, i + 1, found, before);
      take(end - i);
    } else {
      if (rest[0] === "{") depth += 1;
      if (rest[0] === "}") depth -= 1;
      if (inHole && depth < 0) break;
      take(1);
    }
  }
  return { end: i, bare };
}

/** Read a template after its first backtick. @returns {number} where it ends */
function template(source, start, found, before) {
  let [i, text] = [start, ""];
  while (source[i] !== "`") {
    if (source.startsWith("${", i)) {
      i = scan(source, i + 2, found, true).end + 1;
      text += "${}";
    } else {
      text += source[i];
      i += source[i] === "\\" ? 2 : 1;
    }
  }
  found.push({ text, before });
  return i + 1;
}

/** @returns {{from: string, names: string[]}[]} what a module imports when it runs, or when that is wanted, by the paths from the root */
export function imports(path, source) {
  const wanted = code(source).matchAll(/\{([^{}]*)\} = await import\("(\.[^"]+)"\)/g);
  const found = [...code(source).matchAll(/^import\s+(?:\{([^}]*)\}\s+from\s+)?"(\.[^"]+)"/gm), ...wanted];
  const bare = (name) => name.trim().split(/\s+as\s+/)[0];
  return found.map(([, names = "", from]) => ({ from: posix.join(dirname(path), from), names: names.split(",").map(bare).filter(Boolean) }));
}

/** @returns {string[]} the names that a module exports */
export function exported(source) {
  const one = [...code(source).matchAll(/^export (?:async )?(?:function|class|const|let) (\w+)/gm)].map(([, name]) => name);
  const many = [...code(source).matchAll(/^export (?:const )?\{([^}]*)\}/gm)].flatMap(([, names]) => names.split(","));
  return [...one, ...many.map((name) => name.trim()).filter(Boolean)];
}
