/* What moves in a figure: paths and points of its traces, drawn by Plotly or, before it is there, by the sketch, under the same names. */

import { drawDots } from "./dots.js";
import { bounded, circle } from "./paths.js";

const RADIUS = /a([\d.]+)/;
const NUMBER = /-?[\d.]+(?:e-?\d+)?/g;

/** A drawing whose traces can be moved. */
export class Moving {
  /** @param {string} name @returns {any} the group of a trace; null when it is not drawn */
  group(name) {
    throw new Error(`nothing is drawn, so there is no ${name}`);
  }

  /** @returns {import("../plotly.js").Axes} */
  axes() {
    throw new Error("nothing is drawn, so there are no axes");
  }

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

  /** Move one of the points that were written where they are. @param {string} name @param {number} i @param {number} x in pixels @param {number} y */
  movePoint(name, i, x, y) {
    const point = this.group(name)?.querySelectorAll("path.point")[i];
    const radius = RADIUS.exec(point?.getAttribute("d") ?? "");
    if (radius) point.setAttribute("d", circle(x, y, Number(radius[1])));
  }

  /** Draw points that all move. @param {string} name @param {number[]} xs @param {number[]} ys as many, in the units of the axes @param {boolean} [isRing] */
  setDots(name, xs, ys, isRing = false) {
    const group = this.group(name);
    if (!group) return;
    const { x, y } = this.axes();
    const places = ys.map((value, i) => `M${x.pixel(xs[i]).toFixed(1)},${bounded(y.pixel(value)).toFixed(1)}h0`);
    drawDots(group, places, isRing);
  }
}
