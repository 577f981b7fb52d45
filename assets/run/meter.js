/* How many epochs a second a run makes: measured, and said calmly. */

const WINDOW_MS = 2000;
const CALM = 0.15;

/** Counts epochs over two seconds. Times are in milliseconds. */
export class Meter {
  /** @param {number} tickMs between two ticks */
  constructor(tickMs) {
    this.ticksPerSecond = 1000 / tickMs;
    this.since = 0;
    this.epochs = 0;
    this.perSecond = this.ticksPerSecond;
  }

  /** @param {number} now @param {number} speed epochs per tick */
  restart(now, speed) {
    Object.assign(this, { since: now, epochs: 0, perSecond: this.ticksPerSecond * speed });
  }

  /**
   * Nominal when the run keeps up, so that the number is calm; the measured one when it does not.
   * @param {number} now @param {number} epochs completed since the last call @param {number} speed epochs per tick
   * @returns {number} epochs a second, to be shown
   */
  count(now, epochs, speed) {
    this.epochs += epochs;
    if (now - this.since >= WINDOW_MS) {
      Object.assign(this, { perSecond: (1000 * this.epochs) / (now - this.since), since: now, epochs: 0 });
    }
    const nominal = this.ticksPerSecond * speed;
    return Math.abs(this.perSecond / nominal - 1) < CALM ? nominal : this.perSecond;
  }
}
