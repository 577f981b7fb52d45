/* What a tab keeps, written as one whole: parts that never change, and last a head that names them all (docs/why/page-program.md). */

import { endsOf, piecesOf, textOf } from "./pieces.js";
import { headOf, LONGEST, PART, readSlot, readWhole } from "./saved_heads.js";
import { sumOf } from "./rows.js";
import { check, dump, restored } from "./stored.js";
import { tablesOf } from "./stored_tables.js";

/** @typedef {import("./history.js").History} History */
/** @typedef {import("./pieces.js").Piece} Piece */
/** @typedef {import("./saved_heads.js").Slot} Slot */
/** @typedef {import("./saved_heads.js").Store} Store */
/** @typedef {import("./types.js").State} State */
/** @typedef {{of: any[], key: string, sum: number}} Part plain JSON that is kept under a key: made of what */
/** @typedef {{pieces: Piece[], course: Part|null, runs: Part|null, tables: Record<string, Part>}} Parts `tables`: one of its own each, by name */

const SLOTS = ["chalkline", "chalkline-2"]; // two heads in turn: the one before stays whole until the next is
const ROOM = 4e6; // characters for the history, of the five million that most browsers give
const LEAST_ROOM = 5e4;
/** @type {Parts} */
const NONE = { pieces: [], course: null, runs: null, tables: {} };

/** The store has no room for more. */
class FullError extends Error {}

/** Saves states of one page, and knows what of them is written. */
export class Saved {
  /** @param {Store} store @param {string} tag that no other page on this store has */
  constructor(store, tag) {
    this.store = store;
    this.tag = tag;
    this.count = 0;
    this.room = ROOM;
    this.parts = NONE; // those of the head written last
    /** @type {object|null} */
    this.token = null; // of the history that its pieces are of
    /** @type {Record<string, Set<string>>} by slot, the keys that its head names */
    this.named = Object.fromEntries(SLOTS.map((slot) => [slot, new Set()]));
    this.last = SLOTS[1]; // written last
  }

  /* ---- writing ---- */

  /**
   * Where the store is full, without the history first, which makes room for a thinner one.
   * @param {State} state @param {number} seq the number of the last command
   * @returns {boolean} whether it is saved now; otherwise nothing is
   */
  save(state, seq) {
    if (this.write(state, seq, this.room)) return true;
    this.drop(this.next); // what was written last stays
    if (this.write(state, seq, this.room)) return true;
    if (!this.write(state, seq, 0) && !this.writeInstead(state, seq)) return false;
    this.drop(this.next);
    for (this.room /= 2; this.room > LEAST_ROOM; this.room /= 2) if (this.write(state, seq, this.room)) return true;
    this.room = 0;
    return true;
  }

  /** In the place of what was written last, which comes back where there is no room even so. @param {State} state @param {number} seq @returns {boolean} */
  writeInstead(state, seq) {
    const { last, parts, token } = this;
    const keys = this.named[last];
    const texts = [last, ...keys].map((key) => /** @type {const} */ ([key, this.store.getItem(key)]));
    this.drop(last);
    if (this.write(state, seq, 0)) return true;
    this.named[last] = keys;
    try {
      texts.forEach(([key, text]) => text !== null && this.store.setItem(key, text));
      Object.assign(this, { parts, token, last });
    } catch {
      this.drop(last); // the store has become smaller
    }
    return false;
  }

  get next() {
    return SLOTS[this.last === SLOTS[0] ? 1 : 0];
  }

  /** @param {State} state @param {number} seq @param {number} room for its history @returns {boolean} whether there was room */
  write(state, seq, room) {
    this.count += 1;
    /** @type {string[]} */
    const written = [];
    try {
      const made = this.partsOf(state, room, written);
      const { pieces, course, runs, tables } = made;
      const rows = pieces.map(({ key, first, step, count, isWide, sum }) => [key, first, step, count, isWide, sum]);
      const [of, kept] = [course, runs].map((part) => part && [part.key, part.sum]);
      const own = Object.entries(tables).map(([name, { key, sum }]) => [name, key, sum]);
      const head = JSON.stringify({ count: this.count, rows, course: of, runs: kept, tables: own, state: dump(state, seq) });
      this.set(this.next, headOf(state.schema.version, head));
      this.has(this.next, made, state.record.history);
      return true;
    } catch (error) {
      written.forEach((key) => this.store.removeItem(key));
      if (error instanceof FullError) return false;
      throw error; // what was saved before stays
    }
  }

  /** Write what is not there yet. @param {State} state @param {number} room @param {string[]} written the keys of it @returns {Parts} */
  partsOf(state, room, written) {
    const { record, runs } = state;
    const { history, segments, checkpoints } = record;
    const isRun = record.checkpoint !== null;
    const pieces = isRun ? this.piecesOf(history, room).map((it) => (it.key === null ? this.writePiece(it, history, written) : it)) : [];
    const course = isRun ? this.part(this.parts.course, [segments, checkpoints], () => record.course(), written) : null;
    const own = Object.entries(tablesOf(state)).map(([name, table]) => [name, this.parts.tables[name] ?? this.part(null, [], () => table, written)]);
    return { pieces, course, tables: Object.fromEntries(own), runs: runs.length ? this.part(this.parts.runs, [runs], () => runs, written) : null };
  }

