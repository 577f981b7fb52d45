/* The last step in numbers: after = before − rate × gradient, with as many digits as make the line true. */
(function (chalkline) {
  "use strict";

  const DECIMALS = 4;
  const MINUS = "\u2212";
  // A row before there is a step: its place, and what will stand in it.
  const EMPTY = { after: "–", equals: "=", before: "–", minus: MINUS, times: "×", direction: "–" };
  // Decimals of after; how many more before and the gradient may need so that the rounded line is true. The shortest
  // line first: a longer one is wider than its columns, and moves them.
  const lengthOf = ([more, forBefore, forDirection]) => 3 * more + forBefore + forDirection;
  const TRIES = [0, 1, 2]
    .flatMap((more) => [[more, 0, 0], [more, 0, 1], [more, 1, 2], [more, 2, 3], [more, 3, 5]])
    .sort((one, other) => lengthOf(one) - lengthOf(other));

  /**
   * Round a step so that what is shown is true: after = before − rate × direction, digit by digit.
   * @param {number} before @param {number} rate @param {number} direction @param {number} after
   * @returns {{before: string, direction: string, after: string, exact: boolean}} plain ASCII numbers
   */
  function trueLine(before, rate, direction, after) {
    const size = Math.max(Math.abs(before), Math.abs(after));
    const decimals = Math.max(1, DECIMALS - Math.max(0, Math.floor(Math.log10(size || 1)) - 1));
    for (const [more, forBefore, forDirection] of TRIES) {
      const shown = {
        before: fixed(before, decimals + more + forBefore),
        direction: fixed(direction, decimals + more + forDirection),
        after: fixed(after, decimals + more),
      };
      const found = Number(shown.before) - rate * Number(shown.direction);
      // Half a unit off is a tie, which two people round to two sides: such a line is not shown.
      const gap = Math.abs(found - Number(shown.after)) * Math.pow(10, decimals + more);
      if (gap < 0.49) return { ...shown, exact: true };
    }
    return { before: fixed(before, DECIMALS), direction: fixed(direction, DECIMALS), after: fixed(after, DECIMALS), exact: false };
  }

  function fixed(value, decimals) {
    const text = value.toFixed(decimals);
    return Number(text) === 0 ? text.replace("-", "") : text;
  }

  /**
   * The last step that the page can tell of: the epoch that it shows, if one step made it.
   * @param {object} page @returns {object|string} numbers for weight and bias, or a sentence on why there are none
   */
  function lastStep({ record, points, seen, shownData, lookedAt }) {
    const row = record.rowOf(seen.epoch);
    if (row < 1) return "No step yet. Press Step.";
    const before = record.at(row - 1);
    if (before.epoch !== seen.epoch - 1) return "The epoch before this one is no longer kept. Press Step.";
    const within = record.segments.filter((it) => it.epoch === before.epoch && it.batch > 0);
    const segment = record.segmentAt(before.epoch);
    if (within.length) return "The settings changed within this epoch: no one line tells its steps.";
    if (!chalkline.same(segment.data, shownData)) return "The points have changed since this step. Press Step for another.";
    const { optimizer, batch_size: size } = segment.training;
    const n = points.targets.length;
    const steps = size ? Math.ceil(n / Math.min(size, n)) : 1;
    const isPlain = optimizer.name === "sgd" && !optimizer.momentum;
    const gradient = chalkline.lesson.gradient(points, before, optimizer.weight_decay);
    const rate = optimizer.learning_rate;
    const direction = (name) => (isPlain && steps === 1 ? gradient[name] : (value(before, name) - value(seen, name)) / rate);
    const line = (name) => ({ before: value(before, name), after: value(seen, name), direction: direction(name) });
    const { checkpoint } = record;
    const live = lookedAt === null && checkpoint && checkpoint.epoch === seen.epoch && !checkpoint.batch ? checkpoint : null;
    return { from: before.epoch, rate, optimizer, steps, gradient, isPlain, points, live, before, weight: line("weight"), bias: line("bias") };
  }

  function value(parameters, name) {
    return name === "weight" ? parameters.weight[0] : parameters.bias;
  }

  /** @param {object} step @returns {string} what the rate is multiplied with */
  function directionName({ isPlain, optimizer, steps }) {
    if (steps > 1) return isPlain ? `${steps} gradients` : `${steps} steps`;
    if (isPlain) return "gradient";
    return optimizer.momentum && !optimizer.nesterov ? "velocity" : "step";
  }

  /** One sentence: which way, and why. @param {object} step @returns {string} */
  function sentence({ weight, bias, gradient, isPlain, steps, points, optimizer }) {
    if (steps > 1) return `Each of the ${steps} batches made a step of its own; here they are added up.`;
    if (!isPlain) return moved(weight, bias);
    const tiny = (number) => Math.abs(number) < 5e-5 * (1 + Math.abs(weight.after) + Math.abs(bias.after));
    if (tiny(gradient.weight) && tiny(gradient.bias)) return "Both gradients are all but 0: the ground is level here, and the line rests.";
    const up = [gradient.weight < 0, gradient.bias < 0];
    // With x to both sides of 0, or with weight decay, the bias's gradient alone does not say where the line lay.
    const tells = points.feature_range[0] >= 0 && !optimizer.weight_decay;
    if (up[0] === up[1]) {
      const lay = tells ? `the line lay too ${up[0] ? "low" : "high"}, so ` : "";
      return `Both gradients are ${up[0] ? "below" : "above"} 0: ${lay}both numbers went ${up[0] ? "up" : "down"}.`;
    }
    return `The gradient is ${up[0] ? "below" : "above"} 0 for the weight, ${up[1] ? "below" : "above"} for the bias: they went opposite ways.`;
  }

  function moved(weight, bias) {
    const way = ({ before, after }) => (after > before ? "up" : after < before ? "down" : "nowhere");
    return way(weight) === way(bias) ? `Both numbers went ${way(weight)}.` : `The weight went ${way(weight)}, the bias ${way(bias)}.`;
  }

  /** How the optimizer makes its step of the gradient, for the weight, in numbers where the checkpoint has them. */
  function formula(step) {
    const { optimizer, gradient, live, steps, weight, before, isPlain } = step;
    const { momentum, nesterov, weight_decay: decay, name } = optimizer;
    const buffers = live && live.buffers && steps === 1 ? live.buffers : null;
    const buffer = (key) => buffers && buffers[`linear.weight.${key}`] ? buffers[`linear.weight.${key}`][0] : null;
    const show = (number) => digits(number);
    if (isPlain) {
      if (!decay || steps > 1) return steps > 1 ? "weight ← weight − learning rate × gradient of the batch, for every batch" : "weight ← weight − learning rate × gradient";
      const bare = gradient.weight - decay * before.weight[0];
      return `The gradient includes the weight decay: ${show(gradient.weight)} = ${show(bare)} + ${decay} × ${show(before.weight[0])}.`;
    }
    if (momentum) {
      const velocity = buffer("momentum_buffer");
      const slope = gradient.weight;
      if (nesterov) {
        const rule = `step = gradient + ${momentum} × velocity`;
        return velocity === null ? `${rule}.` : `${rule}: ${show(slope + momentum * velocity)} = ${show(slope)} + ${momentum} × ${show(velocity)} for the weight.`;
      }
      const rule = `velocity ← ${momentum} × velocity + gradient`;
      return velocity === null ? `${rule}.` : `${rule}: ${show(velocity)} = ${momentum} × ${show((velocity - slope) / momentum)} + ${show(slope)} for the weight.`;
    }
    const rules = {
      adam: ["step = m̂ ÷ √v̂: running means of the gradient and of its square", ""],
      rmsprop: ["step = gradient ÷ √v: v is a running mean of the gradient's square", "square_avg"],
      adagrad: ["step = gradient ÷ √s: s is the sum of all squared gradients", "sum"],
    };
    const [rule, key] = rules[name];
    const held = key ? buffer(key) : null;
    if (held === null) return `${rule}.`;
    return `${rule}. Weight: ${show(weight.direction)} ≈ ${show(gradient.weight)} ÷ ${show(Math.sqrt(held))}.`;
  }

  /** A number within a sentence: four decimals, a true minus, brackets where it is below 0. */
  function digits(number) {
    const text = pretty(fixed(number, DECIMALS));
    return text.startsWith(MINUS) ? `(${text})` : text;
  }

  function pretty(text) {
    return text.replace("-", MINUS);
  }

  function draw(page) {
    const { readouts } = chalkline;
    const step = lastStep(page);
    const has = typeof step !== "string";
    readouts.setText("step-what", has ? ` from epoch ${step.from} to ${step.from + 1}` : "");
    readouts.setText("step-sentence", has ? sentence(step) : step);
    readouts.setText("step-formula", has ? formula(step) : "");
    readouts.setText("step-direction-name", directionName(has ? step : stepWanted(page)));
    const empty = { ...EMPTY, rate: String(page.controls.learningRate) };
    writeRow("weight", has ? line(step.weight, step.rate) : empty);
    writeRow("bias", has ? line(step.bias, step.rate) : empty);
  }

  /** What the next step will be made with: as much of a step as directionName() asks for. */
  function stepWanted({ optimizer, controls, points }) {
    const steps = controls.batchSize ? Math.ceil(points.targets.length / controls.batchSize) : 1;
    return { optimizer, steps, isPlain: optimizer.name === "sgd" && !optimizer.momentum };
  }

  /** @returns {object} the texts of a row of the table, by its parts */
  function line({ before, after, direction }, rate) {
    const shown = trueLine(before, rate, direction, after);
    return {
      after: pretty(shown.after),
      equals: shown.exact ? "=" : "≈",
      before: pretty(shown.before),
      minus: MINUS,
      rate: String(rate),
      times: "×",
      direction: shown.direction.startsWith("-") ? `(${pretty(shown.direction)})` : shown.direction,
    };
  }

  function writeRow(name, texts) {
    Object.entries(texts).forEach(([part, text]) => chalkline.readouts.setText(`step-${name}-${part}`, text));
  }

  chalkline.step = { draw, trueLine, lastStep, sentence, formula };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
