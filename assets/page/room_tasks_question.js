/* Questions as a teacher asks them: a ready one or one's own; open, talk, a second round, the results. */

import { sharedData } from "../run/room_data.js";
import { questionOf } from "../run/room_typed.js";
import { text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { button, field, fold, renew, row, said, switched } from "./room_view.js";
import { wordsOf } from "./room_words.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("../run/room_question.js").Ask} Ask */
/** @typedef {(act: object) => Promise<void>} Drive */

const PARTS = { questionReady: "class-question-ready", ask: "class-ask", questionKind: "class-question-kind", questionChoices: "class-question-choices", questionAway: "class-question-away" };
const KINDS = ["choice", "number", "line", "place"];
const LONGEST = 300;
const COUNT = "class-answers";
const SAID = "class-question-words";

/** The part. */
export class QuestionPart {
  /** @param {import("../run/store.js").Store} store @param {Drive} drive */
  constructor(store, drive) {
    this.store = store;
    this.drive = drive;
    this.place = made("section", "", { className: "class-part" });
    this.drawn = "";
  }

  /** @param {Room} room */
  level(room) {
    const ask = /** @type {Ask|null} */ (room.state.ask ?? null);
    const key = JSON.stringify(ask && [ask.question, ask.phase, ask.round, ask.to]);
    if (key !== this.drawn || !this.place.childElementCount) {
      this.drawn = key;
      renew(this.place, [made("h3", text("class-question")), ...(ask ? this.standing(ask) : this.choosing(room))]);
    }
    if (ask) setText(COUNT, text("class-question.answers", { count: room.teacher?.waiting?.answers ?? 0, here: room.here }));
  }

  /** @param {Room} room @returns {HTMLElement[]} */
  choosing(room) {
    const ready = /** @type {any[]} */ (room.ready?.questions ?? []);
    const preview = made("ul", "", { className: "class-preview" });
    const label = made("label", text("class-question.ready"));
    const list = /** @type {HTMLSelectElement} */ (made("select", "", { id: PARTS.questionReady, className: "form-select" }));
    label.setAttribute("for", list.id);
    list.append(...ready.map(({ name, text: words }) => Object.assign(made("option", wordsOf(words)), { value: name })));
    const level = () => {
      const { text: words, choices = [] } = ready.find(({ name }) => name === list.value) ?? {};
      preview.replaceChildren(...[words, ...choices].map((one, i) => made("li", wordsOf(one), i ? {} : { className: "class-question" })));
    };
    list.addEventListener("change", level);
    level();
    const ask = button("class-question.ask", () => this.drive({ type: "ask", ready: list.value, ...sharedData(this.store.state) }), { id: PARTS.ask, className: "push" });
    return [label, row(list), preview, row(ask), this.own()];
  }

  /** @returns {HTMLElement} one's own question */
  own() {
    const words = field("class-question-text", "class-question-text", { maxLength: LONGEST });
    const kind = /** @type {HTMLSelectElement} */ (made("select", "", { id: PARTS.questionKind, className: "form-select" }));
    kind.append(...KINDS.map((value) => Object.assign(made("option", text(`class-question.kind.${value}`)), { value })));
    kind.setAttribute("aria-label", text("class-question.kind"));
    const choices = /** @type {HTMLTextAreaElement} */ (made("textarea", "", { id: PARTS.questionChoices, className: "form-control" }));
    Object.assign(choices, { rows: 3, spellcheck: false });
    const choicesLabel = made("label", text("class-question-choices"));
    choicesLabel.setAttribute("for", choices.id);
    const truth = field("class-question-truth", "class-question-truth", { inputMode: "decimal" });
    const near = field("class-question-tolerance", "class-question-tolerance", { inputMode: "decimal" });
    let confidence = true;
    const sure = switched("class-question.confidence", true, (isOn) => (confidence = isOn));
    const level = () => {
      for (const it of [choices, choicesLabel]) it.hidden = kind.value !== "choice";
      for (const it of [truth.label, truth.field]) it.hidden = !["choice", "number"].includes(kind.value);
      for (const it of [near.label, near.field]) it.hidden = kind.value !== "number";
      setText(truth.label, text(kind.value === "choice" ? "class-question-truth.choice" : "class-question-truth"));
    };
    kind.addEventListener("change", level);
    level();
    const ask = button("class-question.ask", () => this.ask({ kind: kind.value, words: words.field.value, choices: choices.value, truth: truth.field.value, tolerance: near.field.value, confidence }));
    return fold("class-question.own", row(words.label, words.field), row(kind), choicesLabel, choices, row(truth.label, truth.field), row(near.label, near.field), sure, row(ask), said("", SAID));
  }

  /** @param {Parameters<typeof questionOf>[0]} own */
  ask(own) {
    const typed = questionOf(own);
    return "act" in typed ? this.drive(typed.act) : setText(SAID, text(typed.fault));
  }

  /** @param {Ask} ask @returns {HTMLElement[]} */
  standing(ask) {
    const phase = (/** @type {string} */ name, /** @type {object} */ more, /** @type {string} */ id) => button(name, () => this.drive({ type: "ask-phase", ...more }), { id });
    const close = phase("class-question.close", { phase: "closed" }, "class-question-close");
    const show = phase("class-question.show", { phase: "shown", to: "wall" }, "class-question-show");
    const showAll = phase("class-question.show-all", { phase: "shown", to: "all" }, "class-question-show-all");
    const again = phase("class-question.again", { phase: "open", round: 2 }, "class-question-again");
    const away = button("class-question.away", () => this.drive({ type: "ask-away" }), { id: PARTS.questionAway });
    const isOpen = ask.phase === "open";
    const next = isOpen ? [close] : [...(ask.round === 1 ? [again] : []), show, showAll];
    return [made("p", wordsOf(ask.text)), made("p", "", { id: COUNT, className: "note" }), row(...next, away), made("p", text(`class-question.phase.${ask.phase}`, { round: ask.round }), { className: "note" })];
  }
}
