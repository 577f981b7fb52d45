/* How often the page asks, and when: one command in flight, at most ten ticks a second, never silent for ever. Pure of the page. */

/** @typedef {{seq: number, epochs: number, sentAt: number, askedAt: number, isLost: boolean}} InFlight */

const EARLY_MS = 20; // a timer may be off the beat by so much
const MOST_EPOCHS = 100;
const SLOW = 1; // epochs a tick, below which every epoch is seen by itself
const TIMEOUTS_MS = [3000, 6000, 12000, 20000]; // after which the same command is asked again

/** Decides what to ask for and when; knows neither Dash nor the run. All times are in milliseconds. */
export class Clock {
  /** @param {number} tickMs between two ticks, unless the server asks for less often: the schema's tick_ms */
  constructor(tickMs) {
    this.tickMs = tickMs;
    this.seq = 0;
    /** @type {InFlight|null} */
    this.inFlight = null;
    this.away = false;
    this.failures = 0; // posts in a row that came to nothing
    this.timeout = 0; // which of them
    this.paceMs = this.tickMs;
    this.lastAsked = -Infinity;
    this.beat = -Infinity; // when the last tick was due
    this.due = 0;
    this.roundTripMs = 0;
  }

  /**
   * How many epochs to ask for now, or null to wait.
   * @param {number} now
   * @param {{look: boolean, epochsToGoal: number, playing: boolean, speed: number, answered: boolean}} wish
   *   look: something must be fetched at once; epochsToGoal: epochs that Step or a replay still lacks;
   *   answered: an answer has just come in, rather than a tick of the clock
   * @returns {number|null}
   */
  decide(now, wish) {
    if (this.away) return null;
    if (this.inFlight) return this.isOverdue(now) ? this.inFlight.epochs : null;
    if (wish.look) return 0;
    if (wish.epochsToGoal > 0) return Math.min(wish.epochsToGoal, MOST_EPOCHS);
    if (!wish.playing) return null;
    if (this.untilDue(now, wish.speed) > (wish.answered ? 0 : EARLY_MS)) return null;
    return this.epochsDue(now - this.lastAsked, wish.speed);
  }

  /** @param {number} now @param {number} speed @returns {number} milliseconds until the next tick is due, at most 0 where it is due already */
  untilDue(now, speed) {
    return this.beat + this.stepMs(speed) - now;
  }

  /** @param {number} speed epochs a tick; a tenth of one is an epoch in ten ticks @returns {number} milliseconds between two ticks */
  stepMs(speed) {
    return Math.max(this.paceMs, speed < SLOW ? this.tickMs / speed : 0);
  }

  /** @param {number} elapsed @param {number} speed */
  epochsDue(elapsed, speed) {
    if (speed < SLOW) return 1;
    const due = this.due + (speed * Math.min(elapsed, 60000)) / this.tickMs;
    return Math.max(1, Math.min(MOST_EPOCHS, Math.round(due)));
  }

  /** Start counting the epochs that are due from now: on Start, and when the page comes back into view. @param {number} now @param {number} speed */
  begin(now, speed) {
    this.lastAsked = now - this.stepMs(speed);
    this.beat = this.lastAsked;
    this.due = speed * (1 - this.paceMs / this.tickMs);
  }

  /**
   * A command is sent now. While one is in flight it is that same command once more, under its old number: whichever
   * copy is answered first will do, so asking again discards no answer that is still on its way.
   * @param {number} now @param {number} epochs @param {number} speed
   * @returns {number} the number of the command
   */
  sent(now, epochs, speed) {
    if (this.inFlight) {
      this.timeout = Math.min(this.timeout + 1, TIMEOUTS_MS.length - 1);
      Object.assign(this.inFlight, { askedAt: now, isLost: false });
      return this.seq;
    }
    if (epochs) {
      this.due = clamp(this.due + (speed * (now - this.lastAsked)) / this.tickMs - epochs, -0.5, 0.5);
      this.lastAsked = now;
      // On the beat, as long as timers keep it: their delays must not add up.
      this.beat = Math.abs(this.untilDue(now, speed)) <= EARLY_MS ? this.beat + this.stepMs(speed) : now;
    }
    this.seq += 1;
    this.inFlight = { seq: this.seq, epochs, sentAt: now, askedAt: now, isLost: false };
    return this.seq;
  }

  /** @param {number} now */
  isOverdue(now) {
    return this.inFlight !== null && now - this.inFlight.askedAt >= TIMEOUTS_MS[this.timeout];
  }

  /** @param {{seq: number, pace_ms?: number}} progress @param {number} now @returns {boolean} whether this answer is the one waited for; any other is dropped */
  accepts(progress, now) {
    if (!this.inFlight || progress.seq !== this.inFlight.seq) return false;
    this.roundTripMs = now - this.inFlight.sentAt;
    this.inFlight = null;
    this.away = false;
    this.failures = 0;
    this.timeout = this.leastTimeout();
    this.paceMs = Math.max(this.tickMs, progress.pace_ms || this.tickMs);
    return true;
  }

  /** Where answers are slow, asking again sooner than they come would only discard them. */
  leastTimeout() {
    const enough = TIMEOUTS_MS.findIndex((timeout) => timeout > 1.5 * this.roundTripMs);
    return enough < 0 ? TIMEOUTS_MS.length - 1 : enough;
  }

  /** Forget the command in flight: its answer will be dropped. */
  forget() {
    this.inFlight = null;
  }

  /** A post has failed. @param {number} seq its command @returns {boolean} whether that is the one in flight */
  lose(seq) {
    if (!this.inFlight || this.inFlight.seq !== seq) return false;
    this.inFlight.isLost = true;
    this.failures += 1;
    return true;
  }

  /**
   * The server can be reached: what was lost is forgotten, what may still be answered is not.
   * @param {number} now
   * @param {boolean} wasAway then the time until now says nothing about how slow answers are
   */
  found(now, wasAway) {
    this.away = false;
    if (!this.inFlight) return;
    if (this.inFlight.isLost) this.forget();
    else if (wasAway) this.inFlight.sentAt = now;
  }

  /** @param {number} now @returns {boolean} whether an answer takes longer than the last ones did, so that it is time to look for the server */
  isInDoubt(now) {
    return this.inFlight !== null && now - this.inFlight.sentAt >= Math.max(1000, 1.5 * this.roundTripMs);
  }

  /** @param {number} now @returns {boolean} whether it has been too long without an answer */
  isWaiting(now) {
    return this.away || (this.inFlight !== null && now - this.inFlight.sentAt >= Math.max(3000, 1.5 * this.roundTripMs));
  }
}

/** @param {number} value @param {number} low @param {number} high */
function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
