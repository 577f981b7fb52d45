/* The list of lessons, and what opens one: its file from the server, its link, its first card. */

import { arrived, cardOf, followed, leaving, openingOn, setting, settingsBack, turned } from "../run/lesson.js";
import { noLesson } from "../run/lesson_kept.js";
import { settingsIn } from "../run/link_read.js";
import { same } from "../run/record.js";
import { request } from "../run/request.js";
import { text } from "../text/texts.js";
import { closeDialog, madeDialog, openDialog } from "./dialog.js";
import { closest, element, made } from "./element.js";
import { drawCard, focusCard } from "./lesson_card.js";
import { guessLine, listenToPredictions, showMyLine, withId } from "./lesson_predict.js";
import { actionOf } from "./open_link.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").Lesson} Lesson */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {{name: string, title: string, minutes: number, cards: number}} Entry of the list */

const ID = "lessons-view";
const MISSING = 404;
/** @type {(keyof State)[]} what a card shows: nothing that a tick changes */
const DRAWN = ["lesson", "controls", "view", "points"];

/** The list, in the page while it is open, and the lesson that is played. */
export class Lessons {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Lesson|null} */
    this.lesson = null;
    this.isShown = false; // whether somebody has asked for the card, who looks at it
    this.place = made("section", "", { id: ID, className: "about" });
    store.subscribe((state, before) => this.follow(state, before));
    document.addEventListener("click", ({ target }) => this.press(target));
    window.addEventListener("resize", () => drawCard(store.state, this.lesson));
    listenToPredictions(store);
  }

  /* ---- the list ---- */

  /** Open it, or close it where it is open. */
  async flip() {
    if (this.place.isConnected) return this.close();
    const entries = /** @type {Entry[]} */ (await fetched("list"));
    this.place = this.made(entries);
    openDialog(this.place, "lessons");
    /** @type {HTMLElement} */ (this.place.querySelector("[data-lesson]") ?? this.place.querySelector(".close")).focus();
  }

  close() {
    closeDialog(this.place, "lessons");
  }

  /** @param {Entry[]} entries @returns {HTMLElement} */
  made(entries) {
    const place = madeDialog(ID, "lessons-title", "lessons.close.label", () => this.close());
    const list = made("ul", "", { className: "lesson-list" });
    list.append(...entries.map((entry) => this.row(entry)));
    place.append(withId("h2", "lessons-title", text("lessons")), made("p", text("lessons.what")), list);
    return place;
  }

  /** @param {Entry} entry @returns {HTMLElement} */
  row({ name, title, minutes, cards }) {
    const row = made("li", "");
    const { lesson, left } = this.store.state;
    const at = lesson?.name === name ? lesson : Object.hasOwn(left, name) ? left[name] : null;
    const button = made("button", "", { className: "lesson-entry" });
    button.dataset.lesson = name;
    const words = [text("lessons.minutes", { count: minutes }), ...(at ? [text("lessons.left", { card: at.card + 1, count: cards })] : [])];
    button.append(made("strong", title), " ", made("span", words.join(", ")));
    row.append(button);
    if (at) {
      const again = made("button", text("lessons.again"), { className: "inline" });
      again.dataset.again = name;
      row.append(again);
    }
    return row;
  }

  /** @param {EventTarget|null} target of a press */
  press(target) {
    const entry = closest(target, "[data-lesson]");
    const again = closest(target, "[data-again]");
    const button = closest(target, "#card-next,#card-back,#card-leave");
    if (entry) this.choose(entry.dataset.lesson ?? "").catch((error) => this.fail(error));
    else if (again) this.begin(again.dataset.again ?? "");
    else if (button && button.getAttribute("aria-disabled") !== "true") this.turn(button.id);
  }

  /** @param {unknown} error */
  fail(error) {
    console.warn(error);
    this.store.dispatch({ type: "say", notice: { id: "lessons.missing" } });
  }

  /* ---- a lesson ---- */

  /** Go on with a lesson where it was left, or begin it. @param {string} name */
  async choose(name) {
    const { lesson, left, controls, schema } = this.store.state;
    if (lesson?.name === name) {
      this.show();
      return this.resume();
    }
    const place = Object.hasOwn(left, name) ? left[name] : null;
    if (!place) return this.begin(name);
    const found = await fetched(name);
    this.leave();
    const isOfItsData = (new URLSearchParams(found?.link).get("data") ?? schema.controls.dataset.default) === controls.dataset;
    this.store.dispatch({ type: "lesson", lesson: { ...noLesson(name, place.card, !isOfItsData), ...place } });
    this.show();
  }

  /** @param {string} name */
  begin(name) {
    this.leave();
    this.store.dispatch({ type: "lesson", lesson: noLesson(name, 0, true) });
    this.show();
  }

  /** The card is what is looked at now. */
  show() {
    if (this.place.isConnected) this.close();
    this.isShown = true;
    focusCard(this.store.state);
  }

  /** Bring the file of the lesson that the state names, open its link where that is to be done, and show its card. */
  async resume() {
    const { lesson: named } = this.store.state;
    if (!named || named.cards) return;
    /** @type {Lesson|null} */
    const lesson = await fetched(named.name);
    const isStill = this.store.state.lesson?.name === named.name;
    if (!lesson) {
      if (isStill) this.store.dispatch({ type: "lesson", lesson: null });
      return this.store.dispatch({ type: "say", notice: { id: "lessons.unknown" } });
    }
    if (!isStill || this.store.state.lesson?.cards) return;
    this.lesson = lesson;
    const { view: before } = this.store.state;
    if (named.begins) await this.open(lesson.link);
    this.dispatch(arrived(this.store.state, lesson.cards, named.begins ? before : undefined));
    if (this.isShown) focusCard(this.store.state);
  }

  /** A run of one's own comes back by undo. @param {string} link */
  async open(link) {
    const { state, dispatch } = this.store;
    const action = await actionOf(state, `v=1&${link}`);
    if (action.type !== "open") return dispatch(action);
    dispatch({ ...action, opening: openingOn(this.store.state, action.opening, link) });
  }

  /** @param {string} id of the button that was pressed */
  turn(id) {
    if (id === "card-leave") return this.leave();
    const action = turned(this.store.state, id === "card-next" ? 1 : -1);
    if (action) this.dispatch(action);
  }

  leave() {
    const { state, dispatch } = this.store;
    if (!state.lesson) return;
    const controls = settingsBack(state);
    if (Object.keys(controls).length) dispatch({ type: "set", controls });
    showMyLine(this.store, false);
    dispatch(leaving(this.store.state));
    this.isShown = false;
  }

  /** A card comes: what it makes of the view, then what it sets. @param {import("../run/types.js").Action} action */
  dispatch(action) {
    this.store.dispatch(action);
    const card = cardOf(this.store.state);
    showMyLine(this.store, card?.predict?.kind === "line");
    if (card?.set && action.lesson.taken !== null && action.view) this.set(card.set);
  }

  /** @param {string} query what a card sets */
  set(query) {
    const { schema, controls: before, seeds, record } = this.store.state;
    const { dispatch } = this.store;
    const { controls, seeds: wanted, at } = settingsIn(query, schema, before);
    const noted = setting(this.store.state, controls);
    if (noted) dispatch({ type: "lesson", lesson: noted });
    const { dataset, ...others } = controls;
    if (dataset !== undefined && dataset !== before.dataset) dispatch({ type: "set", controls: { dataset } });
    if (Object.keys(others).length) dispatch({ type: "set", controls: others });
    if (wanted.seed !== undefined && wanted.seed !== seeds.data) dispatch({ type: "new-data", seed: wanted.seed });
    if (wanted.start !== undefined && wanted.start !== seeds.start) dispatch({ type: "new-start", seed: wanted.start });
    const isAt = at && record.start && same([record.start.parameters["linear.weight"], record.start.parameters["linear.bias"]], [at.weight, [at.bias]]);
    if (at && !isAt) dispatch({ type: "start-at", weight: at.weight, bias: at.bias });
  }

  /** @param {State} state @param {State|null} before */
  follow(state, before) {
    if (!state.lesson && !before?.lesson) return;
    if (DRAWN.some((name) => state[name] !== before?.[name])) drawCard(state, this.lesson);
    guessLine(this.store, before);
    const action = followed(state);
    if (action) this.store.dispatch(action);
  }
}

/** @param {string} name of a lesson, or of the list @returns {Promise<any>} null where the server has none of that name */
function fetched(name) {
  const address = /** @type {HTMLElement} */ (element("_dash-renderer")).dataset.lessons ?? "";
  return request(`${address}${name}.json`, (response) => {
    if (response.status === MISSING) return null;
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.json();
  });
}
