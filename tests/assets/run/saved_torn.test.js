/* A tab's storage that is torn or spoilt: what comes back is a state that was, whole, or nothing, and that is said. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Saved } from "../../../assets/run/saved.js";
import { headOf } from "../../../assets/run/saved_heads.js";
import { numbersFrom, oneOf } from "../numbers.js";
import { schema } from "../oracles.js";
import { act, begun, turn } from "../runs.js";
import { FakeStore, RUN, UNREADABLE, opened, toldOf } from "./tab_storage.js";

const ACTIONS = [
  (random) => ["set", { controls: { learning_rate: oneOf(random, [0.01, 0.1, 2.5]) } }],
  (random) => ["set", { controls: { noise: random(), optimizer: oneOf(random, ["sgd", "momentum"]) } }],
  (random) => ["set", { controls: { dataset: oneOf(random, Object.keys(schema.data)) } }],
  (random) => ["look-at", { epoch: Math.floor(random() * 20) }],
  (random) => ["open-panel", { panel: oneOf(random, Object.keys(schema.panels)) }],
  ...["play", "step", "reset", "halve", "go-on-here", "go-on-here", "keep-run", "new-start"].map((type) => () => [type, { seed: 5 }]),
];

/** @returns the states of a page on which somebody does this and that */
function lifeOf(seed, length) {
  const random = numbersFrom(seed);
  const states = [begun()];
  for (let i = 0; i < length; i += 1) {
    const state = states.at(-1);
    states.push(random() < 0.5 ? turn(state) : act(state, ...oneOf(random, ACTIONS)(random)));
  }
  return states;
}

for (const seed of [1, 2, 3]) {
  test(`a page that dies at any of its writes comes back as it was then or just before: life ${seed}`, () => {
    const states = lifeOf(seed, 40);
    const told = states.map(toldOf);
    for (let changes = 0; ; changes += 1) {
      const store = new FakeStore({ changes });
      const saved = new Saved(store, "ab");
      const at = states.findIndex((state) => (saved.save(state, 7), store.changes < 0));
      const { state, seq } = opened(new FakeStore({ from: store.items }));
      if (seq) assert.ok([told[at < 0 ? told.length - 1 : at], told[at - 1]].includes(toldOf(state)), `after ${changes} changes, at state ${at}`);
      else assert.equal(at, 0);
      assert.equal(state.notice, null);
      if (at < 0) break;
    }
  });
}

test("of two heads that are whole the newer one is taken; where it or a part of it is spoilt, the older one", () => {
  const states = lifeOf(4, 40);
  const told = states.map(toldOf);
  for (const last of [20, 30, 40]) {
    const store = new FakeStore();
    const saved = new Saved(store, "ab");
    states.slice(0, last + 1).forEach((state) => saved.save(state, 7));
    assert.equal(toldOf(opened(new FakeStore({ from: store.items })).state), told[last]);
    for (const [key, text] of store.items) {
      for (const spoilt of [null, text.slice(0, -1), text.replace(/\d(?=\D*$)/, (digit) => (digit === "1" ? "2" : "1")), ""]) {
        const torn = new FakeStore({ from: store.items });
        if (spoilt === null) torn.items.delete(key);
        else torn.items.set(key, spoilt);
        const { state, seq } = opened(torn);
        if (seq) assert.ok([told[last], told[last - 1]].includes(toldOf(state)), `${last}: ${key}`);
        else assert.equal(state.notice.id, UNREADABLE);
      }
    }
  }
});

test("what cannot be used is said, and gone at the next load", () => {
  const whole = new FakeStore();
  new Saved(whole, "ab").save(RUN, 7);
  const cases = [
    ["chalkline", "{", UNREADABLE],
    ["chalkline", "null", UNREADABLE],
    ["chalkline-2", `{"version":${schema.version},"sum":1,"head":{"count":1}}`, UNREADABLE],
    ["chalkline", '{"version":1,"record":7}', "server.updated"],
    ["chalkline-2", '{"version":1}', "server.updated"],
  ];
  for (const [key, text, notice] of cases) {
    const store = new FakeStore({ from: notice === UNREADABLE ? [[key, text]] : [...whole.items, [key, text]] });
    store.setItem("chalkline-part-old", "x");
    store.setItem("of-another", "x");
    const { state, seq } = opened(store);
    assert.deepEqual([state.notice?.id, seq, [...store.items.keys()]], [notice, 0, ["of-another"]]);
    assert.equal(opened(store).state.notice, null);
  }
});

test("nothing is taken of a head whose rows are hostile", () => {
  const hostile = [
    (piece) => [piece[0], 5, ...piece.slice(2)],
    (piece) => [piece[0], piece[1], 0, ...piece.slice(3)],
    (piece) => [piece[0], piece[1], piece[2], 1e15, ...piece.slice(4)],
    (piece) => [piece[0], piece[1], piece[2], -3, ...piece.slice(4)],
    (piece) => [piece[0], piece[1], piece[2], piece[3], true, piece[5]],
    (piece) => ["of-another", ...piece.slice(1)],
    () => [null],
    () => ({}),
  ];
  for (const spoil of hostile) {
    const store = new FakeStore();
    const saved = new Saved(store, "ab");
    saved.save(RUN, 7);
    const { head } = JSON.parse(store.items.get(saved.last));
    store.items.set("of-another", store.items.get(head.rows[0][0]));
    const spoilt = JSON.stringify({ ...head, rows: [spoil(head.rows[0]), ...head.rows.slice(1)] });
    store.items.set(saved.last, headOf(schema.version, spoilt));
    assert.equal(opened(store).state.notice?.id, UNREADABLE, String(spoil));
  }
});
