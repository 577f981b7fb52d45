/* Which dots of a map a press means, and where keys lead from one. Places are in pixels, so that it is as it looks. */

/** @typedef {{x: number, y: number}} Place */

const ASIDE = 2; // what lies beside the way of a key counts as further off
const SAME_PX = 1; // dots that are nearer stand on each other

/** @param {Place[]} dots @param {[number, number]} at a press @param {number} near so far from it at most @param {number} apart dots that are nearer to each other cannot be told apart @returns {number[]} those that are meant, the nearest first */
export function dotsUnder(dots, [x, y], near, apart) {
  const far = (/** @type {Place} */ dot) => Math.hypot(dot.x - x, dot.y - y);
  const order = dots.map((_, i) => i).sort((one, other) => far(dots[one]) - far(dots[other]));
  const first = dots[order[0]];
  if (!first || far(first) > near) return [];
  return order.filter((i) => Math.hypot(dots[i].x - first.x, dots[i].y - first.y) < apart);
}

/** @param {Place[]} dots @returns {number[]} from left to right */
export function fromLeft(dots) {
  return dots.map((_, i) => i).sort((one, other) => dots[one].x - dots[other].x || one - other);
}

/** @type {Record<string, [number, number]>} to the right and down */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** @type {Record<string, (at: number, last: number) => number>} from left to right, so that each is reached */
const PLACES = { Home: () => 0, End: (_, last) => last, PageUp: (at) => Math.max(0, at - 1), PageDown: (at, last) => Math.min(last, at + 1) };

/** Where a key leads: an arrow to the nearest dot that way, from none to the one from which all others lie that way. @param {Place[]} dots @param {number} i of the dot; -1 where there is none yet @param {string} key @returns {number|null} null where the key leads nowhere */
export function nextDot(dots, i, key) {
  if (!dots.length) return null;
  const order = fromLeft(dots);
  if (key in PLACES) return order[PLACES[key](order.indexOf(i), order.length - 1)];
  const way = WAYS[key];
  if (!way) return null;
  const along = (/** @type {Place} */ dot) => dot.x * way[0] + dot.y * way[1];
  if (i < 0) return order.reduce((first, other) => (along(dots[other]) < along(dots[first]) ? other : first));
  return onIt(dots, i, way) ?? thatWay(dots, i, way) ?? i;
}

/** @param {Place[]} dots @param {number} i @param {[number, number]} way @returns {number|undefined} the next one of those that stand on it */
function onIt(dots, i, [across, down]) {
  const here = dots.flatMap((dot, other) => (Math.hypot(dot.x - dots[i].x, dot.y - dots[i].y) < SAME_PX ? [other] : []));
  return here[here.indexOf(i) + across + down];
}

/** @param {Place[]} dots @param {number} i @param {[number, number]} way @returns {number|null} */
function thatWay(dots, i, [across, down]) {
  /** @type {number|null} */
  let next = null;
  let least = Infinity;
  dots.forEach((dot, other) => {
    const [dx, dy] = [dot.x - dots[i].x, dot.y - dots[i].y];
    const far = across * dx + down * dy;
    const cost = far + ASIDE * Math.abs(across * dy + down * dx);
    if (Math.hypot(dx, dy) < SAME_PX || far <= 0 || cost >= least) return;
    [next, least] = [other, cost];
  });
  return next;
}
