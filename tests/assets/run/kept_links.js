/* What a link opens, told in short: all that is not as a page begins. */

import { actionOf } from "../../../assets/page/open_link.js";
import { firstState } from "../../../assets/run/state.js";
import { schema } from "../oracles.js";
import { frozen } from "../runs.js";

const FIRST = frozen(firstState(schema, "ff", {}));
const PARTS = ["controls", "seeds", "hand", "samples", "view"];

/** @returns {Promise<any>} plain JSON of what it makes of the page; of one that opens nothing, what is said */
export async function opensWith(link) {
  const { type, opening, notice } = await actionOf(FIRST, link);
  if (type === "say") return { said: notice };
  const parts = Object.fromEntries(PARTS.map((name) => [name, changed(opening[name], FIRST[name])]));
  const { own, tables, lesson, goal } = opening;
  const points = own ? { own, tables } : {};
  const run = goal && { start: goal.start ?? null, look: goal.look ?? null, stages: [stageOf(goal), ...goal.course] };
  const told = { ...parts, ...points, lesson: lesson && { name: lesson.name, card: lesson.card }, run, edited: notice?.id === "link.edited" };
  return { opens: JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(told).filter(([, value]) => value && (value === true || Object.keys(value).length))))) };
}

function changed(one, other) {
  return Object.fromEntries(Object.entries(one).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(other[key])));
}

function stageOf({ epoch, batch, data, training }) {
  return { epoch, batch, data, training };
}
