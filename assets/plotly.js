/* The only file that knows Plotly: how it comes, how it draws, and where in what it has drawn the moving parts are (docs/why/drawing.md). */

import { magnification, magnify } from "./figures/magnify.js";
import { bounded, circle } from "./figures/paths.js";
import { Labels, setLabels } from "./figures/labels.js";

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
const LAYERS = 5;
const NUMBER = /-?[\d.]+(?:e-?\d+)?/g;
const page = /** @type {any} */ (globalThis.window ?? {});

/** @returns {boolean} whether plotly.js has come */
export function isHere() {
  return Boolean(page.Plotly && page.Plotly.react);
}

/** One Plotly graph of the page: Plotly draws it when what stands still changes; between, the paths of what moves are set. */
export class Graph {
  /** @param {string} id of the element that it stands in */
  constructor(id) {
    this.id = id;
    /** @type {any} */
    this.found = null;
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

  /** Whether somebody hovers over it and would read old numbers: twice a second they are brought level. */
  get isStaleUnderPointer() {
    return performance.now() - this.leveledAt > HOVER_MS && this.graph.matches(":hover");
  }

  /** Let Plotly draw all of it. @param {Figure} figure @param {() => void} after runs after this and after every other drawing of Plotly's, a resize too */
  react(figure, after) {
    const { graph } = this;
    if (!this.isHooked) {
      graph.on("plotly_afterplot", () => {
        this.after();
        const { w: width, h: height } = graph._fullLayout._size;
        const others = this.labels?.suiting({ width, height });
        if (others) page.Plotly.relayout(graph, others); // in another room there is place for others
      });
      this.isHooked = true;
    }
    this.groups.clear();
    this.after = () => {
      this.groups.clear();
      clearDots(graph); // Plotly draws another figure into the groups that are there
      DOTTED.forEach((name) => this.styleLines(name, { strokeLinecap: "round" })); // dots are dashes of no length
      after();
    };
    this.leveledAt = performance.now();
    const size = this.size(figure.layout.margin);
    magnify(figure, magnification());
    this.labels = new Labels(figure.layout);
    setLabels(figure.layout, this.labels.suiting(size));
    page.Plotly.react(graph, figure.data, figure.layout, CONFIG);
  }

  /** @returns {Axes} */
  axes() {
    const { xaxis, yaxis } = this.graph._fullLayout;
    return { x: axisOf(xaxis), y: axisOf(yaxis) };
  }

  /** @param {string} name @returns {any} the group of a trace; null when it is not drawn */
  group(name) {
    const known = this.groups.get(name);
    if (known && known.isConnected) return known;
    const trace = this.graph._fullData.find((/** @type {any} */ candidate) => candidate.name === name);
    const group = trace ? this.graph.querySelector(`.scatterlayer .trace${trace.uid}`) : null;
    this.groups.set(name, group);
    return group;
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

  /* ---- what moves ---- */

  /** @param {string} name of a trace @param {string} d its path */
  setLine(name, d) {
    const path = this.group(name)?.querySelector("path.js-line");
    if (path && path.getAttribute("d") !== d) path.setAttribute("d", d);
  }

  /** Move the one point of a trace. @param {string} name @param {string} place in pixels, "x,y" */
  setPoint(name, place) {
    const point = this.group(name)?.querySelector("path.point");
    if (point) point.setAttribute("transform", `translate(${place})`);
  }

  /** @param {string} name @param {boolean} shown */
  show(name, shown) {
    const group = this.group(name);
    if (group) group.style.opacity = shown ? "1" : "0";
  }

  /** @param {string} name @param {Partial<CSSStyleDeclaration>|((i: number, count: number) => Partial<CSSStyleDeclaration>)} style */
  styleLines(name, style) {
    const paths = this.group(name)?.querySelectorAll("path.js-line") ?? [];
    paths.forEach((/** @type {any} */ path, /** @type {number} */ i) => Object.assign(path.style, typeof style === "function" ? style(i, paths.length) : style));
  }

  /** Fill a trace's line, which Plotly forbids. @param {string} name @param {string} colour */
  fillLine(name, colour) {
    this.group(name)?.querySelector("path.js-line")?.style.setProperty("fill", colour, "important");
  }

  /** @param {string} name @param {Partial<CSSStyleDeclaration>} style */
  stylePoints(name, style) {
    this.group(name)
      ?.querySelectorAll("path.point")
      .forEach((/** @type {any} */ point) => Object.assign(point.style, style));
  }

  /**
   * Write the points of a trace where they are. Plotly gives each a transform and an opacity; while they stand still, those
   * are two things a point that Chromium takes along from frame to frame.
   * @param {string} name
   */
  settlePoints(name) {
    const points = this.group(name)?.querySelectorAll("path.point[transform]") ?? [];
    points.forEach((/** @type {any} */ point) => {
      const [x, y] = point.getAttribute("transform").match(NUMBER).map(Number);
      const radius = Number(point.getAttribute("d").match(NUMBER)[0]);
      point.removeAttribute("transform");
      point.setAttribute("d", circle(x, y, radius));
      point.style.fillOpacity = point.style.opacity;
      point.style.opacity = "";
    });
  }

  /**
   * Points that all move are drawn by a few paths, whose round ends they are: a path costs Chromium what one point of Plotly's
   * costs. There are several, so that it is darker where points overlap.
   * @param {string} name @param {number[]} xs @param {number[]} ys as many, in the units of the axes
   */
  setDots(name, xs, ys) {
    const group = this.group(name);
    const points = group?.querySelector(".points");
    const model = points?.querySelector("path.point");
    if (!model) return;
    points.style.display = "none";
    const dots = dotsOf(group);
    const radius = Number(model.getAttribute("d").match(NUMBER)[0]);
    Object.assign(dots.style, { stroke: model.style.fill, strokeOpacity: model.style.opacity, strokeWidth: `${2 * radius}px` });
    const { x, y } = this.axes();
    const places = ys.map((value, i) => `M${x.pixel(xs[i]).toFixed(1)},${bounded(y.pixel(value)).toFixed(1)}h0`);
    [...dots.children].forEach((path, layer) => path.setAttribute("d", places.filter((_, i) => i % LAYERS === layer).join("")));
  }
}

/** @param {any} axis Plotly's @returns {Axis} */
function axisOf(axis) {
  const { range, _length: length, _offset: offset } = axis;
  return { range, length, offset, isLogarithmic: axis.type === "log", pixel: axis.c2p, value: axis.p2c };
}

/** Take away what setDots() has drawn. @param {any} graph */
function clearDots(graph) {
  graph.querySelectorAll("g.dots").forEach((/** @type {any} */ dots) => {
    dots.parentNode.querySelector(".points")?.style.removeProperty("display");
    dots.remove();
  });
}

/** @param {any} group @returns {any} the paths in a trace's group that setDots() draws with */
function dotsOf(group) {
  const found = group.querySelector("g.dots");
  if (found) return found;
  const element = (/** @type {string} */ name) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const dots = element("g");
  dots.setAttribute("class", "dots");
  /** @type {any} */ (dots).style.strokeLinecap = "round";
  dots.append(...Array.from({ length: LAYERS }, () => element("path")));
  group.append(dots);
  return dots;
}

/**
 * Draw a figure out of sight and give it to the browser to save.
 * @param {Figure} figure with its size @param {{format: string, filename: string, width: number, height: number}} file
 */
export async function savePicture({ data, layout }, file) {
  const place = document.createElement("div");
  try {
    await page.Plotly.newPlot(place, data, layout, { staticPlot: true });
    await page.Plotly.downloadImage(place, file);
  } finally {
    page.Plotly.purge(place);
  }
}
