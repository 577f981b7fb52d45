/* The keymap: which key is which action, and where a key is not ours. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { noLesson } from "../../../assets/run/lesson_kept.js";
import { schema } from "../oracles.js";
import { act, begun, diverged, ran, settings } from "../runs.js";
import { actionOf, chordOf, groupsOf, keyOf } from "../../../assets/page/keys.js";
import { listOf } from "../../../assets/page/keys_list.js";

const KEYS = Object.values(groupsOf(schema)).flat();
const LETTERS = [..."rnpmsecol"];
const PANELS = Object.fromEntries(Object.entries(schema.panels).map(([name, { key }]) => [key, name]));
const PUBLIC = { m: "map", s: "step", e: "residuals", d: "predict", i: "sampling", c: "compare", o: "code" }; // which fingers know
const MODIFIERS = ["ctrlKey", "metaKey", "altKey", "shiftKey"];
const on = (place) => (key, state) => actionOf({ key }, place, state);
const pressed = on("page");

test("Space starts and pauses", () => {
  const state = begun();
  assert.deepEqual(pressed(" ", state), { type: "play" });
  assert.deepEqual(pressed(" ", act(state, "play")), { type: "pause" });
  assert.deepEqual(pressed(" ", diverged()), { type: "play" }); // which says what to change first
  assert.equal(pressed(" ", act(state, "connection", { connection: { waiting: true } })), null);
});

test("arrows step on and back, also while they are held down; nothing else goes on", () => {
  const state = ran(begun(), 3);
  assert.deepEqual(pressed("ArrowRight", state), { type: "step" });
  assert.deepEqual(pressed("ArrowLeft", state), { type: "look-by", rows: -1 });
  const held = (key) => actionOf({ key, repeat: true }, "page", state);
  assert.deepEqual([held("ArrowRight")?.type, held("ArrowLeft")?.type], ["step", "look-by"]);
  for (const key of [" ", ...LETTERS, "Escape"]) assert.equal(held(key), null, key);
});

test("what was done last is taken back and done again by the keys of any system; what is hidden has none", () => {
  const state = ran(begun(), 3);
  const withCtrl = (key, modifiers) => actionOf({ key, ...modifiers }, "page", state)?.type;
  for (const modifier of ["ctrlKey", "metaKey"]) {
    assert.deepEqual([withCtrl("z", { [modifier]: true }), withCtrl("y", { [modifier]: true })], ["undo", "redo"]);
    assert.equal(withCtrl("Z", { [modifier]: true, shiftKey: true }), "redo");
  }
  assert.equal(actionOf({ key: "z", ctrlKey: true }, "typing", state), null); // where it is the browser's
  const hidden = act(state, "hide", { hidden: ["reset", "panel-map"] });
  assert.deepEqual([pressed("r", hidden), pressed("m", hidden), pressed("s", hidden)?.type], [null, null, "open-panel"]);
});

test("a letter is the button of its name, and does nothing where that is flat", () => {
  const state = ran(begun(), 3);
  assert.deepEqual(pressed("r", state), { type: "reset" });
  assert.equal(pressed("r", begun()), null);
  const { type, seed } = pressed("n", state);
  assert.equal(type, "new-data");
  assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32);
  assert.equal(pressed("n", settings(state, { dataset: "hubble" })), null);
  assert.deepEqual(pressed("p", state), { type: "projector", open: true });
  assert.deepEqual(pressed("p", act(state, "projector", { open: true })), { type: "projector", open: false });
  assert.equal(pressed("p", begun({ isPhone: true })), null);
  const framed = act(state, "view", { view: { embed: true } }); // whose head is away
  assert.deepEqual([pressed("p", framed), keyOf({ key: "l" }, "page", framed), keyOf({ key: "l" }, "page", state)?.presses], [null, undefined, "lessons"]);
});

test("each panel has a key, which opens it, closes it, and says why where it is not there", () => {
  const state = begun();
  assert.deepEqual({ ...PANELS, ...PUBLIC }, PANELS);
  assert.equal(Object.keys(PANELS).length, Object.keys(schema.panels).length);
  for (const [key, panel] of Object.entries(PANELS)) {
    assert.deepEqual(pressed(key, state), { type: "open-panel", panel });
    assert.deepEqual(pressed(key, act(state, "open-panel", { panel })), { type: "close-panel", panel });
  }
  const several = settings(state, { dataset: "house-prices" });
  assert.deepEqual(pressed("i", several), { type: "say", notice: { id: "panels.one-feature" } });
  assert.deepEqual(pressed("m", several), { type: "open-panel", panel: "map" });
  assert.deepEqual(pressed("m", settings(state, { degree: 3 })), { type: "say", notice: { id: "panels.no-curve" } });
});

test("Escape closes what is open, one thing after the other", () => {
  const open = { about: true, keys: true };
  let state = act(act(act(begun(), "projector", { open: true }), "view", { view: open }), "say", { notice: { id: "banner" } });
  const closed = [];
  for (let action = pressed("Escape", state); action; action = pressed("Escape", state)) {
    closed.push(action.view ? Object.keys(action.view).join() : action.type);
    state = act(state, action.type, action);
  }
  assert.deepEqual(closed, ["keys", "say", "about", "projector"]);
});

test("no key with a modifier is ours, and a capital of Caps Lock is", () => {
  const state = ran(begun(), 3);
  for (const { chord } of KEYS) {
    const key = chord === "Space" ? " " : chord;
    for (const modifier of MODIFIERS.filter((it) => chord !== "?" || it !== "shiftKey")) assert.equal(keyOf({ key, [modifier]: true }, "page", state), undefined, `${modifier} ${chord}`);
  }
  assert.equal(chordOf({ key: "M" }), "m");
  assert.deepEqual([{ key: "M", shiftKey: true }, { key: "z", metaKey: true }, { key: "z", ctrlKey: true, shiftKey: true }].map(chordOf), ["Shift+m", "Ctrl+z", "Ctrl+Shift+z"]);
  assert.equal(chordOf({ key: "?", shiftKey: true }), "?");
});

test("where the alphabet is another one, letters are where they lie; where it is ours, what is printed counts", () => {
  assert.equal(chordOf({ key: "ь", code: "KeyM" }), "m");
  assert.equal(chordOf({ key: "a", code: "KeyQ" }), "a");
  assert.equal(chordOf({ key: "é", code: "Digit2" }), "é");
});

test("what has the focus keeps the keys that it needs", () => {
  const state = ran(begun(), 3);
  const free = (place) => [" ", "ArrowRight", "ArrowLeft", "m", "r", "Escape"].filter((key) => keyOf({ key }, place, state));
  assert.deepEqual(free("page"), [" ", "ArrowRight", "ArrowLeft", "m", "r", "Escape"]);
  assert.deepEqual(free("run"), free("page"));
  assert.deepEqual(free("press"), ["ArrowRight", "ArrowLeft", "m", "r", "Escape"]);
  assert.deepEqual(free("slider"), [" ", "m", "r", "Escape"]);
  assert.deepEqual(free("choice"), ["m", "r", "Escape"]);
  assert.deepEqual(free("scroll"), ["m", "r", "Escape"]);
  assert.deepEqual(free("typing"), ["Escape"]);
  assert.deepEqual(free("dialog"), ["Escape"]);
  assert.ok(keyOf({ key: "?" }, "dialog", state));
  assert.deepEqual(free("menu"), []);
});

test("a presenter's remote turns the cards of a lesson, but not where these keys are needed, and without a lesson they are the browser's", () => {
  const state = act(begun(), "lesson", { lesson: noLesson("too-fast") });
  const turning = (place, of = state) => ["PageDown", "PageUp"].map((key) => keyOf({ key }, place, of)?.presses);
  for (const place of ["page", "run", "press", "choice"]) assert.deepEqual(turning(place), ["card-next", "card-back"], place);
  for (const place of ["slider", "scroll", "typing", "menu", "dialog"]) assert.deepEqual(turning(place), [undefined, undefined], place);
  assert.deepEqual(turning("page", begun()), [undefined, undefined]);
  assert.equal(keyOf({ key: "l" }, "page", begun()).presses, "lessons");
});

test("while About or the list is open, the page behind it has no keys but those that close it", () => {
  for (const view of [{ about: true }, { keys: true }]) {
    const state = act(ran(begun(), 3), "view", { view });
    for (const key of [" ", "ArrowRight", "m", "r"]) assert.equal(keyOf({ key }, "page", state), undefined, key);
    assert.deepEqual(pressed("?", state), { type: "view", view: { about: false, keys: !view.keys } });
  }
});

test("letters and the question mark can be turned off; Space, arrows and Escape cannot", () => {
  const state = act(ran(begun(), 3), "view", { view: { letters: false } });
  const left = KEYS.map(({ chord }) => chord).filter((chord) => keyOf({ key: chord === "Space" ? " " : chord }, "page", state));
  assert.deepEqual(left, ["Space", "ArrowRight", "ArrowLeft", "Ctrl+z", "Ctrl+y", "Escape"]);
});

test("the list shows every key by what stands on it", () => {
  const rows = listOf(groupsOf(schema), begun()).flatMap((group) => group.rows);
  assert.equal(rows.length, KEYS.length);
  assert.deepEqual(listOf(groupsOf(schema), begun()).map(({ title }) => title), ["Training", "See why it learns", "The page"]);
  const named = Object.fromEntries(rows.map(({ caps, name }) => [caps.join("+"), name]));
  assert.deepEqual([named.Space, named["→"], named.M, named["?"], named.Esc], ["start, pause", "Step", "Loss map", "This list", "Close what is open"]);
});

test("the list has no key of what is hidden, nor in a frame of what its head would have", () => {
  const caps = (state) => listOf(groupsOf(schema), state).flatMap(({ rows }) => rows.map((row) => row.caps.join("+")));
  const without = (state) => caps(begun()).filter((cap) => !caps(state).includes(cap));
  assert.deepEqual(without(act(begun(), "hide", { hidden: ["step", "reset", "new-data", "panel-map", "limits", "noise"] })), ["→", "R", "N", "M", "H"]);
  assert.deepEqual(without(act(begun(), "view", { view: { embed: true } })), ["L", "P"]);
});

test("every key is there once and is called by a text", () => {
  const chords = KEYS.map(({ chord }) => chord);
  assert.equal(new Set(chords).size, chords.length);
  for (const name of [...KEYS.map(({ name }) => name), ...Object.keys(groupsOf(schema))]) assert.ok(Object.hasOwn(schema.text, name), name);
});
