/* See why it learns: brings the open panels, each from the file of its name, and says when they are redrawn. */

import { all, element, setAttribute } from "../page/element.js";
import { fetchFirst, laterModules } from "../page/modules.js";
import { isHere } from "../plotly.js";
import { isAvailable, openPanels, whyNot } from "../run/view.js";
import { text } from "../text/texts.js";

/** @typedef {import("../run/types.js").State} State */
/**
 * @typedef {object} Context what a panel is made with
 * @property {import("../run/store.js").Store} store
 * @property {import("../figures/picture.js").Picture} picture
 * @typedef {{draw: (state: State) => void, tick?: (state: State) => void}} Panel draw() all of it; tick() what moves with the run
 */

const REDRAW_MS = 500;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 16000;
const MISSING = "notice.panel-missing";
const PLACES = ["first", "second"];
const CALM_MS = 10000; // while a class opens the page, everybody's picture comes first

/** The panels that are open, and when they were drawn. */
export class Panels {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    /** @type {Record<string, Panel>} */
    this.made = {};
    /** @type {Set<string>} */
    this.coming = new Set();
    this.drawnAt = 0;
    this.arranged = "";
    /** @type {ReturnType<typeof setTimeout>|null} */
    this.later = null;
  }

  /** Bring a panel's file, unless it is there or on its way; when it comes, the panel is drawn. @param {string} name @param {number} [wait] in ms, after which to try again */
  async bring(name, wait = FIRST_WAIT_MS) {
    if (this.made[name] || this.coming.has(name)) return;
    this.coming.add(name);
    const module = await this.fetchModule(name);
    if (!module) {
      setTimeout(() => {
        this.coming.delete(name);
        this.bring(name, Math.min(2 * wait, LONGEST_WAIT_MS));
      }, wait);
      return;
    }
    this.coming.delete(name);
    this.made[name] = module.create(this.context);
    this.draw(this.context.store.state, true);
  }

  /** @param {string} name @returns {Promise<{create: (context: Context) => Panel}|null>} null where it has not come, which the page says */
  async fetchModule(name) {
    const { store } = this.context;
    try {
      await fetchFirst(`panels/${name}.js`);
      const module = await import(`./${name}.js`);
      this.takeBack();
      return module;
    } catch (error) {
      console.warn(`The panel ${name} has not come.`, error);
      if (openPanels(store.state).includes(name)) store.dispatch({ type: "say", notice: { id: MISSING } });
      return null;
    }
  }

  /** Nobody misses a panel any more. */
  takeBack() {
    const { store } = this.context;
    if (store.state.notice?.id === MISSING) store.dispatch({ type: "say", notice: null });
  }

  /** After a while bring all that may be opened later, while there is a network; where it broke, after a while again. */
  bringAllLater() {
    setTimeout(() => {
      const bring = () => Object.keys(this.context.store.state.schema.panels).forEach((name) => this.bring(name));
      laterModules().fetchCalmly().then(bring, () => this.bringAllLater());
    }, CALM_MS);
  }

  /** Bring chips and places level with what is open. @param {State} state */
  arrange(state) {
    const open = openPanels(state);
    const names = Object.keys(state.schema.panels);
    const available = names.filter((name) => isAvailable(state, name));
    const { projector } = state.view;
    const key = `${projector} ${open.join()} ${available.join()} ${Object.keys(this.made).join()}`;
    if (key === this.arranged) return;
    this.arranged = key;
    // On the wall a panel stands otherwise than on the desk, and alone.
    element("page").dataset.panels = String(projector ? 0 : open.length);
    element("page").dataset.open = open.join(" ");
    element("page").dataset.wall = projector ? open.join() : "";
    if (open.every((name) => this.made[name])) setTimeout(() => this.takeBack());
    names.forEach((name) => {
      const section = element(`panel-${name}`);
      const place = open.indexOf(name);
      section.hidden = place < 0;
      const isComing = place >= 0 && !this.made[name];
      section.querySelectorAll(":scope > :not(.close)").forEach((part) => /** @type {HTMLElement} */ (part).toggleAttribute("inert", isComing));
      section.dataset.place = projector ? "wall" : PLACES[Math.max(0, place)];
    });
    all("#chips [data-panel]").forEach((chip) => {
      const name = chip.dataset.panel ?? "";
      const isThere = available.includes(name);
      setAttribute(chip, "aria-pressed", open.includes(name));
      setAttribute(chip, "aria-disabled", !isThere);
      const why = whyNot(state, name);
      chip.title = why ? text(why) : "";
    });
  }

  /** Redraw what is open: all of it when something changed, their places too, otherwise at most twice a second; what moves, at once. @param {State} state @param {boolean} whole */
  draw(state, whole) {
    if (!state.points || !state.record.history.length) return;
    if (whole) this.arrange(state);
    if (!isHere()) return;
    const open = openPanels(state);
    const isDue = whole || performance.now() - this.drawnAt > REDRAW_MS;
    if (isDue) this.clearLater();
    // What is put off is not forgotten, when nothing else follows.
    else if (this.later === null && open.length) this.later = setTimeout(() => this.draw(this.context.store.state, true), REDRAW_MS);
    open.forEach((name) => this.drawPanel(name, state, isDue));
  }

  clearLater() {
    this.drawnAt = performance.now();
    if (this.later !== null) clearTimeout(this.later);
    this.later = null;
  }

  /** @param {string} name @param {State} state @param {boolean} isDue */
  drawPanel(name, state, isDue) {
    const panel = this.made[name];
    if (!panel) this.bring(name);
    else if (isDue) panel.draw(state);
    else panel.tick?.(state);
  }
}
