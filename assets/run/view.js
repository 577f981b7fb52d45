/* Which panels are open: at most two, one on a phone and on the projector; and what there is for which data, a curve and several features among them. */

import { isCurve } from "../lesson/curve.js";

/** @typedef {import("./types.js").State} State */

const MOST_OPEN = 2;
const OWN_GROUP = "own";

/** @param {string[]} panels @param {string} opened @returns {string[]} a third closes the oldest */
export function panelsWith(panels, opened) {
  return [...panels.filter((name) => name !== opened), opened].slice(-MOST_OPEN);
}

/**
 * The one rule of what holds for which model. A panel asks for "any" data, for those with "one" feature, of which a curve may be
 * learned, for a "linear" model, with a weight for each feature and no curve, or for a "line": one weight and one bias.
 * @param {State} state @param {string} name of a panel @returns {boolean} whether it can show the data of now
 */
export function isAvailable(state, name) {
  return whyNot(state, name) === null;
}

/** @param {State} state @param {string} name of a panel @returns {string|null} the id of the sentence on why it cannot */
export function whyNot({ points, schema }, name) {
  const { features } = schema.panels[name];
  if (!points || features === "any") return null;
  if (features === "linear") return isCurve(points) ? "panels.no-curve" : null;
  if (points.inputs.length > 1) return "panels.one-feature";
  return features === "line" && isCurve(points) ? "panels.two-parameters" : null;
}

/** @param {Pick<State, "controls"|"schema"|"own"|"tables">} state @returns {boolean} whether its data have one feature, of which there are powers */
export function hasDegree({ controls, schema, own, tables }) {
  const table = own === null ? null : tables[own];
  const isOwn = table && schema.data[controls.dataset].group === OWN_GROUP;
  return schema.data[controls.dataset].view === "line" && !(isOwn && table.inputs.length > 1);
}

/** @param {State} state @returns {string[]} the panels that are seen, the one in the first place first */
export function openPanels(state) {
  const { view, schema } = state;
  const seen = view.panels.filter((name) => isAvailable(state, name)).slice(view.isPhone || view.projector ? -1 : -MOST_OPEN);
  return [...seen].sort((one, other) => schema.panels[one].room - schema.panels[other].room);
}
