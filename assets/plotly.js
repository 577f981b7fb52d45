/* The only file that knows Plotly: how it comes, how it draws, and where in what it has drawn the moving parts are (docs/why/drawing.md). */

import { clearDots } from "./figures/dots.js";
import { Labels, setLabels } from "./figures/labels.js";
import { magnification, magnify } from "./figures/magnify.js";
import { Moving } from "./figures/moving.js";
import { Sketch } from "./figures/sketch.js";

/**
 * @typedef {object} Axis
 * @property {[number, number]} range in powers of ten where it is logarithmic
 * @property {number} length in pixels
 * @property {number} offset in pixels from the graph's edge
 * @property {boolean} isLogarithmic
 * @property {(value: number) => number} pixel
 * @property {(pixel: number) => number} value
 * @typedef {{x: Axis, y: Axis}} Axes
 * @typedef {{data: any[], layout: any}} Figure
 */

const CONFIG = { displayModeBar: false, responsive: true, doubleClick: false };
const DOTTED = ["Least squares", "Lowest possible"];
const HOVER_MS = 500;
const page = /** @type {any} */ (globalThis.window ?? {});

/** @returns {boolean} whether plotly.js has come */
export function isHere() {
  return Boolean(page.Plotly && page.Plotly.react);
}

/**
 * One Plotly graph of the page: Plotly draws it when what stands still changes; between, the paths of what moves are set.
 * Before plotly.js is there, a sketch is drawn and moved in its place.
 */
export class Graph extends Moving {
  /** @param {string} id of the element that it stands in */
  constructor(id) {
    super();
    this.id = id;
    /** @type {any} */
    this.found = null;
    /** @type {Sketch|null} */
    this.sketch = null;
    this.isHooked = false;
    this.leveledAt = 0;
    /** @type {Map<string, any>} */
    this.groups = new Map(); // of the traces, by name, until Plotly draws again
    this.after = () => {};
    /** @type {Labels|null} */
    this.labels = null;
  }

  /** @returns {any} Plotly's own element */
  get graph() {
    if (!this.found || !this.found.isConnected) this.found = document.querySelector(`#${this.id} .js-plotly-plot`);
    return this.found;
  }

  /** A graph that Dash did not make is made when it is wanted first. @param {Figure} figure */
  make(figure) {
    const place = /** @type {HTMLElement|null} */ (document.querySelector(`#${this.id} .graph`));
    if (this.graph || !place) return;
    page.Plotly.newPlot(place, [], figure.layout, CONFIG);
    new ResizeObserver(() => {
      if (place.offsetParent) page.Plotly.Plots.resize(place);
    }).observe(place);
  }

  get isReady() {
    return Boolean(isHere() && this.graph && this.graph._fullLayout);
  }

  get isDrawn() {
    return this.sketch !== null || this.isReady;
  }

  /** Whether somebody hovers over it and would read old numbers: twice a second they are brought level. */
  get isStaleUnderPointer() {
    return !this.sketch && performance.now() - this.leveledAt > HOVER_MS && this.graph.matches(":hover");
  }

  /** Let Plotly draw all of it. @param {Figure} figure @param {() => void} after runs after this and after every other drawing of Plotly's, a resize too */
  react(figure, after) {
    const { graph } = this;
    const size = this.size(figure.layout.margin);
    magnify(figure, magnification());
    this.labels = new Labels(figure.layout);
    setLabels(figure.layout, this.labels.suiting(size));
    if (!this.isReady) return this.draw(figure, after);
    if (!this.isHooked) {
      graph.on("plotly_afterplot", () => {
        this.after();
        const { w: width, h: height } = graph._fullLayout._size;
        const others = this.labels?.suiting({ width, height });
        if (!others) return;
        setLabels(graph.layout, others); // in another room there is place for others
        page.Plotly.react(graph, graph.data, graph.layout, CONFIG); // at a relayout Dash would draw its own figure
      });
      this.isHooked = true;
    }
    this.groups.clear();
    this.after = () => {
      this.setSketch(null);
      clearDots(graph); // Plotly draws another figure into the groups that are there
      this.finish(after);
    };
    this.leveledAt = performance.now();
    page.Plotly.react(graph, figure.data, figure.layout, CONFIG);
  }

