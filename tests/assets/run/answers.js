/* Commands and answers made by hand, for what only takes them down. */

import { RunRecord } from "../../../assets/run/record.js";

/** @returns a checkpoint without parameters */
export function checkpoint(epoch, batch = 0, step = epoch) {
  return { epoch, batch, step, parameters: {} };
}

export function command(from, epochs, rate = 0.1) {
  return {
    epochs,
    checkpoint: from === null ? null : checkpoint(from),
    data: { kind: "line", n: 250 },
    training: { optimizer: { name: "sgd", learning_rate: rate }, batch_size: null },
  };
}

/** @returns an answer that ends at an epoch, with weight and bias as large as the loss */
export function answer(to, losses, diverged = false) {
  return {
    epoch: to,
    weight: losses.map((loss) => [loss]),
    bias: losses,
    loss: losses,
    diverged,
    checkpoint: checkpoint(diverged ? to - 1 : to),
  };
}

/** @returns a record that has begun, at loss 16 */
export function first() {
  return new RunRecord().take(command(null, 0), answer(0, [16]));
}
