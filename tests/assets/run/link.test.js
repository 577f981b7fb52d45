/* A link is the whole state: it leads back to the same numbers and the same view, and one that was cut leads nowhere. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { dataOf, trainingOf } from "../../../assets/run/command.js";
import { actionAsked } from "../../../assets/page/open_link.js";
import { changesOf, checkOf, linkOf } from "../../../assets/run/link.js";
import { readLink } from "../../../assets/run/link_read.js";
import { arrived, leaving } from "../../../assets/run/lesson.js";
import { noLesson } from "../../../assets/run/lesson_kept.js";
import { openingOf } from "../../../assets/run/link_open.js";
import { packed, unpacked } from "../../../assets/run/packed.js";
import { firstState } from "../../../assets/run/state.js";
import { numbersFrom } from "../numbers.js";
import { schema } from "../oracles.js";
import { act, begun, diverged, frozen, ran, settings, settled, turn } from "../runs.js";

const LANGUAGES = ["en"];
const VIEW = ["logarithmic", "limits", "panels", "projector", "shape", "hidden", "embed", "deviations", "asked", "more", "about", "epoch", "shown", "mode"];

async function linkTo(state) {
  return linkOf(state, await packed(changesOf(state)), "en");
}

/** @returns the page that a link opens in another browser, at rest */
async function opened(query, view = {}) {
  const read = readLink(query, schema, LANGUAGES);
  assert.ok("link" in read, `${query}: ${JSON.stringify(read)}`);
  const rows = read.link.changes ? await unpacked(read.link.changes) : null;
  return settled(openedAt(frozen(firstState(schema, "ff", view)), read.link, rows));
}

function openedAt(state, link, rows = null) {
  return act(state, "open", { opening: openingOf(state, link, rows) });
}

function viewOf({ view }) {
  return Object.fromEntries(VIEW.map((name) => [name, view[name]]));
}

/** What the person sees: the same numbers to the last bit, the same settings, the same view. */
function assertSame(one, other) {
  assert.deepEqual(one.record.now, other.record.now);
  assert.deepEqual(one.record.checkpoint, other.record.checkpoint);
  assert.deepEqual([one.record.start, one.record.diverged], [other.record.start, other.record.diverged]);
  assert.deepEqual([one.controls, one.seeds, one.phase], [other.controls, other.seeds, other.phase]);
  assert.deepEqual([dataOf(one), trainingOf(one)], [dataOf(other), trainingOf(other)]);
  assert.deepEqual(viewOf(one), viewOf(other));
}

/** @returns a page that somebody has used: data, settings, changes on the way, the view */
function used(seed) {
  const random = numbersFrom(seed);
  const one = (list) => list[Math.floor(random() * list.length)];
  let state = begun();
  if (random() < 0.3) state = settled(act(state, "set", { controls: { dataset: one(["hubble", "house-prices"]) } }));
  const isLine = state.controls.dataset === "line";
  if (isLine && random() < 0.3) state = settled(act(state, "new-start", { seed: Math.floor(random() * 1e9) }));
  if (isLine && random() < 0.3) state = settled(act(state, "start-at", { weight: 4 * random(), bias: 4 * random() }));
  for (let i = 0; i < random() * 6; i += 1) {
    const changes = [{ learning_rate: 10 ** (-3 + 2.5 * random()) }, { speed: one([0.1, 1, 5, 25]) }, { momentum: 0.9 * random(), optimizer: one(["sgd", "momentum"]) }, ...(isLine ? [{ noise: one([0, 0.5, 1.05]) }, { n: one([20, 100]) }] : [])];
    state = settled(act(state, "set", { controls: one(changes) }));
    state = ran(state, Math.floor(random() * 12));
  }
  if (random() < 0.3) state = act(state, "open-panel", { panel: one(["map", "step", "residuals"]) });
  if (random() < 0.3) state = act(state, "show-trace", { name: one(["Data", "True line"]), shown: false });
  if (random() < 0.3) state = act(state, "view", { view: one([{ logarithmic: false }, { more: true }, { mode: "dark" }, { shape: "squares" }, { limits: false }, { deviations: true }, { asked: [one([1, -2.5, 300])] }]) });
  if (random() < 0.3) state = act(state, "hide", { hidden: ["noise", "panel-code", "true-line"] });
  if (random() < 0.3) state = act(state, "look-at", { epoch: Math.floor(random() * state.record.epoch) });
  return settled(state);
}

