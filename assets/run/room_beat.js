/* Asks again and again: when the answer said to, a while later where none came, and at once when told to. */

const FIRST_MS = 500;
const LONGEST_MS = 1200; // who was cut off is back two seconds after the class

/** The one who asks. */
export class Beat {
  /** @param {() => Promise<number|null|undefined>} ask gives the milliseconds until it is to be asked again; undefined where there was no answer, null where there is nothing to be asked any more */
  constructor(ask) {
    this.ask = ask;
    this.isOn = false;
    this.isAsking = false;
    this.isUrgent = false;
    this.failures = 0;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
  }

  begin() {
    this.isOn = true;
    return this.now();
  }

  end() {
    this.isOn = false;
    clearTimeout(this.timer);
  }

  /** Ask at once; while a question is under way, right after it. */
  async now() {
    clearTimeout(this.timer);
    if (!this.isOn) return;
    if (this.isAsking) {
      this.isUrgent = true;
      return;
    }
    this.isAsking = true;
    const wait = await this.ask().catch(() => undefined);
    this.isAsking = false;
    if (wait === null) return this.end();
    this.failures = wait === undefined ? this.failures + 1 : 0;
    if (!this.isOn) return;
    this.timer = setTimeout(() => this.now(), this.isUrgent ? 0 : (wait ?? waitAfter(this.failures)));
    this.isUrgent = false;
  }
}

/** Not all of a class at once. @param {number} failures in a row @returns {number} milliseconds */
function waitAfter(failures) {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1)) * (0.5 + Math.random());
}
