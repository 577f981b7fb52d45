/* The one call of Dash's endpoint: what is an answer, and what is none. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { post } from "../../assets/dash.js";

const JSON_TYPE = { "content-type": "application/json" };

/** @returns what comes of a post that is answered so: the progress, or "lost" */
async function told(fetch) {
  globalThis.fetch = fetch;
  return post({ seq: 4 }).catch(() => "lost");
}

/** @returns a fetch that is answered so */
function answered(body, status = 200, headers = JSON_TYPE) {
  return async () => new Response(body, { status, headers });
}

test("an answer that is none is told apart", async () => {
  const good = { multi: true, response: { progress: { data: { seq: 4 } } } };
  assert.equal(await told(async () => Promise.reject(new TypeError("network"))), "lost");
  assert.equal(await told(answered("oops", 500)), "lost");
  assert.equal(await told(answered("<h1>Bad gateway</h1>", 200, { "content-type": "text/html" })), "lost");
  assert.equal(await told(answered("{}")), "lost");
  assert.deepEqual(await told(answered(JSON.stringify(good))), { seq: 4 });
});

test("what the guard does not let in is an answer with its notice", async () => {
  const notice = { id: "server.json-only" };
  assert.deepEqual(await told(answered(JSON.stringify({ notice }), 415)), { seq: 4, notice });
  assert.equal(await told(answered("<h1>Bad request</h1>", 400, { "content-type": "text/html" })), "lost");
});

test("a server that takes no new pages says when to ask again", async () => {
  const notice = { id: "server.too-many-pages" };
  globalThis.fetch = answered(JSON.stringify({ notice }), 429, { ...JSON_TYPE, "retry-after": "3" });
  const error = await post({ seq: 4 }).catch((it) => it);
  assert.deepEqual(error.notice, notice);
  assert.ok(3000 <= error.later && error.later <= 6000);
});

test("a command goes out as the call that Dash's renderer would make", async () => {
  let sent;
  globalThis.fetch = async (url, { body, method }) => {
    sent = { url, method, ...JSON.parse(body) };
    return answered("{}")();
  };
  await post({ seq: 4 }).catch(() => null);
  assert.deepEqual(sent, {
    url: "/_dash-update-component",
    method: "POST",
    output: "progress.data",
    outputs: { id: "progress", property: "data" },
    inputs: [{ id: "command", property: "data", value: { seq: 4 } }],
    changedPropIds: ["command.data"],
  });
});