test("sixty pages that were used come back from their links, and have the same link there", async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const state = used(seed);
    const link = await linkTo(state);
    const back = await opened(link);
    assertSame(back, state);
    assert.equal(await linkTo(back), link);
  }
});

test("a run that diverged diverges again, at the same epoch", async () => {
  const state = diverged();
  const link = await linkTo(state);
  const back = await opened(link);
  assertSame(back, state);
  assert.equal(back.record.diverged, true);
  assert.match(link, new RegExp(`&epoch=${state.record.epoch}&`));
});

test("a plain run is a short link that a person can read", async () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 120);
  const link = await linkTo(state);
  assert.match(link, /^v=1&of=3&lr=\.1&epoch=120&lang=en&c=[\w-]{4}$/);
  assert.ok(link.length + "https://chalkline.example.org/?".length <= 160);
  assert.equal(link.slice(-4), checkOf(link.slice(0, -7)));
  assert.equal((await linkTo(begun())).startsWith("v=1&of=1&lang=en"), true);
});

test("a link that was cut anywhere opens the run as it was, or says so; never another", async () => {
  for (const seed of [2, 11, 23]) {
    const state = used(seed);
    const link = await linkTo(state);
    for (let length = "v=1&".length; length < link.length; length += 1) {
      const read = readLink(link.slice(0, length), schema, LANGUAGES);
      if ("fault" in read) assert.equal(read.fault, "cut", link.slice(0, length));
      else assert.ok(length === link.lastIndexOf("&c=") || length === "v=1&".length, link.slice(0, length));
    }
  }
});

test("a link written or edited by hand is taken if every field is right, and else says which is not", async () => {
  const state = await opened("v=1&data=hubble&lr=0,05&epoch=12");
  assert.deepEqual([state.controls.dataset, state.controls.learning_rate, state.record.epoch, state.phase], ["hubble", 0.05, 12, "paused"]);
  const link = await linkTo(ran(settings(begun(), { learning_rate: 0.1 }), 20));
  const edited = link.replace("lr=.1", "lr=.35");
  const read = readLink(edited, schema, LANGUAGES);
  assert.deepEqual([read.isEdited, read.link.controls.learning_rate], [true, 0.35]);
  assert.equal(readLink(link, schema, LANGUAGES).isEdited, false);
  const wrong = { "lr=20": "lr", "lr=x": "lr", "data=iris": "data", "epoch=-1": "epoch", "epoch=1e9": "epoch", "n=2.5": "n", "noise=9": "noise", "open=map.map": "open", "open=toString": "open", "hide=start": "hide", "constructor=1": "constructor", "batch=0": "batch", "mode=sepia": "mode", "at=1": "at", "at=1_1e15": "at", "look=3": "look", "log=2": "log", "seed=4294967296": "seed", "epoch=3&batches=5": "batches", "epoch=3&batch=100&batches=3": "batches", "lang=xx": "lang", "%E0=1": "%E0" };
  for (const [given, field] of Object.entries(wrong)) {
    const { fault, field: named } = readLink(`v=1&${given}`, schema, LANGUAGES);
    assert.deepEqual([fault, named], ["field", field], given);
  }
  assert.equal(readLink("v=2&lr=.1", schema, LANGUAGES).fault, "newer");
  const shorter = readLink(link.replace("&epoch=20", "").replace(/&c=.*/, ""), schema, LANGUAGES);
  assert.deepEqual(shorter.link?.end, { epoch: 0, batch: 0 }); // a field and the check were taken out: nothing was cut off
});

