/* Which parts of the state an action changes, and states to act on. */

import assert from "node:assert/strict";

import { firstState } from "../../../assets/run/state.js";
import { schema } from "../oracles.js";
import { act, begun, frozen, ran, settings } from "../runs.js";

export const FIRST = frozen(firstState(schema, "a1", {}));

/** @returns {string[]} the names of what is another value in the second state */
export function changes(before, after) {
  return Object.keys(after).filter((name) => after[name] !== before[name]);
}

/** Only these parts of the state are other values; the rest are the very same. */
export function assertChanged(before, after, ...names) {
  assert.deepEqual(changes(before, after).sort(), names.sort());
}

/** @returns a run that was played for some epochs and is looked at in its past */
export function lookingBack() {
  return act(ran(settings(begun(), { learning_rate: 0.1 }), 8), "look-at", { epoch: 3 });
}
