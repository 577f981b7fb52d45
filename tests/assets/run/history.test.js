/* A history is a value: what is added makes another, and nothing that is held ever changes. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { History } from "../../../assets/run/history.js";
import { numbersFrom } from "../numbers.js";

function rows(from, to, loss = 1) {
  return Array.from({ length: to - from }, (_, i) => [from + i, loss, 0.5, 2 + from + i]);
}

test("adding to a history changes no older one, nor one that went on otherwise", () => {
  const old = History.of(rows(0, 3));
  const one = old.with(rows(3, 5, 7));
  const other = old.with(rows(3, 6, 9));
  assert.deepEqual([old.length, one.length, other.length], [3, 5, 6]);
  assert.deepEqual([one.loss(3), one.loss(4), other.loss(3)], [7, 7, 9]);
  assert.deepEqual(old.rows(100), rows(0, 3));
  assert.deepEqual(other.lossExtent(), [1, 9]);
  assert.deepEqual(one.lossExtent(), [1, 7]);
  assert.deepEqual(old.lossExtent(), [1, 1]);
  assert.deepEqual(one.lossExtent(), [1, 7]);
  assert.equal(old.with([]), old);
});

test("histories that go on from one another share a lineage; a cut, or another way on, is another", () => {
  const old = History.of(rows(0, 3));
  const one = old.with(rows(3, 5));
  assert.equal(one.lineage, old.lineage);
  assert.notEqual(old.with(rows(3, 4)).lineage, old.lineage);
  assert.notEqual(one.upTo(2).lineage, one.lineage);
  assert.equal(one.upTo(4), one);
});

test("a cut keeps the epochs up to one, and what goes on from it leaves the rest alone", () => {
  const whole = History.of(rows(0, 10));
  const cut = whole.upTo(4);
  assert.deepEqual(cut.rows(100), rows(0, 5));
  cut.with(rows(5, 8, 3));
  assert.deepEqual(whole.rows(100), rows(0, 10));
  assert.equal(whole.upTo(-1).length, 0);
  assert.equal(History.empty(1).upTo(5).length, 0);
});

test("a row is found by its epoch, or the last one before it", () => {
  const history = History.of([0, 4, 8, 12].map((epoch) => [epoch, 1, 0, 0]));
  assert.deepEqual([-1, 0, 3, 4, 7, 11, 12, 99].map((epoch) => history.rowOf(epoch)), [0, 0, 0, 1, 1, 2, 3, 3]);
  assert.deepEqual(history.at(2), { epoch: 8, loss: 1, bias: 0, weight: [0] });
});

test("a history is thinned evenly, the first and the last row always among it", () => {
  const history = History.of(rows(0, 1001));
  for (const most of [2, 7, 300, 1000, 1001, 5000]) {
    const kept = history.rows(most).map(([epoch]) => epoch);
    assert.deepEqual([kept[0], kept.at(-1)], [0, 1000]);
    assert.ok(kept.length <= most + 1);
    assert.ok(kept.every((epoch, i) => i === 0 || epoch > kept[i - 1]));
  }
  assert.deepEqual(history.rows(5000), rows(0, 1001));
});

test("a history knows from when on every epoch is there", () => {
  const whole = History.of(rows(0, 100));
  assert.equal(whole.wholeFrom, 0);
  const thinned = History.of([...rows(0, 9).filter(([epoch]) => epoch % 4 === 0), ...rows(9, 20)]);
  assert.equal(thinned.epoch(thinned.wholeFrom), 8);
  assert.equal(thinned.with(rows(25, 30)).wholeFrom, thinned.length);
  assert.equal(thinned.upTo(4).wholeFrom, 1);
  assert.equal(thinned.wholeFrom, 2);
});

test("a history knows how much of it is the very same in an earlier one", () => {
  const old = History.of(rows(0, 10));
  const [cut, longer] = [old.upTo(4), old.with(rows(10, 12))];
  const other = cut.with(rows(5, 20)).upTo(8);
  assert.deepEqual([old, longer, cut, other].map((it) => it.sharedWith(old.token)), [10, 12, 5, 5]);
  assert.deepEqual([other.sharedWith(cut.token), cut.sharedWith(other.token), History.of(rows(0, 10)).sharedWith(old.token)], [9, 0, 0]);
  const branch = old.with(rows(10, 11));
  assert.equal(branch.sharedWith(longer.token), 10);
});

test("numbers come back as they were, with several weights too", () => {
  const row = [0, 0.1, 1 / 3, -0, 1e300, Math.fround(0.1), 2];
  assert.deepEqual(History.of([row]).rows(10), [row]);
});

test("whatever is added, cut and held at random, every history stays what it was when it was made", () => {
  const random = numbersFrom(3);
  const all = [{ history: History.of(rows(0, 1)), wanted: rows(0, 1) }];
  for (let i = 0; i < 500; i += 1) {
    const { history, wanted } = all[Math.floor(random() * all.length)];
    const end = wanted.length;
    if (random() < 0.7) {
      const added = rows(end, end + Math.ceil(300 * random()), random());
      all.push({ history: history.with(added), wanted: [...wanted, ...added] });
    } else {
      const epoch = Math.floor(random() * end);
      all.push({ history: history.upTo(epoch), wanted: wanted.slice(0, epoch + 1) });
    }
    if (all.length > 40) all.splice(1 + Math.floor(random() * 39), 1);
  }
  for (const { history, wanted } of all) {
    assert.deepEqual(history.rows(Infinity), wanted);
    const losses = wanted.map(([, loss]) => loss);
    assert.deepEqual(history.lossExtent(), [Math.min(...losses), Math.max(...losses)]);
  }
});
