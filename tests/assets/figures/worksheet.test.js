/* What a picture says of itself is true of the epoch and of the line that are in it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { numbersOf, titleOf, trainingSeen } from "../../../assets/figures/worksheet.js";
import { fileName } from "../../../assets/page/files.js";
import { seen } from "../../../assets/run/state.js";
import { act, begun, ran, settings } from "../runs.js";

const slow = ran(settings(begun(), { learning_rate: 0.1 }), 10);
const run = ran(settings(slow, { learning_rate: 0.3, batch_size: 50 }), 10);

test("settings, numbers and name are those of the epoch that is seen, also in the past", () => {
  assert.match(numbersOf(run, run.points, "fit"), /learning rate 0\.3, SGD$/);
  const looking = act(run, "look-at", { epoch: 10 });
  assert.match(numbersOf(looking, looking.points, "fit"), /learning rate 0\.1, SGD$/);
  assert.equal(trainingSeen(looking).batch_size, null);
  assert.match(titleOf(looking, looking.points, "fit"), /epoch 10$/);
  assert.equal(fileName(looking, "fit", seen(looking).epoch), "chalkline-line-epoch-10-fit");
  assert.equal(fileName(looking, "run"), "chalkline-line-epoch-20-run");
  assert.equal(trainingSeen(act(run, "look-at", { epoch: 11 })).batch_size, 50);
});

test("before the first step they are the settings of now", () => {
  const begins = settings(settings(begun(), { learning_rate: 0.1 }), { learning_rate: 0.7 });
  assert.match(numbersOf(begins, begins.points, "fit"), /learning rate 0\.7, SGD$/);
});

test("residuals of the line by hand stand under its own equation", () => {
  const mine = act(act(run, "my-line", { weight: 1, bias: 2.5 }), "view", { view: { ofMine: true } });
  const errors = mine.points.features.map(([x], i) => mine.points.targets[i] - x - 2.5);
  const loss = errors.reduce((sum, error) => sum + error * error, 0) / errors.length;
  assert.equal(numbersOf(mine, mine.points, "residuals"), `my line: ŷ = 1.00 x + 2.50   loss ${loss.toPrecision(4)}`);
  assert.match(numbersOf(mine, mine.points, "fit"), /learning rate/);
});