  /** @param {string} slot that was written, or read @param {Parts} parts that its head names @param {History} history */
  has(slot, parts, history) {
    const gone = this.named[slot];
    Object.assign(this, { parts, token: history.token, last: slot });
    this.named[slot] = new Set([...parts.pieces, parts.course, parts.runs, ...Object.values(parts.tables)].flatMap((part) => part?.key ?? []));
    this.forget(gone);
  }

  /** @param {History} history @param {number} room @returns {Piece[]} */
  piecesOf(history, room) {
    return room ? piecesOf(this.parts.pieces, history, this.token ? history.sharedWith(this.token) : 0, room) : endsOf(history);
  }

  /** @param {Piece} piece @param {History} history @param {string[]} written @returns {Piece} */
  writePiece(piece, history, written) {
    const { isWide, text } = textOf(piece, history);
    return { ...piece, key: this.put(text, written), isWide, sum: sumOf(text) };
  }

  /** @param {Part|null} there @param {any[]} of @param {() => any} content @param {string[]} written @returns {Part} the one that is there, if it is of the very same */
  part(there, of, content, written) {
    if (there && there.of.every((it, i) => it === of[i])) return there;
    const text = JSON.stringify(content());
    return { of, key: this.put(text, written), sum: sumOf(text) };
  }

  /** @param {string} text @param {string[]} written @returns {string} the key, which nothing else ever has */
  put(text, written) {
    const key = `${PART}${this.tag}-${this.count}-${written.length}`;
    written.push(key);
    this.set(key, text);
    return key;
  }

  /** @param {string} key @param {string} text */
  set(key, text) {
    try {
      if (text.length > LONGEST) throw new RangeError("more than is read again");
      this.store.setItem(key, text);
    } catch {
      throw new FullError(key);
    }
  }

  /** @param {string} slot whose head goes, with what it alone names */
  drop(slot) {
    const gone = this.named[slot];
    this.named[slot] = new Set();
    if (slot === this.last) this.parts = NONE;
    this.store.removeItem(slot);
    this.forget(gone);
  }

  /** @param {Set<string>} keys of which those go that no head names */
  forget(keys) {
    for (const key of keys) if (!SLOTS.some((slot) => this.named[slot].has(key))) this.store.removeItem(key);
  }

  /* ---- reading ---- */

  /**
   * @param {State} state of a page that has just been opened
   * @returns {{state: State, seq: number}} what the tab had kept, if all of it is right; with a notice if something was not
   */
  load(state) {
    const slots = SLOTS.map((slot) => readSlot(this.store.getItem(slot), state.schema.version));
    const isOther = slots.some((slot) => slot?.isOther);
    const found = isOther ? null : this.newest(slots, state);
    const isEmpty = SLOTS.every((slot) => this.store.getItem(slot) === null);
    this.clear(found ? this.last : null);
    if (found || isEmpty) return found ?? { state, seq: 0 };
    return { state: { ...state, notice: { id: isOther ? "server.updated" : "notice.unreadable" } }, seq: 0 };
  }

  /** @param {(Slot|null)[]} slots @param {State} state @returns {{state: State, seq: number}|null} the newest state that is whole */
  newest(slots, state) {
    const places = [0, 1].filter((i) => slots[i]).sort((one, other) => (slots[other]?.count ?? 0) - (slots[one]?.count ?? 0));
    for (const i of places) {
      const found = this.take(SLOTS[i], /** @type {Slot} */ (slots[i]).head, state);
      if (found) return found;
    }
    return null;
  }

  /** @param {string} slot @param {any} head @param {State} state @returns {{state: State, seq: number}|null} null where anything of it is missing or not right */
  take(slot, head, state) {
    const whole = readWhole(this.store, head);
    const stored = whole && check(whole, state.schema);
    if (!stored) return null;
    const back = restored(state, stored);
    this.goOnFrom(slot, head, back);
    return { state: back, seq: stored.seq };
  }

  /** @param {string} slot @param {any} head @param {State} state */
  goOnFrom(slot, { count, rows, course, runs, tables }, { record, runs: kept }) {
    let end = 0;
    const pieces = rows.map((/** @type {any[]} */ [key, first, step, number, isWide, sum]) => ({ row: end, end: (end += number), first, step, count: number, key, isWide, sum }));
    const part = (/** @type {any} */ named, /** @type {any[]} */ of) => named && { of, key: named[0], sum: named[1] };
    const own = Object.fromEntries(tables.map((/** @type {[string, string, number]} */ [name, key, sum]) => [name, { of: [], key, sum }]));
    this.count = count;
    this.has(slot, { pieces, course: part(course, [record.segments, record.checkpoints]), runs: part(runs, [kept]), tables: own }, record.history);
  }

  /** What no head names any more, and a head that could not be used, must not come back at the next reload. @param {string|null} taken the slot of the one that was */
  clear(taken) {
    const all = Array.from({ length: this.store.length }, (_, i) => this.store.key(i) ?? "");
    SLOTS.filter((slot) => slot !== taken).forEach((slot) => this.store.removeItem(slot));
    this.forget(new Set(all.filter((key) => key.startsWith(PART))));
  }
}
