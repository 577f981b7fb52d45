/* Looking for a server that does not answer. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Search } from "../../../assets/run/search.js";

/** @returns what a search does where its questions get these answers, in turn */
async function searched(answers, knownAway) {
  const log = [];
  globalThis.fetch = (url, { signal }) => {
    const answer = answers.shift();
    log.push(`asked, told ${answer}`);
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => {
        log.push("given up");
        reject(new Error("aborted"));
      });
      if (answer === "refused") reject(new TypeError("refused"));
      if (answer !== "nothing" && answer !== "refused") resolve(new Response(answer));
    });
  };
  await new Promise((resolve) => {
    const found = (wasAway) => {
      log.push(wasAway ? "found again" : "found");
      resolve();
    };
    const search = new Search("/healthz", { found, missed: () => log.push("missed"), isHidden: () => false });
    search.begin(knownAway);
    log.push("begun");
    search.begin(knownAway);
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  return log;
}

test("a search asks at once and then again and again", async () => {
  assert.deepEqual(await searched(["ok"], false), ["asked, told ok", "begun", "found"]);
  const log = await searched(["refused", "ok"], false);
  assert.deepEqual(log, ["asked, told refused", "begun", "missed", "asked, told ok", "found again"]);
});

test("a proxy's page is not the server", async () => {
  const log = await searched(["<h1>ok</h1>", "ok"], false);
  assert.deepEqual(log.slice(2), ["missed", "asked, told ok", "found again"]);
});

test("a question that is never answered is overtaken and given up", async () => {
  const log = await searched(["nothing", "nothing", "ok"], false);
  assert.deepEqual(log.slice(0, 4), ["asked, told nothing", "begun", "asked, told nothing", "asked, told ok"]);
  assert.deepEqual(log.slice(4), ["given up", "given up", "found again"]);
});

test("where only ticks fail a search does not ask at once", async () => {
  assert.deepEqual(await searched(["ok"], true), ["missed", "begun", "asked, told ok", "found again"]);
});

test("nobody is asked while the page is not seen", async () => {
  let asked = 0;
  globalThis.fetch = async () => {
    asked += 1;
    return new Response("ok");
  };
  const search = new Search("/healthz", { found() {}, missed() {}, isHidden: () => true });
  search.begin();
  await new Promise((resolve) => setTimeout(resolve, 20));
  search.end();
  assert.equal(asked, 0);
});
