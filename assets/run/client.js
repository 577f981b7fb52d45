/* Asks the server: sends what the clock lets through, keeps time between, and looks for a server that is away (docs/why/network.md). */

import { commandOf, wish } from "./command.js";
import { Clock } from "./clock.js";
import { Meter } from "./meter.js";
import { Search } from "./search.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./types.js").Command} Command */
/** @typedef {import("./types.js").Notice} Notice */
/** @typedef {import("./types.js").Progress} Progress */
/** @typedef {Command & {seq: number}} Numbered */
/** @typedef {Error & {notice?: Notice, later?: number}} NoAnswer with `later`, the milliseconds after which to ask again */
/** @typedef {(command: Numbered, signal: AbortSignal) => Promise<Progress|undefined>} Post */

const MOST_POSTS = 2; // of the six connections that a browser has
const LEAST_WAIT_MS = 20;
const MISSES_A_TRY = 4;
const REFUSED_MS = 10000;
const LOOK_MS = 1000; // after which a command without an answer is looked after, and how often

/** The one who asks. What it asks for and what comes of it is the store's. */
export class Client {
  /**
   * @param {Store} store @param {Post} post sends a command and gives its answer
   * @param {{isHidden?: () => boolean, health?: string, seq?: number}} [page] seq: the number of the last command of this tab
   */
  constructor(store, post, { isHidden = () => false, health = "/healthz", seq = 0 } = {}) {
    this.store = store;
    this.send = post;
    this.isHidden = isHidden;
    this.clock = new Clock(store.state.schema.tick_ms);
    this.clock.seq = seq;
    this.meter = new Meter(store.state.schema.tick_ms);
    this.search = new Search(health, { found: (wasAway) => this.found(wasAway), missed: () => this.missed(), isHidden });
    /** @type {Numbered|null} */
    this.pending = null; // the command in flight
    /** @type {AbortController[]} */
    this.posts = []; // the copies of it that are under way, oldest first
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.nextTick = undefined;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.afterRefusal = undefined;
    this.misses = 0; // questions for the server without an answer, since it answered last
    this.notBefore = 0; // when a server that takes no new pages just now may be asked again
  }

  get isWaiting() {
    return this.clock.isWaiting(performance.now());
  }

  /** What follows from a change of the state. @param {import("./types.js").State} state @param {import("./types.js").State} before @param {import("./types.js").Action} action */
  follow(state, before, action) {
    if (state.generation !== before.generation && action.type !== "answer") this.drop(state);
    const isOther = state.controls.speed !== before.controls.speed; // nothing of it was due before
    if (state.phase === "playing" && (before.phase !== "playing" || isOther)) this.beginToCount();
    else if (isOther) this.meter.restart(performance.now(), state.controls.speed);
    if (action.type !== "answer" && action.type !== "connection") this.ask();
  }

  /** Count the epochs that are due from now: on Start, and when the page comes back into view. */
  beginToCount() {
    const { speed } = this.store.state.controls;
    this.clock.begin(performance.now(), speed);
    this.meter.restart(performance.now(), speed);
  }

  /** The page is seen again. */
  resume() {
    this.search.ask();
    if (this.store.state.phase === "playing") this.beginToCount();
    this.ask();
  }

  /** Ask the server for what is due, if anything is. @param {boolean} [answered] whether an answer has just come in */
  ask(answered = false) {
    const { clock } = this;
    const now = performance.now();
    if (this.isHidden() || now < this.notBefore) return;
    const wanted = wish(this.store.state, answered);
    const epochs = clock.decide(now, wanted);
    if (epochs !== null) {
      if (clock.inFlight) this.sendAgain(now);
      else this.sendNew(now, epochs, wanted.speed);
    }
    if (wanted.playing && !clock.inFlight && !clock.away) this.askOnTheBeat(now, wanted.speed);
  }

  /** The page keeps time by itself; while a command is in flight, its answer does. @param {number} now @param {number} speed */
  askOnTheBeat(now, speed) {
    clearTimeout(this.nextTick);
    this.nextTick = setTimeout(() => this.ask(), Math.max(LEAST_WAIT_MS, this.clock.untilDue(now, speed)));
  }

  /** @param {number} now @param {number} epochs @param {number} speed */
  sendNew(now, epochs, speed) {
    const seq = this.clock.sent(now, epochs, speed);
    this.pending = { ...commandOf(this.store.state, epochs), seq };
    this.giveUpPosts();
    this.post(this.pending);
    setTimeout(() => this.watchFor(seq), LOOK_MS + 50);
  }

  /** The same command once more. The oldest copy is never given up: where answers are slow, it is the next answered. @param {number} now */
  sendAgain(now) {
    if (!this.pending) return;
    this.clock.sent(now, this.pending.epochs, 0);
    if (this.posts.length >= MOST_POSTS) this.posts.pop()?.abort();
    this.post(this.pending);
  }

