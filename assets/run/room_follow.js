/* Following: what a page does, as if its own buttons were pressed, of what the teacher's page has told (room_led.js). */

import { reduce } from "./actions.js";
import { dataOf, OWN } from "./command.js";
import { tableNow, touch } from "./edits.js";
import { named } from "./own_points.js";
import { rateBounds } from "./rates.js";
import { same } from "./record.js";
import { goalOfWhole, wayBack } from "./room_course.js";
import { taking } from "./room_points.js";
import { isValue } from "./stored.js";
import { openPanels } from "./view.js";

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").Controls} Controls */
/** @typedef {import("./types.js").Schema} Schema */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./room.js").Room} Room */
/** @typedef {Record<string, any> & {type: string}} Led what the teacher did, as it is sent */
/** @typedef {{controls: Controls, seeds: {data: number, start: number}, panels: string[], running: boolean, epoch: number, batch?: number, at?: import("./types.js").Parameters|null, course?: any[]|null, own?: string|null}} Whole */
/** @typedef {{seq: number, actions: {seq: number, action: Led, by?: string}[], whole: Whole|null}} Follow */

const SEEDS = 2 ** 32;
const PLAIN = new Set(["play", "pause", "step", "reset", "halve"]);
const STANDING = new Set(["pause", "step"]); // after which all pages stand at the same place
const PANELS = new Set(["open-panel", "close-panel"]);
const SHAPES = ["segments", "squares"];

/**
 * What the page has still to do of what the teacher did.
 * @param {State} state @param {Room} room @returns {{actions: Action[], followed: number|null}}
 */
export function toFollow(state, room) {
  const { drive, follow } = room.state;
  if (drive.mode === "free") return { actions: [], followed: null };
  if (drive.mode === "freeze") return { actions: [], followed: room.followed };
  if (!follow) return { actions: [], followed: room.followed };
  const { seq, whole } = follow;
  const due = dueOf(follow, room.followed);
  if (due === null) return whole ? { actions: wholeActions(state, whole, room), followed: seq } : { actions: [], followed: null };
  return { actions: besideTeacher(inTurn(due, state, room), due, state, room), followed: seq };
}

/**
 * Pages that stand, stand at the same numbers: one that took a change some epochs before or after the teacher's goes that way again.
 * @param {Action[]} actions @param {Follow["actions"]} due @param {State} state @param {Room} room @returns {Action[]}
 */
function besideTeacher(actions, due, state, room) {
  const { whole } = room.state.follow;
  const { action: led } = due[due.length - 1] ?? { action: null };
  if (!whole || !led || !STANDING.has(led.type) || whole.epoch !== led.epoch || (whole.batch ?? 0) !== (led.batch ?? 0)) return actions;
  const before = actions.slice(0, -1).reduce(reduce, state);
  if (!isClassesOwn(before, whole, room)) return actions;
  const way = wayBack(before, whole);
  if (way === "anew") return wholeActions(state, whole, room);
  return way ? [...actions.slice(0, -1), { type: "stand-at", epoch: whole.epoch, batch: whole.batch ?? 0, ...way }] : actions;
}

/** @param {State} state @param {Whole} whole @param {Room} room @returns {boolean} whether the page has the settings and seeds of the class, and not what its reader has set */
function isClassesOwn(state, whole, room) {
  const { controls, seeds, own } = wantedBy(state, whole, room);
  return same([controls, seeds], [state.controls, state.seeds]) && (controls.dataset !== OWN || own === state.own);
}

/** What another page of the same teacher's has done, which this one does too. @param {State} state @param {Room} room with what it has done before @param {string} by this page @returns {{actions: Action[], followed: number|null}} */
export function toMirror(state, room, by) {
  const { follow } = room.state;
  const due = dueOf(follow, room.followed);
  if (due === null) return { actions: follow.whole ? wholeActions(state, follow.whole, room) : [], followed: follow.seq };
  return { actions: inTurn(due.filter((it) => it.by !== by), state, room), followed: follow.seq };
}

/** Each as it is after those before it. @param {Follow["actions"]} due @param {State} state @param {Room} room @returns {Action[]} */
function inTurn(due, state, room) {
  let now = state;
  return due.flatMap(({ action }) => {
    const actions = pageActions(action, now, room);
    now = actions.reduce(reduce, now);
    return actions;
  });
}

