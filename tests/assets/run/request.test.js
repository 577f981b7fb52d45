/* A question to the server has its time: then it is given up, and its connection with it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { posted, request } from "../../../assets/run/request.js";

const never = (signal) => new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));

/** @returns {{signal: AbortSignal}[]} the options of each question */
function answering(t, answer) {
  const asked = [];
  t.mock.method(globalThis, "fetch", (address, options) => {
    asked.push({ address, ...options });
    return answer(options.signal);
  });
  return asked;
}

test("what is read is returned, and what is asked is passed on", async (t) => {
  const asked = answering(t, async () => ({ ok: true, text: async () => "well" }));
  assert.equal(await request("/qr", (response) => response.text(), posted('"a"')), "well");
  const [{ address, method, headers, body, signal }] = asked;
  assert.deepEqual([address, method, headers, body], ["/qr", "POST", { "content-type": "application/json" }, '"a"']);
  assert.equal(signal.aborted, false);
});

test("a question that nobody answers is given up after its time, ten seconds where it says nothing", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const asked = answering(t, never);
  const [one, patient] = [request("/a", () => 0), request("/b", () => 0, { longest: 20000 })].map((it) => assert.rejects(it));
  t.mock.timers.tick(9999);
  assert.deepEqual(asked.map(({ signal }) => signal.aborted), [false, false]);
  t.mock.timers.tick(1);
  assert.deepEqual(asked.map(({ signal }) => signal.aborted), [true, false]);
  t.mock.timers.tick(10000);
  await Promise.all([one, patient]);
});

test("an answer that begins and does not end is given up too", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const asked = answering(t, async (signal) => ({ text: () => never(signal) }));
  const reading = assert.rejects(request("/a", (response) => response.text()));
  await new Promise((resolve) => setImmediate(resolve));
  t.mock.timers.tick(10000);
  assert.equal(asked[0].signal.aborted, true);
  await reading;
});

test("who gives it up before that, gives up its connection", async (t) => {
  const asked = answering(t, never);
  const search = new AbortController();
  const question = assert.rejects(request("/healthz", () => 0, { givenUp: search.signal }));
  search.abort();
  assert.equal(asked[0].signal.aborted, true); // at once, not after its time
  await question;
});
