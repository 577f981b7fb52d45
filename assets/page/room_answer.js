/* A question as a student answers it: a number, a choice, a line by hand, a place on the map; and how sure one is. */

import { answerOf, isNewRound, numberIn } from "../run/room_question.js";
import { handLine } from "../run/hand.js";
import { parameter } from "../text/numbers.js";
import { sentence, text } from "../text/texts.js";
import { made, setAttribute, setText } from "./element.js";
import { stripText } from "./room_brief.js";
import { PlaceMap } from "./room_place.js";
import { Results } from "./room_results.js";
import { button, field, row, said, segments, View } from "./room_view.js";
import { wordsOf } from "./room_words.js";

/** @typedef {import("../run/room_question.js").Ask} Ask */
/** @typedef {import("../run/room_question.js").Value} Value */
/** @typedef {import("./room_member.js").Member} Member */

const IDS = { view: "class-answer-view", open: "class-answer", number: "class-answer-number", send: "class-answer-send", said: "class-answer-words" };
const SCALE = ["1", "2", "3", "4", "5"];

/** The view, which opens by itself when a question comes. */
export class Answering {
  /** @param {Member} member */
  constructor(member) {
    this.member = member;
    this.view = new View(IDS.view, IDS.open);
    this.button = button("class-answer", () => this.flip(), { id: IDS.open });
    this.button.hidden = true;
    this.button.textContent = "";
    this.results = new Results();
    this.map = new PlaceMap();
    /** @type {number|null} */
    this.confidence = null;
    /** @type {number|null} */
    this.choice = null;
    this.typed = "";
    /** It has come by itself, and nobody has turned to it yet. */
    this.isUnmet = false;
  }

  /** @returns {Ask|null} */
  get ask() {
    return this.member.room?.state.ask ?? null;
  }

  /** @param {import("../run/room.js").Room|null} room @param {import("../run/room.js").Room|null} before */
  level(room, before) {
    const ask = room?.touch === "ended" || room?.touch === "removed" ? null : (room?.state.ask ?? null);
    const was = before?.state.ask ?? null;
    this.button.hidden = !ask;
    if (!ask) return this.view.close();
    setText(this.button, stripText(ask.phase === "open" ? "class-answer" : "class-answer.look", this.member.store.state));
    if (ask === was) return undefined;
    if (isNewRound(ask, was)) this.begin(ask, was?.question === ask.question, room ? answerOf(room) : null);
    const isToSee = isNewRound(ask, was) || (ask.phase === "shown" && ask.results);
    if (isToSee) this.view.rise();
    if (this.view.isOpen || (isToSee && room?.state.drive.mode !== "freeze")) this.show(null);
    return undefined;
  }

  /** With what was answered in this round, on a page that was reloaded; a second round begins with nothing but the place on the map. @param {Ask} ask @param {boolean} isSame @param {ReturnType<typeof answerOf>} given */
  begin(ask, isSame, given) {
    this.confidence = given?.confidence ?? null;
    const value = given?.value ?? null;
    this.choice = ask.kind === "choice" && typeof value === "number" ? value : null;
    this.typed = ask.kind === "number" && typeof value === "number" ? String(value) : "";
    if (Array.isArray(value)) this.map.value = value;
    else if (!isSame) this.map.value = null;
  }

  flip() {
    if (this.view.isOpen && !this.isUnmet) return this.view.close();
    return this.show();
  }

  /** @param {null} [focus] null where it has come by itself */
  show(focus) {
    const { ask } = this;
    if (!ask) return;
    const isOpen = ask.phase === "open";
    const words = made("p", wordsOf(ask.text), { className: "class-question" });
    this.isUnmet = focus === null;
    const parts = isOpen ? [words, ...this.fields(ask), ...this.sureness(ask), this.sending(ask)] : [];
    const rest = isOpen ? [] : ask.results ? [this.results.place] : [words, made("p", text("class-answer.closed"), { className: "note" })];
    const heading = ask.phase === "shown" ? "class-answer.results" : ask.round === 2 ? "class-answer.second" : "class-answer.heading";
    this.view.show(text(heading), [...parts, ...rest, said(this.given(ask), IDS.said)], focus);
    this.view.place.dataset.kind = isOpen ? ask.kind : "";
    if (ask.kind === "line" && isOpen) document.getElementById("fit-figure")?.scrollIntoView({ block: this.member.store.state.view.isPhone ? "start" : "nearest" });
    if (ask.kind === "place" && isOpen) this.map.draw(this.member.store.state);
    if (ask.results) this.results.draw(this.member.store.state, ask);
  }

