/* Which panels are open. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isAvailable, openPanels } from "../../../assets/run/view.js";
import { act, begun, settings } from "../runs.js";

/** @returns the state after a chip was pressed: what is seen is closed, what is not is opened */
function flipped(state, panel) {
  return act(state, openPanels(state).includes(panel) ? "close-panel" : "open-panel", { panel });
}

test("a third panel closes the oldest", () => {
  let state = begun();
  const panels = ["map", "step", "code", "step", "map"].map((name) => {
    state = flipped(state, name);
    return state.view.panels;
  });
  assert.deepEqual(panels, [["map"], ["map", "step"], ["step", "code"], ["code"], ["code", "map"]]);
});

test("on a phone the older of two is not seen: its chip brings it forward", () => {
  const state = begun({ isPhone: true, panels: ["map", "step"] });
  assert.deepEqual(openPanels(state), ["step"]);
  assert.deepEqual(flipped(state, "map").view.panels, ["step", "map"]);
});

test("the first place goes to who needs the room; the projector has the newest alone", () => {
  assert.deepEqual(openPanels(begun({ panels: ["step", "map"] })), ["map", "step"]);
  assert.deepEqual(openPanels(begun({ panels: ["compare", "residuals"] })), ["residuals", "compare"]);
  assert.deepEqual(openPanels(begun({ panels: ["residuals", "sampling"] })), ["sampling", "residuals"]);
  assert.deepEqual(openPanels(begun({ panels: ["step", "map"], projector: true })), ["map"]);
});

test("a panel for one feature is not there for several, and comes back", () => {
  const state = begun({ panels: ["compare", "sampling"] });
  const several = settings(state, { dataset: "house-prices" });
  assert.deepEqual([isAvailable(several, "sampling"), isAvailable(several, "compare"), isAvailable(several, "map")], [false, true, true]);
  assert.deepEqual(openPanels(several), ["compare"]);
  assert.deepEqual(openPanels(settings(several, { dataset: "hubble" })), ["sampling", "compare"]);
});
