/* The way a run has taken, as the teacher's page tells it: so that a page that comes late, or that heard of a change some epochs later, takes the same. */

import { dataOf, OWN, trainingOf } from "./command.js";
import { isBefore, stagesOf } from "./course.js";
import { changesOf, chosenStart, joined } from "./link.js";
import { goalOf } from "./link_open.js";
import { isMixed } from "./link_points.js";
import { rowOf } from "./packed.js";
import { same } from "./record.js";

/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {import("./types.js").State} State */
/** @typedef {{epoch: number, batch: number}} Place */
/** @typedef {import("./room_follow.js").Whole} Whole */

const MOST_STAGES = 60; // app/rooms/follow.py
const ROW = 6; // of a stage, before the table of one's own points
const MOST_BACK = 5000; // epochs that all pages of a class take again at once

/** @param {State} state @returns {{at: import("./types.js").Parameters|null, course: any[]|null}} where its run began, if that was chosen, and the settings on its way: none where they are those of now, null where it is more than can be told */
export function courseOf(state) {
  const { controls, own, record } = state;
  const at = chosenStart(record);
  const stages = changesOf(state);
  const isOther = controls.dataset === OWN && (isMixed(state) || stages.some(({ data }) => data.hash !== own));
  return { at, course: isOther || stages.length > MOST_STAGES ? null : stages.map(rowOf) };
}

/** @param {State} state with the settings and seeds of the class @param {Whole} whole @param {import("./types.js").Then} then @returns {import("./types.js").Goal|null} the way to where the teacher stands; null where that is the start */
export function goalOfWhole(state, { at = null, course, ...place }, then) {
  const end = placeOf(place);
  const start = isStart(at) ? at : null;
  const goal = goalBy(state, end, start, course) ?? goalBy(state, end, start, null); // the place alone, where the course is none
  return goal && { ...goal, then };
}

/** @param {State} state @param {Place} end @param {import("./types.js").Parameters|null} at @param {any} course input @returns {import("./types.js").Goal|null} null where it leads nowhere or is not right */
function goalBy(state, end, at, course) {
  const { own, controls } = state;
  const isOwn = controls.dataset === OWN && own !== null;
  try {
    const rows = course?.length ? course.map((/** @type {any[]} */ row) => (isOwn ? [...row.slice(0, ROW), 0] : row)) : null;
    return goalOf({ ...state, names: isOwn ? [own] : [], base: null }, { end, at, look: null }, rows);
  } catch {
    return null;
  }
}

/** @param {any} at @returns {at is import("./types.js").Parameters} */
function isStart(at) {
  return Array.isArray(at?.weight) && [...at.weight, at.bias].every(Number.isFinite);
}

/** @param {{epoch?: any, batch?: any}} place input @returns {Place} */
function placeOf({ epoch, batch }) {
  const [whole, part] = [epoch, batch].map((count) => (Number.isInteger(count) && count > 0 ? count : 0));
  return { epoch: whole, batch: part };
}

/**
 * Where a page that is to stand beside the teacher's has gone another way than that.
 * @param {State} state @param {Whole} whole @returns {{since: number, stages: Stage[]}|"anew"|null} the epoch up to which both are one, and the teacher's way; "anew" where not even the start is; null where nothing has to be taken again
 */
export function wayBack(state, whole) {
  const { at = null, course } = whole;
  const end = placeOf(whole);
  const { record } = state;
  const hasBegun = record.segments.length > 0;
  if (!same(chosenStart(record), at) || (!hasBegun && course?.length)) return "anew";
  if (!course || !hasBegun) return null;
  const goal = goalBy(state, end, null, course);
  if (!goal) return null;
  const stages = stagesBy(goal, end);
  const since = firstDifference(stagesOn(state, end), stages);
  return since === null || end.epoch - since > MOST_BACK ? null : { since, stages };
}

/** @param {import("./types.js").Goal} goal @param {Place} end @returns {Stage[]} */
function stagesBy({ epoch, batch = 0, data, training, course = [] }, end) {
  return upTo(/** @type {Stage[]} */ ([{ epoch, batch, data, training }, ...course]), end);
}

/** @param {State} state @param {Place} end @returns {Stage[]} what the page's run has been through, and will have where it goes on to the end */
function stagesOn(state, end) {
  const { record, goal } = state;
  const ran = stagesOf(record.segments, record.checkpoint ?? { epoch: 0, batch: 0 });
  const planned = goal?.training && goal.data ? [/** @type {Stage} */ ({ batch: 0, ...goal }), ...(goal.course ?? [])] : [];
  return upTo([...ran, ...planned, { ...end, data: dataOf(state), training: trainingOf(state) }], end);
}

/** @param {Stage[]} stages in order, the last of which may go on @param {Place} end @returns {Stage[]} joined, none of them empty, up to the end */
function upTo(stages, end) {
  const within = stages.map(({ epoch, batch, data, training }) => ({ ...(isBefore({ epoch, batch }, end) ? { epoch, batch } : end), data, training }));
  return joined(within.filter((stage, i) => isBefore(within[i - 1] ?? { epoch: 0, batch: 0 }, stage)));
}

/** @param {Stage[]} mine @param {Stage[]} theirs both up to the same place @returns {number|null} the last epoch up to which both are one; null where they are */
function firstDifference(mine, theirs) {
  if (same(mine, theirs)) return null;
  const i = theirs.findIndex((stage, place) => !same(stage, mine[place]));
  const [one, other] = [mine[i], theirs[i]];
  const isOne = one && same([one.data, one.training], [other.data, other.training]);
  const from = theirs[i - 1]?.epoch ?? 0;
  return isOne ? Math.min(one.epoch, other.epoch) : from;
}