  /** @param {Numbered} command */
  post(command) {
    const copy = new AbortController();
    this.posts.push(copy);
    const lost = (/** @type {NoAnswer} */ error) => copy.signal.aborted || this.unanswered(command.seq, copy, error);
    this.send(command, copy.signal).then((progress) => this.answer(command, progress), lost);
  }

  /** A post that is never answered would hold one of the browser's few connections for ever. */
  giveUpPosts() {
    this.posts.splice(0).forEach((copy) => copy.abort());
  }

  /** @param {Numbered} command @param {Progress|undefined} progress */
  answer(command, progress) {
    if (!progress || !this.clock.accepts(progress, performance.now())) return;
    if (this.search.questions) this.search.end();
    this.giveUpPosts();
    this.misses = 0;
    const { generation } = this.store.state;
    try {
      this.store.dispatch({ type: "answer", command, progress, connection: this.measured(command, progress) });
    } catch (error) {
      setTimeout(() => this.ask(), LOOK_MS); // what could not be drawn must not stop the run
      throw error;
    }
    clearTimeout(this.afterRefusal);
    if (progress.checkpoint || this.store.state.generation !== generation) this.ask(true);
    else this.afterRefusal = setTimeout(() => this.ask(), REFUSED_MS); // what was refused is likely to be refused again
  }

  /** @param {Numbered} command @param {Progress} progress @returns {import("./types.js").Connection} */
  measured({ epochs }, { loss }) {
    const completed = epochs && loss ? loss.length : 0;
    const perSecond = this.meter.count(performance.now(), completed, this.store.state.controls.speed);
    return { waiting: false, paceMs: this.clock.paceMs, perSecond };
  }

  /** Tell the page whether it waits for the server. */
  tell() {
    const waiting = this.isWaiting;
    if (waiting !== this.store.state.connection.waiting) this.store.dispatch({ type: "connection", connection: { waiting } });
  }

  /** Still no answer: look whether the server is there, ask again when it is time, and say so. @param {number} seq */
  watchFor(seq) {
    const { clock } = this;
    if (!clock.inFlight || clock.inFlight.seq !== seq) return;
    this.ask();
    if (clock.isInDoubt(performance.now())) this.search.begin();
    this.tell();
    setTimeout(() => this.watchFor(seq), LOOK_MS);
  }

  /** No answer will come to this copy; if it was the last, look for the server, or wait as long as it says. @param {number} seq @param {AbortController} copy @param {NoAnswer} error */
  unanswered(seq, copy, error) {
    this.posts = this.posts.filter((other) => other !== copy);
    if (error.later && error.notice && this.pending?.seq === seq) return this.waitFor(error.notice, error.later);
    if (!this.posts.length && this.clock.lose(seq)) this.search.begin(this.clock.failures > 1);
    return undefined;
  }

  /** Nothing is asked until then. @param {Notice} notice @param {number} later in milliseconds */
  waitFor(notice, later) {
    this.giveUpPosts();
    this.clock.forget();
    this.clock.away = false; // it has answered, after all
    this.search.end();
    this.notBefore = performance.now() + later;
    this.store.dispatch({ type: "wait", notice });
    this.tell();
    setTimeout(() => {
      this.notBefore = 0; // timers may be a little early
      this.ask();
    }, later);
  }

  /** Another run, or none that moves: what is in flight is of before. @param {import("./types.js").State} state */
  drop(state) {
    const { look, epochsToGoal, playing } = wish(state, false);
    if (look || epochsToGoal > 0 || playing) this.forget();
    else this.abandon();
  }

  /** Drop the command in flight: its answer will change nothing. */
  forget() {
    this.giveUpPosts();
    this.clock.forget();
  }

  /** Drop it for good: nothing is left whose answer would show that the server is there. */
  abandon() {
    if (this.isWaiting) {
      this.clock.away = true;
      this.search.begin();
    }
    this.forget();
  }

  /** The server is there: ask anew for what was lost, and once more for what is not answered since it was away. @param {boolean} wasAway */
  found(wasAway) {
    const { clock } = this;
    const now = performance.now();
    this.misses = 0;
    clock.found(now, wasAway);
    if (wasAway && clock.inFlight && !this.isHidden()) this.sendAgain(now);
    else this.ask();
    // After a failure the banner stays until there is an answer: it must not flicker where only ticks fail.
    if (!clock.failures || !clock.inFlight) this.tell();
  }

  /** The server does not answer. Some hosts keep /healthz to themselves, so now and then the command is the question. */
  missed() {
    this.clock.away = true;
    this.misses += 1;
    if (this.misses % MISSES_A_TRY === 0) this.askAnyway();
    this.tell();
  }

  askAnyway() {
    const { clock } = this;
    if (this.isHidden()) return;
    if (clock.inFlight) {
      this.sendAgain(performance.now());
      return;
    }
    clock.away = false;
    this.ask();
    clock.away = true;
  }
}
