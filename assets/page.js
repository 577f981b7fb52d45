/* The page: joins clock, record, picture and readouts. Dash's clientside callbacks enter here. */
(function (chalkline) {
  "use strict";

  const VERSION = 1;
  const SAVE_MS = 1000;
  const RATE_WINDOW_MS = 2000;
  const SEEDS = 2 ** 32;

  const page = {
    run: newRunId(),
    record: new chalkline.Record(),
    points: null,
    shownData: null,
    controls: null,
    seeds: null,
    settings: null,
    figures: null,
    look: null,
    notice: "",
    kept: null,
  };
  const gate = new chalkline.Gate();
  let picture = null;
  let pending = null; // the command in flight
  // An epoch to reach before anything else; a replay has settings of its own. `then` is "play", "step" or nothing.
  let goal = null;
  let lookWanted = true;
  let measured = { since: 0, epochs: 0, perSecond: 0 };
  let savedAt = 0;

  /* ---- settings ---- */

  /** `randomUUID` does not exist on plain http; getRandomValues does. */
  function newRunId() {
    return [...window.crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function randomSeed() {
    return window.crypto.getRandomValues(new Uint32Array(1))[0] % SEEDS;
  }

  function dataSpec() {
    const { dataset: kind, n, noise } = page.controls;
    const spec = { kind };
    if (page.settings[kind].noise) Object.assign(spec, { n, noise, seed: page.seeds.data });
    return spec;
  }

  function trainingSettings() {
    const { learningRate, batchSize } = page.controls;
    return {
      optimizer: { name: "sgd", learning_rate: learningRate },
      batch_size: batchSize,
      seed: page.seeds.start,
    };
  }

  /* ---- playing or paused: the Interval ---- */

  function isPlaying() {
    return !window.dash_component_api.getLayout("clock").props.disabled;
  }

  function setPlaying(playing) {
    if (playing === isPlaying()) return;
    window.dash_clientside.set_props("clock", { disabled: !playing });
    if (playing) {
      gate.begin(performance.now(), page.controls.speed);
      restartMeasure();
    }
  }

  /* ---- asking and answering ---- */

  function wish(answered) {
    const playing = isPlaying();
    const missing = page.points === null || page.record.checkpoint === null || lookWanted;
    const stale = !playing && !goal && !chalkline.same(dataSpec(), page.shownData);
    const epochsToGoal = goal ? goal.epoch - page.record.checkpoint.epoch : 0;
    return { look: missing || stale, epochsToGoal, playing, speed: page.controls.speed, answered };
  }

  /** Ask the server for what is due, if anything is. */
  function ask(answered = false) {
    if (document.hidden || !page.controls) return;
    const now = performance.now();
    const epochs = gate.decide(now, wish(answered));
    if (epochs !== null) send(now, epochs);
  }

  function send(now, epochs) {
    const { run, record, points } = page;
    const seq = gate.sent(now, epochs, page.controls.speed);
    const settings = goal && goal.training ? goal : { data: dataSpec(), training: trainingSettings() };
    pending = {
      version: VERSION,
      run,
      seq,
      epochs,
      data: settings.data,
      training: settings.training,
      checkpoint: record.checkpoint,
      shown: points && points.shown,
    };
    window.dash_clientside.set_props("command", { data: pending });
    setTimeout(() => watchFor(seq), 3050);
  }

  /** Still no answer: say so, and ask again when it is time. */
  function watchFor(seq) {
    if (!gate.inFlight || gate.inFlight.seq !== seq) return;
    ask();
    refresh();
    if (gate.inFlight && gate.inFlight.seq === seq) setTimeout(() => watchFor(seq), 1000);
  }

  /** dcc.Interval's tick. */
  function tick() {
    ask();
    if (isPlaying()) refreshWhenSlow();
  }

  /** The server's answer. */
  function answer(progress) {
    if (!progress || !gate.accepts(progress, performance.now())) return;
    if (!progress.checkpoint) return refuse(progress.notice);
    if (progress.notice) return beginAnew(progress.notice);
    const before = page.record.epoch;
    const looked = pending.epochs === 0 || Boolean(progress.points);
    lookWanted = false;
    page.record.take(pending, progress);
    if (progress.points) takePoints(progress.points, pending.data);
    if (pending.epochs === 0 && !progress.loss.length) measureAgain();
    measure(page.record.epoch - before);
    if (progress.diverged) stop();
    if (goal && page.record.checkpoint.epoch >= goal.epoch) reachGoal();
    draw(looked || progress.diverged || !isPlaying());
    saveNow();
    ask(true);
  }

  /** Inside an epoch the server has no whole epoch to measure, and the page knows all that it takes. */
  function measureAgain() {
    const { record, points } = page;
    if (!record.diverged) record.history.setLastLoss(chalkline.lesson.loss(points, record.now));
  }

  function takePoints(points, data) {
    const isOther = !page.shownData || page.shownData.kind !== data.kind;
    page.points = points;
    page.shownData = data;
    chalkline.readouts.data(page);
    chalkline.controls.show(page.controls, points);
    nameDataset();
    // Where no truth is known, least squares is the line to aim at.
    if (isOther && !page.kept) chalkline.look.showTrace("Least squares", points.true_weight === null);
  }

  /** What the server refuses changes nothing; if it refuses a stored run, that run cannot go on at all. */
  function refuse(sentence) {
    if (!page.points && page.record.checkpoint) return beginAnew(sentence);
    stop();
    page.notice = sentence;
    refresh();
  }

  /** The server knows no such checkpoint, from another version of the page: the run starts anew, with a sentence. */
  function beginAnew(sentence) {
    newRun();
    page.notice = sentence;
    ask();
  }

  function reachGoal() {
    const { then } = goal;
    goal = then === "step" ? { epoch: goal.epoch + 1 } : null;
    if (then === "play") setPlaying(true);
  }

  function isReplaying() {
    return Boolean(goal && goal.training);
  }

  function stop() {
    setPlaying(false);
    goal = null;
  }

  /* ---- what buttons do ---- */

  const actions = {
    start() {
      if (page.record.diverged) return goOn("play");
      if (isReplaying()) goal.then = "play";
      else setPlaying(true);
    },
    pause() {
      setPlaying(false);
      if (isReplaying()) goal.then = null;
      else abandon();
      if (picture) picture.level();
    },
    step() {
      setPlaying(false);
      if (page.record.diverged) return goOn("step");
      if (isReplaying()) goal.then = "step";
      else if (goal) goal.epoch += 1;
      else stepFrom(page.record.checkpoint);
    },
    reset() {
      setPlaying(false);
      abandon();
      page.record.reset();
      lookWanted = true;
    },
    "new-data"() {
      page.seeds.data = randomSeed();
      newRun();
    },
    "new-start"() {
      page.seeds.start = randomSeed();
      newRun();
    },
    halve() {
      setRate(divergence().halved);
      goOn("play");
    },
  };

  /** Drop the command in flight and what it was for: its answer will change nothing. */
  function abandon() {
    goal = null;
    gate.forget();
  }

  function stepFrom(checkpoint) {
    gate.forget();
    if (checkpoint) goal = { epoch: checkpoint.epoch + 1 };
  }

  /** The seven buttons of a run. */
  function press() {
    const { callback_context: context } = window.dash_clientside;
    context.triggered.forEach(({ prop_id: prop }) => {
      const id = prop.split(".")[0];
      page.notice = "";
      if (id !== "pause" && document.getElementById(id).dataset.face === "flat") explain(id);
      else actions[id]();
    });
    ask();
    draw(true);
    save();
  }

  /** A flat button does nothing, but says why where that helps. */
  function explain(id) {
    const { record, points } = page;
    if (!record.diverged || (id !== "start" && id !== "step")) return;
    const limit = chalkline.format.rate(points.learning_rate_limit);
    const below = page.controls.learningRate < points.learning_rate_limit ? "" : ` below ${limit}`;
    page.notice = `First lower the learning rate${below}, then press Start.`;
  }

  function newRun() {
    page.kept = null;
    stop();
    gate.forget();
    page.record = new chalkline.Record();
    lookWanted = true;
  }

  /** From a diverged run, go back to the last good epoch under its own settings, then play or step. */
  function goOn(then) {
    gate.forget();
    goal = { ...page.record.rewind(page.record.lastGoodEpoch()), then };
    if (page.record.checkpoint.epoch >= goal.epoch) reachGoal();
  }

  function setRate(rate) {
    page.controls.learningRate = rate;
    window.dash_clientside.set_props("learning-rate", { value: chalkline.controls.valueOf(rate) });
  }

  /** What to say of a diverged run: its rate, half of it or less that is stable, and how its loss grew. */
  function divergence() {
    const { record, points } = page;
    const { learning_rate: rate } = record.segment.training.optimizer;
    let halved = rate / 2;
    while (halved >= points.learning_rate_limit) halved /= 2;
    const goodEpoch = record.lastGoodEpoch();
    return { rate, halved: Number(halved.toPrecision(6)), goodEpoch, growth: record.growth() };
  }

  /* ---- what controls do ---- */

  /** A control has changed; the first call is the page's beginning. */
  function change() {
    if (!page.settings && !begin()) return;
    const old = page.controls;
    const controls = readControls(old || page.kept);
    page.controls = controls;
    if (old && old.dataset !== controls.dataset) changeDataset();
    if (old && old.speed !== controls.speed && isPlaying()) restartMeasure();
    chalkline.controls.show(controls, page.points);
    refresh();
    ask();
    if (old) save();
  }

  /** Read all controls, who own their values; `old` stands in for what does not parse. */
  function readControls(old) {
    const { n_samples: nBounds, batch_size: batchBounds } = page.settings;
    const before = old || { n: nBounds.default, batchSize: null };
    const batchSize = valueOf("batch-size");
    page.notice = "";
    return {
      learningRate: chalkline.controls.rateOf(Number(valueOf("learning-rate"))),
      noise: Number(valueOf("noise")),
      n: readWhole(valueOf("n-samples"), nBounds, before.n, "Points", "n-samples"),
      batchSize: isAll(batchSize) ? null : readWhole(batchSize, batchBounds, before.batchSize, "Batch", "batch-size"),
      speed: Number(valueOf("speed")),
      dataset: valueOf("dataset"),
    };
  }

  function valueOf(id) {
    return window.dash_component_api.getLayout(id).props.value;
  }

  function isAll(text) {
    return ["", "all"].includes(String(text ?? "").trim().toLowerCase());
  }

  /** A whole number in its bounds; otherwise the old value stays, and a sentence says what is possible. */
  function readWhole(text, bounds, old, label, id) {
    const value = chalkline.controls.wholeNumber(text, bounds);
    document.getElementById(id).setAttribute("aria-invalid", String(value === null));
    if (value !== null) return value;
    const all = label === "Batch" ? ', or "all"' : "";
    page.notice = `${label} must be a whole number from ${bounds.low} to ${chalkline.format.grouped(bounds.high)}${all}.`;
    return old;
  }

  /** Another data set is a new run, with the noise that fits its units. */
  function changeDataset() {
    const { noise } = page.settings[page.controls.dataset];
    const dash = window.dash_clientside;
    newRun();
    page.shownData = null;
    if (noise) {
      page.controls.noise = noise.default;
      dash.set_props("noise", { min: noise.low, max: noise.high, step: noise.step, value: noise.default });
    }
    dash.set_props("noise", { disabled: !noise });
    dash.set_props("n-samples", { disabled: !noise });
  }

  /** The data set's name with the number of its points. */
  function nameDataset() {
    const { titles } = page.settings;
    const n = page.points.targets.length;
    const what = { line: "points", "house-prices": "houses", hubble: "nebulae" };
    const options = Object.entries(titles).map(([value, title]) => {
      const counted = value === page.shownData.kind && !page.look.isPhone;
      return { value, label: counted ? `${title}, ${chalkline.format.grouped(n)} ${what[value]}` : title };
    });
    window.dash_clientside.set_props("dataset", { options });
  }

  /* ---- showing ---- */

  function status() {
    const { record, points, controls } = page;
    const playing = isPlaying() || Boolean(goal && goal.then === "play");
    const diverged = record.diverged && points ? divergence() : { rate: Infinity };
    return {
      ...diverged,
      state: stateOf(playing),
      waiting: gate.isWaiting(performance.now()),
      isPlaying: playing,
      steps: record.steps(points ? points.targets.length : 1),
      // A run that diverged below the limit, in small batches, needs a rate lower than the one it had.
      tooFast: Boolean(points) && controls.learningRate >= Math.min(points.learning_rate_limit, diverged.rate),
      perSecond: perSecond(),
      busy: gate.paceMs > 1.2 * chalkline.TICK_MS,
    };
  }

  function stateOf(playing) {
    if (page.record.diverged) return "diverged";
    if (playing) return chalkline.readouts.isNear(page) ? "near" : "running";
    return page.record.checkpoint && page.record.checkpoint.step ? "paused" : "ready";
  }

  /** Redraw: the whole picture, or only what a tick moves. */
  function draw(whole) {
    if (!page.points) return;
    if (picture) {
      if (whole) picture.level();
      else picture.tick();
      showPill();
    }
    refresh();
  }

  function refresh() {
    if (page.controls) chalkline.readouts.tick(page, status());
  }

  function refreshWhenSlow() {
    if (gate.isWaiting(performance.now())) refresh();
  }

  function showPill() {
    const pill = document.getElementById("pill");
    const side = page.record.diverged ? picture.leftSheet() : "";
    pill.hidden = side === "";
    pill.dataset.side = side;
    chalkline.readouts.setText("pill", `${side === "up" ? "\u2191" : "\u2193"} The line has left the sheet here`);
  }

  /* ---- epochs a second, measured ---- */

  function restartMeasure() {
    measured = { since: performance.now(), epochs: 0, perSecond: 10 * page.controls.speed };
  }

  function measure(epochs) {
    const now = performance.now();
    measured.epochs += epochs;
    if (now - measured.since < RATE_WINDOW_MS) return;
    measured.perSecond = (1000 * measured.epochs) / (now - measured.since);
    measured.since = now;
    measured.epochs = 0;
  }

  /** Nominal when the run keeps up, so that the number is calm; the measured one when it does not. */
  function perSecond() {
    const nominal = 10 * page.controls.speed;
    return Math.abs(measured.perSecond / nominal - 1) < 0.15 ? nominal : measured.perSecond;
  }

  /* ---- beginning, keeping, coming back ---- */

  function begin() {
    const store = window.dash_component_api.getLayout("figures");
    if (!store) return false;
    const { figures, settings, seeds } = store.props.data;
    Object.assign(page, { figures, settings, seeds: { ...seeds }, look: chalkline.look.begin() });
    restore(chalkline.storage.load(Object.keys(settings.titles)));
    whenPlotlyIsReady();
    return true;
  }

  function restore(kept) {
    if (!kept) return;
    page.run = kept.run;
    page.seeds = kept.seeds;
    page.look = Object.assign(page.look, kept.look);
    if (kept.record) page.record = chalkline.Record.load(kept.record);
    gate.seq = kept.seq;
    goal = kept.goal;
    const { learningRate, noise, n, batchSize, speed, dataset } = kept.controls;
    const dash = window.dash_clientside;
    const values = {
      "learning-rate": chalkline.controls.valueOf(learningRate),
      "n-samples": String(n),
      "batch-size": batchSize === null ? "all" : String(batchSize),
      speed,
      dataset,
    };
    Object.entries(values).forEach(([id, value]) => dash.set_props(id, { value }));
    const bounds = page.settings[dataset].noise;
    if (bounds) dash.set_props("noise", { min: bounds.low, max: bounds.high, step: bounds.step, value: noise });
    dash.set_props("noise", { disabled: !bounds });
    dash.set_props("n-samples", { disabled: !bounds });
    page.kept = kept.controls;
  }

  /** Keep everything that a reload brings back. */
  function save() {
    if (!page.controls) return;
    const { run, seeds, controls, look, record } = page;
    const kept = record.checkpoint ? record.dump() : null;
    const replay = isReplaying() ? { ...goal, then: null } : null;
    const state = { run, seeds, controls, seq: gate.seq, look: chalkline.look.keep(look), record: kept, goal: replay };
    chalkline.storage.save(state);
  }

  /** While it learns, keep how far it is, once a second; the rest is kept when the page goes. */
  function saveNow() {
    if (performance.now() - savedAt < SAVE_MS) return;
    savedAt = performance.now();
    if (page.record.checkpoint) chalkline.storage.saveCheckpoint(page.run, page.record.checkpoint);
  }

  function whenPlotlyIsReady() {
    picture = picture || new chalkline.Picture(page);
    if (!picture.isReady) return setTimeout(whenPlotlyIsReady, 50);
    document.documentElement.dataset.plotly = "ready";
    draw(true);
  }

  /* ---- the link ---- */

  const search = new chalkline.link.Search("/healthz", () => {
    gate.away = false;
    gate.forget();
    ask();
    refresh();
  });

  window.fetch = chalkline.link.watch(window.fetch.bind(window), () => {
    gate.away = true;
    search.begin();
    refresh();
  });

  window.addEventListener("online", () => search.ask());
  window.addEventListener("pagehide", save);
  window.addEventListener("pageshow", () => {
    gate.forget();
    ask();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    search.ask();
    if (page.controls && isPlaying()) {
      gate.begin(performance.now(), page.controls.speed);
      restartMeasure();
    }
    ask();
  });

  Object.assign(chalkline, { page, tick, answer, press, change, redraw: () => draw(true), keep: save, isPlaying });
})(((window.dash_clientside ||= {}).chalkline ||= {}));
