/* The order of the points in an epoch is numpy's, number by number. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { exampleOrder } from "../../../assets/lesson/order.js";
import { oracles } from "../oracles.js";

test("every epoch visits its points as numpy says", () => {
  for (const { seed, epoch, n, order } of oracles.orders) assert.deepEqual(exampleOrder(seed, epoch, n), order, `${seed}, ${epoch}`);
});
