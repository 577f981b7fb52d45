/* A class that does not answer, or that a server does not know: for how long its pages ask for it before it is over. */

const SOON_MS = 1000; // a server that was started anew: the teacher's page brings the class back
const LATER_MS = 4000;
const SOON = 30; // times
const MOST = 52; // in all, which is two minutes; counted, so that a page that has slept begins where it was
const UNKNOWN = [404, 429]; // whoever asks often for what is not there waits for the answer

/** How often in a row a class was not there. */
export class Missed {
  constructor() {
    this.times = 0;
  }

  get isNone() {
    return this.times === 0;
  }

  none() {
    this.times = 0;
  }

  /** Once more. @param {number} status of the answer; 0 where there was none, for which a page waits as long as it takes @returns {number|null} milliseconds until it is asked for again; null where that is of no use */
  wait(status) {
    if (UNKNOWN.includes(status)) this.times += 1;
    if (this.times > MOST) return null;
    return (this.times > SOON ? LATER_MS : SOON_MS) * (0.5 + Math.random());
  }
}
