/* What the teacher's page tells of what its teacher does, to pages that follow (room_follow.js). */

import { stepEnd } from "./batches.js";
import { OWN } from "./command.js";
import { handLine } from "./hand.js";
import { courseOf } from "./room_course.js";
import { isPlaying } from "./state.js";
import { openPanels } from "./view.js";

/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").Controls} Controls */
/** @typedef {import("./types.js").Schema} Schema */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./room_follow.js").Led} Led */
/** @typedef {import("./room_follow.js").Whole} Whole */

const STANDING = new Set(["pause", "step"]); // after which all pages stand at the same place
const SEEDED = new Set(["new-data", "new-start"]);
const PANELS = new Set(["open-panel", "close-panel"]);
const ANEW = new Set(["open", "undo", "redo", "use-points"]); // what no single action of another page can do

/** @param {Action} action that the state has taken @param {State} state after it @returns {Led[]} what is sent of it */
export function ledBy(action, state) {
  const { type } = action;
  if (STANDING.has(type)) return [{ type, ...placeOf(state) }];
  if (type === "go-on-here") return [standing(state)];
  if (type === "reset") return [{ type }, standing(state)]; // also of a page that has not begun and is on its way
  if (type === "halve") return [standing(state), { type: "set", controls: { learning_rate: state.controls.learning_rate } }, { type: "play" }];
  if (type === "play") return [{ type }];
  if (SEEDED.has(type)) return [{ type, seed: action.seed }];
  if (PANELS.has(type)) return [{ type, panel: action.panel }];
  if (type === "set") return [...(action.controls.dataset === OWN ? ownOf(state, false) : []), { type, controls: known(action.controls, state.schema) }];
  if (type === "touch-points") return ownOf(state, true);
  if (type === "start-at") return [action.weight].flat().length > 1 ? [standing(state)] : [{ type, weight: [action.weight].flat()[0], bias: action.bias }]; // where it begins is told with the whole
  if (type === "start-from-my-line") return [{ type: "start-at", ...handLine(state) }];
  if (type === "view") return viewOf(action.view);
  if (ANEW.has(type)) return [...ownOf(state, false), { type: "set", controls: known(state.controls, state.schema) }, { type: "seeds", seeds: state.seeds }, standing(state)];
  return [];
}

/** @param {State} state @returns {Led} */
function standing(state) {
  return { type: "pause", ...placeOf(state) };
}

/** @param {State} state @returns {{epoch?: number, batch?: number}} where the run stands, or will in a moment; of one that has diverged no other page need know it */
function placeOf(state) {
  const { goal, record } = state;
  if (record.diverged) return {};
  const { epoch, batch = 0 } = goal ? (goal.course?.[goal.course.length - 1] ?? goal) : (record.checkpoint ?? { epoch: 0 });
  return goal?.then === "step" ? { batch: 0, ...stepEnd(state, { epoch, batch }) } : { epoch, batch };
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
  const { controls, schema, seeds, record } = state;
  const { epoch = record.epoch, batch = 0 } = placeOf(state);
  return { controls: known(controls, schema), seeds: { ...seeds }, panels: [...openPanels(state)], running: isPlaying(state), epoch, batch, ...courseOf(state), own: ownOf(state, false)[0]?.hash ?? null };
}
