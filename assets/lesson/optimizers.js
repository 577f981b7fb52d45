/* What is particular to each optimizer: where its learning rate diverges, and how it makes its step of the gradient. */

/** @typedef {import("../run/types.js").OptimizerSpec} OptimizerSpec */
/** @typedef {{limit: number|null, zigzag: number|null}} Borders up to `zigzag` smooth, from `limit` on divergent; null where there is none */
/**
 * What a step of the weight is told with.
 * @typedef {object} Told
 * @property {OptimizerSpec} optimizer
 * @property {number} gradient of the weight before the step, weight decay included
 * @property {number} before the weight before the step
 * @property {number} step what the learning rate was multiplied with
 * @property {(name: string) => number|null} buffer the optimizer's, after the step
 */
/**
 * @typedef {object} Optimizer
 * @property {(optimizer: OptimizerSpec) => boolean} is whether a command's optimizer is this one
 * @property {(plain: number, optimizer: OptimizerSpec) => Borders} borders from the limit of plain gradient descent, weight decay counted
 * @property {(told: Told) => Record<string, number>|null} numbers of the rule `optimizer.<choice>.rule.numbers`, beside its settings;
 *   null where the page does not know them
 * @property {boolean} [isDecoupled] whether weight decay is a step of its own, and no part of the gradient
 */

/** @type {Borders} */
const NO_BORDERS = { limit: null, zigzag: null };

/** Optimizers that divide by a running size of the gradient have no fixed limit. @param {string} name @param {string|null} buffer of squared gradients @returns {Optimizer} */
function adaptive(name, buffer) {
  return {
    is: (optimizer) => optimizer.name === name,
    borders: () => NO_BORDERS,
    numbers({ gradient, step, buffer: held }) {
      const squares = buffer === null ? null : held(buffer);
      return squares === null ? null : { step, gradient, root: Math.sqrt(squares) };
    },
  };
}

/**
 * By the choices of the page. Sources of the borders: B. Polyak, 1964 (heavy ball); Nesterov as torch.optim.SGD writes it, by
 * the roots of its characteristic polynomial at −1.
 * @type {Record<string, Optimizer>}
 */
const OPTIMIZERS = {
  sgd: {
    is: ({ name, momentum }) => name === "sgd" && !momentum,
    borders: (plain) => ({ limit: plain, zigzag: plain / 2 }),
    numbers({ optimizer, gradient, before }) {
      const { weight_decay: decay } = optimizer;
      return decay ? { gradient, bare: gradient - decay * before, weight: before } : null;
    },
  },
  momentum: {
    is: ({ name, momentum, nesterov }) => name === "sgd" && Boolean(momentum) && !nesterov,
    borders: (plain, { momentum }) => ({ limit: plain * (1 + momentum), zigzag: null }),
    numbers({ optimizer: { momentum }, gradient, buffer }) {
      const velocity = buffer("momentum_buffer");
      return velocity === null ? null : { velocity, before: (velocity - gradient) / momentum, gradient };
    },
  },
  nesterov: {
    is: ({ name, momentum, nesterov }) => name === "sgd" && Boolean(momentum) && Boolean(nesterov),
    borders: (plain, { momentum }) => ({ limit: (plain * (1 + momentum)) / (1 + 2 * momentum), zigzag: null }),
    numbers({ optimizer: { momentum }, gradient, buffer }) {
      const velocity = buffer("momentum_buffer");
      return velocity === null ? null : { step: gradient + momentum * velocity, gradient, velocity };
    },
  },
  rmsprop: adaptive("rmsprop", "square_avg"),
  adam: adaptive("adam", null),
  adamw: { ...adaptive("adamw", null), isDecoupled: true },
  adagrad: adaptive("adagrad", "sum"),
};

/** @param {OptimizerSpec} optimizer as a command carries it @returns {string} the choice of the page that makes it */
export function choiceOf(optimizer) {
  return Object.keys(OPTIMIZERS).find((choice) => OPTIMIZERS[choice].is(optimizer)) ?? optimizer.name;
}

/** @param {OptimizerSpec} optimizer @returns {boolean} whether a step is nothing but rate × gradient */
export function isPlain(optimizer) {
  return choiceOf(optimizer) === "sgd";
}

/**
 * The borders of the learning rate for full batches. Weight decay adds to every curvature.
 * @param {number} plainLimit 2/λmax of the data @param {OptimizerSpec} optimizer as a command carries it @returns {Borders}
 */
export function borders(plainLimit, optimizer) {
  const rule = OPTIMIZERS[choiceOf(optimizer)];
  return rule ? rule.borders(2 / (2 / plainLimit + (optimizer.weight_decay ?? 0)), optimizer) : NO_BORDERS;
}

/** @param {OptimizerSpec} optimizer @returns {number} weight decay as part of the gradient */
export function coupledDecay(optimizer) {
  return OPTIMIZERS[choiceOf(optimizer)]?.isDecoupled ? 0 : (optimizer.weight_decay ?? 0);
}

/** @param {Told} told @returns {Record<string, number>|null} the numbers of the optimizer's rule, where the page knows them */
export function ruleNumbers(told) {
  return OPTIMIZERS[choiceOf(told.optimizer)]?.numbers(told) ?? null;
}
