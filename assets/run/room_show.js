/* What of the class is shown, and to whom. What is hidden is not sent: the page asks for no more than it shows. */

/** @typedef {import("./room.js").Room} Room */

export const WHERE = /** @type {const} */ (["hidden", "wall", "all"]);
const NAMES = ["map", "curves", "ucurve", "slopes"];

/** @param {Room} room @returns {string[]} the figures that this page may show */
export function shownFigures({ role, state: { show } }) {
  if (!show) return [];
  return NAMES.filter((name) => show[name] === "all" || (role === "teacher" && show[name] === "wall"));
}
