/* What a page keeps, as the tab's storage has it, the same spoilt, and the page that a reload gives. */

import assert from "node:assert/strict";

import { firstState } from "../../../assets/run/state.js";
import { check, dump, restored } from "../../../assets/run/stored.js";
import { schema } from "../oracles.js";
import { act, begun, ran, settings } from "../runs.js";

/** @returns what a page keeps: a run with momentum, one run to compare, two panels open */
export function stored() {
  let state = ran(settings(begun(), { optimizer: "momentum", learning_rate: 0.1 }), 5);
  for (const [type, given] of [["open-panel", { panel: "map" }], ["open-panel", { panel: "compare" }], ["keep-run"]]) state = act(state, type, given);
  return written(state);
}

/** @returns what is kept of a state, through JSON as through the tab's storage, but for the history, which tests/assets/run/saved.test.js writes */
export function written(state) {
  const { record, runs } = state;
  const whole = JSON.parse(JSON.stringify({ ...dump(state, 7), runs }));
  if (!record.checkpoint) return whole;
  return { ...whole, record: { ...whole.record, ...JSON.parse(JSON.stringify(record.course())), history: record.history } };
}

/** @returns the same with the rows of its history instead of it: what can be compared */
export function told(kept) {
  return kept.record ? { ...kept, record: { ...kept.record, history: kept.record.history.rows(Infinity) } } : kept;
}

/** @returns the page that a reload gives */
export function reloaded(state, view = {}) {
  const kept = check(written(state), schema);
  assert.ok(kept, "what a page has kept must be taken over");
  return restored(firstState(schema, "other", view), kept);
}

/** @returns the same with the value at a path of names changed */
export function changed(state, path, value) {
  const [name, ...rest] = Array.isArray(path) ? path : path.split("/");
  const spoilt = Array.isArray(state) ? [...state] : { ...state };
  spoilt[name] = rest.length ? changed(state[name], rest, value) : value;
  return spoilt;
}
