/* Which controls are locked for everybody: a switch for each. */

import { text } from "../text/texts.js";
import { switched, fold } from "./room_view.js";

/** @typedef {import("./room_teacher.js").Teacher} Teacher */

/** @type {Record<string, string>} the text of each control that can be locked, by its id */
const LOCKED = {
  start: "start",
  pause: "pause",
  step: "step",
  reset: "reset",
  "learning-rate": "learning-rate",
  noise: "noise",
  dataset: "dataset",
  "n-samples": "n-samples",
  "batch-size": "batch-size",
  optimizer: "optimizer",
  scaling: "scaling",
  speed: "speed",
  degree: "degree",
  "test-share": "test-share.name",
  "new-data": "new-data",
  "new-start": "new-start",
  "own-data": "own-data",
};

/** @param {Teacher} teacher @returns {HTMLElement} */
export function lockSwitches(teacher) {
  const turn = (/** @type {string} */ id, /** @type {boolean} */ isLocked) => {
    const others = (teacher.room?.state.drive.locks ?? []).filter((name) => name !== id);
    teacher.drive({ type: "locks", locks: isLocked ? [...others, id] : others });
  };
  const isLocked = (/** @type {string} */ id) => Boolean(teacher.room?.state.drive.locks.includes(id));
  const place = fold("class.locks", ...Object.entries(LOCKED).map(([id, name]) => switched(name, isLocked(id), (isOn) => turn(id, isOn))));
  place.querySelector("summary")?.setAttribute("title", text("class.locks.title"));
  return place;
}
