/* What the loss map says: of the place that is marked, of the epoch under the pointer, and for those who do not see it. */

import { isCovered } from "../figures/loss_map.js";
import { parameterNames } from "../figures/map_names.js";
import { describe } from "../figures/skeleton.js";
import { choiceOf } from "../lesson/optimizers.js";
import { element, setHidden, setText } from "../page/element.js";
import { Settled } from "../page/settled.js";
import { optimizerOf } from "../run/command.js";
import { isHidden } from "../run/hidden.js";
import { isInBatches, seen } from "../run/state.js";
import { lossText, parameter } from "../text/numbers.js";
import { text } from "../text/texts.js";

/** @typedef {import("../lesson/plane.js").Place} Place */
/** @typedef {import("../lesson/plane.js").Plane} Plane */
/** @typedef {import("../lesson/plane.js").Surface} Surface */
/** @typedef {import("../run/types.js").Points} Points */
/** @typedef {import("../run/types.js").Snapshot} Snapshot */
/** @typedef {import("../run/types.js").State} State */

/** What it says, and to readers when the mark has come to rest. */
export class MapWords {
  constructor() {
    this.settled = new Settled();
  }

  /** @param {State} state @param {{plane: Plane, surface: Surface}} ground @param {{hovered: Snapshot|null, pressed: Place|null}} at */
  write(state, ground, at) {
    const words = wordsOf(state, ground, at);
    const isMarked = at.pressed !== null && !at.hovered;
    describeMap(state, ground.plane, words);
    setHidden("start-here", !isMarked);
    this.settled.follow(isMarked ? words : "");
  }
}

/** @param {State} state @param {Plane} plane @param {string} words beside the offer to start */
function describeMap(state, plane, words) {
  const { points } = state;
  const now = seen(state);
  if (!points || !now) return;
  const isNext = choiceOf(optimizerOf(state)) === "sgd" && !isInBatches(state);
  const name = element("map-arrow").lastElementChild;
  if (name) setText(name, text(isNext ? "panel.map.next-step" : "panel.map.direction"));
  setText("map-words", words);
  describe("loss-map", text(`panel.map${of(plane)}.label`, numbersOf(points, plane, plane.place(now))), "application");
}

/** @param {State} state @param {{plane: Plane, surface: Surface}} ground @param {{hovered: Snapshot|null, pressed: Place|null}} at @returns {string} */
function wordsOf(state, { plane, surface }, { hovered, pressed }) {
  const points = /** @type {Points} */ (state.points);
  if (!surface.best) return text(plane.pair ? "panel.map.two.many" : "panel.map.one-x");
  const id = `panel.map${of(plane)}`;
  if (hovered) return text(`${id}.epoch`, { epoch: hovered.epoch, loss: lossText(hovered.loss), ...numbersOf(points, plane, plane.place(hovered)) });
  if (!pressed) return text(`panel.map.press.${isCovered(state) ? "hidden" : state.view.mode}`);
  return text(isHidden(state, "loss") || isCovered(state) ? `${id}.pressed.bare` : `${id}.pressed`, { loss: lossText(surface.loss(...pressed)), ...numbersOf(points, plane, pressed) });
}

/** @param {Plane} plane @returns {string} which of the texts */
function of({ pair }) {
  return pair ? ".two" : "";
}

/** @param {Points} points @param {Plane} plane @param {Place} place @returns {Record<string, string>} the numbers of a place, with the digits that the page shows */
export function numbersOf(points, { pair }, [x, y]) {
  const ends = points.least_squares.weight ?? [];
  if (!pair) return { weight: parameter(x, ends[0]), bias: parameter(y) };
  const [across, up] = pair.map((i) => parameterNames(points)[i]);
  return { across, up, x: parameter(x, ends[pair[0]]), y: parameter(y, ends[pair[1]]) };
}
