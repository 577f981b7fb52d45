/* Joins the parts of the page, which is used at once, and lets Dash draw it. */

import { entry, isDrawn, nameCallbacks, postWith, setProperties, startRenderer, tellDash } from "./dash.js";
import { Picture } from "./figures/picture.js";
import { askedFor, forgetAddress } from "./page/address.js";
import { Aloud } from "./page/aloud.js";
import { listenToButtons } from "./page/buttons.js";
import { readControls, refusal } from "./page/controls.js";
import { moveInto, showFirst, watchControls } from "./page/first.js";
import { listenToOffers } from "./page/offers.js";
import { Focus } from "./page/focus.js";
import { listenToKeys } from "./page/keys.js";
import { listenToLateParts, listenToPointers } from "./page/late.js";
import { awaitPlotly, isSeen, loadScript } from "./page/scripts.js";
import { Show } from "./page/show.js";
import { listenToSliders } from "./page/sliders.js";
import { listenToTakes } from "./page/takes.js";
import { rewriteTexts } from "./page/static_texts.js";
import { Tab } from "./page/storage.js";
import { listenToTyping } from "./page/typed.js";
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
const LATEST_DASH_MS = 1500; // with no picture yet, the server being busy
const LATEST_PLOTLY_MS = 4000;

/** The page: as HTML first, then as Dash has drawn it. */
class Page {
  constructor() {
    const first = firstState(SCHEMA, newRunId(), screen());
    this.tab = new Tab(newRunId());
    const { state, seq } = this.tab.load(first);
    this.store = createStore(reduce, state);
    this.isDefault = state.controls === first.controls && !areStrained;
    this.client = new Client(this.store, (command, signal) => postWith(command, signal, this.store.state.tables), { isHidden: () => document.hidden, seq });
    const picture = new Picture();
    this.panels = new Panels({ store: this.store, picture });
    this.show = new Show(picture, this.panels);
    this.aloud = new Aloud();
    this.focus = new Focus();
    this.savedAt = 0;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.savesLater = undefined;
    /** @type {Record<string, any>} what stands in the controls whose values are none */
    this.refused = {};
    this.isPictured = () => {};
    /** @type {Promise<void>} points and line are drawn */
    this.pictured = new Promise((resolve) => (this.isPictured = resolve));
  }

  /** Begin as what the address asks for, or as the tab was. */
  async open() {
    const action = await askedFor(this.state, location.search.slice(1));
    if (action?.type === "open") this.isDefault = false;
    if (action) this.store.dispatch(action);
    this.client.ask(); // it is answered while the page is drawn
    this.begin();
    if (action) forgetAddress(this.save());
    this.store.subscribe((now, before, action) => this.follow(now, before, action));
    this.listen();
  }

  /** Make the page as it stands, as HTML or drawn by Dash, what the state says. */
  begin() {
    if (areStrained) rewriteTexts();
    this.show.begin(this.state, !this.isDefault);
  }

  /** Dash has drawn it. */
  arrive() {
    tellDash();
    this.begin();
    Object.entries(this.refused).forEach(([name, value]) => setProperties(SCHEMA.controls[name].id, { value })); // to be mended
    listenToTakes(this.store);
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
    this.focus.follow(state, before);
    if (state.controls !== before.controls) this.isDefault = false;
    if (state.points) this.isPictured();
  }

  /** Keep what a reload brings back: at each change, and while it learns once a second. @param {State} state @param {State} before @param {Action} action */
  keep(state, before, action) {
    const isDrag = action.type === "my-line" || (state.held !== null && state.held === before.held);
    const isNewest = action.type === "answer" && state.record.segments === before.record.segments && isMoving(state);
    const isTick = isNewest || isDrag; // which has many changes
    const later = this.savedAt + SAVE_MS - performance.now();
    if (isTick && later > 0) {
      this.savesLater ??= setTimeout(() => this.save(), later);
      return;
    }
    const comesToRest = isMoving(before) && !isMoving(state); // what was put off is saved now
    if (comesToRest || !keepsTheSame(state, before)) this.save();
  }

  /** @returns {boolean} whether a reload brings back what is there now */
  save() {
    clearTimeout(this.savesLater);
    this.savesLater = undefined;
    this.savedAt = performance.now();
    return this.tab.save(this.store.state, this.client.clock.seq);
  }

  /** A control has changed. */
  readControls() {
    const { state, dispatch } = this.store;
    const { controls, refused } = readControls(state);
    const changed = Object.entries(controls).filter(([name, value]) => value !== state.controls[name]);
    if (changed.length) dispatch({ type: "set", controls: Object.fromEntries(changed) });
    const last = Object.keys(refused).pop();
    if (last) dispatch({ type: "say", notice: refusal(state.schema.controls[last]) });
    else if (Object.keys(this.refused).length && !changed.length) dispatch({ type: "say", notice: null });
    this.refused = refused;
  }

  /** dcc.Interval's tick starts the beat again, should it be lost. */
  pulse() {
    this.client.ask();
    this.client.tell();
  }

  listen() {
    const { store, client } = this;
    listenToButtons(store);
    listenToKeys(store);
    listenToOffers(store);
    listenToLateParts(store, this.show.picture);
    listenToTyping(store);
    watchScreen(store);
    window.addEventListener("pagehide", () => this.save());
    window.addEventListener("pageshow", ({ persisted }) => {
      if (persisted) client.forget(); // of a page that has just been opened the first command is under way
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
    listenToPointers(this.store, picture);
    this.panels.bringAllLater();
  }
}

/** `randomUUID` does not exist on plain http; getRandomValues does. @returns {string} */
function newRunId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Let the page be used, then bring Dash, then plotly.js: each holds the browser up for long. */
async function start() {
  const page = new Page();
  await page.open();
  let isThere = false;
  /** @type {Promise<void>} into what Dash has drawn */
  let moved;
  const bringPlotly = awaitPlotly();
  const pictured = (/** @type {number} */ latest) => Promise.race([page.pictured, wait(latest)]).then(isSeen);

  /** Dash's call at the beginning, when all controls are there, and at every change of one. */
  function change() {
    if (isThere) page.readControls();
    else if (isDrawn("dataset")) {
      isThere = true;
      moved.then(() => page.arrive());
      moved.then(() => pictured(LATEST_PLOTLY_MS)).then(bringPlotly);
    }
  }

  listenToSliders();
  watchControls(() => page.readControls());
  const press = showFirst(entry());
  await pictured(LATEST_DASH_MS);
  loadScript(document.getElementById("_dash-renderer")?.dataset.src ?? "", () => {
    // `page` is for whoever looks at it in the browser's console, tests among them.
    nameCallbacks(/** @type {any} */ ({ page, change, pulse: () => page.pulse() }));
    moved = moveInto(entry(), press).then(() => page.show.picture.moveSketches());
    startRenderer();
  });
}

/** @param {number} milliseconds @returns {Promise<void>} */
function wait(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

start();
