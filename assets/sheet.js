/* One Plotly graph: Plotly draws it when what stands still changes; between, the paths of what moves are set. */
(function (chalkline) {
  "use strict";

  const CONFIG = { displayModeBar: false, responsive: true, doubleClick: false };
  const DOTTED = ["Least squares", "Lowest possible"];
  const HOVER_MS = 500;
  const FAR_PX = 5000;
  const LAYERS = 5;
  const NUMBER = /-?[\d.]+(?:e-?\d+)?/g;

  /** One Plotly graph of the page: knows where its moving elements are. */
  class Sheet {
    constructor(id) {
      this.id = id;
      this.found = null;
      this.hooked = false;
      this.leveledAt = 0;
      this.groups = new Map(); // of the traces, by name, until Plotly draws again
    }

    get graph() {
      if (!this.found || !this.found.isConnected) this.found = document.querySelector(`#${this.id} .js-plotly-plot`);
      return this.found;
    }

    /** A graph that Dash did not make is made when it is wanted first. */
    make(figure) {
      const place = document.querySelector(`#${this.id} .graph`);
      if (this.graph || !place) return;
      window.Plotly.newPlot(place, [], figure.layout, CONFIG);
      new ResizeObserver(() => {
        if (place.offsetParent) window.Plotly.Plots.resize(place);
      }).observe(place);
    }

    get isReady() {
      return Boolean(window.Plotly && this.graph && this.graph._fullLayout);
    }

    /** Whether somebody hovers over it and would read old numbers: twice a second they are brought level. */
    get isStaleUnderPointer() {
      return performance.now() - this.leveledAt > HOVER_MS && this.graph.matches(":hover");
    }

    /** Let Plotly draw all of it; `after` runs after this and after every other redraw of Plotly's, a resize too. */
    react(figure, after) {
      const graph = this.graph;
      if (!this.hooked) {
        graph.on("plotly_afterplot", () => this.after());
        this.hooked = true;
      }
      this.groups.clear();
      this.after = () => {
        this.groups.clear();
        DOTTED.forEach((name) => this.roundDots(name));
        after();
      };
      this.leveledAt = performance.now();
      window.Plotly.react(graph, figure.data, figure.layout, CONFIG);
    }

    axes() {
      const { xaxis, yaxis } = this.graph._fullLayout;
      return { x: xaxis, y: yaxis };
    }

    /** @returns {Element|null} the group of a trace, by name; null when it is not drawn */
    trace(name) {
      const known = this.groups.get(name);
      if (known && known.isConnected) return known;
      const trace = this.graph._fullData.find((candidate) => candidate.name === name);
      const group = trace ? this.graph.querySelector(`.scatterlayer .trace${trace.uid}`) : null;
      this.groups.set(name, group);
      return group;
    }

    /** Dots are dashes of no length: their round ends are all there is of them. */
    roundDots(name) {
      const group = this.trace(name);
      if (group) group.querySelectorAll("path.js-line").forEach((path) => (path.style.strokeLinecap = "round"));
    }

    /** Names how Plotly drew it last: while that stays, moving the paths is enough. @returns {string} */
    key(page, ...drawn) {
      const { clientWidth, clientHeight } = document.querySelector(`#${this.id}`);
      return [page.look.mode, page.look.isPhone, clientWidth, clientHeight, this.isReady, ...drawn].join();
    }

    /** How large the plot is, before and after it is drawn. @param {object} margin @returns {{width: number, height: number}} */
    size(margin) {
      const { clientWidth, clientHeight } = document.querySelector(`#${this.id}`);
      return { width: clientWidth - margin.l - margin.r, height: clientHeight - margin.t - margin.b };
    }

    setLine(name, d) {
      const group = this.trace(name);
      const path = group && group.querySelector("path.js-line");
      if (path && path.getAttribute("d") !== d) path.setAttribute("d", d);
    }

    /**
     * Write the points of a trace where they are. Plotly gives each a transform and an opacity; while they stand still,
     * those are two things a point that Chromium takes along from frame to frame.
     */
    settlePoints(name) {
      const group = this.trace(name);
      if (!group) return;
      group.querySelectorAll("path.point[transform]").forEach((point) => {
        const [x, y] = point.getAttribute("transform").match(NUMBER).map(Number);
        const radius = Number(point.getAttribute("d").match(NUMBER)[0]);
        point.removeAttribute("transform");
        point.setAttribute("d", circle(x, y, radius));
        point.style.fillOpacity = point.style.opacity;
        point.style.opacity = "";
      });
    }

    /** Move the one point of a trace. @param {string} name @param {string} place in pixels, "x,y" */
    setPoint(name, place) {
      const group = this.trace(name);
      const point = group && group.querySelector("path.point");
      if (point) point.setAttribute("transform", `translate(${place})`);
    }

    /**
     * Points that all move are drawn by a few paths, whose round ends they are: a path costs Chromium what one point of
     * Plotly's costs. There are several, so that it is darker where points overlap.
     * @param {string} name @param {number[]} xs @param {number[]} ys as many, in the units of the axes
     */
    setDots(name, xs, ys) {
      const group = this.trace(name);
      const points = group && group.querySelector(".points");
      const model = points && points.querySelector("path.point");
      if (!model) return;
      points.style.display = "none";
      const dots = dotsOf(group);
      const radius = Number(model.getAttribute("d").match(NUMBER)[0]);
      Object.assign(dots.style, { stroke: model.style.fill, strokeOpacity: model.style.opacity, strokeWidth: `${2 * radius}px` });
      const { x, y } = this.axes();
      const places = ys.map((value, i) => `M${x.c2p(xs[i]).toFixed(1)},${bounded(y.c2p(value)).toFixed(1)}h0`);
      [...dots.children].forEach((path, layer) => path.setAttribute("d", places.filter((_, i) => i % LAYERS === layer).join("")));
    }
  }

  /** @returns {Element} the paths in a trace's group that setDots() draws with */
  function dotsOf(group) {
    const found = group.querySelector("g.dots");
    if (found) return found;
    const element = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
    const dots = element("g");
    dots.setAttribute("class", "dots");
    dots.style.strokeLinecap = "round";
    dots.append(...Array.from({ length: LAYERS }, () => element("path")));
    group.append(dots);
    return dots;
  }

  /** @returns {string} a circle as a path */
  function circle(x, y, radius) {
    const half = `a${radius},${radius} 0 1,1 `;
    return `M${(x - radius).toFixed(2)},${y.toFixed(2)}${half}${2 * radius},0${half}${-2 * radius},0Z`;
  }

  /** Say in words what a figure shows, for those who do not see it. */
  function label(id, text, role = "img") {
    const figure = document.getElementById(id);
    figure.setAttribute("role", role);
    figure.setAttribute("aria-label", text);
  }

  /** A pixel that SVG can draw: numbers without end are cut. */
  function bounded(pixel) {
    return Math.max(-FAR_PX, Math.min(FAR_PX, pixel));
  }

  /** @returns {Object<string, object>} the traces of a figure by name */
  function byName(figure) {
    return Object.fromEntries(figure.data.map((trace) => [trace.name, trace]));
  }

  /** @returns {string} a colour of the palette, in the mode of now */
  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  }

  /** A copy of an empty figure in the colours of the mode. */
  function skeleton({ look, figures }, name) {
    return structuredClone(figures[look.mode][name]);
  }

  Object.assign(chalkline, { Sheet, label, bounded, byName, colour, skeleton });
})(((window.dash_clientside ||= {}).chalkline ||= {}));