test("an address is asked for what a person types or a mail adds, and only a link of it is opened", async () => {
  const state = frozen(firstState(schema, "ff", {}));
  const link = await linkTo(ran(settings(begun(), { learning_rate: 0.1 }), 20));
  for (const spoilt of [`${link}&utm_source=mail&utm_medium=x`, `fbclid=Iw_a-1&${link}`, link.replaceAll("&", "&amp;")]) {
    const { opening, notice } = await actionAsked(state, spoilt);
    assert.deepEqual([opening.controls.learning_rate, opening.goal.epoch, notice], [0.1, 20, null], spoilt);
  }
  const { opening: frame } = await actionAsked(state, "embed=1&hide=noise&lr=,2");
  assert.deepEqual([frame.view.embed, frame.view.hidden, frame.controls.learning_rate, frame.lesson], [true, ["noise"], 0.2, null]);
  const { opening: inFrame } = await actionAsked(state, "lesson=too-fast&embed=1");
  assert.deepEqual([inFrame.view.embed, inFrame.lesson.name, inFrame.lesson.begins], [true, "too-fast", true]);
  assert.equal((await actionAsked(state, "v=1&lesson=too-fast")).opening.lesson.begins, false); // of one that was shared the run is told
  assert.deepEqual((await actionAsked(state, "lr=99")).notice, { id: "link.field", values: { field: "lr", value: "99" } });
  assert.deepEqual((await actionAsked(state, "embed=1&lrr=.1")).notice.values.field, "lrr");
  for (const behind of [".", ",", ").", "%3E", "%22", "%E2%80%9D", "%20", "+", "**", "%20is%20our%20run", "&foo=1", "&_ga=1.2"]) {
    const { opening, notice } = await actionAsked(state, link + behind);
    assert.deepEqual([opening.goal?.epoch, notice], [20, null], behind);
  }
  const encoded = await actionAsked(state, encodeURIComponent(link));
  assert.deepEqual([encoded.opening.goal.epoch, encoded.notice], [20, null]);
  const typed = await actionAsked(state, "Data=Hubble&LR=.2&open=Map.step).");
  assert.deepEqual([typed.opening.controls.dataset, typed.opening.view.panels], ["hubble", ["map", "step"]]);
  assert.deepEqual((await actionAsked(state, "lr=.2&lr=.3")).notice, { id: "link.field", values: { field: "lr", value: ".2" } });
  assert.equal((await actionAsked(state, "lr=.2&lr=.2")).opening.controls.learning_rate, 0.2);
  for (const cut of ["v=1", "v=1&"]) assert.equal((await actionAsked(state, cut)).notice.id, "link.cut", cut);
  for (const other of ["utm_source=mail", "foo=1", "", "&", "strings=long"]) assert.equal(await actionAsked(state, other), null, other);
});

test("a link that begins at more numbers or fewer than are learned says so", async () => {
  const right = { "at=1_2": 1, "degree=3&at=1_2": 3, "degree=3&at=1_2_3_4": 3, "data=house-prices&at=1_2_3_4_5": 4, "data=house-prices&at=1_2": 4 };
  for (const [given, count] of Object.entries(right)) assert.equal((await opened(`v=1&${given}`)).record.start.parameters["linear.weight"].length, count, given);
  for (const given of ["at=1_2_3", "degree=3&at=1_2_3", "data=hubble&at=1_2_3_4_5", "data=house-prices&at=1_2_3_4", "data=house-prices&at=1_2_3_4_5_6"]) {
    await assert.rejects(opened(`v=1&${given}`), { field: "at" }, given);
  }
});

