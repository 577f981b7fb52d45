/* Compare runs: runs kept with their loss curve and path, beside the run now, and a table of what came of each. */
(function (chalkline) {
  "use strict";

  const MOST_RUNS = 8;
  const MOST_ROWS = 300;
  const DASHES = ["solid", "9px,4px", "2px,4px", "9px,4px,2px,4px", "14px,6px", "4px,3px", "16px,4px,4px,4px", "1px,7px"];
  const nearRows = new WeakMap(); // by history: the row from which on it is near, and how many rows that is known of
  const made = { sheet: null, curve: null, drawn: "", rows: "" };

  /**
   * The epoch from which on the loss stays within 1 % of the lowest possible, both on the points of now: an epoch's own loss
   * may be of other points. Only rows that are new are looked at.
   * @param {object} history @param {object} points @returns {number|null}
   */
  function nearFrom(history, points) {
    const old = nearRows.get(history);
    const near = old && old.points === points && old.cuts === history.cuts ? old : { points, cuts: history.cuts, rows: 0, from: 0 };
    const enough = chalkline.lesson.NEAR * points.least_squares.loss;
    for (; near.rows < history.length; near.rows += 1) {
      const parameters = { weight: history.weight(near.rows), bias: history.bias(near.rows) };
      if (chalkline.lesson.lossOn(points, parameters) > enough) near.from = near.rows + 1;
    }
    nearRows.set(history, near);
    return near.from < history.length ? history.epoch(near.from) : null;
  }

  /** What is told of a run. @param {object} page @returns {object} plain JSON */
  function summary({ record, points, optimizer, controls }) {
    const { training } = record.segment || { training: { optimizer, batch_size: controls.batchSize } };
    const changed = record.segments.some((segment) => !chalkline.same(segment.training, training));
    return {
      shown: points.shown,
      optimizer: training.optimizer,
      batchSize: training.batch_size,
      changed,
      diverged: record.diverged,
      epochs: record.epoch,
      near: nearFrom(record.history, points),
      loss: record.now.loss,
    };
  }

  function keep() {
    const { page } = chalkline;
    if (page.keptRuns.length >= MOST_RUNS || !page.points || !page.record.now) return;
    const taken = page.keptRuns.map(({ number }) => number);
    const number = Array.from({ length: MOST_RUNS }, (_, i) => i + 1).find((free) => !taken.includes(free));
    page.keptRuns.push({ number, ...summary(page), rows: page.record.history.rows(MOST_ROWS) });
    changed();
  }

  function forget(number) {
    const { page } = chalkline;
    page.keptRuns = number === undefined ? [] : page.keptRuns.filter((run) => run.number !== number);
    changed();
    document.getElementById("keep-run").focus();
  }

  function changed() {
    chalkline.redraw();
    chalkline.keep();
  }

  /** @returns {object[]} the runs kept that learned from the points on screen */
  function comparable({ keptRuns, points }) {
    return keptRuns.filter(({ shown }) => shown === points.shown);
  }

  /** The loss curves of the runs kept, as one trace; Compare runs gives each its dashes and its number. */
  function curves(page) {
    const trace = { x: [], y: [], mode: "lines" };
    comparable(page).forEach(({ rows }) => {
      trace.x.push(...rows.map((row) => row[0]), null);
      trace.y.push(...rows.map((row) => row[1]), null);
    });
    return trace;
  }

  function curve({ rows, number }, points) {
    const half = Math.sqrt(rows[0][1] * Math.max(points.least_squares.loss, 1e-6 * rows[0][1]));
    const labelled = Math.max(0, rows.findIndex((row) => row[1] <= half));
    return {
      x: rows.map((row) => row[0]),
      y: rows.map((row) => row[1]),
      text: rows.map((_, i) => (i === labelled ? String(number) : "")),
    };
  }

  /** The paths of the runs kept over the loss map, as one trace. */
  function paths(page) {
    const trace = { x: [], y: [] };
    comparable(page).forEach(({ rows }) => {
      trace.x.push(...rows.map((row) => row[3]), null);
      trace.y.push(...rows.map((row) => row[2]), null);
    });
    return trace;
  }

  function draw(page) {
    const { readouts } = chalkline;
    const full = page.keptRuns.length >= MOST_RUNS;
    const button = document.getElementById("keep-run");
    button.setAttribute("aria-disabled", String(full));
    readouts.setText(button, full ? "Eight runs are kept" : "Keep this run");
    document.getElementById("forget-runs").hidden = !page.keptRuns.length;
    writeTable(page);
    if (document.getElementById("compare-figure").offsetParent === null) return; // in the second place the loss figure shows them
    made.sheet ||= new chalkline.Sheet("compare-figure");
    drawCurves(page);
  }

  /** The curves: Plotly draws them when an axis or a run kept changes; between, the curve of now is moved. */
  function drawCurves(page) {
    const { sheet } = made;
    const picture = chalkline.picture();
    const key = sheet.key(page, picture.lossKey(), page.keptRuns.map(({ number, epochs }) => [number, epochs]));
    if (key === made.drawn && !sheet.isStaleUnderPointer) return picture.moveLoss(sheet, made.curve);
    made.drawn = key;
    made.curve = new chalkline.Curve();
    const figure = picture.lossFigure();
    separate(figure, page);
    sheet.make(figure);
    sheet.react(figure, () => picture.moveLoss(sheet, made.curve));
    chalkline.label("compare-figure", `The loss by epoch of this run and of ${comparable(page).length} kept ones.`);
  }

  /** Each run kept with a dash of its own. */
  function separate(figure, page) {
    const at = figure.data.findIndex(({ name }) => name === "Kept runs");
    const [common] = figure.data.splice(at, 1);
    const traces = comparable(page).map((run) => ({
      ...common,
      mode: "lines+text",
      ...curve(run, page.points),
      name: `Run ${run.number}`,
      line: { ...common.line, width: 2, dash: DASHES[run.number - 1] },
    }));
    figure.data.splice(at, 0, ...traces);
  }

  /** The rows of the runs kept are made anew only when they change: a button under a finger must stay there. */
  function writeTable(page) {
    const body = document.getElementById("compare-rows");
    const now = rowOf({ number: "now", ...summary(page) }, page);
    const rows = [page.points.shown, ...page.keptRuns.map(({ number, epochs, loss }) => [number, epochs, loss])].join();
    if (rows === made.rows && body.lastChild) return body.replaceChild(now, body.lastChild);
    made.rows = rows;
    body.replaceChildren(...page.keptRuns.map((run) => rowOf(run, page)), now);
  }

  function rowOf(run, { points }) {
    const { format, settings } = chalkline;
    const { learning_rate: rate, ...optimizer } = run.optimizer;
    const row = document.createElement("tr");
    const near = run.near === null ? "not yet" : `epoch ${format.grouped(run.near)}`;
    const end = run.diverged ? "diverged" : format.loss(run.loss);
    const texts = [
      String(run.number),
      format.rate(rate) + (run.changed ? "*" : ""),
      run.batchSize === null ? "all" : String(run.batchSize),
      settings.nameOf(optimizer),
      run.diverged && run.near === null ? "never" : near,
      end,
    ];
    row.append(...texts.map((text, i) => cell(i ? "td" : "th", text)));
    row.dataset.now = String(run.number === "now");
    if (run.shown !== points.shown) row.title = row.dataset.other = "on other data: its curve is not shown";
    if (run.changed) row.title = "* its settings were changed on the way; these are the last";
    if (run.number !== "now") row.firstChild.append(forgetButton(run.number));
    return row;
  }

  function cell(tag, text) {
    const made = document.createElement(tag);
    made.textContent = text;
    if (tag === "th") made.scope = "row";
    return made;
  }

  function forgetButton(number) {
    const button = document.createElement("button");
    Object.assign(button, { className: "forget", textContent: "×" });
    button.setAttribute("aria-label", `Forget run ${number}`);
    button.dataset.forget = String(number);
    return button;
  }

  function onClick({ target }) {
    if (target.closest("#keep-run")) keep();
    if (target.closest("#forget-runs")) forget();
    const one = target.closest("[data-forget]");
    if (one) forget(Number(one.dataset.forget));
  }

  document.addEventListener("click", onClick);

  chalkline.compare = { draw, comparable, curves, paths, nearFrom };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