/** @param {State} state @param {Room} room @returns {string[]} names of points that must be here before the page can follow */
export function tablesNeeded({ tables }, { followed, state: { follow } }) {
  if (!follow) return [];
  const due = dueOf(follow, followed);
  const names = due ? due.map(({ action }) => (action.type === "own" ? action.hash : null)) : [follow.whole?.own];
  return names.filter((name) => typeof name === "string" && !Object.hasOwn(tables, name));
}

/** @param {Follow} follow @param {number|null} followed @returns {Follow["actions"]|null} those that are still to be done; null where some are not known any more */
function dueOf({ seq, actions }, followed) {
  if (followed === seq) return [];
  const hasAll = followed !== null && actions.length > 0 && followed >= actions[0].seq - 1;
  return hasAll ? actions.filter((it) => it.seq > followed) : null;
}

/** @param {Led} led input like any other @param {State} state @param {Room} room @returns {Action[]} none where it is not right */
export function pageActions(led, state, room) {
  const { type } = led;
  if (STANDING.has(type) && led.epoch !== undefined) return standAt(led);
  if (PLAIN.has(type)) return [{ type }];
  if (type === "new-data") return isSeed(led.seed, state.schema) ? [{ type, seed: sampleSeed(led.seed, room, state) }] : [];
  if (type === "new-start") return isSeed(led.seed, state.schema) ? [{ type, seed: startSeed(led.seed, room, state) }] : [];
  if (PANELS.has(type)) return Object.hasOwn(state.schema.panels, led.panel) ? [{ type, panel: led.panel }] : [];
  if (type === "set") return setting(led.controls, state);
  if (type === "seeds") return seedActions(led.seeds, state, room);
  if (type === "data") return [...setting({ dataset: led.kind }, state), ...pageActions({ type: "new-data", seed: led.seeds?.data }, state, room)];
  if (type === "start-at") return [led.weight, led.bias].every(Number.isFinite) ? [{ type, weight: led.weight, bias: led.bias }] : [];
  if (type === "view") return viewing(led.view);
  if (type === "own") return ownActions(led, state);
  return [];
}

/** @param {Led} led @returns {Action[]} */
function standAt({ epoch, batch = 0 }) {
  const isPlace = [epoch, batch].every((count) => Number.isInteger(count) && count >= 0);
  return isPlace ? [{ type: "stand-at", epoch, batch }] : [];
}

/** @param {Led} led @param {State} state with the points, which were fetched @returns {Action[]} */
function ownActions({ hash, moved }, state) {
  const { controls, own, tables } = state;
  const isThere = controls.dataset === OWN && own === hash;
  if (isThere || !Object.hasOwn(tables, hash)) return [];
  if (moved && controls.dataset !== OWN && same(state.shownData, dataOf(state))) return firstTouch(state, tables[hash]);
  const { action } = taking(state, tables[hash], moved && controls.dataset === OWN ? own : null);
  return action ? [action] : [];
}

/** Points of a data set are touched for the first time: they become one's own, and the run goes on. @param {State} state @param {import("./types.js").Table} table @returns {Action[]} */
function firstTouch(state, table) {
  const original = tableNow(state, table.y_range ?? [0, 1]);
  return original ? [touch(state, named(original), table, "moved-point", true)] : [];
}

/** @param {any} view @returns {Action[]} */
function viewing(view) {
  const { logarithmic, limits, shape } = view ?? {};
  const flags = Object.entries({ logarithmic, limits }).filter(([, value]) => typeof value === "boolean");
  const taken = Object.fromEntries([...flags, ...(SHAPES.includes(shape) ? [["shape", shape]] : [])]);
  return Object.keys(taken).length ? [{ type: "view", view: taken }] : [];
}

/** Another data set comes first: it has others bounds. @param {any} controls @param {State} state @returns {Action[]} */
function setting(controls, state) {
  const { dataset, ...others } = inBounds(controls, state);
  const isOther = dataset !== undefined && dataset !== state.controls.dataset && dataset !== OWN; // which come by their name
  return [...(isOther ? [{ type: "set", controls: { dataset } }] : []), ...(Object.keys(others).length ? [{ type: "set", controls: others }] : [])];
}

