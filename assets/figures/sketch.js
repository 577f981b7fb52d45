/* A figure as Plotly will draw it, drawn without it: plotly.js is large, and points and line need not wait for it (docs/why/drawing.md). */

import { wordsIn } from "./paper.js";
import { axisOver, minorTicksOf, ticksOf } from "./ticks.js";

/** @typedef {import("../plotly.js").Axes} Axes */
/** @typedef {import("../plotly.js").Figure} Figure */
/** @typedef {Record<string, string|number>} Attributes */

const SVG = "http://www.w3.org/2000/svg";
const BORDER = 2; // around an annotation: a border and a pad that are not seen
const LABEL_GAP = 0.2; // of a label's size
const MIDDLE = 0.35;
const CAPITAL = 0.7;
const RAISED = "<sup>";

/** Paper, ticks, labels, lines and points of one figure; its groups are those that a graph moves parts of. */
export class Sketch {
  /** @param {HTMLElement} place that it fills @param {Figure} figure @param {() => void} again draws another one, where the place has another size */
  constructor(place, { data, layout }, again) {
    const { clientWidth: width, clientHeight: height } = place;
    const { l, r, t, b } = layout.margin;
    this.observer = new ResizeObserver(([{ target }]) => {
      if (target.clientWidth !== width || target.clientHeight !== height) again();
    });
    this.observer.observe(place);
    this.layout = layout;
    this.svg = add(place, "svg", { class: "sketch", width, height });
    /** @type {Axes} */
    this.axes = { x: axisOver(layout.xaxis, Math.max(0, width - l - r), l, false), y: axisOver(layout.yaxis, Math.max(0, height - t - b), t, true) };
    /** @type {Map<string, SVGElement>} */
    this.groups = new Map();
    this.drawPaper();
    this.drawTraces(data);
    this.drawAxes();
    this.drawWords();
  }

  /** Where the element that it fills has been drawn anew, as large as before. @param {HTMLElement} place */
  moveTo(place) {
    this.observer.disconnect();
    place.append(this.svg);
    this.observer.observe(place);
  }

  remove() {
    this.observer.disconnect();
    this.svg.remove();
  }

  /* ---- what stands still ---- */

  drawPaper() {
    const { x, y } = this.axes;
    const { xaxis, yaxis, plot_bgcolor: fill } = this.layout;
    add(this.svg, "rect", { x: x.offset, y: y.offset, width: x.length, height: y.length, fill });
    this.drawGrid(minorTicksOf(xaxis), minorTicksOf(yaxis), xaxis.minor);
    this.drawGrid(valuesOf(xaxis), valuesOf(yaxis), xaxis);
  }

  /** @param {number[]} xs @param {number[]} ys @param {{gridcolor: string, gridwidth: number}} look */
  drawGrid(xs, ys, { gridcolor: stroke, gridwidth }) {
    const { x, y } = this.axes;
    const upright = inside(xs.map(x.pixel), x.length).map((at) => `M${at + x.offset},${y.offset}v${y.length}`);
    const across = inside(ys.map(y.pixel), y.length).map((at) => `M${x.offset},${at + y.offset}h${x.length}`);
    add(this.svg, "path", { d: [...upright, ...across].join(""), stroke, "stroke-width": gridwidth, "shape-rendering": "crispEdges" });
  }

  drawAxes() {
    const { x, y } = this.axes;
    const { linecolor: stroke, linewidth } = this.layout.xaxis;
    const width = Math.round(linewidth);
    const [left, bottom] = [x.offset - width / 2, y.offset + y.length + width / 2];
    const d = `M${left - width / 2},${bottom}H${x.offset + x.length}M${left},${y.offset}V${y.offset + y.length}`;
    add(this.svg, "path", { d, stroke, fill: "none", "stroke-width": width, "shape-rendering": "crispEdges" });
  }

  /** Labels, the names of the axes. */
  drawWords() {
    const { x, y } = this.axes;
    const { xaxis, yaxis, annotations = [] } = this.layout;
    const beyond = (/** @type {any} */ axis) => Math.round(axis.linewidth) / 2 + axis.linewidth / 2 + LABEL_GAP * axis.tickfont.size;
    const below = y.offset + y.length + beyond(xaxis) + xaxis.tickfont.size;
    const labels = ticksOf(xaxis).map(({ value, label }) => this.write(label, xaxis.tickfont, "middle", x.offset + x.pixel(value), below));
    ticksOf(yaxis).forEach(({ value, label }) => {
      this.write(label, yaxis.tickfont, "end", x.offset - beyond(yaxis), y.offset + y.pixel(value) + MIDDLE * yaxis.tickfont.size);
    });
    annotations.forEach((/** @type {any} */ annotation) => this.annotate(annotation));
    if (xaxis.title?.text && labels.length) this.nameBelow(xaxis, labels[0]);
  }

  /** @param {any} axis @param {SVGGraphicsElement} label one of its */
  nameBelow({ title, linewidth }, label) {
    const { x } = this.axes;
    const { y, height } = label.getBBox();
    const at = y + height - Math.round(linewidth) / 2 + title.standoff + CAPITAL * title.font.size;
    this.write(title.text, title.font, "middle", x.offset + x.length / 2, at);
  }