  /** @param {Ask} ask @returns {HTMLElement[]} */
  fields(ask) {
    if (ask.kind === "number") {
      const { label, field: input } = field("class-answer-number", IDS.number, { inputMode: "decimal" });
      input.value = this.typed;
      input.addEventListener("input", () => (this.typed = input.value));
      input.addEventListener("keydown", (event) => event.key === "Enter" && this.send());
      return [row(label, input, made("span", ask.unit))];
    }
    if (ask.kind === "choice") return [this.choices(ask)];
    if (ask.kind === "place") return [made("p", text("class-answer.place"), { className: "note" }), this.map.place];
    const { store } = this.member;
    if (!store.state.hand.shown) store.dispatch({ type: "show-my-line", shown: true });
    return [made("p", text("class-answer.line"), { className: "note" })];
  }

  /** @param {Ask} ask @returns {HTMLElement} */
  choices(ask) {
    const place = made("div", "", { className: "class-answers" });
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", wordsOf(ask.text));
    ask.choices.forEach((choice, i) => {
      const one = made("button", wordsOf(choice), { className: "class-answer-choice" });
      one.setAttribute("aria-pressed", String(i === this.choice));
      one.addEventListener("click", () => {
        this.choice = i;
        [...place.children].forEach((other, at) => setAttribute(/** @type {HTMLElement} */ (other), "aria-pressed", at === i));
        if (!ask.confidence) this.send();
      });
      place.append(one);
    });
    return place;
  }

  /** @param {Ask} ask @returns {HTMLElement[]} */
  sureness(ask) {
    if (!ask.confidence) return [];
    const names = Object.fromEntries(SCALE.map((level) => [level, `class-answer.sure.${level}`]));
    const place = segments(names, String(this.confidence), (level) => {
      this.confidence = Number(level);
      [...place.children].forEach((one) => setAttribute(/** @type {HTMLElement} */ (one), "aria-pressed", /** @type {HTMLElement} */ (one).dataset.value === level));
    }, "class-answer.sure");
    const whole = row(made("span", text("class-answer.sure")), place);
    whole.classList.add("class-scale");
    return [whole];
  }

  /** @param {Ask} ask @returns {HTMLElement} */
  sending(ask) {
    return row(button(ask.kind === "line" ? "class-answer.send-line" : "class-answer.send", () => this.send(), { id: IDS.send, className: "push" }));
  }

  /** @param {Ask} ask @returns {string} what is known to have been answered */
  given(ask) {
    const { room } = this.member;
    const given = room ? answerOf(room) : null;
    if (!given || ask.phase !== "open") return "";
    return text("class-answer.given", { answer: valueText(ask, given.value) });
  }

  /** @param {Ask} ask @returns {Value|null} */
  value(ask) {
    if (ask.kind === "number") return numberIn(this.typed, ask);
    if (ask.kind === "choice") return this.choice;
    if (ask.kind === "place") return this.map.value;
    const { weight, bias } = handLine(this.member.store.state);
    return [weight, bias];
  }

  async send() {
    const { ask } = this;
    const value = ask ? this.value(ask) : null;
    if (!ask || value === null) return setText(IDS.said, text(ask ? `class-answer.missing.${ask.kind}` : "class-answer.closed"));
    const sure = ask.confidence && this.confidence ? { confidence: this.confidence } : {};
    const notice = await this.member.act({ type: "answer", question: ask.question, round: ask.round, value, ...sure });
    if (this.view.isOpen) setText(IDS.said, notice ? sentence(notice) : this.given(ask));
    return undefined;
  }
}

/** @param {Ask} ask @param {Value} value */
function valueText(ask, value) {
  if (ask.kind === "choice") return wordsOf(ask.choices[Number(value)]);
  if (Array.isArray(value)) return text("lesson.place-of", { weight: parameter(value[0]), bias: parameter(value[1]) });
  return `${value} ${ask.unit}`.trim();
}
