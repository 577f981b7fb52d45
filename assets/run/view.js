/* Which panels are open: at most two, one on a phone and on the projector. */

/** @typedef {import("./types.js").State} State */

const MOST_OPEN = 2;
const ROOM_FIRST = ["map", "sampling", "residuals", "compare", "predict", "code", "step"]; // the first place goes to who needs the room

/** @param {string[]} panels @param {string} opened @returns {string[]} a third closes the oldest */
export function panelsWith(panels, opened) {
  return [...panels.filter((name) => name !== opened), opened].slice(-MOST_OPEN);
}

/** @param {State} state @param {string} name @returns {boolean} whether this panel can show the data of now */
export function isAvailable({ points, schema }, name) {
  return !points || points.inputs.length === 1 || schema.panels[name].features !== "one";
}

/** @param {State} state @returns {string[]} the panels that are seen, the one in the first place first */
export function openPanels(state) {
  const { view } = state;
  const seen = view.panels.filter((name) => isAvailable(state, name)).slice(view.isPhone || view.projector ? -1 : -MOST_OPEN);
  const place = (/** @type {string} */ name) => (ROOM_FIRST.indexOf(name) + ROOM_FIRST.length + 1) % (ROOM_FIRST.length + 1);
  return [...seen].sort((one, other) => place(one) - place(other));
}