  /** @param {any} annotation its place in parts of the plot, from below */
  annotate({ text, font, x, y, xanchor, yanchor, xshift = 0, yshift = 0 }) {
    const { x: across, y: up } = this.axes;
    const words = this.write(text, font, "middle", 0, 0);
    const own = this.svg.getBoundingClientRect();
    const { left, top, width, height } = words.getBoundingClientRect();
    const [outerWidth, outerHeight] = [width, height].map((side) => Math.round(side + 2 * BORDER));
    const from = { left: 0, center: outerWidth / 2, right: outerWidth, top: 0, middle: outerHeight / 2, bottom: outerHeight };
    const to = /** @type {Record<string, number>} */ (from);
    const toX = Math.round(across.offset + x * across.length + xshift - to[xanchor]);
    const toY = Math.round(up.offset + (1 - y) * up.length - yshift - to[yanchor]);
    words.setAttribute("transform", `translate(${toX + BORDER - (left - own.left)},${toY + BORDER - (top - own.top)})`);
  }

  /** @param {string} text with <i>, <b>, <sup> @param {any} font @param {"middle"|"end"} anchor @param {number} x @param {number} y */
  write(text, { family, size, color }, anchor, x, y) {
    const words = /** @type {SVGTextElement} */ (add(this.svg, "text", { x, y, fill: color, "text-anchor": anchor }));
    Object.assign(words.style, { fontFamily: family ?? this.layout.font.family, fontSize: `${size}px`, fontVariant: "normal", whiteSpace: "pre" });
    if (text.startsWith("<i>")) words.style.fontStyle = "italic";
    if (text.startsWith("<b>")) words.style.fontWeight = "bold";
    const [plain, raised] = text.split(RAISED).map(wordsIn);
    words.append(plain);
    if (raised) add(words, "tspan", { dy: "-0.6em", "font-size": "70%" }).append(raised);
    return words;
  }

  /* ---- what moves ---- */

  /** @param {any[]} data */
  drawTraces(data) {
    const { x, y } = this.axes;
    const id = `plot-of-${this.svg.parentElement?.id}`;
    add(add(this.svg, "clipPath", { id }), "rect", { width: x.length, height: y.length });
    const plot = add(this.svg, "g", { transform: `translate(${x.offset},${y.offset})` });
    data.filter((trace) => trace.visible !== false).forEach((trace) => {
      const group = add(plot, "g", trace.cliponaxis === false ? {} : { "clip-path": `url(#${id})` });
      group.style.opacity = String(trace.opacity ?? 1);
      this.groups.set(trace.name, group);
      const places = trace.x.map((/** @type {number|null} */ value, /** @type {number} */ i) => this.place(value, trace.y[i]));
      if (trace.mode.includes("lines")) drawLines(group, trace.line, places);
      if (trace.mode.includes("markers")) drawPoints(group, trace.marker, places);
    });
  }

  /** @param {number|null} x @param {number|null} y @returns {[number, number]|null} their pixels */
  place(x, y) {
    return x === null || y === null ? null : [this.axes.x.pixel(x), this.axes.y.pixel(y)];
  }
}

/** A path for each piece of a line. @param {SVGElement} group @param {any} look @param {([number, number]|null)[]} places */
function drawLines(group, { color, width, dash }, places) {
  const d = places.map((place, i) => (place ? `${places[i - 1] ? "L" : " M"}${place}` : "")).join("");
  d.split(" ").filter(Boolean).forEach((piece) => {
    const path = add(group, "path", { class: "js-line", d: piece, fill: "none", stroke: color, "stroke-width": width });
    if (dash !== "solid") path.style.strokeDasharray = dash ?? "";
  });
}

/** @param {SVGElement} group @param {any} look @param {([number, number]|null)[]} places */
function drawPoints(group, { color, size, opacity = 1, line }, places) {
  const points = add(group, "g", { class: "points" });
  const radius = size / 2;
  const d = `M${radius},0A${radius},${radius} 0 1,1 0,${-radius}A${radius},${radius} 0 0,1 ${radius},0Z`;
  places.forEach((place, i) => {
    const point = add(points, "path", { class: "point", d, transform: `translate(${place})` });
    const its = (/** @type {any} */ value) => (Array.isArray(value) ? value[i] : value);
    Object.assign(point.style, { fill: its(color), opacity: String(its(opacity)), stroke: line?.color ?? "", strokeWidth: `${its(line?.width) ?? 0}px` });
  });
}

/** @param {Element} parent @param {string} name @param {Attributes} attributes @returns {SVGElement} */
function add(parent, name, attributes) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, String(value)));
  parent.append(element);
  return /** @type {SVGElement} */ (element);
}

/** @param {any} axis @returns {number[]} */
function valuesOf(axis) {
  return ticksOf(axis).map(({ value }) => value);
}

/** At its ends an axis has no line of the grid. @param {number[]} pixels @param {number} length */
function inside(pixels, length) {
  return pixels.filter((pixel) => pixel > 1 && pixel < length - 1);
}
