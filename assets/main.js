/* Joins the parts of the page and lets Dash draw it. */

import { entry, nameCallbacks, post, property, startRenderer } from "./dash.js";
import { Picture } from "./figures/picture.js";
import { Aloud } from "./page/aloud.js";
import { listenToButtons } from "./page/buttons.js";
import { readControls, refusal } from "./page/controls.js";
import { fillPlaces } from "./page/plain.js";
import { awaitPlotly } from "./page/plotly_script.js";
import { listenToPrinting } from "./page/print.js";
import { listenToRate } from "./page/rate.js";
import { Show } from "./page/show.js";
import { listenToSliders } from "./page/sliders.js";
import { listenToTakes } from "./page/takes.js";
import { rewriteTexts } from "./page/static_texts.js";
import { Tab } from "./page/storage.js";
import { screen, watchScreen } from "./page/view.js";
import { Panels } from "./panels/index.js";
import { reduce } from "./run/actions.js";
import { Client } from "./run/client.js";
import { firstState, isMoving } from "./run/state.js";
import { createStore } from "./run/store.js";
import { keepsTheSame } from "./run/stored.js";
import { SCHEMA } from "./text/schema.js";
import { areStrained } from "./text/texts.js";

/** @typedef {import("./run/store.js").Store} Store */
/** @typedef {import("./run/types.js").Action} Action */
/** @typedef {import("./run/types.js").State} State */

const SAVE_MS = 900;
const LOOK_MS = 50;

/** The page, once Dash has drawn it. */
class Page {
  /** @param {() => void} bringPlotly when there is a picture without it */
  constructor(bringPlotly) {
    this.bringPlotly = bringPlotly;
    const first = firstState(SCHEMA, newRunId(), screen());
    this.tab = new Tab(newRunId());
    const { state, seq } = this.tab.load(first);
    this.store = createStore(reduce, state);
    this.client = new Client(this.store, post, { isHidden: () => document.hidden, seq });
    const picture = new Picture();
    this.panels = new Panels({ store: this.store, picture });
    this.show = new Show(picture, this.panels);
    this.aloud = new Aloud();
    this.savedAt = 0;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.savesLater = undefined;
    this.isRefusing = false;
    if (areStrained) rewriteTexts();
    this.show.begin(state, areStrained || state.controls !== first.controls);
    this.store.subscribe((now, before, action) => this.follow(now, before, action));
    this.listen();
    this.client.ask();
    this.whenPlotlyIsReady();
  }

  get state() {
    return this.store.state;
  }

  /** @param {State} state @param {State} before @param {Action} action */
  follow(state, before, action) {
    this.client.follow(state, before, action);
    this.keep(state, before, action);
    this.show.follow(state, before);
    this.aloud.follow(state, before);
    if (state.points && !before.points) this.bringPlotly();
  }

  /** Keep what a reload brings back: at each change, and while it learns once a second. @param {State} state @param {State} before @param {Action} action */
  keep(state, before, action) {
    const isTick = action.type === "answer" && state.record.segments === before.record.segments && isMoving(state);
    const later = this.savedAt + SAVE_MS - performance.now();
    if (isTick && later > 0) {
      this.savesLater ??= setTimeout(() => this.save(), later);
      return;
    }
    const comesToRest = isMoving(before) && !isMoving(state); // what was put off is saved now
    if (comesToRest || !keepsTheSame(state, before)) this.save();
  }

  save() {
    clearTimeout(this.savesLater);
    this.savesLater = undefined;
    this.savedAt = performance.now();
    this.tab.save(this.store.state, this.client.clock.seq);
  }

  /** A control has changed. */
  readControls() {
    const { state, dispatch } = this.store;
    const { controls, refused } = readControls(state.schema);
    const changed = Object.entries(controls).filter(([name, value]) => value !== state.controls[name]);
    if (changed.length) dispatch({ type: "set", controls: Object.fromEntries(changed) });
    const last = refused[refused.length - 1];
    if (last) dispatch({ type: "say", notice: refusal(state.schema.controls[last]) });
    else if (this.isRefusing && !changed.length) dispatch({ type: "say", notice: null });
    this.isRefusing = refused.length > 0;
  }

  /** dcc.Interval's tick starts the beat again, should it be lost. */
  pulse() {
    this.client.ask();
    this.client.tell();
  }

  listen() {
    const { store, client } = this;
    listenToButtons(store);
    listenToRate(store);
    listenToTakes(store);
    listenToPrinting(store);
    watchScreen(store);
    window.addEventListener("pagehide", () => this.save());
    window.addEventListener("pageshow", () => {
      client.forget();
      client.ask();
    });
    window.addEventListener("online", () => client.search.ask());
    window.addEventListener("offline", () => client.search.begin());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.save() : client.resume()));
  }

  whenPlotlyIsReady() {
    const { picture } = this.show;
    if (!picture.isReady) {
      setTimeout(() => this.whenPlotlyIsReady(), LOOK_MS);
      return;
    }
    document.documentElement.dataset.plotly = "ready";
    this.show.draw(this.store.state, true);
    this.panels.draw(this.store.state, true);
    this.panels.bringAllLater();
  }
}

/** `randomUUID` does not exist on plain http; getRandomValues does. @returns {string} */
function newRunId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Name what Dash calls, and let it draw. */
function start() {
  const bringPlotly = awaitPlotly();
  /** @type {Page|null} */
  let page = null;

  /** Dash's call at the beginning, when all controls are there, and at every change of one. */
  function change() {
    if (page) page.readControls();
    else if (property("dataset", "value")) {
      page = new Page(bringPlotly);
      nameCallbacks(/** @type {any} */ ({ page })); // for whoever looks at it in the browser's console, tests among them
    }
  }

  nameCallbacks({ change, pulse: () => page?.pulse() });
  listenToSliders();
  fillPlaces(entry());
  startRenderer();
}

start();