test("changes that no page packed are not taken", async () => {
  const state = frozen(firstState(schema, "ff", {}));
  const sgd = { name: "sgd", learning_rate: 0.1 };
  const wrong = [null, [], [1], [[1, 0, null, null, null, { ...sgd, learning_rate: 99 }]], [[1, 0, null, null, null, { name: "toString", learning_rate: 1 }]], [[1, 0, 1e9, null, null, sgd]], [[1, 0, null, "0.1", null, sgd]], [[5, 0, null, null, null, sgd], [5, 0, null, null, null, sgd]], [[5, 0, null, null, null, sgd], [0, 0, null, null, null, sgd]], [[1.5, 0, null, null, null, sgd]], [[1, 0, null, null, null, { ...sgd, momentum: 0.5, extra: 1 }]], Array(2001).fill([1, 0, null, null, null, sgd])];
  const { link } = readLink("v=1&epoch=9", schema, LANGUAGES);
  for (const rows of wrong.slice(1)) assert.throws(() => openingOf(state, link, rows), { message: "changes" }, JSON.stringify(rows).slice(0, 80));
  await assert.rejects(unpacked("AAAA"));
  const bomb = await packed(Array.from({ length: 200_000 }, () => ({ epoch: 1, batch: 0, data: {}, training: { batch_size: null, optimizer: sgd } })));
  await assert.rejects(unpacked(bomb), RangeError);
});

test("an epoch that was edited cuts the changes on the way, or goes on under the last of them", async () => {
  const first = ran(settings(begun(), { learning_rate: 0.1 }), 6);
  const state = ran(settings(first, { learning_rate: 0.2 }), 6);
  const link = await linkTo(state);
  const earlier = await opened(link.replace("epoch=12", "epoch=4"));
  assert.deepEqual(earlier.record.now, state.record.at(state.record.rowOf(4)));
  const later = await opened(link.replace("epoch=12", "epoch=14"));
  assert.deepEqual(later.record.now, ran(state, 2).record.now);
});

test("a run of one's own is there again with one press after a link was opened over it", () => {
  const own = ran(settings(begun(), { learning_rate: 0.1 }), 9);
  const { link } = readLink("v=1&data=hubble", schema, LANGUAGES);
  const after = settled(openedAt(own, link));
  assert.deepEqual([after.offer, after.past.at(-1).what, after.controls.dataset], ["undo", "open", "hubble"]);
  const back = act(after, "undo");
  assert.deepEqual([back.record, back.controls, back.view.shown], [own.record, own.controls, own.view.shown]);
});

test("a link of a run that is being taken again is the link of that run", async () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 240);
  const link = await linkTo(state);
  const { link: said } = readLink(link, schema, LANGUAGES);
  const under = turn(turn(openedAt(frozen(firstState(schema, "ff", {})), said)));
  assert.deepEqual([under.phase, under.record.epoch < 240], ["replaying", true]);
  assert.equal(await linkTo(under), link);
});

test("a link carries the lesson and its card, and the view without what the card has made of it", async () => {
  const cards = [{ open: [], hide: [], show: [] }, { open: ["map"], hide: ["noise"], show: [] }];
  const before = ran(begun(), 2);
  const named = act(before, "lesson", { lesson: noLesson("a-try", 1) });
  const action = arrived(named, cards);
  const state = act(named, "lesson", action);
  const query = await linkTo(state);
  assert.match(query, /&lesson=a-try&card=2&lang=en/);
  assert.doesNotMatch(query, /open=|hide=/);
  const there = await opened(query);
  assert.deepEqual([there.lesson.name, there.lesson.card, there.lesson.begins, there.lesson.cards], ["a-try", 1, false, null]);
  const again = act(there, "lesson", arrived(there, cards));
  assertSame(again, state);
  assert.deepEqual(viewOf(act(again, "lesson", leaving(again))), viewOf(before));
  assert.deepEqual((await opened("v=1&lesson=a-try")).lesson.card, 0);
  for (const [wrong, field] of [["lesson=A", "lesson"], ["lesson=../x", "lesson"], ["lesson=a&card=x", "card"], ["lesson=a&card=31", "card"]]) {
    assert.deepEqual(readLink(`v=1&${wrong}`, schema, LANGUAGES).field, field);
  }
});
