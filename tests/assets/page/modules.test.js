/* Modules that come later: each fetched once, under a time bound, before anything imports it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { LaterModules } from "../../../assets/page/modules.js";

const SCRIPT = { src: "http://a.test/page-1/main.js", dataset: { later: "panels/map.js lesson/map.js" } };

function answering(t, answer) {
  const asked = [];
  t.mock.method(globalThis, "fetch", (address, { signal }) => {
    asked.push(address);
    return answer(signal, asked.length);
  });
  return asked;
}

const well = async () => ({ ok: true, arrayBuffer: async () => {} });
const silent = (signal) => new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));

test("what is named beside main.js is fetched one by one, and never again", async (t) => {
  const modules = new LaterModules(SCRIPT);
  const asked = answering(t, well);
  await modules.fetchCalmly();
  assert.deepEqual(asked, ["http://a.test/page-1/panels/map.js", "http://a.test/page-1/lesson/map.js"]);
  await modules.fetchNow();
  assert.equal(asked.length, 2);
});

test("on a silent network one connection is held, two where somebody waits, and for ten seconds at most", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const modules = new LaterModules({ src: SCRIPT.src, dataset: { later: "a.js b.js c.js d.js" } });
  const asked = answering(t, silent);
  const calm = assert.rejects(modules.fetchCalmly());
  assert.equal(asked.length, 1);
  const [now, again] = [assert.rejects(modules.fetchNow()), assert.rejects(modules.fetchNow())];
  assert.ok(asked.length <= 3, String(asked.length));
  t.mock.timers.tick(10000);
  await calm;
  t.mock.timers.tick(10000);
  await Promise.all([now, again]);
  assert.deepEqual(asked, [...new Set(asked)]);
});

test("who waits for them has them at once, and what failed is asked for again", async (t) => {
  const modules = new LaterModules(SCRIPT);
  const asked = answering(t, async (_, turn) => (turn === 1 ? { ok: false, status: 503 } : well()));
  await assert.rejects(modules.fetchNow(), /map\.js: 503/);
  assert.equal(asked.length, 2);
  await modules.fetchNow();
  assert.deepEqual(asked.slice(2), ["http://a.test/page-1/panels/map.js"]);
});

test("where all is in one file, nothing is missing", async (t) => {
  const modules = new LaterModules({ src: SCRIPT.src, dataset: {} });
  const asked = answering(t, well);
  await modules.fetchNow();
  assert.deepEqual(asked, []);
});
