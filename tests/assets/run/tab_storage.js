/* A tab's storage of so much room, whose page dies when it is told to, and a run to keep in it. */

import { Saved } from "../../../assets/run/saved.js";
import { dump } from "../../../assets/run/stored.js";
import { firstState } from "../../../assets/run/state.js";
import { numbersFrom } from "../numbers.js";
import { schema } from "../oracles.js";
import { begun, ran, settings } from "../runs.js";

export const UNREADABLE = "notice.unreadable";

/** A tab's storage of so many characters, whose page dies after so many changes. */
export class FakeStore {
  constructor({ most = Infinity, changes = Infinity, from = [] } = {}) {
    this.items = new Map(from);
    this.most = most;
    this.changes = changes;
    this.written = 0;
  }

  get length() {
    return this.items.size;
  }

  get size() {
    return [...this.items].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  }

  key(i) {
    return [...this.items.keys()][i] ?? null;
  }

  getItem(key) {
    return this.items.get(key) ?? null;
  }

  setItem(key, text) {
    if (!this.lives()) return;
    if (this.size - (this.items.get(key)?.length ?? -key.length) + text.length > this.most) throw new Error("QuotaExceededError");
    this.written += text.length;
    this.items.set(key, text);
  }

  removeItem(key) {
    if (this.lives()) this.items.delete(key);
  }

  lives() {
    this.changes -= 1;
    return this.changes >= 0;
  }
}

/** @returns all of a state that a reload must bring back, as text */
export function toldOf(state) {
  const rows = state.record.checkpoint ? state.record.history.rows(Infinity) : null;
  return JSON.stringify([dump(state, 7), state.record.course(), state.runs, rows]);
}

/** @returns what a page that is opened on this store finds */
export function opened(store) {
  return new Saved(store, "cd").load(firstState(schema, "e5", {}));
}

/** @returns the state without what nobody needs of points: an answer brings them */
export function withHistory(state, history) {
  const { record } = state;
  const last = history.length - 1;
  const at = (checkpoint) => ({ ...checkpoint, epoch: history.epoch(last), step: history.epoch(last) });
  return { ...state, record: record.with({ history, checkpoint: at(record.checkpoint), whole: at(record.whole) }) };
}

/** @returns rows from one epoch to before another, each with numbers of its own */
export function rows(from, to, random = numbersFrom(from)) {
  return Array.from({ length: to - from }, (_, i) => [from + i, random(), Math.fround(random()), Math.fround(random())]);
}

export const RUN = ran(settings(begun(), { learning_rate: 0.1 }), 3);
