/* Challenges as a teacher sets them: a ready one or by numbers, with a board or without. */

import { sharedData } from "../run/room_data.js";
import { challengeOf, lineOf } from "../run/room_typed.js";
import { text } from "../text/texts.js";
import { made, setText } from "./element.js";
import { challengeText } from "./room_board.js";
import { button, field, fold, renew, row, said, switched } from "./room_view.js";

/** @typedef {import("../run/room.js").Room} Room */
/** @typedef {import("../run/room_challenge.js").Challenge} Challenge */
/** @typedef {import("./room_tasks_question.js").Drive} Drive */

const PARTS = { challengeReady: "class-challenge-ready", challengeSet: "class-challenge-set" };
const COUNT = "class-passed";
const REACH = "class-challenge-reach";
const SAID = "class-challenge-typed";
const LINE = [
  { id: "class-challenge-weight", value: "2" },
  { id: "class-challenge-bias", value: "3" },
  { id: "class-challenge-tolerance", value: "0.2" },
  { id: "class-challenge-start-weight", value: "" },
  { id: "class-challenge-start-bias", value: "" },
];

/** The part. */
export class ChallengePart {
  /** @param {import("../run/store.js").Store} store @param {Drive} drive */
  constructor(store, drive) {
    this.store = store;
    this.drive = drive;
    this.place = made("section", "", { className: "class-part" });
    this.drawn = "";
  }

  /** @param {Room} room */
  level(room) {
    const challenge = /** @type {Challenge|null} */ (room.state.challenge ?? null);
    const key = JSON.stringify(challenge && [challenge.challenge, challenge.phase, challenge.board, challenge.names]);
    if (key !== this.drawn || !this.place.childElementCount) {
      this.drawn = key;
      renew(this.place, [made("h3", text("class-challenges")), ...(challenge ? this.standing(challenge) : this.choosing(room))]);
    }
    if (challenge) setText(COUNT, text("class.board.passed", { count: challenge.passed }));
  }

  /** @param {Room} room @returns {HTMLElement[]} */
  choosing(room) {
    const ready = /** @type {any[]} */ (room.ready?.challenges ?? []);
    const label = made("label", text("class-challenges.ready"));
    const list = /** @type {HTMLSelectElement} */ (made("select", "", { id: PARTS.challengeReady, className: "form-select" }));
    label.setAttribute("for", list.id);
    list.append(...ready.map((one) => Object.assign(made("option", challengeText(one)), { value: one.name })));
    const set = button("class-challenges.set", () => this.drive({ type: "challenge", ready: list.value, ...sharedData(this.store.state) }), { id: PARTS.challengeSet });
    return [label, row(list, set), this.byNumbers()];
  }

  /** @returns {HTMLElement} */
  byNumbers() {
    const percent = field("class-challenge-percent", "class-challenge-percent", { inputMode: "decimal", value: "1" });
    const epochs = field("class-challenge-epochs", "class-challenge-epochs", { inputMode: "numeric", value: "25" });
    const within = (/** @type {string} */ kind) => () => this.set(challengeOf(kind, percent.field.value, epochs.field.value));
    const presses = row(button("class-challenges.set.within", within("within")), button("class-challenges.set.rate", within("largest-rate")));
    return fold("class-challenges.numbers", inPairs([percent, epochs]), presses, ...this.toALine(epochs.field), said("", SAID));
  }

  /** @param {import("../run/room_typed.js").Typed} typed */
  set(typed) {
    return "act" in typed ? this.drive({ ...typed.act, ...sharedData(this.store.state) }) : setText(SAID, text(typed.fault));
  }

  /** @param {HTMLInputElement} epochs @returns {HTMLElement[]} a line to reach, from a start or from everybody's own */
  toALine(epochs) {
    const fields = LINE.map(({ id, value }) => field(id, id, { inputMode: "decimal", value }));
    const set = () => this.set(lineOf(fields.map(({ field: input }) => input.value), epochs.value));
    return [inPairs(fields), row(button("class-challenges.set.line", set))];
  }

  /** @param {Challenge} challenge @returns {HTMLElement[]} */
  standing(challenge) {
    const { board, names, phase } = challenge;
    const reach = made("p", reachText(challenge), { id: REACH, className: "note" });
    const list = switched("class-challenges.board", board, (on) => this.drive({ type: "board", on, names }), "class-board-on");
    const named = switched("class-challenges.names", names, (isOn) => this.drive({ type: "board", on: board, names: isOn }), "class-board-names");
    const turn = phase === "open" ? button("class-challenges.close", () => this.drive({ type: "challenge-phase", phase: "closed" })) : button("class-challenges.open", () => this.drive({ type: "challenge-phase", phase: "open" }));
    const away = button("class-challenges.away", () => this.drive({ type: "challenge-away" }));
    return [made("p", challengeText(challenge), { className: "class-question" }), reach, made("p", "", { id: COUNT, className: "note" }), list, named, row(turn, away)];
  }
}

/** @param {ReturnType<typeof field>[]} fields @returns {HTMLElement} each beside its label */
function inPairs(fields) {
  const pairs = made("div", "", { className: "class-pairs" });
  pairs.append(...fields.map(({ label, field: input }) => row(label, input)));
  return pairs;
}

/** @param {Challenge} challenge @returns {string} whether the data of the page can meet it, as theory says of plain gradient descent */
function reachText({ data, fewest, epochs }) {
  if (!data) return text("class-challenges.any-data");
  return typeof fewest === "number" ? text("class-challenges.fewest", { count: fewest }) : text("class-challenges.never", { count: epochs });
}
