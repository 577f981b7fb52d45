/* The points of the fit are touched: pressed to add one, dragged, removed; by mouse, finger and keys (docs/why/data.md). */

import { added, canTouch, MOST, removed, tableNow, touch } from "../run/edits.js";
import { givesToClass } from "../run/room_points.js";
import { isHidden } from "../run/hidden.js";
import { xOf } from "../figures/skeleton.js";
import { text } from "../text/texts.js";
import { named } from "../run/own_points.js";
import { closest, setData } from "./element.js";
import { Hold } from "./touch_hold.js";
import { deedOf, nearestTo, nextFrom, nextTo } from "./touch_keys.js";
import { Mark, placeFor } from "./touch_mark.js";
import { offerTouches } from "./touch_offers.js";
import { Taps } from "./touch_taps.js";

/** @typedef {import("../figures/picture.js").Picture} Picture */
/** @typedef {import("../run/edits.js").Place} Place */
/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */
/** @typedef {import("../run/types.js").Table} Table */
/** @typedef {{dx: number, dy: number}} Drag from the pointer to the point, in pixels, captured once */

const REACH = { mouse: 9, finger: 22 }; // pixels: what is 44 wide is caught by a finger
const STILL = 5; // a press that moved less is one

/** Who touches. */
export class Touch {
  /** @param {Store} store @param {Picture} picture */
  constructor(store, picture) {
    this.store = store;
    this.graph = picture.fit.graph;
    /** @type {Drag|null} */
    this.drag = null;
    /** @type {Hold|null} */
    this.hold = null;
    /** @type {{x: number, y: number}|null} where an empty place was pressed */
    this.press = null;
    /** @type {number|null} the point that keys are about */
    this.chosen = null;
    this.isTaken = false; // whether keys move it
    this.isOn = false; // whether the last press was on the figure: Plotly lays a cover over all while one presses
    /** @type {PointerEvent|null} */
    this.latest = null;
    this.taps = new Taps();
    this.place = placeFor((event) => this.onKey(event), () => this.choose(null));
    this.mark = new Mark(this.graph, this.place);
    this.levelOffers = offerTouches(store, () => this.table());
    this.listen();
    store.subscribe((state, before) => this.follow(state, before));
    this.follow(store.state);
  }

  listen() {
    document.addEventListener("pointerdown", (event) => this.onDown(event), true);
    document.addEventListener("pointermove", (event) => this.onMove(event), true);
    document.addEventListener("pointerup", (event) => this.onUp(event), true);
    document.addEventListener("pointercancel", () => this.letGo(), true);
    document.addEventListener("dblclick", (event) => this.isOn && this.onTwice(event), true);
    // A finger that has caught a point does not scroll the page.
    document.addEventListener("touchstart", (event) => this.drag && event.cancelable && event.preventDefault(), { capture: true, passive: false });
  }

  /** @param {State} state @param {State} [before] */
  follow(state, before) {
    const isThere = this.canTouch(state) && this.graph.isReady;
    if (isThere && !this.place.isConnected) document.querySelector(".fit-place")?.append(this.place);
    if (this.place.hidden === isThere) this.place.hidden = !isThere;
    this.levelOffers();
    if (isThere) this.place.setAttribute("aria-label", text("touch.label", { count: state.points?.targets.length ?? 0 }));
    setData(this.place, "taken", this.isTaken);
    if (this.hold?.isBegun && state.held === null) Object.assign(this, { hold: null, drag: null, isTaken: false }); // another action took it away
    if (this.chosen !== null && this.chosen >= (state.points?.targets.length ?? 0)) this.choose(null);
    else if (before && before.points !== state.points) this.showChosen();
  }

  /** @param {State} state not while an epoch of the past is looked at, or taken again; nor where a press is to place a point of the class's */
  canTouch(state) {
    return canTouch(state) && !givesToClass(state) && !isHidden(state, "touch") && state.view.epoch === null && !state.goal?.training;
  }

  /** @returns {Table|null} the points as one's own; null where they cannot be touched */
  table() {
    const { state } = this.store;
    return this.canTouch(state) && this.graph.isReady ? tableNow(state, this.graph.axes().y.range) : null;
  }

  /* ---- pointer ---- */

  /** @param {MouseEvent} event @returns {{x: number, y: number}|null} in pixels of the plot; null outside */
  pixels(event) {
    const [x, y] = this.graph.pixelsOf(event);
    if (Number.isNaN(x)) return null;
    const { x: across, y: up } = this.graph.axes();
    return x >= 0 && y >= 0 && x <= across.length && y <= up.length ? { x, y } : null;
  }

  /** @param {{x: number, y: number}} at in pixels @param {number} reach @returns {number|null} the nearest point within reach */
  nearest(at, reach) {
    const { points, view } = this.store.state;
    if (!points || !view.shown.Data) return null;
    const { x, y } = this.graph.axes();
    return nearestTo(at, xOf(points).map(x.pixel), points.targets.map(y.pixel), reach);
  }

