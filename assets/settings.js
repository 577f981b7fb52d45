/* What the controls ask for: read into plain values, refused with a sentence, turned into what a command carries. */
(function (chalkline) {
  "use strict";

  const FIELDS = [
    { name: "n", id: "n-samples", bounds: "n_samples", label: "Points", whole: true },
    { name: "batchSize", id: "batch-size", bounds: "batch_size", label: "Batch", whole: true, all: true },
    { name: "momentum", id: "momentum", bounds: "momentum", label: "Momentum" },
    { name: "beta1", id: "beta1", bounds: "beta", label: "\u03b2\u2081" },
    { name: "beta2", id: "beta2", bounds: "beta", label: "\u03b2\u2082" },
    { name: "alpha", id: "alpha", bounds: "beta", label: "\u03b1" },
    { name: "weightDecay", id: "weight-decay", bounds: "weight_decay", label: "Weight decay" },
  ];
  const CHOICES = ["dataset", "scaling", "optimizer"];
  const OPTIMIZERS = {
    sgd: () => ({ name: "sgd" }),
    momentum: ({ momentum }) => (momentum ? { name: "sgd", momentum } : { name: "sgd" }),
    nesterov: ({ momentum }) => (momentum ? { name: "sgd", momentum, nesterov: true } : { name: "sgd" }),
    rmsprop: ({ alpha }) => ({ name: "rmsprop", alpha }),
    adam: ({ beta1, beta2 }) => ({ name: "adam", beta1, beta2 }),
    adagrad: () => ({ name: "adagrad" }),
  };
  const NAMES = { sgd: "SGD", rmsprop: "RMSprop", adam: "Adam", adagrad: "Adagrad" };

  /**
   * Read all controls, who own their values; `old` stands in for what does not parse.
   * @param {object} settings bounds by name @param {object|null} old
   * @returns {{controls: object, notice: string}} the values, and a sentence on what was refused
   */
  function read(settings, old) {
    const controls = {
      learningRate: chalkline.controls.rateOf(Number(valueOf("learning-rate"))),
      noise: Number(valueOf("noise")),
      speed: Number(valueOf("speed")),
    };
    CHOICES.forEach((id) => (controls[id] = valueOf(id)));
    let notice = "";
    FIELDS.forEach((field) => {
      const bounds = settings[field.bounds];
      const value = parse(valueOf(field.id), bounds, field);
      document.getElementById(field.id).setAttribute("aria-invalid", String(value === undefined));
      controls[field.name] = value === undefined ? (old ? old[field.name] : bounds.default) : value;
      if (value === undefined) notice = refusal(bounds, field);
    });
    return { controls, notice };
  }

  function valueOf(id) {
    return window.dash_component_api.getLayout(id).props.value;
  }

  /** @returns {number|null|undefined} a number in its bounds, null for "all", undefined for what is neither */
  function parse(text, bounds, { whole, all }) {
    const plain = String(text ?? "").trim().toLowerCase();
    if (all && ["", "all"].includes(plain)) return null;
    const value = whole ? chalkline.controls.wholeNumber(plain, bounds) : chalkline.controls.number(plain, bounds);
    return value === null ? undefined : value;
  }

  function refusal({ low, high }, { label, whole, all }) {
    const kind = whole ? "a whole number" : "a number";
    return `${label} must be ${kind} from ${low} to ${chalkline.format.plain(high)}${all ? ', or "all"' : ""}.`;
  }

  /** Put values into the controls: what a reload brings back. @param {object} controls @param {object} settings */
  function write(controls, settings) {
    const set = (id, value) => window.dash_clientside.set_props(id, { value });
    set("learning-rate", chalkline.controls.valueOf(controls.learningRate));
    set("speed", controls.speed);
    set("dataset", controls.dataset);
    set("optimizer", controls.optimizer);
    FIELDS.forEach(({ id, name }) => set(id, controls[name] === null ? "all" : String(controls[name])));
    suitDataset(controls, settings);
  }

  /** What a data set has of its own: the noise in its units, the number of points, the scalings of x. */
  function suitDataset({ dataset, noise, scaling }, settings) {
    const { noise: bounds, scalings } = settings[dataset];
    const set = window.dash_clientside.set_props;
    if (bounds) set("noise", { min: bounds.low, max: bounds.high, step: bounds.step, value: noise });
    set("noise", { disabled: !bounds });
    set("n-samples", { disabled: !bounds });
    set("scaling", scalings.length ? { options: scalings, value: scaling } : { value: "none" });
    document.getElementById("scaling-row").hidden = !scalings.length;
  }

  /** @returns {object} the data spec of a command */
  function dataSpec({ dataset: kind, n, noise, scaling }, seeds, settings) {
    const spec = { kind };
    if (settings[kind].noise) Object.assign(spec, { n, noise, seed: seeds.data });
    const isKnown = settings[kind].scalings.some(({ value }) => value === scaling);
    if (scaling !== "none" && isKnown) spec.scaling = scaling;
    return spec;
  }

  /** @returns {object} the training settings of a command */
  function training(controls, seeds) {
    const optimizer = { ...OPTIMIZERS[controls.optimizer](controls), learning_rate: controls.learningRate };
    if (controls.weightDecay) optimizer.weight_decay = controls.weightDecay;
    return { optimizer, batch_size: controls.batchSize, seed: seeds.start };
  }

  /** @param {object} optimizer as a command carries it @returns {string} "SGD, momentum 0.9" */
  function nameOf({ name, momentum, nesterov, beta1, beta2, alpha, weight_decay: decay }) {
    const parts = [NAMES[name]];
    if (beta1 !== undefined) parts[0] += ` ${beta1} ${beta2}`;
    if (alpha !== undefined) parts[0] += ` ${alpha}`;
    if (momentum) parts.push(`${nesterov ? "Nesterov" : "momentum"} ${momentum}`);
    if (decay) parts.push(`decay ${decay}`);
    return parts.join(", ");
  }

  /** @returns {boolean} whether the page has a control for this choice */
  function isOptimizer(name) {
    return Object.hasOwn(OPTIMIZERS, name);
  }

  chalkline.settings = { isOptimizer, read, write, suitDataset, dataSpec, training, nameOf };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
