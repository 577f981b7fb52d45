/* Other points asked for at epoch 0, and Start or Step pressed before they have come: the first loss is that of the points that are learned from. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { loss } from "../../../assets/lesson/loss.js";
import { act, answerTo, begun, ran, settled, turn, wanted } from "../runs.js";

const begunAt = () => act(act(settled(begun()), "start-at", { weight: 1, bias: 2 }), "set", { controls: { n: 80 } });
const moving = {
  play: (state) => turn(turn(turn(act(state, "play")))),
  step: (state) => settled(act(state, "step")),
};
const starts = {
  "a run that was looked at": () => act(begun(), "set", { controls: { n: 80 } }),
  "a run that was reset": () => act(act(ran(begun(), 3), "reset"), "set", { controls: { n: 80 } }),
  "a start that was chosen": begunAt,
};

for (const [how, move] of Object.entries(moving)) {
  for (const [name, make] of Object.entries(starts)) {
    test(`${name}, ${how}`, () => {
      const state = move(make());
      const { record } = state;
      assert.ok(record.epoch >= 1);
      assert.equal(record.segments.length, 1);
      assert.equal(record.segments[0].data.n, 80);
      const replayed = answerTo({ epochs: 0, data: record.segments[0].data, training: record.segments[0].training, checkpoint: record.start, shown: null });
      assert.equal(record.history.loss(0), replayed.loss[0]);
      assert.equal(record.history.loss(0), loss(state.points, record.history.at(0)));
    });
  }
}

test("a run that diverged in its first epoch is not looked at again and again", () => {
  const state = begun();
  const gone = { ...state, phase: "diverged", record: state.record.with({ diverged: true }) };
  assert.equal(wanted(settled(act(gone, "set", { controls: { n: 60 } }))), null);
});