  /** @param {PointerEvent} event */
  onDown(event) {
    const { state } = this.store;
    this.isOn = closest(event.target, "#fit-figure") !== null;
    const at = this.isOn && event.isPrimary && event.button === 0 ? this.pixels(event) : null;
    const before = at && this.table();
    if (!at || !before || !state.points) return;
    const point = this.nearest(at, event.pointerType === "mouse" ? REACH.mouse : REACH.finger);
    if (point === null) {
      this.press = { x: event.clientX, y: event.clientY };
      return;
    }
    const { x, y } = this.graph.axes();
    this.drag = { dx: x.pixel(xOf(state.points)[point]) - at.x, dy: y.pixel(state.points.targets[point]) - at.y };
    event.preventDefault();
    event.stopPropagation(); // Plotly would zoom
    this.choose(point);
    this.taps.begin(event);
    this.hold = new Hold(this.store, point, before);
  }

  /** @param {PointerEvent} event */
  onMove(event) {
    if (!this.drag) return;
    event.stopPropagation();
    if (!this.latest) requestAnimationFrame(() => this.moveOn());
    this.latest = event;
  }

  /** Once a frame: the point is where the pointer is. */
  moveOn() {
    const { drag, latest } = this;
    this.latest = null;
    if (!drag || !latest) return;
    const [x, y] = this.graph.pixelsOf(latest);
    const axes = this.graph.axes();
    this.hold?.moveTo({ x: axes.x.value(x + drag.dx), y: axes.y.value(y + drag.dy) });
  }

  /** @param {PointerEvent} event */
  onUp(event) {
    const { press } = this;
    this.press = null;
    if (this.drag) event.stopPropagation();
    if (this.latest) this.moveOn();
    this.letGo();
    if (this.taps.isSecond(event) && this.chosen !== null) this.remove(this.chosen);
    const isStill = press && Math.hypot(event.clientX - press.x, event.clientY - press.y) < STILL;
    const at = isStill ? this.pixels(event) : null;
    if (at) this.add({ x: this.graph.axes().x.value(at.x), y: this.graph.axes().y.value(at.y) });
  }

  letGo() {
    const { hold, drag } = this;
    Object.assign(this, { drag: null, latest: null, press: null });
    if (!drag) return;
    this.hold = null;
    hold?.end();
  }

  /** @param {MouseEvent} event */
  onTwice(event) {
    const at = this.pixels(event);
    const point = at && this.nearest(at, REACH.finger);
    if (point !== null) this.remove(point);
  }

  /* ---- what is done ---- */

  /** @param {Place} at */
  add(at) {
    const before = this.table();
    const after = before && added(before, at);
    if (!before || !after) return;
    if (after === before) return this.store.dispatch({ type: "say", notice: { id: "touch.most", values: { most: MOST } } });
    this.store.dispatch(touch(this.store.state, named(before), after, "added-point"));
    this.choose(before.targets.length);
  }

  /** @param {number} point @param {boolean} [isByKey] then the next one is chosen */
  remove(point, isByKey = false) {
    const before = this.table();
    const after = before && removed(before, point, this.store.state.points);
    if (!before || !after) return;
    if (after === before) return this.store.dispatch({ type: "say", notice: { id: "touch.two" } });
    this.store.dispatch(touch(this.store.state, named(before), after, "removed-point"));
    this.choose(isByKey ? nextFrom(after.features.map(([x]) => x), before.features[point][0]) : null);
  }

  /* ---- keys ---- */

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.table()) return;
    const deed = deedOf(event, this);
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat && "name" in deed) return; // a key that is held down removes one
    const [{ chosen }, { x, y }] = [this, this.graph.axes()];
    if ("choose" in deed) this.chooseNext(deed.choose);
    else if ("move" in deed) this.moveBy(Number(chosen), ...deed.move);
    else if (deed.name === "add") this.add({ x: x.value(x.length / 2), y: y.value(y.length / 2) });
    else if (deed.name === "remove") this.remove(Number(chosen), true);
    else this.take(deed.name === "take");
  }

  /** @param {boolean} isTaken */
  take(isTaken) {
    const { hold } = this;
    this.hold = null;
    this.isTaken = isTaken;
    hold?.end();
    setData(this.place, "taken", isTaken);
    this.showChosen();
  }

  /** @param {number} point @param {number} across @param {number} up in steps */
  moveBy(point, across, up) {
    const table = this.table();
    if (!table) return;
    this.hold ??= new Hold(this.store, point, table);
    this.hold.moveBy(across, up, this.graph.axes());
  }

  /** @param {number} by the next point to the right, or to the left */
  chooseNext(by) {
    const { points } = this.store.state;
    if (!points) return;
    this.choose(nextTo(xOf(points), this.chosen, by));
  }

  /** @param {number|null} point */
  choose(point) {
    if (this.isTaken && point !== this.chosen) this.take(false);
    this.chosen = point;
    if (point !== null) this.place.focus({ preventScroll: true }); // keys are for it
    this.showChosen();
  }

  /** A ring about the chosen point, and its numbers. */
  showChosen() {
    this.mark.show(this.store.state.points, this.chosen, this.isTaken);
  }
}
