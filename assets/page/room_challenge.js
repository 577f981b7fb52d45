/* A challenge on a student's page: the pass mark, who has passed, and the result, told by itself as soon as the run has passed. */

import { isPlaying } from "../run/state.js";
import { claimOf, isBetter, resultOf, shortOf } from "../run/room_challenge.js";
import { askClass } from "../run/room_ask.js";
import { heard } from "../run/room.js";
import { rate } from "../text/numbers.js";
import { sentence, text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { hasRun, recordOf } from "./files.js";
import { Board, challengeText } from "./room_board.js";
import { stripText } from "./room_brief.js";
import { button, row, said, View } from "./room_view.js";

/** @typedef {import("../run/room_challenge.js").Challenge} Challenge */
/** @typedef {import("./room_member.js").Member} Member */

const IDS = { open: "class-challenge", view: "class-challenge-view", said: "class-challenge-words" };
const AGAIN_MS = 3000; // after a result that was not taken
const BUSY = 429; // it is told again

/** The pass mark in the strip, and its view. */
export class Challenging {
  /** @param {Member} member */
  constructor(member) {
    this.member = member;
    this.view = new View(IDS.view, IDS.open);
    this.board = new Board();
    this.button = button("class-challenge", () => this.flip(), { id: IDS.open });
    this.button.hidden = true;
    this.button.textContent = "";
    this.hint = made("p", "");
    this.isOffered = this.isPlaying = false; // whether the view has come by itself; whether the run moved when last looked at
    this.isTelling = false;
    this.notBefore = 0;
    this.refused = ""; // names the run whose result was not taken
  }

  /** @returns {Challenge|null} */
  get challenge() {
    return this.member.room?.state.challenge ?? null;
  }

  /** @param {import("../run/room.js").Room|null} room @param {import("../run/room.js").Room|null} before */
  level(room, before) {
    const challenge = room?.touch === "ended" || room?.touch === "removed" ? null : (room?.state.challenge ?? null);
    this.button.hidden = !challenge;
    if (!room || !challenge) return this.view.close();
    setText(this.button, this.wordsFor(room, challenge));
    if (room.state.challenge === before?.state.challenge && room.me === before?.me) return undefined;
    const isNew = challenge.challenge !== before?.state.challenge?.challenge && challenge.phase === "open";
    if (this.view.isOpen || (isNew && room.state.drive.mode !== "freeze")) this.show(null);
    return undefined;
  }

  /** @param {import("../run/room.js").Room} room @param {Challenge} challenge */
  wordsFor({ me }, challenge) {
    const own = me?.result?.challenge === challenge.challenge;
    return stripText(own ? "class-challenge.passed" : "class-challenge", this.member.store.state, { count: challenge.passed });
  }

  /** @param {import("../run/room.js").Room} room @param {Challenge} challenge @returns {string} what one has come to, or why it does not count */
  hintText({ me }, challenge) {
    if (challenge.phase !== "open") return text("class-challenge.closed");
    if (me?.result?.challenge === challenge.challenge) return text(`class-challenge.own.${challenge.kind}`, { count: me.result.epochs, rate: rate(me.result.rate) });
    const short = shortOf(this.member.store.state, challenge);
    return short ? text(`class-challenge.short.${short.why}`, { count: short.epochs, most: challenge.epochs }) : text("class-challenge.none");
  }

  flip() {
    if (this.view.isOpen) return this.view.close();
    return this.show();
  }

  /** @param {null} [focus] null where it has come by itself */
  show(focus) {
    const { challenge } = this;
    const { room, store } = this.member;
    if (!challenge || !room) return;
    const { start } = challenge;
    const begin = start ? [row(button("class-challenge.begin", () => store.dispatch({ type: "start-at", weight: start[0], bias: start[1], isDriven: true })))] : [];
    const words = made("p", challengeText(challenge), { className: "class-question" });
    setText(this.hint, this.hintText(room, challenge));
    this.isOffered = focus === null;
    this.board.draw(challenge);
    this.view.show(text("class-challenge.heading"), [words, ...begin, this.hint, this.board.place, said("", IDS.said)], focus);
  }

  /** A run that begins to move is not covered by what has come by itself; one that is too late is told why. */
  look() {
    const { challenge } = this;
    const { room, store } = this.member;
    const began = isPlaying(store.state) && !this.isPlaying;
    this.isPlaying = isPlaying(store.state);
    if (!this.view.isOpen || !challenge || !room) return;
    if (began && this.isOffered) this.view.close();
    else setText(this.hint, this.hintText(room, challenge));
  }

  /** A run that has passed tells so. */
  tick() {
    const { challenge } = this;
    const { store, room } = this.member;
    const { state } = store;
    if (!challenge || challenge.phase !== "open" || !room?.told || this.isTelling || performance.now() < this.notBefore || !hasRun(state)) return;
    const result = resultOf(state, challenge);
    if (!result || !isBetter(challenge, result, room.me?.result)) return;
    const name = JSON.stringify([challenge.challenge, state.record.start?.parameters, state.record.segments, result]);
    if (name === this.refused) return;
    this.tell(claimOf(state, recordOf(state), result), name);
  }

  /** @param {{record: any, claim: object}} told @param {string} name */
  async tell(told, name) {
    const { room } = this.member;
    if (!room?.told) return;
    this.isTelling = true;
    const { answer, status, notice } = await askClass("record", { code: room.code, token: room.told.token, for: "challenge", ...told });
    this.isTelling = false;
    this.notBefore = performance.now() + AGAIN_MS;
    if (!answer && status >= 400 && status < 500 && status !== BUSY) this.refused = name;
    if (answer && this.member.room) this.member.take(heard(this.member.room, { ...answer, version: this.member.room.version }), this.member.room);
    if (!notice || status === BUSY || status >= 500) return;
    if (this.view.isOpen) setText(IDS.said, sentence(notice));
    else this.member.store.dispatch({ type: "say", notice });
  }
}
