/* Modules that come later: each fetched once, under a time bound, before anything imports it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { LaterModules } from "../../../assets/page/modules.js";

const SCRIPT = { src: "http://a.test/page-1/main.js", dataset: { later: "panels/map.js lesson/map.js;page/share.js lesson/map.js run/link.js" } };
const [MAP, LESSON, SHARE, LINK] = ["panels/map.js", "lesson/map.js", "page/share.js", "run/link.js"].map((path) => `http://a.test/page-1/${path}`);

function answering(t, answer) {
  const asked = [];
  t.mock.method(globalThis, "fetch", (address, { signal }) => {
    asked.push(address);
    return answer(signal, address, asked.length);
  });
  return asked;
}

const well = async () => ({ ok: true, arrayBuffer: async () => {} });
const silent = (signal) => new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));

test("what is named beside main.js is fetched one by one, and never again", async (t) => {
  const modules = new LaterModules(SCRIPT);
  const asked = answering(t, well);
  await modules.fetchCalmly();
  assert.deepEqual(asked, [MAP, LESSON, SHARE, LINK]);
  await modules.fetchNow("page/share.js");
  assert.equal(asked.length, 4);
});

test("who waits for one has what it needs, and nothing else", async (t) => {
  const modules = new LaterModules(SCRIPT);
  const asked = answering(t, well);
  await modules.fetchNow("page/share.js");
  assert.deepEqual(asked.toSorted(), [LESSON, SHARE, LINK].toSorted());
  await modules.fetchNow("panels/map.js");
  assert.deepEqual(asked.slice(3), [MAP]);
});

test("on a silent network one connection is held, two where people wait, and for ten seconds at most", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const modules = new LaterModules(SCRIPT);
  const asked = answering(t, silent);
  const calm = assert.rejects(modules.fetchCalmly());
  assert.equal(asked.length, 1);
  const waiting = ["page/share.js", "panels/map.js", "page/share.js"].map((name) => assert.rejects(modules.fetchNow(name)));
  assert.equal(asked.length, 3);
  t.mock.timers.tick(10000);
  await Promise.all([calm, ...waiting]);
  assert.deepEqual(asked, [MAP, SHARE, LESSON]);
});

test("one that is wanted while others come, comes with them", async (t) => {
  const modules = new LaterModules(SCRIPT);
  const open = [];
  const asked = answering(t, () => new Promise((resolve) => open.push(() => resolve(well()))));
  const map = modules.fetchNow("panels/map.js");
  assert.deepEqual(asked, [MAP, LESSON]);
  const share = modules.fetchNow("page/share.js");
  for (let turn = 0; turn < 20; turn++) {
    assert.ok(open.length <= 2);
    open.splice(0).forEach((go) => go());
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all([map, share]);
  assert.deepEqual(asked, [MAP, LESSON, SHARE, LINK]);
});

test("what failed is asked for again by the next who wants it", async (t) => {
  const modules = new LaterModules(SCRIPT);
  const asked = answering(t, async (_, __, turn) => (turn === 1 ? { ok: false, status: 503 } : well()));
  await assert.rejects(modules.fetchNow("panels/map.js"), /map\.js: 503/);
  await modules.fetchNow("panels/map.js");
  assert.deepEqual(asked, [MAP, LESSON, MAP]);
});

test("one that fails for nobody keeps nobody waiting who wants others", async (t) => {
  const modules = new LaterModules(SCRIPT);
  let fail;
  answering(t, (_, address) => (address === MAP ? new Promise((_, reject) => (fail = reject)) : well()));
  const calm = assert.rejects(modules.fetchCalmly(), /gone/);
  const share = modules.fetchNow("page/share.js");
  await new Promise((resolve) => setImmediate(resolve));
  fail(new Error("gone"));
  await Promise.all([calm, share]);
});

test("where all of them are joined in one file, who waits for any of them waits for that", async (t) => {
  const modules = new LaterModules({ src: SCRIPT.src, dataset: { later: "later-A.js" } });
  const asked = answering(t, well);
  await modules.fetchNow("panels/map.js");
  assert.deepEqual(asked, ["http://a.test/page-1/later-A.js"]);
  await modules.fetchNow("page/share.js");
  assert.equal(asked.length, 1);
});

test("the style of what comes later holds before the first of it is imported, and is fetched once", async (t) => {
  const links = [];
  t.after(() => delete globalThis.document);
  globalThis.document = { createElement: () => ({}), head: { append: (link) => links.push(link) } };
  const modules = new LaterModules({ ...SCRIPT, dataset: { ...SCRIPT.dataset, style: "late.css" } });
  const asked = answering(t, well);
  let isThere = false;
  const share = modules.fetchNow("page/share.js").then(() => (isThere = true));
  await new Promise(setImmediate);
  assert.deepEqual(links.map(({ rel, href }) => [rel, href]), [["stylesheet", "http://a.test/page-1/late.css"]]);
  assert.equal(isThere, false);
  links[0].onload();
  await share;
  await modules.fetchNow("panels/map.js");
  assert.equal(asked.filter((address) => address.endsWith(".css")).length, 1);
  assert.equal(links.length, 1);
});
