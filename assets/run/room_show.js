/* What of the class is shown, and to whom. What is hidden is not sent: the page asks for no more than it shows. */

/** @typedef {import("./room.js").Room} Room */

export const WHERE = /** @type {const} */ (["hidden", "wall", "all"]);
const NAMES = ["map", "curves", "ucurve", "slopes"];

/** @param {Room} room @returns {string[]} the figures that this page may show */
export function shownFigures({ role, state: { show } }) {
  if (!show) return [];
  return NAMES.filter((name) => show[name] === "all" || (role === "teacher" && show[name] === "wall"));
}

/** Whether something has come that is to be read from the wall: what a question came to, or runs side by side. @param {Room} room @param {Room|null} before @returns {boolean} */
export function comesOntoWall(room, before) {
  if (before?.id !== room.id) return false;
  const [now, was] = [room, before].map(({ state: { ask = null, replay = null } }) => ({ shown: ask?.phase === "shown" ? ask.question : null, replay }));
  return (now.shown !== null && now.shown !== was.shown) || (now.replay !== null && was.replay === null);
}
