/* The class as a page holds it: what is new replaces what is old, what is over is over, and the run is told nothing of it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { commandOf } from "../../../assets/run/command.js";
import { heard, isFrozen, isThere, joinedRoom, locksOf, openedRoom, touched, touchOf } from "../../../assets/run/room.js";
import { codeIn, readCode, spaced, typedIn, withoutCode } from "../../../assets/run/room_code.js";
import { keptMember, keptTeacher, secretIn } from "../../../assets/run/room_kept.js";
import { held, isLocked } from "../../../assets/run/room_locked.js";
import { comesOntoWall, shownFigures } from "../../../assets/run/room_show.js";
import { act, begun, diverged, ran, settings } from "../runs.js";

const DRIVE = { mode: "free", sentence: "", locks: [], sample: "same", start: "same", names: false };
const SHOW = { map: "wall", curves: "all", ucurve: "hidden", slopes: "hidden", theory: false, own: false };
const STATE = { drive: DRIVE, follow: { seq: 0, actions: [], whole: null }, show: SHOW };
const ME = { name: { words: [1, 2] }, hidden: false, seed: 5, start: 6, answered: {} };
const ANSWER = { code: "ABC234", id: "i".repeat(16), token: "m.secret", me: ME, state: STATE, version: 4, mine: 2, here: 3 };
const TOKEN = "m12.".padEnd(26, "x");

function frozen(room) {
  return heard(room, { version: room.version + 1, changed: { drive: { ...DRIVE, mode: "freeze", locks: ["start"] } } });
}

test("a code is read as it is typed, and what no code can hold is said", () => {
  for (const typed of ["ABC234", "abc 234", " ab-c2-34 ", "Abc–234"]) assert.deepEqual(readCode(typed), { code: "ABC234" });
  for (const typed of ["ABC\u2011234", "ＡＢＣ２３４", "\u200bABC234", "http://10.0.0.7:8050/abc234", "school.example/ABC234?mode=dark#x", " https://a.b/line/ABC234/ "]) assert.deepEqual(readCode(typed), { code: "ABC234" }, typed);
  assert.deepEqual(readCode("АBC234"), { fault: "foreign", letter: "А" }); // a letter of Russian
  assert.deepEqual(readCode("ABCß34"), { fault: "foreign", letter: "ß" });
  assert.deepEqual(readCode("ABC/10"), { fault: "letter", letter: "/" });
  assert.deepEqual(readCode("ABC10"), { fault: "letter", letter: "1" });
  assert.deepEqual(readCode("oBC234"), { fault: "letter", letter: "O" });
  assert.deepEqual(readCode("ABC23"), { fault: "length", count: 5 });
  assert.deepEqual(readCode(""), { fault: "length", count: 0 });
  assert.equal(spaced("ABC234"), "ABC 234");
});

test("an address names a class by its path or its query, and nothing else does", () => {
  assert.equal(codeIn({ pathname: "/abc234", search: "" }), "ABC234");
  assert.equal(codeIn({ pathname: "/line/ABC234/", search: "" }), "ABC234");
  assert.equal(codeIn({ pathname: "/", search: "?class=abc-234" }), "ABC234");
  for (const [pathname, search] of [["/", ""], ["/ABC23", ""], ["/ABC2345", ""], ["/", "?class=ABC101"], ["/ABCI23", ""]]) assert.equal(codeIn({ pathname, search }), null);
  for (const [pathname, search, typed] of [["/", "?class=ABC101", "ABC101"], ["/", "?mode=dark", null], ["/abc-1%20%C3%84", "", "abc-1 Ä"], ["/ABC%", "", "ABC%"], ["/a/ABC101", "", null]]) assert.equal(typedIn({ pathname, search }), typed);
  assert.equal(codeIn({ pathname: "/abc-2%2034", search: "?mode=dark" }), "ABC234");
  for (const path of ["/ABC234", "/abc-2%2034", "/ABC101"]) assert.equal(withoutCode(path), "/");
  assert.equal(withoutCode("/line/abc234/"), "/line/");
  assert.equal(withoutCode("/"), "/");
});

test("a command carries a member's token, and that of nobody else", () => {
  const alone = begun();
  assert.equal("room" in commandOf(alone, 1), false);
  const inClass = act(alone, "room", { room: joinedRoom(ANSWER) });
  assert.deepEqual(commandOf(inClass, 1).room, { code: "ABC234", token: "m.secret", version: 4, mine: 2 });
  assert.deepEqual({ ...commandOf(inClass, 1), room: 0 }, { ...commandOf(alone, 1), room: 0 });
  const teacher = act(alone, "room", { room: openedRoom({ ...ANSWER, teacher: {}, ready: {} }) });
  assert.equal("room" in commandOf(teacher, 1), false);
  const over = act(alone, "room", { room: touched(joinedRoom(ANSWER), "ended") });
  assert.equal("room" in commandOf(over, 1), false);
});

test("news replace whole sections, older ones that were overtaken change nothing", () => {
  const room = joinedRoom(ANSWER);
  const next = heard(room, { version: 5, mine: 3, here: 9, changed: { drive: { ...DRIVE, mode: "follow" } }, me: { ...ME, hidden: true } });
  assert.equal(next.state.drive.mode, "follow");
  assert.equal(next.state.show, SHOW);
  assert.deepEqual([next.version, next.told.version, next.told.mine, next.here, next.me.hidden], [5, 5, 3, 9, true]);
  const late = heard(next, { version: 4, here: 9, changed: { drive: DRIVE } });
  assert.equal(late.state.drive.mode, "follow");
  assert.equal(late.version, 5);
  assert.equal(heard(next, { version: 5, mine: 3, here: 9 }), next);
  assert.equal(heard(next, { wait: true }), next);
});

test("a class that does not answer stays, one that has ended is told no more", () => {
  const room = joinedRoom(ANSWER);
  const away = heard(room, { version: 4, mine: 2, here: 3, away: true });
  assert.equal(away.touch, "away");
  assert.ok(isThere(away) && away.told);
  assert.equal(heard(away, { version: 4, mine: 2, here: 3 }).touch, "in");
  assert.equal(touched(away, "away"), away);
  for (const touch of ["ended", "removed"]) {
    const gone = touched(frozen(room), touch);
    assert.equal(gone.told, null);
    assert.equal(isFrozen(gone), false);
    assert.deepEqual(locksOf(gone), []);
  }
  assert.equal(touchOf("class.error.ended"), "ended");
  assert.equal(touchOf("class.error.removed"), "removed");
  assert.equal(touchOf("class.error.unknown"), "away");
  assert.equal(touchOf("class.error.closed"), null);
});

test("a page stands still while its class is frozen, a teacher's never", () => {
  const room = frozen(joinedRoom(ANSWER));
  assert.equal(isFrozen(room), true);
  assert.deepEqual(locksOf(room), ["start"]);
  assert.equal(isFrozen(touched(room, "away")), true);
  assert.equal(isFrozen(frozen(openedRoom(ANSWER))), false);
  assert.equal(isFrozen(null), false);
});

test("a student's page shows what is shown to all, a teacher's what is shown on the wall too", () => {
  assert.deepEqual(shownFigures(joinedRoom(ANSWER)), ["curves"]);
  assert.deepEqual(shownFigures(openedRoom(ANSWER)), ["map", "curves"]);
});

test("what comes onto the wall is what a question came to, and runs side by side, once", () => {
  const room = openedRoom(ANSWER);
  const [ask, replay] = [{ question: 1, phase: "closed" }, { number: 1 }];
  const closed = heard(room, { version: 5, changed: { ask } });
  const shown = heard(closed, { version: 6, changed: { ask: { ...ask, phase: "shown" } } });
  const chosen = heard(shown, { version: 7, changed: { replay } });
  assert.deepEqual([[closed, room], [shown, closed], [chosen, shown]].map(([now, was]) => comesOntoWall(now, was)), [false, true, true]);
  assert.equal(comesOntoWall(heard(shown, { version: 8, here: 4 }), shown), false);
  assert.equal(comesOntoWall(heard(chosen, { version: 8, changed: { replay: { number: 1, came: 2 } } }), chosen), false);
  assert.equal(comesOntoWall(heard(shown, { version: 9, changed: { ask: { question: 2, phase: "shown" } } }), shown), true);
  assert.equal(comesOntoWall(shown, null), false); // a page that was reloaded stands as it stood
  assert.equal(comesOntoWall(shown, { ...closed, id: "other" }), false);
});

test("what a browser has kept is taken over whole and fresh, or not at all", () => {
  const now = 1e12;
  const kept = { code: "ABC234", id: "i".repeat(16), token: TOKEN, me: ME, at: now - 1000 };
  assert.deepEqual(keptMember(JSON.stringify(kept), now), kept);
  for (const spoilt of [{ code: "ABC" }, { id: "" }, { token: "short" }, { token: "a b".repeat(8) }, { at: now - 13 * 3600e3 }, { at: "x" }]) assert.equal(keptMember(JSON.stringify({ ...kept, ...spoilt }), now), null);
  assert.equal(keptMember(null, now), null);
  assert.equal(keptMember("{", now), null);
  assert.equal(keptMember("7", now), null);
  const others = { code: kept.code, id: kept.id, at: kept.at };
  assert.deepEqual(keptTeacher(JSON.stringify({ ...others, key: "k".repeat(32), kept: { a: 1 } }), now), { ...others, key: "k".repeat(32), kept: { a: 1 } });
  assert.equal(keptTeacher(JSON.stringify(kept), now), null);
  assert.deepEqual(secretIn("#key=".padEnd(37, "k")), { key: "k".repeat(32) });
  assert.deepEqual(secretIn(`#me=${TOKEN}`), { token: TOKEN });
  for (const hash of ["", "#key=short", "#other=aaaaaaaaaaaaaaaaaaaaa", "#key=".padEnd(70, "k")]) assert.equal(secretIn(hash), null);
});

test("what is locked is moved by no undo, no link, no halved rate and no place on the map; the teacher moves it", () => {
  const locked = (state, ...locks) => act(state, "room", { room: joinedRoom({ ...ANSWER, state: { ...STATE, drive: { ...DRIVE, locks } } }) });
  const changed = settings(ran(begun(), 3), { learning_rate: 0.4, noise: 1 });
  const { controls, seeds } = changed;
  const opening = { ...changed, controls: { ...controls, learning_rate: 0.2 }, seeds: { ...seeds, start: seeds.start + 1 }, goal: null, lesson: null };
  const cases = [
    ["learning-rate", changed, { type: "set", controls: { learning_rate: 0.1 } }, true],
    ["learning-rate", changed, { type: "set", controls: { noise: 0.1 } }, false],
    ["learning-rate", changed, { type: "set", controls: { learning_rate: 0.1 }, isDriven: true }, false],
    ["new-start", act(changed, "new-start", { seed: 5 }), { type: "undo" }, true],
    ["speed", act(changed, "new-start", { seed: 5 }), { type: "undo" }, false],
    ["learning-rate", changed, { type: "open", opening }, true],
    ["new-start", changed, { type: "open", opening }, true],
    ["noise", changed, { type: "open", opening }, false],
    ["dataset", changed, { type: "set", controls: { dataset: "hubble" } }, true],
    ["noise", changed, { type: "set", controls: { dataset: "hubble" } }, false], // which has none
    ["learning-rate", diverged(), { type: "halve" }, true],
    ["start", changed, { type: "play" }, true],
    ["start", changed, { type: "pause" }, false],
    ["new-start", changed, { type: "start-at", weight: 1, bias: 2 }, true],
    ["pause", changed, { type: "pause" }, true],
    ["pause", changed, { type: "pause", isDriven: true }, false],
    ["reset", changed, { type: "look-at", epoch: 1 }, false],
  ];
  for (const [lock, state, action, isHeld] of cases) assert.equal(isLocked(locked(state, lock), action), isHeld, `${lock}, ${action.type}`);
  assert.equal(isLocked(changed, { type: "play" }), false);
  assert.deepEqual(held(locked(changed, "start"), { type: "play" }), { type: "say", notice: { id: "class.locked" } });
  assert.deepEqual(held(locked(changed, "start"), { type: "reset" }), { type: "reset" });
});
