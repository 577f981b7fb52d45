/* The residuals: a plot of their own, and in the fit as segments or as squares drawn to scale. */
(function (chalkline) {
  "use strict";

  /**
   * One SVG path for all residuals. A square's side is the residual, so that its area on the screen is the square.
   * @param {object} points @param {{from: (i: number) => number, to: (i: number) => number}} ends of each, in y
   * @param {{x: object, y: object}} axes Plotly's @param {string} shape "segments" or "squares" @returns {string}
   */
  function residualPath(points, { from, to }, { x, y }, shape) {
    const pixel = (value) => chalkline.bounded(y.c2p(value)).toFixed(1);
    const pieces = points.features.map(([feature], i) => {
      const [left, top, bottom] = [x.c2p(feature), pixel(from(i)), pixel(to(i))];
      if (shape !== "squares") return `M${left.toFixed(1)},${top}V${bottom}`;
      const side = Math.abs(top - bottom);
      const across = left + side > x._length ? -side : side;
      return `M${left.toFixed(1)},${top}h${across.toFixed(1)}V${bottom}h${(-across).toFixed(1)}z`;
    });
    return pieces.join("");
  }

  /** The panel. */
  class Residuals {
    constructor() {
      this.sheet = new chalkline.Sheet("residuals-figure");
      this.place = "";
      this.drawn = "";
    }

    draw(page) {
      const { points, seen, look } = page;
      const residuals = chalkline.lesson.residuals(points, seen);
      this.write(page, residuals);
      document.querySelectorAll("#residuals-shape [data-shape]").forEach((choice) => {
        choice.setAttribute("aria-pressed", String(choice.dataset.shape === look.shape));
      });
      const { range } = this.rangeFor(page, residuals);
      const key = this.sheet.key(page, look.shape, points.shown, ...range);
      if (key === this.drawn && !this.sheet.isStaleUnderPointer) return this.move(page);
      this.drawn = key;
      const figure = this.figure(page, residuals);
      this.sheet.make(figure);
      this.sheet.react(figure, () => {
        lighten(this.sheet, "Segments", look.shape);
        this.move(page);
      });
    }

    write({ points, seen }, residuals) {
      const { format, lesson, readouts } = chalkline;
      const meanSquare = residuals.reduce((sum, value) => sum + value * value, 0) / residuals.length;
      const share = lesson.rSquared(points, meanSquare);
      readouts.setNumber("residuals-loss", meanSquare, format.loss(meanSquare));
      // An epoch of the past may have been measured on other points.
      const isLoss = Math.abs(meanSquare - seen.loss) <= 1e-6 * seen.loss + 1e-12;
      readouts.setText("residuals-is-loss", isLoss ? " = loss" : "");
      readouts.setNumber("rmse", Math.sqrt(meanSquare), format.loss(Math.sqrt(meanSquare)));
      readouts.setNumber("r2", share, share === null ? "–" : format.typographic(format.parameter(share)));
      chalkline.label("residuals-figure", `Residuals of ${residuals.length} points: R² ${share === null ? "none" : share.toFixed(3)}.`);
    }

    figure(page, residuals = chalkline.lesson.residuals(page.points, page.seen)) {
      const { points, look } = page;
      const figure = chalkline.skeleton(page, "residuals");
      const traces = chalkline.byName(figure);
      const features = points.features.map(([feature]) => feature);
      const ends = points.feature_range;
      const range = this.rangeFor(page, residuals);
      const side = Math.sqrt(residuals.reduce((sum, value) => sum + value * value, 0) / residuals.length);
      // Where move() draws, one path is enough; Plotly makes it where there are two points.
      Object.assign(traces.Segments, { x: ends, y: [0, 0] });
      Object.assign(traces.Predicted, { x: ends, y: [0, 0] });
      Object.assign(traces.Residuals, { x: features, y: residuals });
      // The mean square begins at the left edge; move() gives it its true width.
      Object.assign(traces["Mean square"], { x: [ends[0], ends[0]], y: [0, side] });
      chalkline.paper.setPaper(figure.layout.xaxis, ends, chalkline.axes.nice((ends[1] - ends[0]) / 21), 4);
      chalkline.paper.setPaper(figure.layout.yaxis, range.range, range.square, 2);
      const { name, unit } = points.inputs[0];
      figure.layout.annotations[1].text = name.length > 1 ? "" : `<i>${name}</i>`;
      const inUnits = points.output.unit ? ` (${points.output.unit})` : "";
      figure.layout.annotations[0].text = `<i>residual${inUnits}</i>`;
      if (unit && !look.isPhone) figure.layout.margin.l = 52;
      return figure;
    }

    /** The axis holds what the start needs, or the run now; as it learns it shrinks by halves, so that it seldom moves. */
    rangeFor({ points, record }, residuals) {
      const key = [points.shown, record.at(0).weight, record.at(0).bias].join();
      const needed = Math.max(...residuals.map(Math.abs)) * 1.05 || 1;
      const fits = this.place === key && needed <= this.most && needed > this.most / 2;
      if (!fits) Object.assign(this, { place: key, most: 1.25 * needed });
      const square = chalkline.axes.nice(this.most / 6);
      return { range: [-6 * square, 6 * square], square };
    }

    move({ points, seen, look }) {
      if (!seen || points.inputs.length > 1) return;
      const { x, y } = this.sheet.axes();
      const residuals = chalkline.lesson.residuals(points, seen);
      const from = (i) => residuals[i];
      this.sheet.setLine("Segments", residualPath(points, { from, to: () => 0 }, { x, y }, look.shape));
      this.sheet.setDots("Residuals", points.features.map(([feature]) => feature), residuals);
      const side = Math.sqrt(residuals.reduce((sum, value) => sum + value * value, 0) / residuals.length);
      const height = y.c2p(0) - y.c2p(side);
      const isSquare = look.shape === "squares" && height < y._length;
      this.sheet.setLine("Mean square", isSquare ? `M0,${y.c2p(0)}v${-height}h${height}v${height}z` : "");
    }
  }

  /**
   * The same for a picture in which nothing moves: residuals and their mean square as data, squares square on it.
   * @param {object} figure its layout with size, margins and ranges @param {object} traces by name @param {object} page
   */
  function drawStill({ layout }, traces, { points, seen, look }) {
    const trace = traces.Segments || traces.Residuals;
    if (!trace || trace.mode !== "lines") return;
    const residuals = chalkline.lesson.residuals(points, seen);
    const span = ({ range }) => range[1] - range[0];
    const width = layout.width - layout.margin.l - layout.margin.r;
    const height = layout.height - layout.margin.t - layout.margin.b;
    const across = (span(layout.xaxis) / width) * (height / span(layout.yaxis)); // x as long as one y
    const shape = (x, from, to) => {
      const side = (look.shape === "squares" ? Math.abs(to - from) : 0) * across;
      const other = x + (x + side > layout.xaxis.range[1] ? -side : side);
      return { x: [x, x, other, other, x, null], y: [from, to, to, from, from, null] };
    };
    const base = (i) => (traces.Segments ? 0 : points.targets[i] - residuals[i]);
    const shapes = residuals.map((residual, i) => shape(points.features[i][0], base(i) + residual, base(i)));
    Object.assign(trace, { x: shapes.flatMap(({ x }) => x), y: shapes.flatMap(({ y }) => y) });
    if (!traces["Mean square"]) return;
    const side = Math.sqrt(residuals.reduce((sum, value) => sum + value * value, 0) / residuals.length);
    Object.assign(traces["Mean square"], shape(layout.xaxis.range[0], side, 0), { visible: look.shape === "squares" });
  }

  /** Squares overlap: thin lines and a breath of colour keep each of them to be seen. */
  function lighten(sheet, name, shape) {
    const group = sheet.trace(name);
    const path = group && group.querySelector("path.js-line");
    if (!path) return;
    const colour = chalkline.colour("data");
    const isSquare = shape === "squares";
    Object.assign(path.style, { strokeWidth: isSquare ? "0.8px" : "", strokeOpacity: isSquare ? "0.55" : "0.75" });
    path.style.setProperty("fill", isSquare ? colour : "none", "important");
    path.style.fillOpacity = "0.07";
    path.style.fillRule = "nonzero";
  }

  function onClick({ target }) {
    const choice = target.closest("#residuals-shape [data-shape]");
    if (choice) chalkline.look.change((look) => (look.shape = choice.dataset.shape));
  }

  document.addEventListener("click", onClick);

  Object.assign(chalkline, { Residuals, residualPath, lighten, drawStill });
})(((window.dash_clientside ||= {}).chalkline ||= {}));
