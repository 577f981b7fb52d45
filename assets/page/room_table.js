/* Points of the teacher's own: fetched by their name before a page follows to them. */

import { askClass } from "../run/room_ask.js";
import { named } from "../run/own_points.js";
import { tablesNeeded } from "../run/room_follow.js";

/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("../run/room.js").Room} Room */

const AGAIN_MS = 1000;

/** Those that have come. */
export class LedTables {
  constructor() {
    /** @type {State["tables"]} */
    this.tables = {};
    /** @type {Set<string>} names under which nothing came: others have taken their place */
    this.absent = new Set();
    this.isAsking = false;
  }

  /** @param {State} state @returns {State} with all of them */
  with(state) {
    return { ...state, tables: { ...state.tables, ...this.tables } };
  }

  /** @param {State} state @param {Room} room @returns {boolean} whether the page must wait for some */
  isLacking(state, room) {
    return tablesNeeded(this.with(state), room).some((name) => !this.absent.has(name));
  }

  /** @param {State} state @param {Room} room @param {object} who code with token or key @returns {Promise<boolean>} whether there is something to go on with */
  async bring(state, room, who) {
    if (this.isAsking) return false;
    this.isAsking = true;
    const { answer } = await askClass("table", who);
    this.isAsking = false;
    if (!answer) return new Promise((resolve) => setTimeout(() => resolve(true), AGAIN_MS));
    const { table } = answer;
    if (table) this.tables = { [named(table).hash]: table }; // the last one alone: others have taken the place of those before
    tablesNeeded(this.with(state), room).forEach((name) => this.absent.add(name));
    return true;
  }
}
