/* Asks the server: sends what the gate lets through, keeps time between, and looks for a server that is away. */
(function (chalkline) {
  "use strict";

  const MOST_POSTS = 2; // of the six connections that a browser has
  const LEAST_WAIT_MS = 20;
  const MISSES_A_TRY = 4;
  const LOOK_MS = 1000; // after which a command without an answer is looked after, and how often

  /**
   * The one who asks. The page gives it what it needs: `wish(answered)` what is wanted now, or null; `command(epochs)` a
   * command without its number; `take(command, progress)`; `wait(sentence)` said by a server that takes no new pages just
   * now; and `changed()` for all that only the words on the page depend on.
   */
  class Asker {
    constructor(page) {
      this.page = page;
      this.gate = new chalkline.Gate();
      this.search = new chalkline.link.Search("/healthz", (wasAway) => this.found(wasAway), () => this.missed());
      this.pending = null; // the command in flight
      this.posts = []; // the copies of it that are under way, oldest first
      this.nextTick = null; // the timer of the next tick
      this.misses = 0; // questions for the server without an answer, since it answered last
      this.notBefore = 0; // when a server that takes no new pages just now may be asked again
      window.addEventListener("online", () => this.search.ask());
      window.addEventListener("offline", () => this.search.begin());
    }

    get isWaiting() {
      return this.gate.isWaiting(performance.now());
    }

    /** Ask the server for what is due, if anything is. */
    ask(answered = false) {
      const { gate } = this;
      const now = performance.now();
      const wish = this.page.wish(answered);
      if (document.hidden || !wish || now < this.notBefore) return;
      const epochs = gate.decide(now, wish);
      if (epochs !== null) {
        if (gate.inFlight) this.sendAgain(now);
        else this.send(now, epochs, wish.speed);
      }
      if (wish.playing && !gate.inFlight && !gate.away) this.askOnTheBeat(now);
    }

    /** Between two ticks of dcc.Interval the page keeps time by itself; while a command is in flight, its answer does. */
    askOnTheBeat(now) {
      clearTimeout(this.nextTick);
      this.nextTick = setTimeout(() => this.ask(), Math.max(LEAST_WAIT_MS, this.gate.untilDue(now)));
    }

    send(now, epochs, speed) {
      const seq = this.gate.sent(now, epochs, speed);
      this.pending = { ...this.page.command(epochs), seq };
      this.giveUpPosts();
      this.post();
      setTimeout(() => this.watchFor(seq), LOOK_MS + 50);
    }

    /** The same command once more. The oldest copy is never given up: where answers are slow, it is the next answered. */
    sendAgain(now) {
      this.gate.sent(now, this.pending.epochs);
      if (this.posts.length >= MOST_POSTS) this.posts.pop().abort();
      this.post();
    }

    post() {
      const { pending } = this;
      const copy = new AbortController();
      this.posts.push(copy);
      const lost = (error) => copy.signal.aborted || this.unanswered(pending.seq, copy, error);
      chalkline.link.post(pending, copy.signal).then((progress) => this.answer(progress), lost);
    }

    /** A post that is never answered would hold one of the browser's few connections for ever. */
    giveUpPosts() {
      this.posts.splice(0).forEach((copy) => copy.abort());
    }

    answer(progress) {
      if (!progress || !this.gate.accepts(progress, performance.now())) return;
      this.search.end();
      this.giveUpPosts();
      this.misses = 0;
      try {
        this.page.take(this.pending, progress);
      } catch (error) {
        setTimeout(() => this.ask(), LOOK_MS); // what could not be drawn must not stop the run
        throw error;
      }
    }

    /** Still no answer: look whether the server is there, ask again when it is time, and say so. */
    watchFor(seq) {
      const { gate } = this;
      if (!gate.inFlight || gate.inFlight.seq !== seq) return;
      this.ask();
      if (gate.isInDoubt(performance.now())) this.search.begin();
      if (this.isWaiting) this.page.changed();
      setTimeout(() => this.watchFor(seq), LOOK_MS);
    }

    /** No answer will come to this copy; if it was the last, look for the server, or wait as long as it says. */
    unanswered(seq, copy, error) {
      this.posts = this.posts.filter((other) => other !== copy);
      if (error.later && this.pending.seq === seq) return this.waitFor(error);
      if (!this.posts.length && this.gate.lose(seq)) this.search.begin(this.gate.failures > 1);
    }

    /** Nothing is asked until then. @param {{message: string, later: number}} error */
    waitFor({ message, later }) {
      this.giveUpPosts();
      this.gate.forget();
      this.notBefore = performance.now() + later;
      this.page.wait(message);
      setTimeout(() => {
        this.notBefore = 0; // timers may be a little early
        this.ask();
      }, later);
    }

    /** Drop the command in flight: its answer will change nothing. */
    forget() {
      this.giveUpPosts();
      this.gate.forget();
    }

    /** Drop it for good: nothing is left whose answer would show that the server is there. */
    abandon() {
      if (this.isWaiting) {
        this.gate.away = true;
        this.search.begin();
      }
      this.forget();
    }

    /** The server is there: ask anew for what was lost, and once more for what is not answered since it was away. */
    found(wasAway) {
      const { gate } = this;
      const now = performance.now();
      this.misses = 0;
      gate.found(now, wasAway);
      if (wasAway && gate.inFlight && !document.hidden) this.sendAgain(now);
      else this.ask();
      // After a failure the banner stays until there is an answer: it must not flicker where only ticks fail.
      if (!gate.failures || !gate.inFlight) this.page.changed();
    }

    /** The server does not answer. Some hosts keep /healthz to themselves, so now and then the command is the question. */
    missed() {
      this.gate.away = true;
      this.misses += 1;
      if (this.misses % MISSES_A_TRY === 0) this.askAnyway();
      this.page.changed();
    }

    askAnyway() {
      const { gate } = this;
      if (document.hidden) return;
      if (gate.inFlight) return this.sendAgain(performance.now());
      gate.away = false;
      this.ask();
      gate.away = true;
    }
  }

  chalkline.Asker = Asker;
})(((window.dash_clientside ||= {}).chalkline ||= {}));
