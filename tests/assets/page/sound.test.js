/* The pitch of a loss: a tenth of it is an octave deeper, and all of it can be heard. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { pitchOf } from "../../../assets/page/sound.js";
import { assertNear } from "../numbers.js";

test("a tenth of the loss is an octave deeper, wherever it stands", () => {
  for (const first of [15.87, 2e5]) {
    for (const loss of [first, first / 3, first * 20]) assertNear(pitchOf(loss, first), 2 * pitchOf(loss / 10, first), { rel: 1e-9 });
  }
});

test("what cannot be heard is not asked for", () => {
  for (const loss of [0, 1e-30, 1e30]) assert.ok(pitchOf(loss, 15) >= 55 && pitchOf(loss, 15) <= 3520);
});