/** @param {any} wanted @param {State} state @returns {Controls} those that are in their bounds */
function inBounds(wanted, { controls, schema }) {
  const dataset = Object.hasOwn(schema.data, String(wanted?.dataset)) ? wanted.dataset : controls.dataset;
  const asked = /** @type {any} */ ({ ...controls, ...wanted, dataset });
  /** @type {Record<string, import("./types.js").ControlRow>} */
  const rows = {
    ...schema.controls,
    learning_rate: { ...schema.controls.learning_rate, ...rateBounds(schema, asked) },
    noise: { ...schema.controls.noise, ...schema.data[dataset].noise },
    scaling: { ...schema.controls.scaling, choices: ["none", ...schema.data[dataset].scalings] },
  };
  return Object.fromEntries(Object.entries(wanted ?? {}).filter(([name, value]) => Object.hasOwn(rows, name) && isValue(value, rows[name])));
}

/** @param {any} seed @param {Schema} schema */
function isSeed(seed, { seeds }) {
  return Number.isInteger(seed) && seed >= seeds.low && seed <= seeds.high;
}

/** @param {number} seed the teacher's @param {Room} room @param {State} state @returns {number} the same for all, or everyone's own */
function sampleSeed(seed, { state, me }, { schema }) {
  return state.drive.sample === "own" && me ? mixed(seed, me.seed, schema) : seed;
}

/** @param {number} seed @param {Room} room @param {State} state @returns {number} */
function startSeed(seed, { state, me }, { schema }) {
  return state.drive.start === "own" && me ? mixed(seed, me.start, schema) : seed;
}

/** Another sample for each, and for each another one when there is to be a new one. @param {number} seed @param {number} mine @param {Schema} schema */
function mixed(seed, mine, { seeds }) {
  return seeds.low + ((seed + mine) % Math.min(SEEDS, seeds.high - seeds.low + 1));
}

/** @param {any} seeds @param {State} state @param {Room} room @returns {Action[]} a new run with these */
export function seedActions(seeds, state, room) {
  if (![seeds?.data, seeds?.start].every((seed) => isSeed(seed, state.schema))) return [];
  const [data, start] = [sampleSeed(seeds.data, room, state), startSeed(seeds.start, room, state)];
  return [...(data === state.seeds.data ? [] : [{ type: "new-data", seed: data }]), ...(start === state.seeds.start && data === state.seeds.data ? [] : [{ type: "new-start", seed: start }])];
}

/** @param {State} state @param {Whole} whole @param {Room} room @returns {State} with the settings and seeds of the class */
function wantedBy(state, whole, room) {
  const own = whole.own && Object.hasOwn(state.tables, whole.own) ? whole.own : null;
  const bounded = inBounds(whole.controls, state);
  const controls = { ...state.controls, ...(bounded.dataset === OWN && !own ? { ...bounded, dataset: state.controls.dataset } : bounded) };
  const areSeeds = [whole.seeds?.data, whole.seeds?.start].every((seed) => isSeed(seed, state.schema));
  const seeds = areSeeds ? { data: sampleSeed(whole.seeds.data, room, state), start: startSeed(whole.seeds.start, room, state) } : state.seeds;
  return { ...state, controls, seeds, own: own ?? state.own };
}

/** Stand where the teacher's page stands, and go on with it. @param {State} state @param {Whole} whole @param {Room} room @returns {Action[]} */
export function wholeActions(state, whole, room) {
  const wanted = wantedBy(state, whole, room);
  const then = whole.running ? /** @type {const} */ ("play") : null;
  const goal = goalOfWhole(wanted, whole, then);
  const { controls, seeds, own, tables, hand, shownKind } = wanted;
  const opening = { controls, seeds, own, tables, hand, shownKind, goal, lesson: null, view: { ...state.view, epoch: null } };
  const panels = whole.panels.filter((panel) => Object.hasOwn(state.schema.panels, panel));
  const close = openPanels(state).filter((panel) => !panels.includes(panel)).map((panel) => ({ type: "close-panel", panel }));
  const open = panels.filter((panel) => !openPanels(state).includes(panel)).map((panel) => ({ type: "open-panel", panel }));
  return [{ type: "open", opening }, ...close, ...open, ...(then && !goal ? [{ type: "play" }] : [])];
}
