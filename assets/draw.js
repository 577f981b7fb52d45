/* How to redraw: Plotly draws a figure when what stands still changes; a tick only sets the paths of what moves. */
(function (chalkline) {
  "use strict";

  const EARLIER = [0, 1, 3, 10, 30, 100];
  const LAST_ON_SHEET = 6;
  const FAINTEST = 0.16;
  const STRONGEST = 0.56;
  const SPARE = 0.03;
  const MOST_ROWS = 5000;

  /** Draws the fit and the loss of a page: `page` has record, points, look and figures (the empty ones by mode). */
  class Picture {
    constructor(page) {
      this.page = page;
      this.fit = new chalkline.Sheet("fit-figure");
      this.loss = new chalkline.Sheet("loss-figure");
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
      if (!this.canDraw) return;
      this.drawn.earlier = this.earlierRows().length;
      this.fit.react(this.fitFigure(), () => {
        chalkline.lighten(this.fit, "Residuals", this.page.look.shape);
        this.fit.settlePoints("Data");
        this.strengthenEarlier();
        this.moveFit();
      });
      this.describe(this.isSeveral);
    }

    get canDraw() {
      const { points, record } = this.page;
      return Boolean(points && record.history.length && this.isReady);
    }

    get isSeveral() {
      return this.page.points.inputs.length > 1;
    }

    /** @returns {object} the fit as Plotly draws it */
    fitFigure() {
      const name = this.isSeveral ? "prices" : "fit";
      const figure = this.skeleton(name);
      if (this.isSeveral) this.fillPrices(figure);
      else this.fillFit(figure);
      this.suit(figure, name);
      return figure;
    }

    /** Say in words what the figures show, for those who do not see them. */
    describe(several) {
      const { points } = this.page;
      const { format } = chalkline;
      const now = this.page.seen;
      const line = `${now.weight.map(format.parameter).join(", ")}, bias ${format.parameter(now.bias)}`;
      const what = several ? `Predicted against actual ${points.output.name}` : "The points and the predicted line";
      chalkline.label("fit-figure", `${what} at epoch ${now.epoch}: weight ${line}.`);
      chalkline.label("loss-figure", `The loss by epoch: ${format.loss(now.loss)} at epoch ${now.epoch}.`);
    }

    levelLoss() {
      if (!this.canDraw) return;
      this.curve.restart("");
      this.drawn.lossEnd = this.lossEnd();
      const figure = this.lossFigure();
      if (this.page.look.isPhone || chalkline.panels.open(this.page).length) chalkline.paper.slim(figure.layout);
      this.loss.react(figure, () => this.moveLoss());
    }

    /** @returns {object} the loss curve as Plotly draws it */
    lossFigure() {
      const figure = this.skeleton("loss");
      this.fillLoss(figure);
      this.suit(figure, "loss");
      return figure;
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
      const { points, seen: now } = this.page;
      if (!now) return;
      const { x, y } = this.fit.axes();
      if (points.inputs.length > 1) {
        const predicted = chalkline.lesson.predictions(points, now);
        this.fit.setDots("Predicted", points.targets, predicted);
        return;
      }
      this.fit.setLine("Predicted", linePath(now, x, y));
      this.fit.setLine("Residuals", this.residuals(x, y));
    }

    /** Residuals from the points to the line, while their panel is open. */
    residuals(x, y) {
      const { points, seen, look } = this.page;
      if (!chalkline.panels.open(this.page).includes("residuals")) return "";
      const predicted = chalkline.lesson.predictions(points, seen);
      const from = (i) => Math.fround(points.targets[i]);
      return chalkline.residualPath(points, { from, to: (i) => predicted[i] }, { x, y }, look.shape);
    }

    /** Show the line of another epoch too, thinly, or of none. @param {{weight: number[], bias: number}|null} parameters */
    showAlso(parameters) {
      if (!this.isReady || this.page.points.inputs.length > 1) return;
      const { x, y } = this.fit.axes();
      this.fit.setLine("Epoch shown", parameters ? linePath(parameters, x, y) : "");
      const group = this.fit.trace("Epoch shown");
      if (group) group.style.opacity = parameters ? "1" : "0";
    }

    strengthenEarlier() {
      const group = this.fit.trace("Earlier epochs");
      const paths = group ? group.querySelectorAll("path.js-line") : [];
      const step = (STRONGEST - FAINTEST) / Math.max(1, paths.length - 1);
      paths.forEach((path, i) => (path.style.strokeOpacity = String(FAINTEST + i * step)));
    }

    /** Move curve and dot, in the loss figure or in another one that is drawn like it. */
    moveLoss(sheet = this.loss, curve = this.curve) {
      const { history } = this.page.record;
      if (!history.length) return;
      const { x, y } = sheet.axes();
      const at = (row) => `${x.c2p(history.epoch(row)).toFixed(2)},${lossPixel(y, history.loss(row))}`;
      const place = [x._length, y._length, x.range, y.range, y.type].join();
      sheet.setLine("Loss", curve.through(history, x.range[1], at, place));
      const last = this.seenRow();
      const inside = Math.max(0, Math.min(y._length, Number(lossPixel(y, this.page.seen.loss))));
      sheet.setPoint("Now", `${x.c2p(history.epoch(last)).toFixed(2)},${inside}`);
    }

    seenRow() {
      const { record, lookedAt } = this.page;
      return lookedAt === null ? record.history.length - 1 : record.rowOf(lookedAt);
    }

    fillFit(figure) {
      const { points, record, look } = this.page;
      const ends = points.feature_range;
      const traces = chalkline.byName(figure);
      const range = this.fitRange();
      Object.assign(traces.Data, { x: points.features.map((row) => row[0]), y: points.targets });
      Object.assign(traces["Earlier epochs"], this.earlierLines(ends), { opacity: 1 });
      Object.assign(traces.Predicted, segment(this.page.seen, ends));
      // Elements for moveFit() and showAlso() to fill: one path each, which Plotly makes where there are two points.
      traces.Residuals.visible = chalkline.panels.open(this.page).includes("residuals");
      Object.assign(traces.Residuals, segment(this.page.seen, ends));
      Object.assign(traces["Epoch shown"], segment(this.page.seen, ends), { opacity: 0 });
      const { least_squares: best } = points;
      const truth = { weight: points.true_weight, bias: points.true_bias };
      traces["True line"].visible = truth.weight !== null && look.limits && look.shown["True line"];
      if (truth.weight) Object.assign(traces["True line"], segment(truth, ends));
      traces["Least squares"].visible = best.weight !== null && look.limits && look.shown["Least squares"];
      if (best.weight) Object.assign(traces["Least squares"], segment(best, ends));
      traces.Data.visible = look.shown.Data;
      traces.Predicted.visible = look.shown.Predicted;
      traces["Earlier epochs"].visible = look.shown.Predicted;
      chalkline.paper.labelFit(figure.layout, points);
      chalkline.paper.setPaper(figure.layout.xaxis, ends, chalkline.axes.nice((ends[1] - ends[0]) / 21), 4);
      chalkline.paper.setPaper(figure.layout.yaxis, range.range, range.square, 2);
    }

    fillPrices(figure) {
      const { points } = this.page;
      const traces = chalkline.byName(figure);
      Object.assign(traces.Predicted, { x: points.targets, y: chalkline.lesson.predictions(points, this.page.seen) });
      const high = Math.max(...points.targets);
      const paper = chalkline.axes.square(Math.min(0, ...points.targets) - SPARE * high, (1 + SPARE) * high);
      traces["Predicted = actual"].x = paper.range;
      traces["Predicted = actual"].y = paper.range;
      chalkline.paper.setPaper(figure.layout.xaxis, paper.range, paper.square, 2);
      chalkline.paper.setPaper(figure.layout.yaxis, paper.range, paper.square, 2);
    }

    fillLoss(figure) {
      const { points, record, look } = this.page;
      const traces = chalkline.byName(figure);
      const { history } = record;
      const rows = history.rows(MOST_ROWS);
      const end = this.lossEnd();
      const lowest = points.least_squares.loss;
      const shown = (look.logarithmic && lowest <= 0) || !look.limits ? null : lowest;
      Object.assign(traces["Lowest possible"], { x: [0, end], y: [shown, shown] });
      Object.assign(traces.Loss, { x: rows.map((row) => row[0]), y: rows.map((row) => row[1]) });
      const now = this.page.seen;
      Object.assign(traces["Kept runs"], chalkline.compare.curves(this.page));
      Object.assign(traces.Now, { x: [now.epoch], y: [now.loss] });
      const { xaxis, yaxis } = figure.layout;
      Object.assign(xaxis, { range: [0, end], dtick: end / 5, tick0: 0 });
      xaxis.minor = { ...xaxis.minor, dtick: end / 10, tick0: 0 };
      yaxis.range = this.lossRange();
      chalkline.paper.setLossTicks(yaxis, look.logarithmic);
    }

    /** Names what stands still in the loss figure: its points, its start and its axes. @returns {string} */
    lossKey() {
      const { points, record, look } = this.page;
      const { history } = record;
      const start = [history.epoch(0), history.loss(0), history.cuts, record.diverged];
      return [points.shown, look.limits, look.logarithmic, this.lossEnd(), ...this.lossRange(), ...start].join();
    }

    lossEnd() {
      const kept = chalkline.compare.comparable(this.page).map(({ rows }) => rows[rows.length - 1][0]);
      return chalkline.axes.lastEpoch(Math.max(this.page.record.epoch, ...kept));
    }

    lossRange() {
      const { points, record, look } = this.page;
      const kept = chalkline.compare.comparable(this.page).map(({ rows }) => rows[0][1]);
      // Epochs may have been measured on other points, or gone on with from where a run diverged.
      const [least, most] = record.history.lossExtent();
      const lowest = Math.min(points.least_squares.loss, least, record.now.loss);
      const start = Math.max(record.history.loss(0), ...kept, record.diverged ? 0 : most, record.now.loss);
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
      const { points, seen } = this.page;
      if (!points || points.inputs.length > 1 || !seen || !this.isReady) return "";
      const [low, high] = this.fit.axes().y.range;
      const ends = segment(seen, points.feature_range).y;
      if (Math.max(...ends) < low) return "down";
      return Math.min(...ends) > high ? "up" : "";
    }

    /** Fit a filled figure to the screen it is shown on. */
    suit(figure, name) {
      const { look } = this.page;
      if (look.isPhone) chalkline.paper.fitPhone(figure.layout, name);
      if (look.projector) chalkline.paper.enlarge(figure);
    }

    skeleton(name) {
      const figure = chalkline.skeleton(this.page, name);
      if (name === "loss") figure.layout.yaxis.type = this.page.look.logarithmic ? "log" : "linear";
      return figure;
    }
  }

  function segment({ weight, bias }, ends) {
    return { x: ends, y: ends.map((x) => weight[0] * x + bias) };
  }

  /** The line across the sheet, cut where it is far outside: SVG does not draw numbers without end. */
  function linePath({ weight, bias }, x, y) {
    const [left, right] = x.range.map((end) => x.c2p(end));
    const [from, to] = x.range.map((end) => y.c2p(weight[0] * end + bias));
    const slope = (to - from) / (right - left);
    const cut = (pixel) => left + (chalkline.bounded(pixel) - from) / slope;
    const ends = [
      [from, left],
      [to, right],
    ].map(([pixel, edge]) => [chalkline.bounded(pixel) === pixel ? edge : cut(pixel), chalkline.bounded(pixel)]);
    return `M${ends[0].join()}L${ends[1].join()}`;
  }

  function lossPixel(y, loss) {
    const pixel = y.c2p(y.type === "log" ? Math.max(loss, 1e-300) : loss);
    return Math.max(-y._length, Math.min(2 * y._length, pixel)).toFixed(2);
  }

  chalkline.Picture = Picture;
})(((window.dash_clientside ||= {}).chalkline ||= {}));