  /** Draw all of it without Plotly. @param {Figure} figure @param {() => void} after */
  draw(figure, after) {
    const place = /** @type {HTMLElement} */ (document.getElementById(this.id));
    this.setSketch(new Sketch(place, figure, () => this.draw(figure, after)));
    this.finish(after);
  }

  /** Where Dash has drawn its element anew. */
  moveSketch() {
    const place = document.getElementById(this.id);
    if (!place || !this.sketch) return;
    this.sketch.moveTo(place);
    place.toggleAttribute("data-sketched", true);
  }

  /** Plotly's own drawing is not seen before it is that of the figure. @param {Sketch|null} sketch */
  setSketch(sketch) {
    this.groups.clear();
    this.sketch?.remove();
    this.sketch = sketch;
    document.getElementById(this.id)?.toggleAttribute("data-sketched", sketch !== null);
  }

  /** @param {() => void} after */
  finish(after) {
    DOTTED.forEach((name) => this.styleLines(name, { strokeLinecap: "round" })); // dots are dashes of no length
    after();
  }

  /** @returns {Axes} */
  axes() {
    if (this.sketch) return this.sketch.axes;
    const { xaxis, yaxis } = this.graph._fullLayout;
    return { x: axisOf(xaxis), y: axisOf(yaxis) };
  }

  /** @param {string} name @returns {any} the group of a trace; null when it is not drawn */
  group(name) {
    if (this.sketch) return this.sketch.groups.get(name);
    const known = this.groups.get(name);
    if (known && known.isConnected) return known;
    const trace = this.graph._fullData.find((/** @type {any} */ candidate) => candidate.name === name);
    const group = trace ? this.graph.querySelector(`.scatterlayer .trace${trace.uid}`) : null;
    this.groups.set(name, group);
    return group;
  }

  /** What was moved, for who reads the graph's data. @param {string} name of a trace @param {number[]} x @param {number[]} y */
  setData(name, x, y) {
    const trace = this.graph?.data.find((/** @type {any} */ it) => it.name === name);
    if (trace) Object.assign(trace, { x, y });
  }

  /** How large the plot is, before and after it is drawn. @param {{l: number, r: number, t: number, b: number}} margin @returns {{width: number, height: number}} */
  size(margin) {
    const { clientWidth, clientHeight } = /** @type {Element} */ (document.querySelector(`#${this.id}`));
    const scale = magnification();
    return { width: clientWidth - scale * (margin.l + margin.r), height: clientHeight - scale * (margin.t + margin.b) };
  }

  /** @returns {string} names the room that it has */
  get room() {
    const { clientWidth, clientHeight } = /** @type {Element} */ (document.querySelector(`#${this.id}`));
    return `${clientWidth}x${clientHeight} ${magnification()} ${this.isReady}`;
  }

  /** @param {{clientX: number, clientY: number}} event @returns {[number, number]} the pixels of the plot under a pointer */
  pixelsOf({ clientX, clientY }) {
    if (!this.isReady) return [NaN, NaN];
    const { left, top } = this.graph.getBoundingClientRect();
    const { x, y } = this.axes();
    return [clientX - left - x.offset, clientY - top - y.offset];
  }
}

/** @param {any} axis Plotly's @returns {Axis} */
function axisOf(axis) {
  const { range, _length: length, _offset: offset } = axis;
  return { range, length, offset, isLogarithmic: axis.type === "log", pixel: axis.c2p, value: axis.p2c };
}

/**
 * Draw a figure out of sight.
 * @param {Figure} figure with its size @param {{format: string, width: number, height: number}} picture @returns {Promise<string>} its address, which holds it
 */
export async function drawPicture({ data, layout }, picture) {
  const place = document.createElement("div");
  try {
    await page.Plotly.newPlot(place, data, layout, { staticPlot: true });
    return await page.Plotly.toImage(place, picture);
  } finally {
    page.Plotly.purge(place);
  }
}

/** Let what Plotly has drawn be as large as the sheet that it is printed on has room. */
export function scaleFigures() {
  document.querySelectorAll(".js-plotly-plot .main-svg").forEach((drawing) => {
    drawing.setAttribute("viewBox", `0 0 ${drawing.getAttribute("width")} ${drawing.getAttribute("height")}`);
  });
}

/** As on the screen again. */
export function releaseFigures() {
  document.querySelectorAll(".js-plotly-plot .main-svg").forEach((drawing) => drawing.removeAttribute("viewBox"));
}
