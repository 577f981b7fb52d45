/* Two taps of a finger on one point are a double press: a browser makes none of them where the page has caught the finger, so that it does not scroll. */

const LONGEST_MS = 500;
const STILL = 10; // pixels: a finger that rolled further has dragged
const REACH = 22; // from the one to the other

/** @typedef {{x: number, y: number, time: number}} Tap */

/** Knows the tap before. */
export class Taps {
  constructor() {
    /** @type {Tap|null} */
    this.down = null;
    /** @type {Tap|null} */
    this.before = null;
  }

  /** @param {PointerEvent} event that has caught a point */
  begin(event) {
    this.down = event.pointerType === "touch" ? tapOf(event) : null;
  }

  /** @param {PointerEvent} event with which it is let go @returns {boolean} whether it is the second tap on the place of the first */
  isSecond(event) {
    const { down, before } = this;
    this.down = null;
    this.before = null;
    if (!down || !isNear(down, tapOf(event), STILL)) return false; // it was dragged, or is a mouse's
    if (before && isNear(before, down, REACH)) return true;
    this.before = tapOf(event);
    return false;
  }
}

/** @param {PointerEvent} event @returns {Tap} */
function tapOf({ clientX, clientY, timeStamp }) {
  return { x: clientX, y: clientY, time: timeStamp };
}

/** @param {Tap} one @param {Tap} other @param {number} reach in pixels @returns {boolean} */
function isNear(one, other, reach) {
  return other.time - one.time < LONGEST_MS && Math.hypot(other.x - one.x, other.y - one.y) < reach;
}
