/* The page: joins clock, record, picture and readouts. Dash's clientside callbacks enter here. */
(function (chalkline) {
  "use strict";

  const VERSION = 1;
  const SAVE_MS = 1000;
  const CLEARLY = 0.95; // a rate so close to the limit takes for ever
  const SEEDS = 2 ** 32;
  const PULSE_MS = 30000; // of dcc.Interval, once the page keeps time between its ticks

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
    keptRuns: [],
    lookedAt: null, // an epoch of the past, or null for now
    held: null, // the epoch that a replay leads to, shown until it is there
    /** What the page shows: the epoch looked at, or the last one. */
    get seen() {
      const { record, lookedAt } = page;
      if (page.held && isReplaying()) return page.held;
      return lookedAt === null ? record.now : record.at(record.rowOf(lookedAt));
    },
    /** The optimizer that the controls ask for, as a command carries it. */
    get optimizer() {
      return chalkline.settings.training(page.controls, page.seeds).optimizer;
    },
    /** The borders of the learning rate for the data on screen and that optimizer. */
    get borders() {
      return chalkline.lesson.borders(page.points.learning_rate_limit, page.optimizer);
    },
  };
  const asker = new chalkline.Asker({ wish, command, take: answer, wait, changed: refresh });
  const { gate } = asker;
  let picture = null;
  // An epoch to reach before anything else; a replay has settings of its own. `then` is "play", "step" or nothing.
  let goal = null;
  let lookWanted = true;
  const meter = new chalkline.Meter();
  let savedAt = 0;
  let lost = ""; // a sentence on what this tab had kept and could not be used
  let refusedWith = ""; // a sentence of the server, until it answers

  /* ---- settings ---- */

  /** `randomUUID` does not exist on plain http; getRandomValues does. */
  function newRunId() {
    return [...window.crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function randomSeed() {
    return window.crypto.getRandomValues(new Uint32Array(1))[0] % SEEDS;
  }

  function dataSpec() {
    return chalkline.settings.dataSpec(page.controls, page.seeds, page.settings);
  }

  function trainingSettings() {
    return chalkline.settings.training(page.controls, page.seeds);
  }

  /* ---- playing or paused: the Interval ---- */

  function isPlaying() {
    return !window.dash_component_api.getLayout("clock").props.disabled;
  }

  function setPlaying(playing) {
    if (playing === isPlaying()) return;
    window.dash_clientside.set_props("clock", { disabled: !playing });
    if (playing) beginToCount();
  }

  function beginToCount() {
    page.lookedAt = null;
    gate.begin(performance.now(), page.controls.speed);
    meter.restart(performance.now(), page.controls.speed);
  }

  /* ---- asking and answering ---- */

  /** What is wanted of the server now: see Gate.decide. */
  function wish(answered) {
    if (!page.controls) return null;
    const playing = isPlaying();
    const missing = page.points === null || page.record.checkpoint === null || lookWanted;
    const stale = !playing && !goal && !chalkline.same(dataSpec(), page.shownData);
    const epochsToGoal = goal ? goal.epoch - page.record.checkpoint.epoch : 0;
    return { look: missing || stale, epochsToGoal, playing, speed: page.controls.speed, answered };
  }

  const ask = () => asker.ask();

  /** The command for so many epochs, without its number. */
  function command(epochs) {
    const { run, record, points, shownData } = page;
    const settings = goal && goal.training ? goal : { data: dataSpec(), training: trainingSettings() };
    return {
      version: VERSION,
      run,
      epochs,
      data: settings.data,
      training: settings.training,
      checkpoint: record.checkpoint,
      shown: shownData && points ? points.shown : null,
    };
  }

  /** The server takes no new pages just now, and says so. */
  function wait(sentence) {
    page.notice = refusedWith = sentence;
    refresh();
  }

  /**
   * Hear dcc.Interval. A clientside callback on it would cost the renderer dozens of steps a tick, a listener on its
   * store costs one comparison; and since every tick of it costs the page 2.4 ms, whatever is done with it, it is the
   * pulse that starts the page's own timer again, should that ever be lost (docs/decisions.md).
   */
  function listenToClock() {
    let heard = 0;
    window.dash_clientside.set_props("clock", { interval: PULSE_MS });
    window.dash_stores[0].subscribe(() => {
      const { n_intervals: ticks } = window.dash_component_api.getLayout("clock").props;
      if (ticks === heard) return;
      heard = ticks;
      tick();
    });
  }

  /** dcc.Interval's tick. */
  function tick() {
    ask();
    if (isPlaying()) refreshWhenSlow();
  }

  /** The server's answer to a command. */
  function answer(pending, progress) {
    if (refusedWith && page.notice === refusedWith) page.notice = refusedWith = "";
    if (!progress.checkpoint) return refuse(progress.notice);
    if (progress.notice) return beginAnew(progress.notice);
    const { epoch: before, segment } = page.record;
    const looked = pending.epochs === 0 || Boolean(progress.points);
    lookWanted = false;
    page.record.take(pending, progress);
    if (progress.points) takePoints(progress.points, pending.data);
    if (pending.epochs === 0 && !progress.loss.length) measureAgain();
    meter.count(performance.now(), page.record.epoch - before);
    if (progress.diverged) stop();
    if (goal && page.record.checkpoint.epoch >= goal.epoch) reachGoal();
    draw(looked || progress.diverged || !isPlaying());
    saveNow(page.record.segment !== segment);
    asker.ask(true);
  }

  /** Inside an epoch the server has no whole epoch to measure, and the page knows all that it takes. */
  function measureAgain() {
    const { record, points } = page;
    if (!record.diverged) record.measureAs(chalkline.lesson.loss(points, record.now));
  }

  function takePoints(points, data) {
    const isOther = !page.shownData || page.shownData.kind !== data.kind;
    page.points = points;
    page.shownData = data;
    chalkline.readouts.data(page);
    chalkline.controls.show(page, page.optimizer);
    nameDataset();
    // Where no truth is known, least squares is the line to aim at.
    if (isOther && !page.kept) chalkline.look.showTrace("Least squares", points.true_weight === null);
  }

  /** What the server refuses changes nothing; if it refuses a stored run, that run cannot go on at all. */
  function refuse(sentence) {
    if (!page.points && page.record.checkpoint) return beginAnew(chalkline.words.UNREADABLE);
    stop();
    page.notice = sentence;
    refresh();
  }

  /**
   * The server knows no such checkpoint, from another version of the page: the run starts anew, with a sentence. It
   * stops, unless it had only just begun: during a roll-out a run's very first checkpoint may be of the other version.
   */
  function beginAnew(sentence) {
    const { checkpoint } = page.record;
    const goesOn = isPlaying() && checkpoint !== null && checkpoint.step === 0;
    newRun();
    page.notice = sentence;
    if (goesOn) setPlaying(true);
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
      if (page.lookedAt !== null) return lookBy(1);
      if (page.record.diverged) return goOn("step");
      if (isReplaying()) goal.then = "step";
      else if (goal) goal.epoch += 1;
      else stepFrom(page.record.checkpoint);
    },
    reset() {
      setPlaying(false);
      abandon();
      page.lookedAt = null;
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
    asker.abandon();
  }

  function stepFrom(checkpoint) {
    asker.forget();
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
    if (!page.record.diverged || (id !== "start" && id !== "step")) return;
    const { limit } = page.borders;
    const isTooHigh = page.look.limits && limit !== null && page.controls.learningRate >= limit;
    const below = isTooHigh ? ` below ${chalkline.format.rate(limit)}` : "";
    page.notice = `First lower the learning rate${below}, then press Start.`;
  }

  function newRun() {
    page.kept = null;
    page.lookedAt = null;
    stop();
    asker.forget();
    page.record = new chalkline.Record();
    lookWanted = true;
  }

  /** A new run from a place on the loss map: epoch 0 at that weight and bias, to which Reset comes back. */
  function startAt(weight, bias) {
    if (!page.record.start) return false;
    const parameters = { weight: [Math.fround(weight)], bias: Math.fround(bias) };
    const start = chalkline.startFrom(page.record.start, parameters, chalkline.lesson.loss(page.points, parameters));
    newRun();
    page.record.beginFrom(start);
    ask();
    draw(true);
    save();
    return true;
  }

  /** From a diverged run, go back to the last good epoch under its own settings, then play or step. */
  function goOn(then) {
    asker.forget();
    replayTo(page.record.lastGoodEpoch(), then);
  }

  /** Cut the record at an epoch and replay up to it, exactly, from the nearest full checkpoint. */
  function replayTo(epoch, then) {
    const { record } = page;
    page.lookedAt = null;
    page.held = record.at(record.rowOf(epoch));
    goal = { ...record.rewind(epoch), then };
    if (page.record.checkpoint.epoch >= goal.epoch) reachGoal();
  }

  function setRate(rate) {
    page.controls.learningRate = rate;
    window.dash_clientside.set_props("learning-rate", { value: chalkline.controls.valueOf(rate) });
  }

  /** What to say of a diverged run: its rate, half of it or less that is stable, and how its loss grew. */
  function divergence() {
    const { record } = page;
    const { optimizer } = record.segment.training;
    const limit = page.borders.limit ?? Infinity;
    const rate = optimizer.learning_rate;
    let halved = rate / 2;
    while (halved >= CLEARLY * limit) halved /= 2;
    const goodEpoch = record.lastGoodEpoch();
    return { rate, halved: Number(halved.toPrecision(6)), goodEpoch, growth: record.growth() };
  }

  /**
   * Whether the controls ask for what diverges: a rate above the limit, or the very settings that diverged below it,
   * as small batches can.
   */
  function isTooFast() {
    const { record, points, controls } = page;
    if (!points) return false;
    const { limit } = page.borders;
    if (limit !== null && controls.learningRate >= limit) return true;
    if (!record.diverged) return false;
    const { optimizer, batch_size: size } = record.segment.training;
    const { learning_rate: diverged, ...rest } = optimizer;
    const { learning_rate: rate, ...wanted } = page.optimizer;
    return chalkline.same([rest, size], [wanted, controls.batchSize]) && rate >= diverged;
  }

  /* ---- looking back ---- */

  /** Show an epoch of the past; the last one is now. Looking changes nothing. @param {number} epoch */
  function lookAt(epoch) {
    const { record } = page;
    if (isPlaying() || goal || !record.history.length) return;
    page.lookedAt = epoch >= record.epoch ? null : record.history.epoch(record.rowOf(Math.max(0, epoch)));
    draw(true);
  }

  /** Look so many kept epochs further: after a reload of a long run not all of them are kept. */
  function lookBy(rows) {
    const { record } = page;
    const row = record.rowOf(page.lookedAt ?? record.epoch) + rows;
    if (row >= 0) lookAt(row < record.history.length ? record.history.epoch(row) : Infinity);
  }

  function goOnHere() {
    if (page.lookedAt === null) return;
    asker.forget();
    replayTo(page.lookedAt, null);
    ask();
    draw(true);
    save();
  }

  /* ---- what controls do ---- */

  /** A control has changed; the first call is the page's beginning. */
  function change() {
    if (!page.settings && !begin()) return;
    const old = page.controls;
    const { controls, notice } = chalkline.settings.read(page.settings, old || page.kept);
    page.controls = controls;
    page.notice = notice || (old ? "" : lost);
    if (old && old.dataset !== controls.dataset) changeDataset();
    else if (old && old.scaling !== controls.scaling) newRun();
    if (old && old.speed !== controls.speed && isPlaying()) meter.restart(performance.now(), controls.speed);
    chalkline.controls.show(page, page.optimizer);
    refresh();
    chalkline.panels.draw(false);
    ask();
    if (old) save();
  }

  /** Another data set is a new run, with the noise that fits its units and its feature as it is. */
  function changeDataset() {
    const { noise } = page.settings[page.controls.dataset];
    newRun();
    page.shownData = null;
    page.controls.scaling = "none";
    if (noise) page.controls.noise = noise.default;
    chalkline.settings.suitDataset(page.controls, page.settings);
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
    return {
      ...(record.diverged && points ? divergence() : {}),
      state: stateOf(playing),
      diverged: record.diverged,
      looking: page.lookedAt !== null,
      waiting: asker.isWaiting,
      isPlaying: playing,
      isReplaying: goal !== null,
      steps: record.steps(points ? points.targets.length : 1),
      tooFast: isTooFast(),
      perSecond: meter.shown(controls.speed),
      busy: gate.paceMs > 1.2 * chalkline.TICK_MS,
    };
  }

  function stateOf(playing) {
    if (page.lookedAt !== null) return "looking";
    if (page.record.diverged) return "diverged";
    if (playing) return chalkline.readouts.isNear(page) ? "near" : "running";
    if (isReplaying()) return "replaying";
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
    chalkline.panels.draw(whole);
    refresh();
  }

  /** Write again what the look changes beside the controls. */
  function relabel() {
    if (page.controls && page.points) chalkline.controls.show(page, page.optimizer);
  }

  function refresh() {
    if (page.controls) chalkline.readouts.tick(page, status());
  }

  /** Say a sentence in the row of the notices. */
  function say(sentence) {
    page.notice = sentence;
    refresh();
  }

  function refreshWhenSlow() {
    if (asker.isWaiting) refresh();
  }

  function showPill() {
    const pill = document.getElementById("pill");
    const side = picture.leftSheet();
    pill.hidden = side === "";
    pill.dataset.side = side;
    chalkline.readouts.setText("pill", `${side === "up" ? "\u2191" : "\u2193"} The line has left the sheet here`);
  }

  /* ---- beginning, keeping, coming back ---- */

  function begin() {
    const store = window.dash_component_api.getLayout("figures");
    if (!store) return false;
    const { figures, settings, seeds } = store.props.data;
    Object.assign(page, { figures, settings, seeds: { ...seeds }, look: chalkline.look.begin() });
    const stored = chalkline.storage.load(settings);
    restore(stored.kept);
    lost = stored.lost;
    listenToClock();
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
    page.keptRuns = kept.keptRuns;
    chalkline.settings.write(kept.controls, page.settings);
    window.dash_clientside.set_props("show-limits", { value: page.look.limits });
    page.kept = kept.controls;
  }

  /** Keep everything that a reload brings back. */
  function save() {
    if (!page.controls) return;
    const { run, seeds, controls, look, record, keptRuns } = page;
    const kept = record.checkpoint ? record.dump() : null;
    const replay = isReplaying() ? { ...goal, then: null } : null;
    const kind = { run, seeds, controls, seq: gate.seq, look: chalkline.look.keep(look) };
    const state = { ...kind, record: kept, goal: replay, keptRuns };
    chalkline.storage.save(state);
  }

  /** While it learns, keep all of it once a second, and at once where an answer has opened a segment. */
  function saveNow(hasOpened) {
    if (!hasOpened && performance.now() - savedAt < SAVE_MS) return;
    savedAt = performance.now();
    save();
  }

  function whenPlotlyIsReady() {
    picture = picture || new chalkline.Picture(page);
    if (!picture.isReady) return setTimeout(whenPlotlyIsReady, 50);
    document.documentElement.dataset.plotly = "ready";
    draw(true);
  }

  /* ---- coming and going ---- */

  window.addEventListener("pagehide", save);
  window.addEventListener("pageshow", () => {
    asker.forget();
    ask();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    asker.search.ask();
    if (page.controls && isPlaying()) beginToCount();
    ask();
  });

  const time = { lookAt, lookBack: () => lookBy(-1), goOnHere, backToNow: () => lookAt(Infinity) };
  Object.assign(chalkline, { page, press, change, time, startAt });
  Object.assign(chalkline, { redraw: () => draw(true), relabel, keep: save, isPlaying, picture: () => picture, commands: () => gate.seq, say });
})(((window.dash_clientside ||= {}).chalkline ||= {}));
