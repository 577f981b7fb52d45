/* Following: what the teacher's page says of what its teacher does, and what of it another page does as if its own buttons were pressed. */

import { dataOf, OWN, trainingOf } from "./command.js";
import { handLine } from "./hand.js";
import { rateBounds } from "./rates.js";
import { taking } from "./room_points.js";
import { isPlaying } from "./state.js";
import { isValue } from "./stored.js";
import { openPanels } from "./view.js";

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").Controls} Controls */
/** @typedef {import("./types.js").Schema} Schema */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./room.js").Room} Room */
/** @typedef {Record<string, any> & {type: string}} Led what the teacher did, as it is sent */
/** @typedef {{controls: Controls, seeds: {data: number, start: number}, panels: string[], running: boolean, epoch: number, own?: string|null}} Whole */
/** @typedef {{seq: number, actions: {seq: number, action: Led, by?: string}[], whole: Whole|null}} Follow */

const SEEDS = 2 ** 32;
const PLAIN = new Set(["play", "pause", "step", "reset", "halve"]);
const SEEDED = new Set(["new-data", "new-start"]);
const PANELS = new Set(["open-panel", "close-panel"]);
const ANEW = new Set(["open", "undo", "redo", "use-points"]); // what no single action of another page can do
const SHAPES = ["segments", "squares"];

/* ---- the teacher's page ---- */

/** @param {Action} action that the state has taken @param {State} state after it @returns {Led[]} what is sent of it */
export function ledBy(action, state) {
  const { type } = action;
  if (PLAIN.has(type)) return [{ type }];
  if (SEEDED.has(type)) return [{ type, seed: action.seed }];
  if (PANELS.has(type)) return [{ type, panel: action.panel }];
  if (type === "set") return [...(action.controls.dataset === OWN ? ownOf(state, false) : []), { type, controls: known(action.controls, state.schema) }];
  if (type === "touch-points") return ownOf(state, true);
  if (type === "start-at") return [{ type, weight: action.weight, bias: action.bias }];
  if (type === "start-from-my-line") return [{ type: "start-at", ...handLine(state) }];
  if (type === "view") return viewOf(action.view);
  if (ANEW.has(type)) return [...ownOf(state, false), { type: "set", controls: known(state.controls, state.schema) }, { type: "seeds", seeds: state.seeds }];
  return [];
}

/** @param {State} state @param {boolean} moved whether the run goes on with them @returns {Led[]} points of one's own, by name */
function ownOf({ controls, own }, moved) {
  return controls.dataset === OWN && own ? [{ type: "own", hash: own, moved }] : [];
}

/** @param {Partial<import("./types.js").View>} view @returns {Led[]} */
function viewOf({ logarithmic, limits, shape }) {
  const view = Object.fromEntries(Object.entries({ logarithmic, limits, shape }).filter(([, value]) => value !== undefined));
  return Object.keys(view).length ? [{ type: "view", view }] : [];
}

/** @param {Controls} controls @param {Schema} schema @returns {Controls} those that the schema has */
function known(controls, schema) {
  return Object.fromEntries(Object.entries(controls).filter(([name]) => Object.hasOwn(schema.controls, name)));
}

/** A slider that is dragged sets many times; the last one counts. @param {Led[]} waiting @param {Led[]} more @returns {Led[]} */
export function withLed(waiting, more) {
  return more.reduce((all, led) => {
    const last = all[all.length - 1];
    if (led.type === "own" && led.moved && last?.type === "own") return [...all.slice(0, -1), { ...led, moved: last.moved }];
    if (led.type !== "set" || last?.type !== "set") return [...all, led];
    return [...all.slice(0, -1), { type: "set", controls: { ...last.controls, ...led.controls } }];
  }, waiting);
}

/** @param {State} state @returns {Whole} where a page begins that comes later */
export function wholeOf(state) {
  return { controls: known(state.controls, state.schema), seeds: { ...state.seeds }, panels: [...openPanels(state)], running: isPlaying(state), epoch: state.record.epoch, own: ownOf(state, false)[0]?.hash ?? null };
}

/* ---- a page that follows ---- */

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
  return { actions: due.flatMap(({ action }) => pageActions(action, state, room)), followed: seq };
}

/** What another page of the same teacher's has done, which this one does too. @param {State} state @param {Room} room with what it has done before @param {string} by this page @returns {{actions: Action[], followed: number|null}} */
export function toMirror(state, room, by) {
  const { follow } = room.state;
  const due = dueOf(follow, room.followed);
  if (due === null) return { actions: follow.whole ? wholeActions(state, follow.whole, room) : [], followed: follow.seq };
  return { actions: due.filter((it) => it.by !== by).flatMap(({ action }) => pageActions(action, state, room)), followed: follow.seq };
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

/** @param {Led} led @param {State} state with the points, which were fetched @returns {Action[]} */
function ownActions({ hash, moved }, state) {
  const { controls, own, tables } = state;
  const isThere = controls.dataset === OWN && own === hash;
  if (isThere || !Object.hasOwn(tables, hash)) return [];
  const { action } = taking(state, tables[hash], moved && controls.dataset === OWN ? own : null);
  return action ? [action] : [];
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

/** Stand where the teacher's page stands, and go on with it. @param {State} state @param {Whole} whole @param {Room} room @returns {Action[]} */
export function wholeActions(state, whole, room) {
  const own = whole.own && Object.hasOwn(state.tables, whole.own) ? whole.own : null;
  const bounded = inBounds(whole.controls, state);
  const controls = { ...state.controls, ...(bounded.dataset === OWN && !own ? { ...bounded, dataset: state.controls.dataset } : bounded) };
  const areSeeds = [whole.seeds?.data, whole.seeds?.start].every((seed) => isSeed(seed, state.schema));
  const seeds = areSeeds ? { data: sampleSeed(whole.seeds.data, room, state), start: startSeed(whole.seeds.start, room, state) } : state.seeds;
  const epoch = Number.isInteger(whole.epoch) && whole.epoch > 0 ? whole.epoch : 0;
  const wanted = { ...state, controls, seeds, own: own ?? state.own };
  const then = whole.running ? /** @type {const} */ ("play") : null;
  const goal = epoch ? { epoch, data: dataOf(wanted), training: trainingOf(wanted), then, seen: null } : null;
  const { tables, hand, shownKind } = state;
  const opening = { controls, seeds, own: wanted.own, tables, hand, shownKind, goal, lesson: null, view: { ...state.view, epoch: null } };
  const panels = whole.panels.filter((panel) => Object.hasOwn(state.schema.panels, panel));
  const close = openPanels(state).filter((panel) => !panels.includes(panel)).map((panel) => ({ type: "close-panel", panel }));
  const open = panels.filter((panel) => !openPanels(state).includes(panel)).map((panel) => ({ type: "open-panel", panel }));
  return [{ type: "open", opening }, ...close, ...open, ...(then && !goal ? [{ type: "play" }] : [])];
}
