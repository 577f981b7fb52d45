/* The loss map: where the run is in the valley of the loss, how it came there, and where the next step leads. */
(function (chalkline) {
  "use strict";

  const CELLS = 110;
  const MOST_LEVELS = 9;
  const ROUND = 15; // up to this condition number both axes have the same scale: round is round, steepest is square on
  const SPARE = 1.12;
  const ROOMY = 4;
  const NEAR_PX = 14;
  const CELL_PX = 2;
  const MOST_CORNERS = 4000;
  const SEEN_APART_PX = 12;
  const LEAST_ARROW_PX = 9; // shorter, it would lie within the dot
  const CLEAR_PX = 30; // about the marks of the true and the least-squares point

  /**
   * The path of a run in pixels. A tick adds to it; where the run has been already nothing is added, so that the path
   * of a run that trembles for ever stays as short as it looks.
   */
  class Trail {
    constructor() {
      this.restart(null, "");
    }

    restart(history, place) {
      const cuts = history ? history.cuts : 0;
      Object.assign(this, { history, cuts, place, next: 0, corners: [], line: "", dots: "", before: null, been: new Set() });
    }

    /** @param {object} history @param {(row: number) => number[]} at the pixels of a row @param {string} place names the frame */
    follow(history, at, place) {
      if (place !== this.place || history !== this.history || history.cuts !== this.cuts) this.restart(history, place);
      for (; this.next < history.length; this.next += 1) this.add(this.next, at(this.next));
    }

    add(row, [x, y]) {
      const { before } = this;
      const here = `${x.toFixed(1)},${y.toFixed(1)}`;
      const cell = `${Math.round(x / CELL_PX)},${Math.round(y / CELL_PX)}`;
      const isNew = !this.been.has(cell) && this.corners.length < MOST_CORNERS;
      this.before = { x, y, here, isDrawn: isNew };
      if (!isNew) return;
      this.been.add(cell);
      this.corners.push({ row, x, y });
      if (!before) this.line = `M${here}`;
      else this.line += (before.isDrawn ? "" : `M${before.here}`) + `L${here}`;
      if (!before || Math.hypot(x - before.x, y - before.y) >= SEEN_APART_PX) this.dots += `M${here}h0`;
    }

    /** @returns {number|null} the row of the corner under the pointer */
    nearest(x, y) {
      const apart = (corner) => Math.hypot(corner.x - x, corner.y - y);
      const best = this.corners.reduce((one, other) => (one && apart(one) <= apart(other) ? one : other), null);
      return best && apart(best) < NEAR_PX ? best.row : null;
    }
  }

  /** The panel. */
  class LossMap {
    constructor() {
      this.sheet = new chalkline.Sheet("loss-map");
      this.trail = new Trail();
      this.frame = null;
      this.drawn = "";
      this.pressed = null;
      this.hovered = null;
      this.listen();
    }

    get page() {
      return chalkline.page;
    }

    draw(page) {
      this.forgetOld(page);
      if (!page.points.least_squares.weight) return this.write();
      const size = this.sheet.size(chalkline.skeleton(page, "map").layout.margin);
      const { look, record, points } = page;
      const { weight, bias } = record.at(0);
      this.write();
      const kept = page.keptRuns.map(({ number, shown, epochs, loss }) => [number, shown, epochs, loss].join());
      const key = [points.shown, look.mode, look.limits, size.width, size.height, weight, bias, kept].join();
      if (key === this.drawn && this.sheet.isReady) return this.tick(page);
      this.drawn = key;
      this.trail.restart(null, "");
      this.frame = frameFor(page, size, this.frame);
      const figure = this.figure(page, size, this.frame);
      this.sheet.make(figure);
      this.sheet.react(figure, () => {
        this.roundRing();
        this.tick(page);
      });
    }

    /** A mark means nothing on another feature's map, nor an epoch in another run. */
    forgetOld(page) {
      if (this.kind !== kindOf(page.points)) this.pressed = null;
      this.kind = kindOf(page.points);
      if (this.run !== page.record) this.hover(null);
      this.run = page.record;
    }

    /** @returns {object} the map as Plotly draws it, the path and the arrow as they are now included */
    figure(page, size, frame = frameFor(page, size, null)) {
      const figure = chalkline.skeleton(page, "map");
      const traces = chalkline.byName(figure);
      this.fillContours(figure, traces.Loss, size, frame);
      this.fillMarks(page, traces);
      this.fillPath(page, traces);
      const { weight, bias } = frame;
      const tick = (range) => chalkline.axes.nice((range[1] - range[0]) / 7);
      Object.assign(figure.layout.xaxis, { range: weight, dtick: tick(weight), tick0: 0 });
      Object.assign(figure.layout.yaxis, { range: bias, dtick: tick(bias), tick0: 0 });
      return figure;
    }

    fillContours(figure, trace, size, frame) {
      const { points } = this.page;
      const { weight, bias } = frame;
      const across = spread(weight);
      const up = spread(bias);
      const losses = up.map((b) => across.map((w) => chalkline.lesson.lossAt(points, w, b)));
      const highest = Math.floor(Math.log2(Math.max(...losses.flat())));
      const lowest = Math.max(highest - MOST_LEVELS + 1, Math.floor(Math.log2(points.least_squares.loss || 1e-300)) + 1);
      const floor = Math.pow(2, lowest - 2);
      Object.assign(trace, { x: across, y: up, z: losses.map((row) => row.map((loss) => Math.log2(Math.max(loss, floor)))) });
      Object.assign(trace.contours, { start: lowest, end: highest });
      for (let level = lowest + 1; level < highest; level += 2) this.nameLevel(figure, level, size, frame);
    }

    /** Write a contour's loss beside it, up and to the right of least squares. */
    nameLevel(figure, level, { width, height }, { weight, bias }) {
      const { points } = this.page;
      const best = points.least_squares;
      const [perX, perY] = [(weight[1] - weight[0]) / width, (bias[1] - bias[0]) / height];
      const [dw, db] = [0.42 * perX, 0.9 * perY];
      const rise = chalkline.lesson.lossAt(points, best.weight[0] + dw, best.bias + db) - best.loss;
      const far = Math.sqrt((Math.pow(2, level) - best.loss) / rise);
      const [x, y] = [best.weight[0] + far * dw, best.bias + far * db];
      if (!(x < weight[1] - 24 * perX && y < bias[1] - 14 * perY)) return;
      const font = { color: chalkline.colour("ink"), size: figure.layout.font.size };
      if (Math.hypot((far * dw) / perX, (far * db) / perY) < CLEAR_PX) return;
      const text = nameOf(Math.pow(2, level));
      figure.layout.annotations.push({ x, y, text, font, showarrow: false, xshift: 10, yshift: 2 });
    }

    fillMarks({ points, record, look }, traces) {
      const best = points.least_squares;
      const start = record.at(0);
      Object.assign(traces["Least squares"], { x: [best.weight[0]], y: [best.bias], visible: look.limits });
      const hasTruth = points.true_weight !== null;
      traces.True.visible = hasTruth && look.limits;
      if (hasTruth) Object.assign(traces.True, { x: points.true_weight, y: [points.true_bias] });
      Object.assign(traces.Start, { x: start.weight, y: [start.bias], mode: "markers+text", text: ["start"] });
      traces.Start.textposition = "middle right";
      traces.Start.textfont = { size: 15, color: chalkline.colour("ink") };
      [traces["Epoch shown"], traces.Pressed].forEach((trace) => Object.assign(trace, { x: start.weight, y: [start.bias], opacity: 0 }));
    }

    fillPath(page, traces) {
      const { record, seen } = page;
      const rows = record.history.rows(2000);
      const path = { x: rows.map((row) => row[3]), y: rows.map((row) => row[2]) };
      const two = (trace) => (trace.x.length > 1 ? trace : { x: [...trace.x, ...trace.x], y: [...trace.y, ...trace.y] });
      ["Edge of the path", "Path"].forEach((name) => Object.assign(traces[name], two(path)));
      Object.assign(traces.Epochs, two({ x: path.x.slice(0, 1), y: path.y.slice(0, 1) }));
      Object.assign(traces.Now, { x: seen.weight, y: [seen.bias] });
      Object.assign(traces["Kept runs"], chalkline.compare.paths(page));
      const next = nextStep(page);
      Object.assign(traces["Next step"], { x: [seen.weight[0], next.weight], y: [seen.bias, next.bias] });
    }

    /** What a tick moves: path, dots, arrow and the point now. */
    tick(page) {
      if (!page.seen || !this.sheet.isReady || !this.frame || document.getElementById("panel-map").hidden) return;
      const { x, y } = this.sheet.axes();
      const { history } = page.record;
      const pixel = (weight, bias) => [chalkline.bounded(x.c2p(weight)), chalkline.bounded(y.c2p(bias))];
      const place = [x._length, y._length, x.range, y.range].join();
      this.trail.follow(history, (row) => pixel(history.weight(row)[0], history.bias(row)), place);
      const now = pixel(page.seen.weight[0], page.seen.bias);
      ["Edge of the path", "Path"].forEach((name) => this.sheet.setLine(name, this.trail.line));
      this.sheet.setLine("Epochs", this.trail.dots);
      const next = nextStep(page);
      this.sheet.setLine("Next step", arrow(now, pixel(next.weight, next.bias)));
      this.sheet.setPoint("Now", now.join());
      this.mark("Pressed", this.pressed && pixel(this.pressed.weight, this.pressed.bias));
      this.mark("Epoch shown", this.hovered && pixel(this.hovered.weight[0], this.hovered.bias));
    }

    mark(name, at) {
      const group = this.sheet.trace(name);
      if (!group) return;
      group.style.opacity = at ? "1" : "0";
      if (at) this.sheet.setPoint(name, at.join());
    }

    /** The ring of least squares is dotted like its line; the epochs' dots are lines of no length with round ends. */
    roundRing() {
      const ring = this.sheet.trace("Least squares");
      if (ring) ring.querySelectorAll("path.point").forEach((it) => Object.assign(it.style, { strokeDasharray: "0 5.76", strokeLinecap: "round" }));
      ["Epochs", "Path", "Next step"].forEach((name) => {
        const group = this.sheet.trace(name);
        if (group) group.querySelectorAll("path.js-line").forEach((it) => Object.assign(it.style, { strokeLinecap: "round", strokeLinejoin: "round" }));
      });
    }

    /* ---- words ---- */

    write() {
      const { page } = this;
      if (!page.seen) return;
      const { format, readouts } = chalkline;
      const isPlain = isPlainStep(page);
      document.getElementById("map-arrow").lastChild.textContent = isPlain ? "next step" : "−rate × gradient";
      readouts.setText("map-words", this.words(page, format));
      document.getElementById("start-here").hidden = !this.pressed || Boolean(this.hovered);
      const { weight, bias } = page.seen;
      chalkline.label("loss-map", `The loss over weight and bias; now weight ${format.parameter(weight[0])}, bias ${format.parameter(bias)}. Arrow keys mark a place, Enter starts there.`, "application");
    }

    words({ points, look }, format) {
      const place = (value) => format.typographic(format.parameter(value));
      if (!points.least_squares.weight) return "These points lie at one x: many lines fit them equally well.";
      if (this.hovered) {
        const { epoch, weight, bias, loss } = this.hovered;
        return `Epoch ${epoch}: weight ${place(weight[0])}, bias ${place(bias)}, loss ${format.loss(loss)}`;
      }
      if (this.pressed) return `Weight ${place(this.pressed.weight)}, bias ${place(this.pressed.bias)}`;
      return `${look.mode === "dark" ? "Lighter" : "Darker"} is worse. Press anywhere to start there.`;
    }

    /* ---- pointer and keys ---- */

    listen() {
      const place = document.getElementById("loss-map");
      place.tabIndex = 0;
      place.addEventListener("pointermove", (event) => this.hover(this.trail.nearest(...this.pixels(event))));
      place.addEventListener("pointerleave", () => this.hover(null));
      place.addEventListener("click", (event) => this.press(this.place(event)));
      place.addEventListener("keydown", (event) => this.onKey(event));
      document.getElementById("start-here").addEventListener("click", () => this.startHere());
    }

    pixels({ clientX, clientY }) {
      if (!this.sheet.isReady) return [NaN, NaN];
      const { left, top } = this.sheet.graph.getBoundingClientRect();
      const { x, y } = this.sheet.axes();
      return [clientX - left - x._offset, clientY - top - y._offset];
    }

    place(event) {
      const [x, y] = this.pixels(event);
      const axes = this.sheet.axes();
      const inside = x >= 0 && y >= 0 && x <= axes.x._length && y <= axes.y._length;
      return inside ? { weight: axes.x.p2c(x), bias: axes.y.p2c(y) } : null;
    }

    hover(row) {
      const { page } = this;
      if (!page.seen && row !== null) return;
      const at = row === null || row >= page.record.history.length ? null : page.record.at(row);
      if (!at && !this.hovered) return;
      this.hovered = at;
      if (chalkline.picture()) chalkline.picture().showAlso(at);
      this.write();
      this.tick(page);
    }

    press(place) {
      if (!place || !this.page.seen || !this.page.points.least_squares.weight) return;
      this.pressed = place;
      this.hover(null);
      this.write();
      this.tick(this.page);
    }

    /** Arrow keys move the mark by a fortieth of the map, Enter starts there. */
    onKey(event) {
      const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
      if (event.key === "Enter" && this.pressed) return this.startHere();
      if (!(event.key in moves) || !this.frame) return;
      event.preventDefault();
      const { seen } = this.page;
      const { weight, bias } = this.pressed || { weight: seen.weight[0], bias: seen.bias };
      const [across, up] = moves[event.key];
      this.press({
        weight: within(weight + (across * (this.frame.weight[1] - this.frame.weight[0])) / 40, this.frame.weight),
        bias: within(bias + (up * (this.frame.bias[1] - this.frame.bias[0])) / 40, this.frame.bias),
      });
    }

    startHere() {
      if (!this.pressed) return;
      const { weight, bias } = this.pressed;
      if (!chalkline.startAt(weight, bias)) return;
      this.pressed = null;
      this.write();
      document.getElementById("loss-map").focus();
    }
  }

  /** Where −learning rate × gradient leads from the point that is shown. */
  function nextStep({ points, seen, optimizer }) {
    const { weight, bias } = chalkline.lesson.gradient(points, seen, optimizer.weight_decay);
    const rate = optimizer.learning_rate;
    return { weight: seen.weight[0] - rate * weight, bias: seen.bias - rate * bias };
  }

  /** Whether the arrow is the very next step: plain gradient descent on all points. */
  function isPlainStep({ optimizer, controls, points }) {
    const isFull = controls.batchSize === null || controls.batchSize >= points.targets.length;
    return isFull && optimizer.name === "sgd" && !optimizer.momentum;
  }

  /** The axes: about least squares, wide enough for every run that converges; kept while they suit. */
  function frameFor({ points, record }, { width, height }, old) {
    const best = points.least_squares;
    const need = chalkline.lesson.reach(points, record.at(0));
    const error = points.least_squares.weight_error ? points.least_squares.weight_error[0] : 0;
    const truth = points.true_weight ? [points.true_weight[0] - best.weight[0], points.true_bias - best.bias] : [0, 0];
    const least = 0.05 * (Math.abs(best.bias) + Math.abs(best.weight[0])) || 1;
    let [dw, db] = [
      Math.max(need.weight, 1.5 * Math.abs(truth[0]), 5 * error) || least,
      Math.max(need.bias, 1.5 * Math.abs(truth[1])) || least,
    ].map((half) => half * SPARE);
    if (points.curvatures[1] / points.curvatures[0] < ROUND) {
      const unit = Math.max(dw / width, db / height);
      [dw, db] = [unit * width, unit * height];
    }
    const wanted = { weight: [best.weight[0] - dw, best.weight[0] + dw], bias: [best.bias - db, best.bias + db] };
    const kind = [kindOf(points), width, height].join();
    const keeps = old && old.kind === kind && holds(old.weight, wanted.weight) && holds(old.bias, wanted.bias);
    return keeps ? old : { ...wanted, kind };
  }

  /** Names the feature and its scaling: what a place on the map means. */
  function kindOf({ inputs, feature_range: range }) {
    return JSON.stringify([inputs, range]);
  }

  /** Whether an old range holds the new one without being much too wide. */
  function holds([low, high], [from, to]) {
    const slack = 0.06 * (to - from);
    return low <= from + slack && high >= to - slack && high - low <= ROOMY * (to - from);
  }

  /** @returns {string} a loss as short as it can be told: "0.5", "8", "131 072" */
  function nameOf(loss) {
    return loss >= 1000 ? chalkline.format.brief(loss, 2) : String(Number(loss.toPrecision(2)));
  }

  function within(value, [low, high]) {
    return Math.min(high, Math.max(low, value));
  }

  function spread([low, high]) {
    return Array.from({ length: CELLS + 1 }, (_, i) => low + (i * (high - low)) / CELLS);
  }

  /** An arrow between two pixels; none where it is too short to be seen. */
  function arrow([x, y], [toX, toY]) {
    const length = Math.hypot(toX - x, toY - y);
    if (length < LEAST_ARROW_PX) return "M0,0";
    const head = Math.min(11, length);
    const angle = Math.atan2(toY - y, toX - x);
    const barb = (turn) => `${toX - head * Math.cos(angle + turn)},${toY - head * Math.sin(angle + turn)}`;
    return `M${x},${y}L${toX},${toY}M${barb(0.45)}L${toX},${toY}L${barb(-0.45)}`;
  }

  Object.assign(chalkline, { LossMap, Trail, nextStep, frameFor });
})(((window.dash_clientside ||= {}).chalkline ||= {}));
