/* Who asks: the copies of one command, a page that fails while it takes an answer, a server that says not yet. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { reduce } from "../../../assets/run/actions.js";
import { Client } from "../../../assets/run/client.js";
import { createStore } from "../../../assets/run/store.js";
import { answerTo, begun } from "../runs.js";
import { schema } from "../oracles.js";
import { firstState } from "../../../assets/run/state.js";

globalThis.fetch = () => Promise.reject(new Error("nobody is asked in these tests"));
const clients = [];

/** @returns a client that has asked once, and the posts that it has sent */
function asking(state = firstState(schema, "a1", {}), page = {}) {
  const posts = [];
  const store = createStore(reduce, state);
  const post = (command, signal) => new Promise((ok, lost) => posts.push({ command, signal, ok, lost }));
  const client = new Client(store, post, page);
  clients.push(client);
  store.subscribe((now, before, action) => client.follow(now, before, action));
  client.ask();
  return { client, store, posts, answer: (i) => posts[i].ok({ ...answerTo(posts[i].command), seq: posts[i].command.seq }) };
}

/** Nothing of a client outlives its test. */
afterEach(() => {
  for (const client of clients.splice(0)) {
    client.search.end();
    client.forget();
    client.isHidden = () => true;
    clearTimeout(client.nextTick);
  }
});

function soon(ms = 0) {
  return new Promise((done) => setTimeout(done, ms));
}

test("a copy that fails does not throw the other away", async () => {
  const { client, store, posts, answer } = asking();
  client.sendAgain(performance.now());
  posts[1].lost(new Error("no answer"));
  await soon();
  assert.ok(!posts[0].signal.aborted && !client.clock.inFlight.isLost);
  answer(0);
  await soon();
  assert.deepEqual([posts.length, posts.map(({ command }) => command.seq), store.state.record.epoch], [2, [1, 1], 0]);
  assert.ok(store.state.points);
});

test("when the last copy fails the command is lost", async () => {
  const { client, posts } = asking();
  posts[0].lost(new Error("no answer"));
  await soon();
  assert.ok(client.clock.inFlight.isLost);
});

test("a page that fails to take an answer asks again", async () => {
  const { client, store, posts, answer } = asking();
  const thrown = [];
  const take = client.answer.bind(client);
  client.answer = (...given) => {
    try {
      take(...given);
    } catch (error) {
      thrown.push(error.message);
    }
  };
  store.subscribe((_, __, { type }) => {
    if (type === "answer" && !thrown.length) throw new Error("could not draw");
  });
  store.dispatch({ type: "play" });
  answer(0);
  await soon(1500);
  assert.deepEqual(
    posts.map(({ command }) => command.seq),
    [1, 2],
  );
  assert.deepEqual(thrown, ["could not draw"]);
});

test("a command that is forgotten is given up", async () => {
  const { client, store, posts, answer } = asking();
  client.forget();
  answer(0);
  await soon();
  assert.ok(posts[0].signal.aborted);
  assert.equal(store.state.points, null);
});

test("what drops the command in flight asks anew at once, under the next number", async () => {
  const { store, posts, answer } = asking(begun());
  store.dispatch({ type: "play" });
  assert.deepEqual([posts.length, posts[0].command.epochs], [1, 1]);
  store.dispatch({ type: "reset" });
  store.dispatch({ type: "new-start", seed: 5 });
  assert.ok(posts[0].signal.aborted);
  const last = posts.at(-1).command;
  assert.deepEqual([last.epochs, last.checkpoint, last.training.seed, last.seq], [0, null, 5, 2]);
  answer(0);
  answer(1);
  await soon();
  assert.equal(store.state.record.epoch, 0);
  assert.equal(store.state.stale, false);
});

test("an answer is followed by the next command, and Pause by none", async () => {
  const { store, posts, answer } = asking(begun());
  store.dispatch({ type: "play" });
  answer(0);
  await soon(150);
  assert.equal(posts.length, 2);
  assert.equal(posts[1].command.checkpoint.epoch, 1);
  store.dispatch({ type: "pause" });
  answer(1);
  await soon(150);
  assert.deepEqual([posts.length, store.state.record.epoch, store.state.phase], [2, 1, "paused"]);
});

test("nothing is asked while the page is not seen", () => {
  const { posts } = asking(firstState(schema, "a1", {}), { isHidden: () => true });
  assert.equal(posts.length, 0);
});

test("numbers go on from those of the tab", () => {
  const { posts } = asking(firstState(schema, "a1", {}), { seq: 41 });
  assert.equal(posts[0].command.seq, 42);
});

test("a server that takes no new pages is asked again when it says, and its sentence goes with its answer", async () => {
  const { store, posts, answer } = asking();
  posts[0].lost(Object.assign(new Error("not yet"), { notice: { id: "server.too-many-pages" }, later: 60 }));
  await soon(5);
  assert.deepEqual(store.state.notice, { id: "server.too-many-pages" });
  assert.equal(posts.length, 1);
  await soon(150);
  assert.equal(posts.length, 2);
  answer(1);
  await soon();
  assert.equal(store.state.notice, null);
  assert.ok(store.state.points);
});

test("what is refused is not asked for again by itself", async () => {
  const { store, posts } = asking(begun());
  store.dispatch({ type: "set", controls: { noise: 0.5 } });
  for (let i = 0; i < 3 && posts[i]; i += 1) {
    posts[i].ok({ seq: posts[i].command.seq, notice: { id: "server.other-version" } });
    await soon(5);
  }
  assert.deepEqual([posts.length, store.state.notice], [1, { id: "server.other-version" }]);
  store.dispatch({ type: "set", controls: { noise: 0.6 } });
  assert.equal(posts.length, 2);
});

test("a server that says when to come again is there", async () => {
  const { client, store, posts } = asking();
  client.missed();
  posts[0].lost(Object.assign(new Error("not yet"), { notice: { id: "server.too-many-pages" }, later: 1000 }));
  await soon(5);
  assert.equal(store.state.connection.waiting, false);
});

test("a run begun anew asks although the last answer is late", () => {
  const { client, store, posts } = asking(begun());
  store.dispatch({ type: "play" });
  client.clock.inFlight.sentAt -= 5000;
  store.dispatch({ type: "new-start", seed: 5 });
  assert.deepEqual([posts.length, client.clock.away], [2, false]);
});

test("Pause, where nothing is asked any more, looks for a server whose answer is late", () => {
  const { client, store, posts } = asking(begun());
  store.dispatch({ type: "play" });
  client.clock.inFlight.sentAt -= 5000;
  store.dispatch({ type: "pause" });
  assert.deepEqual([posts.length, client.clock.away], [1, true]);
});

test("a server that is missed is said to be, until it answers", async () => {
  const { client, store, posts, answer } = asking();
  client.missed();
  assert.equal(store.state.connection.waiting, true);
  answer(0);
  await soon();
  assert.equal(store.state.connection.waiting, false);
  assert.equal(posts.length, 1);
});

test("while /healthz is silent the command itself is the question now and then", () => {
  const { client, posts } = asking();
  for (let i = 0; i < 8; i += 1) client.missed();
  assert.deepEqual(
    posts.map(({ command }) => command.seq),
    [1, 1, 1],
  );
  assert.deepEqual(
    posts.map(({ signal }) => signal.aborted),
    [false, true, false],
  );
});
