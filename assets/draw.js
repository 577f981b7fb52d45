/* How to redraw: Plotly draws a figure when what stands still changes; a tick only sets the paths of what moves. */
(function (chalkline) {
  "use strict";

  const CONFIG = { displayModeBar: false, responsive: true, doubleClick: false };
  const DOTTED = ["Least squares", "Lowest possible"];
  const EARLIER = [0, 1, 3, 10, 30, 100];
  const LAST_ON_SHEET = 6;
  const FAINTEST = 0.16;
  const STRONGEST = 0.56;
  const SPARE = 0.03;
  const HOVER_MS = 500;
  const FAR_PX = 5000;
  const MOST_ROWS = 5000;

  /** One Plotly graph of the page: knows where its moving elements are. */
  class Sheet {
    constructor(id) {
      this.id = id;
      this.hooked = false;
      this.leveledAt = 0;
    }

    get graph() {
      return document.querySelector(`#${this.id} .js-plotly-plot`);
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
      this.after = () => {
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
      const trace = this.graph._fullData.find((candidate) => candidate.name === name);
      return trace ? this.graph.querySelector(`.scatterlayer .trace${trace.uid}`) : null;
    }

    /** Dots are dashes of no length: their round ends are all there is of them. */
    roundDots(name) {
      const group = this.trace(name);
      if (group) group.querySelectorAll("path.js-line").forEach((path) => (path.style.strokeLinecap = "round"));
    }

    setLine(name, d) {
      const group = this.trace(name);
      const path = group && group.querySelector("path.js-line");
      if (path) path.setAttribute("d", d);
    }

    setPoints(name, at) {
      const group = this.trace(name);
      if (!group) return;
      group.querySelectorAll("path.point").forEach((point, i) => {
        point.setAttribute("transform", `translate(${at(i)})`);
      });
    }
  }

  /** Draws the fit and the loss of a page: `page` has record, points, look and figures (the empty ones by mode). */
  class Picture {
    constructor(page) {
      this.page = page;
      this.fit = new Sheet("fit-figure");
      this.loss = new Sheet("loss-figure");
      this.curve = new chalkline.Curve();
      this.drawn = {};
    }

    get isReady() {
      return this.fit.isReady && this.loss.isReady;
    }

    /** Redraw what stands still, and bring Plotly's own data level with the run. */
    level() {
      this.levelFit();
      this.levelLoss();
    }

    levelFit() {
      const { points, record } = this.page;
      if (!points || !record.history.length || !this.isReady) return;
      const several = points.inputs.length > 1;
      const figure = this.skeleton(several ? "prices" : "fit");
      if (several) this.fillPrices(figure);
      else this.fillFit(figure);
      this.drawn.earlier = this.earlierRows().length;
      this.suit(figure, several ? "prices" : "fit");
      this.fit.react(figure, () => this.moveFit());
      this.describe(several);
    }

    /** Say in words what the figures show, for those who do not see them. */
    describe(several) {
      const { points, record } = this.page;
      const { format } = chalkline;
      const now = record.now;
      const line = `${now.weight.map(format.parameter).join(", ")}, bias ${format.parameter(now.bias)}`;
      const what = several ? `Predicted against actual ${points.output.name}` : "The points and the predicted line";
      label("fit-figure", `${what} at epoch ${now.epoch}: weight ${line}.`);
      label("loss-figure", `The loss by epoch: ${format.loss(now.loss)} at epoch ${now.epoch}.`);
    }

    levelLoss() {
      const { points, record } = this.page;
      if (!points || !record.history.length || !this.isReady) return;
      const figure = this.skeleton("loss");
      this.fillLoss(figure);
      this.curve.restart("");
      this.suit(figure, "loss");
      this.loss.react(figure, () => this.moveLoss());
    }

    /** One tick: move the line, the curve and its dot; let Plotly redraw only when an axis or a still line changes. */
    tick() {
      if (!this.isReady) return;
      if (this.earlierRows().length !== this.drawn.earlier || this.fit.isStaleUnderPointer) this.levelFit();
      else this.moveFit();
      if (this.lossEnd() !== this.drawn.lossEnd || this.loss.isStaleUnderPointer) this.levelLoss();
      else this.moveLoss();
    }

    moveFit() {
      const { points, record } = this.page;
      const now = record.now;
      if (!now) return;
      const { x, y } = this.fit.axes();
      if (points.inputs.length > 1) {
        const predicted = chalkline.lesson.predictions(points, now);
        this.fit.setPoints("Predicted", (i) => `${x.c2p(points.targets[i])},${bounded(y.c2p(predicted[i]))}`);
        return;
      }
      this.fit.setLine("Predicted", linePath(now, x, y));
      this.strengthenEarlier();
    }

    strengthenEarlier() {
      const group = this.fit.trace("Earlier epochs");
      const paths = group ? group.querySelectorAll("path.js-line") : [];
      const step = (STRONGEST - FAINTEST) / Math.max(1, paths.length - 1);
      paths.forEach((path, i) => (path.style.strokeOpacity = String(FAINTEST + i * step)));
    }

    moveLoss() {
      const { history } = this.page.record;
      if (!history.length) return;
      const { x, y } = this.loss.axes();
      const at = (row) => `${x.c2p(history.epoch(row)).toFixed(2)},${lossPixel(y, history.loss(row))}`;
      const place = [x._length, y._length, x.range, y.range, y.type].join();
      this.loss.setLine("Loss", this.curve.through(history, x.range[1], at, place));
      const last = history.length - 1;
      const inside = Math.max(0, Math.min(y._length, Number(lossPixel(y, history.loss(last)))));
      this.loss.setPoints("Now", () => `${x.c2p(history.epoch(last)).toFixed(2)},${inside}`);
    }

    fillFit(figure) {
      const { points, record, look } = this.page;
      const ends = points.feature_range;
      const traces = byName(figure);
      const range = this.fitRange();
      Object.assign(traces.Data, { x: points.features.map((row) => row[0]), y: points.targets });
      Object.assign(traces["Earlier epochs"], this.earlierLines(ends), { opacity: 1 });
      Object.assign(traces.Predicted, segment(record.now, ends));
      const { least_squares: best } = points;
      const truth = { weight: points.true_weight, bias: points.true_bias };
      traces["True line"].visible = truth.weight !== null && look.shown["True line"];
      if (truth.weight) Object.assign(traces["True line"], segment(truth, ends));
      traces["Least squares"].visible = best.weight !== null && look.shown["Least squares"];
      if (best.weight) Object.assign(traces["Least squares"], segment(best, ends));
      traces.Data.visible = look.shown.Data;
      traces.Predicted.visible = look.shown.Predicted;
      traces["Earlier epochs"].visible = look.shown.Predicted;
      chalkline.paper.labelFit(figure.layout, points);
      chalkline.paper.setPaper(figure.layout.xaxis, ends, chalkline.axes.nice((ends[1] - ends[0]) / 21), 4);
      chalkline.paper.setPaper(figure.layout.yaxis, range.range, range.square, 2);
    }

    fillPrices(figure) {
      const { points, record } = this.page;
      const traces = byName(figure);
      Object.assign(traces.Predicted, { x: points.targets, y: chalkline.lesson.predictions(points, record.now) });
      const high = Math.max(...points.targets);
      const paper = chalkline.axes.square(Math.min(0, ...points.targets) - SPARE * high, (1 + SPARE) * high);
      traces["Predicted = actual"].x = paper.range;
      traces["Predicted = actual"].y = paper.range;
      chalkline.paper.setPaper(figure.layout.xaxis, paper.range, paper.square, 2);
      chalkline.paper.setPaper(figure.layout.yaxis, paper.range, paper.square, 2);
    }

    fillLoss(figure) {
      const { points, record, look } = this.page;
      const traces = byName(figure);
      const { history } = record;
      const rows = history.rows(MOST_ROWS);
      const end = this.lossEnd();
      const lowest = points.least_squares.loss;
      const shown = look.logarithmic && lowest <= 0 ? null : lowest;
      Object.assign(traces["Lowest possible"], { x: [0, end], y: [shown, shown] });
      Object.assign(traces.Loss, { x: rows.map((row) => row[0]), y: rows.map((row) => row[1]) });
      const now = record.now;
      Object.assign(traces.Now, { x: [now.epoch], y: [now.loss] });
      const { xaxis, yaxis } = figure.layout;
      Object.assign(xaxis, { range: [0, end], dtick: end / 5, tick0: 0 });
      xaxis.minor = { ...xaxis.minor, dtick: end / 10, tick0: 0 };
      yaxis.range = this.lossRange();
      chalkline.paper.setLossTicks(yaxis, look.logarithmic);
      this.drawn.lossEnd = end;
    }

    lossEnd() {
      return chalkline.axes.lastEpoch(this.page.record.epoch);
    }

    lossRange() {
      const { points, record, look } = this.page;
      const lowest = points.least_squares.loss;
      const start = record.history.loss(0);
      if (!record.diverged) return chalkline.axes.lossRange(start, lowest, look.logarithmic);
      return chalkline.axes.divergedRange(Math.max(start, record.now.loss), lowest, look.logarithmic);
    }

    /** The fit's range holds the data and the line at the start, and stays while the line learns. */
    fitRange() {
      const { points, record } = this.page;
      const start = segment(record.at(0), points.feature_range).y;
      const values = [...points.targets, ...start];
      return chalkline.axes.paper(Math.min(...values), Math.max(...values));
    }

    /** Rows of the epochs whose lines stay on the sheet; once diverged, those too that crossed it last. */
    earlierRows() {
      const { record } = this.page;
      const rows = EARLIER.filter((epoch) => epoch < record.epoch).map((epoch) => record.rowOf(epoch));
      if (record.diverged) rows.push(...this.lastRowsOnSheet());
      return [...new Set(rows)].sort((one, other) => one - other);
    }

    lastRowsOnSheet() {
      const { points, record } = this.page;
      if (points.inputs.length > 1) return [];
      const [low, high] = this.fitRange().range;
      const rows = [];
      for (let row = record.history.length - 1; row > 0 && rows.length < LAST_ON_SHEET; row -= 1) {
        const ends = segment(record.at(row), points.feature_range).y;
        if (Math.max(...ends) > low && Math.min(...ends) < high) rows.push(row);
      }
      return rows;
    }

    earlierLines(ends) {
      const { record } = this.page;
      const [x, y] = [[], []];
      this.earlierRows().forEach((row) => {
        const line = segment(record.at(row), ends);
        x.push(...line.x, null);
        y.push(...line.y, null);
      });
      return { x, y };
    }

    /** @returns {string} "up", "down" or "": where the line has left the sheet */
    leftSheet() {
      const { points, record } = this.page;
      if (!points || points.inputs.length > 1 || !record.now) return "";
      const [low, high] = this.fitRange().range;
      const ends = segment(record.now, points.feature_range).y;
      if (Math.max(...ends) < low) return "down";
      return Math.min(...ends) > high ? "up" : "";
    }

    /** Fit a filled figure to the screen it is shown on. */
    suit(figure, name) {
      const { look } = this.page;
      if (look.isPhone) chalkline.paper.fitPhone(figure.layout, name);
      if (look.projector) chalkline.paper.enlarge(figure);
    }

    /** A copy of an empty figure in the colours of the mode. */
    skeleton(name) {
      const { look, figures } = this.page;
      const figure = structuredClone(figures[look.mode][name]);
      if (name === "loss") figure.layout.yaxis.type = look.logarithmic ? "log" : "linear";
      return figure;
    }
  }

  function label(id, text) {
    const figure = document.getElementById(id);
    figure.setAttribute("role", "img");
    figure.setAttribute("aria-label", text);
  }

  function segment({ weight, bias }, ends) {
    return { x: ends, y: ends.map((x) => weight[0] * x + bias) };
  }

  /** The line across the sheet, cut where it is far outside: SVG does not draw numbers without end. */
  function linePath({ weight, bias }, x, y) {
    const [left, right] = x.range.map((end) => x.c2p(end));
    const [from, to] = x.range.map((end) => y.c2p(weight[0] * end + bias));
    const slope = (to - from) / (right - left);
    const cut = (pixel) => left + (bounded(pixel) - from) / slope;
    const ends = [
      [from, left],
      [to, right],
    ].map(([pixel, edge]) => [Math.abs(pixel) > FAR_PX ? cut(pixel) : edge, bounded(pixel)]);
    return `M${ends[0].join()}L${ends[1].join()}`;
  }

  function bounded(pixel) {
    return Math.max(-FAR_PX, Math.min(FAR_PX, pixel));
  }

  function lossPixel(y, loss) {
    const pixel = y.c2p(y.type === "log" ? Math.max(loss, 1e-300) : loss);
    return Math.max(-y._length, Math.min(2 * y._length, pixel)).toFixed(2);
  }

  function byName(figure) {
    return Object.fromEntries(figure.data.map((trace) => [trace.name, trace]));
  }

  chalkline.Picture = Picture;
})(((window.dash_clientside ||= {}).chalkline ||= {}));
