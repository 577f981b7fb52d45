/* The numbers and words of the page, written straight into its elements. */
(function (chalkline) {
  "use strict";

  const MOST_WEIGHTS = 4;
  const element = (id) => document.getElementById(id);
  const slotted = { start: null, points: null };

  /** Write a text, only where it changed: an unchanged text costs no layout, and a text node that stays little. */
  function setText(id, text) {
    const target = typeof id === "string" ? element(id) : id;
    if (!target || target.textContent === text) return;
    const { firstChild: node } = target;
    if (node && node === target.lastChild && node.nodeType === Node.TEXT_NODE && text) node.data = text;
    else target.textContent = text;
  }

  /** Write a data attribute, only where it changed: styles depend on some of them. */
  function setData(target, name, value) {
    const text = String(value);
    if (target.dataset[name] !== text) target.dataset[name] = text;
  }

  function setHidden(id, hidden) {
    const target = element(id);
    if (target.hidden !== hidden) target.hidden = hidden;
  }

  /** A readout: the number alone, with its full precision in data-value. */
  function setNumber(id, value, text) {
    setText(id, text);
    element(id).dataset.value = String(value);
  }

  /** What changes with every tick. @param {object} page @param {object} status */
  function tick(page, status) {
    const { seen: now } = page;
    writeStatus(page, status);
    if (!now || !page.points) return;
    const { format } = chalkline;
    setText("epoch", String(now.epoch));
    setData(element("epoch"), "digits", Math.min(6, String(now.epoch).length));
    setText("steps", String(page.lookedAt === null ? status.steps : page.record.stepsAt(now.epoch, page.points.targets.length)));
    setNumber("loss", now.loss, format.loss(now.loss));
    setNumber("bias", now.bias, format.parameter(now.bias));
    now.weight.forEach((weight, i) => {
      setNumber(i ? `weight-${i + 1}` : "weight", weight, format.parameter(weight));
    });
    writeEquation(page, now);
    writeOriginal(page, now);
    writeTime(page, status);
    if (now.weight.length > 1) moveBars(page, now);
  }

  function writeEquation(page, { weight, bias }) {
    const { format } = chalkline;
    const several = weight.length > 1;
    fitSlots(page);
    setData(element("sheet"), "several", several);
    if (several) return writeSum(page, weight, bias);
    setText("equation-weight", signed(weight[0]));
    setText("equation-plus", format.sign(bias) || "+");
    setText("equation-bias", format.digits(bias));
  }

  /** Make the equation's slots as wide as start and least squares need: between them nothing beside a number moves. */
  function fitSlots({ record, points }) {
    if (slotted.start === record.start && slotted.points === points) return;
    Object.assign(slotted, { start: record.start, points });
    const { digits } = chalkline.format;
    const { weight: first, bias } = record.at(0);
    const { least_squares: best } = points;
    const ends = [first.concat(bias), (best.weight || first).concat(best.bias ?? bias)];
    const widest = (texts) => texts.reduce((one, other) => (other.length > one.length ? other : one));
    const setWidest = (id, texts) => (element(id).parentNode.dataset.widest = widest(texts));
    setWidest("equation-weight", ends.map(([weight]) => signed(weight)));
    ends[0].forEach((_, i) => setWidest(`term-${i + 1}`, ends.map((end) => (i ? digits : signed)(end[i]))));
  }

  function signed(value) {
    return chalkline.format.sign(value) + chalkline.format.digits(value);
  }

  /** What the line is in the units of x before it was scaled. */
  function writeOriginal({ points }, { weight, bias }) {
    if (!points.scaling) {
      setData(element("sheet"), "scaled", false);
      return;
    }
    const { format } = chalkline;
    const { shift, factor } = points.scaling;
    const original = { weight: weight[0] * factor, bias: bias - weight[0] * factor * shift };
    // Beside an equation that long there is no room.
    setData(element("sheet"), "scaled", Math.max(Math.abs(weight[0]), Math.abs(bias), Math.abs(original.weight)) < 1e4);
    const sign = format.sign(original.bias) || "+";
    setText("original-units", `${format.sign(original.weight)}${format.digits(original.weight)} x ${sign} ${format.digits(original.bias)}`);
  }

  /** Step back and the scrubber: seen while nothing moves. */
  function writeTime({ record, lookedAt }, { isPlaying, isReplaying }) {
    const still = !isPlaying && !isReplaying && record.epoch > 0;
    const time = element("time");
    setData(time, "still", still);
    setHidden("looking", lookedAt === null);
    if (!still) return;
    const seen = lookedAt ?? record.epoch;
    element("step-back").setAttribute("aria-disabled", String(seen <= 0));
    const place = `${seen} of ${record.epoch}`;
    if (time.dataset.place === place) return;
    time.dataset.place = place;
    window.dash_clientside.set_props("scrubber", { max: record.epoch, value: seen });
    const scrubber = element("scrubber");
    scrubber.style.setProperty("--fill", String(seen / record.epoch));
    scrubber.setAttribute("aria-valuetext", `epoch ${place}`);
  }

  /** price = 2.57·area + 14.5·bedrooms …: one term a feature, in slots made once for a data set. */
  function writeSum(page, weight, bias) {
    const { format } = chalkline;
    [...weight, bias].forEach((value, i) => {
      if (i) setText(`term-sign-${i + 1}`, format.sign(value) || "+");
      setText(`term-${i + 1}`, i ? format.digits(value) : signed(value));
    });
  }

  /** A bar for each weight, and a mark where the true one is; a row's scale is set by its true weight. */
  function moveBars(page, { weight, bias }) {
    const truth = [...page.points.true_weight, page.points.true_bias];
    [...weight, bias].forEach((value, i) => {
      const bar = document.querySelector(`#weights-rows [data-row="${i === weight.length ? "bias" : i}"] .bar`);
      const span = 2 * Math.abs(truth[i]) || 1;
      const share = Math.max(-1, Math.min(1, value / span));
      bar.style.setProperty("--from", String(50 + 50 * Math.min(0, share)));
      bar.style.setProperty("--length", String(50 * Math.abs(share)));
      bar.style.setProperty("--goal", String(50 + (50 * truth[i]) / span));
    });
  }

  /** State line, sentence, banner, buttons, divergence card. */
  function writeStatus(page, status) {
    const { words, format } = chalkline;
    const { record, points } = page;
    const root = element("sheet");
    setData(root, "state", status.state);
    setData(root, "waiting", status.waiting);
    setText("state", status.waiting ? words.stateLine("waiting") : words.stateLine(status.state, status.perSecond, status.busy, { seen: page.seen && page.seen.epoch, last: record.epoch }));
    const about = { diverged: record.checkpoint ? record.checkpoint.epoch + 1 : 0, several: Boolean(points && points.inputs.length > 1), brief: page.look.isPhone, tooFast: status.tooFast, ...aims(page), ...lookedBack(page) };
    setText("sentence", page.notice || words.sentence(status.state, about));
    setHidden("banner", !status.waiting);
    setData(root, "notice", Boolean(page.notice));
    const far = status.state === "ready" ? ": far from the target" : "";
    setText(document.querySelector("#weights-rows .head-row .now-head"), page.lookedAt === null ? "now" : "then");
    setText("weights-title", page.lookedAt === null ? `Weights right now${far}` : `Weights at epoch ${page.seen.epoch}`);
    writeButtons(status);
    writeDataButton(page);
    writePrompt(page, status);
    const stuck = record.diverged && status.tooFast;
    setHidden("diverged", !stuck);
    setHidden("weights", stuck);
    if (record.diverged && points) writeCard(page, status);
  }

  /** What is said of the epoch looked at: which it is, and whether its loss was measured on other points. */
  function lookedBack({ record, lookedAt, shownData }) {
    if (lookedAt === null) return {};
    const { data } = record.segmentAt(Math.max(0, lookedAt - 1));
    return { epochs: `${lookedAt} of ${record.epoch}`, otherPoints: !chalkline.same(data, shownData) };
  }

  /** Whether least squares is shown and near, and what keeps training from ending there. */
  function aims(page) {
    const { look, points, controls, optimizer } = page;
    if (!points || points.inputs.length > 1) return { aims: false };
    const inBatches = controls.batchSize !== null && controls.batchSize < points.targets.length;
    const decays = Boolean(optimizer.weight_decay);
    const isShown = look.limits && look.shown["Least squares"];
    return { aims: isShown && (isNear(page) || ((decays || inBatches) && page.record.epoch > 0)), decays, inBatches, hasTruth: points.true_weight !== null };
  }

  function writeButtons({ diverged, looking, waiting, tooFast, isPlaying, steps }) {
    const stuck = diverged && tooFast;
    const still = !isPlaying && !waiting && !stuck;
    setButton("start", still ? "primary" : "flat", stuck);
    setButton("pause", isPlaying ? "primary" : "flat");
    setButton("step", waiting || (stuck && !looking) ? "flat" : "plain", stuck && !looking);
    setButton("reset", steps > 0 || diverged ? "plain" : "flat");
  }

  /** Real data cannot be drawn anew. */
  function writeDataButton({ settings, controls }) {
    setButton("new-data", settings[controls.dataset].noise ? "plain" : "flat");
    setButton("new-start", "plain");
  }

  /** A flat button does nothing; one that `explains` looks flat and says what to change first. */
  function setButton(id, face, explains = false) {
    const button = element(id);
    const disabled = String(face === "flat" && !explains);
    if (button.dataset.face === face && button.getAttribute("aria-disabled") === disabled) return;
    button.dataset.face = face;
    button.setAttribute("aria-disabled", disabled);
  }

  function writePrompt(page, { state }) {
    const { PROMPTS } = chalkline.words;
    const several = page.points && page.points.inputs.length > 1;
    const real = page.points && page.points.true_weight === null;
    const guess = several ? PROMPTS.guessPrices : PROMPTS.guess;
    const [lead, before, maths, after] = state === "ready" ? guess : PROMPTS[several ? "several" : real ? "real" : page.controls.noise === 0 ? "noiseless" : "line"];
    setText("prompt-lead", lead);
    setText("prompt-before", before);
    setText("prompt-maths", maths || "");
    setText("prompt-after", after || "");
  }

  function writeCard(page, { rate, halved, goodEpoch, growth }) {
    const { format } = chalkline;
    const { limit } = page.borders;
    const inBatches = limit !== null && rate < limit;
    setText("card-rate", format.rate(rate));
    setText("card-factor", growth === null ? "more than can be shown" : growth.toPrecision(3));
    const isKnown = page.look.limits && limit !== null;
    setText("card-need", isKnown ? (inBatches ? "The limit for all points at once is" : "These points need a rate below") : "These points need a smaller rate.");
    setText("card-limit", isKnown ? format.rate(limit) : "");
    setText("card-rest", isKnown ? (inBatches ? "; small batches need less." : ".") : "");
    setText("halve", `${halved < rate / 2 ? "Lower" : "Halve"} it to ${format.rate(halved)} and go on`);
    setText("card-epoch", `from epoch ${goodEpoch}, the last good one`);
  }

  /** What changes with the data: names, least squares, truth, the limit, the lowest loss. */
  function data(page) {
    const { points } = page;
    const { format } = chalkline;
    const { least_squares: best } = points;
    const several = points.inputs.length > 1;
    element("weights").dataset.several = String(several);
    for (let i = 0; i < MOST_WEIGHTS; i += 1) writeWeightRow(points, i, several);
    writeReference("bias", points.true_bias, best.bias);
    setText("bias-unit", several && points.output.unit ? points.output.unit : "");
    element("sheet").dataset.truth = String(points.true_weight !== null);
    setText("lowest-loss", format.brief(best.loss, 2));
    element("lowest-loss").dataset.value = String(best.loss);
    writeNames(points, several);
  }

  function writeWeightRow(points, i, several) {
    const row = document.querySelector(`#weights-rows [data-row="${i}"]`);
    const used = i < points.inputs.length;
    row.hidden = !used;
    if (!used) return;
    const { name, unit } = points.inputs[i];
    setText(row.querySelector(".name"), several ? name : "Weight");
    const each = unit ? ` per ${singular(unit)}` : " each";
    setText(row.querySelector(".unit"), several ? points.output.unit + each : "");
    const { weight } = points.least_squares;
    const id = i ? `weight-${i + 1}` : "weight";
    writeReference(id, points.true_weight && points.true_weight[i], weight && weight[i]);
    const error = points.least_squares.weight_error;
    setText(`${id}-error`, error && !several ? `± ${chalkline.format.brief(error[i], 2)}` : "");
  }

  function singular(unit) {
    return unit === "years" ? "year" : unit;
  }

  function writeReference(id, truth, best) {
    const { format } = chalkline;
    setText(`${id}-true`, truth === null ? "" : String(Number(truth.toPrecision(4))).replace("-", "\u2212"));
    setText(`${id}-least-squares`, best === null ? "many" : format.parameter(best));
  }

  function writeNames(points, several) {
    const names = points.inputs.map((variable) => variable.name);
    setText("equation-output", several ? points.output.name : "");
    names.forEach((name, i) => setText(`term-name-${i + 1}`, several ? `\u00a0${name}` : ""));
  }

  /** @param {object} page @returns {boolean} whether the loss is within 1 % of the lowest possible */
  function isNear({ record, points }) {
    const now = record.now;
    return Boolean(now && points && now.loss <= chalkline.lesson.NEAR * points.least_squares.loss);
  }

  chalkline.readouts = { tick, data, isNear, setText, setNumber };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
