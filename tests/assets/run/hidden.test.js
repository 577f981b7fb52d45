/* What is hidden is closed, not drawn and not brought back by another way, until it is shown again. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { hideable } from "../../../assets/run/hidden.js";
import { schema } from "../oracles.js";
import { act, begun, settled } from "../runs.js";

const hide = (state, ...hidden) => act(state, "hide", { hidden });

test("every control, panel and trace can be hidden, each by a name of its own", () => {
  const names = Object.values(hideable(schema)).flat();
  assert.equal(new Set(names).size, names.length);
  for (const name of ["learning-rate", "noise", "panel-map", "true-line", "equation", "limits", "reset"]) assert.ok(names.includes(name), name);
  for (const name of ["start", "pause"]) assert.ok(!names.includes(name), name);
});

test("a hidden panel closes and cannot be opened", () => {
  const open = act(act(begun(), "open-panel", { panel: "map" }), "open-panel", { panel: "step" });
  const hidden = hide(open, "panel-map");
  assert.deepEqual(hidden.view.panels, ["step"]);
  assert.equal(act(hidden, "open-panel", { panel: "map" }), hidden);
  assert.deepEqual(act(hide(hidden), "open-panel", { panel: "map" }).view.panels, ["step", "map"]);
});

test("a hidden trace is not drawn, whatever the data are, and comes back as it is at first", () => {
  const hidden = hide(act(begun(), "show-trace", { name: "Data", shown: false }), "true-line", "least-squares", "data");
  assert.deepEqual(hidden.view.shown, { Data: false, Predicted: true, "True line": false, "Least squares": false });
  assert.equal(act(hidden, "show-trace", { name: "True line", shown: true }), hidden);
  const elsewhere = settled(act(hidden, "set", { controls: { dataset: "hubble" } }));
  assert.equal(elsewhere.view.shown["Least squares"], false);
  assert.deepEqual(hide(hidden).view.shown, { Data: true, Predicted: true, "True line": true, "Least squares": false });
});

test("hidden limits are off", () => {
  assert.equal(hide(begun(), "limits").view.limits, false);
});
