/* What each action does to the state. Every state is frozen before the next action (runs.js): none changes what it is given. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { loss } from "../../../assets/lesson/loss.js";
import { reduce } from "../../../assets/run/actions.js";
import { wish } from "../../../assets/run/command.js";
import { MOST_RUNS } from "../../../assets/run/comparison.js";
import { bordersOf, divergence, isStuck } from "../../../assets/run/divergence.js";
import { buttons, firstState, isPlaying, isStill, seen } from "../../../assets/run/state.js";
import { schema } from "../oracles.js";
import { act, answerTo, begun, diverged, frozen, ran, settings, settled, turn, wanted } from "../runs.js";

const FIRST = frozen(firstState(schema, "a1", {}));

/** @returns {string[]} the names of what is another value in the second state */
function changes(before, after) {
  return Object.keys(after).filter((name) => after[name] !== before[name]);
}

/** Only these parts of the state are other values; the rest are the very same. */
function assertChanged(before, after, ...names) {
  assert.deepEqual(changes(before, after).sort(), names.sort());
}

/** @returns a run that was played for some epochs and is looked at in its past */
function lookingBack() {
  return act(ran(settings(begun(), { learning_rate: 0.1 }), 8), "look-at", { epoch: 3 });
}

/* ---- start, pause ---- */

test("a page that has just been opened asks for its points, and is ready when they are there", () => {
  assert.equal(wish(FIRST, false).look, true);
  const state = begun();
  assert.equal(wanted(state), null);
  assert.deepEqual([state.phase, state.stale, state.record.epoch, state.record.segments.length], ["ready", false, 0, 1]);
});

test("play plays, and pause rests where it is", () => {
  const ready = begun();
  const playing = act(ready, "play");
  assertChanged(ready, playing, "phase");
  const paused = act(turn(turn(playing)), "pause");
  assert.deepEqual([playing.phase, paused.phase, paused.record.epoch], ["playing", "paused", 2]);
  assert.equal(act(playing, "pause").phase, "ready");
  assert.equal(wanted(paused), null);
});

test("play asks for as many epochs as the speed says", () => {
  const state = turn(act(settings(begun(), { speed: 25 }), "play"));
  assert.equal(state.record.epoch, 25);
});

test("play while it plays, or while the server is waited for, changes nothing", () => {
  const playing = act(begun(), "play");
  assert.equal(act(playing, "play"), playing);
  const waiting = act(begun(), "connection", { connection: { waiting: true } });
  assert.equal(act(waiting, "play"), waiting);
  assert.equal(act(waiting, "step"), waiting);
});

test("pause drops the command in flight", () => {
  const playing = act(begun(), "play");
  assert.equal(act(playing, "pause").generation, playing.generation + 1);
});

test("play goes on from now, whatever is looked at", () => {
  const state = act(lookingBack(), "play");
  assert.deepEqual([state.phase, state.view.epoch, turn(state).record.epoch], ["playing", null, 9]);
});

/* ---- step ---- */

test("a step is exactly one epoch more, and then it rests", () => {
  const stepping = act(begun(), "step");
  assert.deepEqual([stepping.phase, stepping.goal], ["stepping", { epoch: 1, then: null }]);
  const after = settled(stepping);
  assert.deepEqual([after.phase, after.goal, after.record.epoch], ["paused", null, 1]);
});

test("a step pauses what plays", () => {
  const playing = turn(act(settings(begun(), { speed: 25 }), "play"));
  const after = settled(act(playing, "step"));
  assert.deepEqual([after.phase, after.record.epoch], ["paused", 26]);
});

test("steps asked for while one is under way are added", () => {
  const three = act(act(act(begun(), "step"), "step"), "step");
  assert.equal(three.goal.epoch, 3);
  assert.equal(settled(three).record.epoch, 3);
});

test("a step at an epoch of the past looks at the next one", () => {
  const looking = lookingBack();
  const next = act(looking, "step");
  assertChanged(looking, next, "view");
  assert.equal(next.view.epoch, 4);
});

test("a step before the page has a checkpoint waits for one", () => {
  assert.equal(act(FIRST, "step").phase, "ready");
});

test("pause while it steps rests", () => {
  const state = act(act(begun(), "step"), "pause");
  assert.deepEqual([state.phase, state.goal], ["ready", null]);
});

/* ---- reset, new start, new data ---- */

test("Reset leads back to this run's start, paused, and keeps what the controls say", () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 5);
  const back = act(state, "reset");
  assert.deepEqual([back.phase, back.stale, back.record.epoch, back.controls], ["ready", true, 0, state.controls]);
  assert.equal(back.record.checkpoint, state.record.start);
  const again = settled(back);
  assert.deepEqual(seen(again), state.record.at(0));
  assert.equal(act(again, "reset"), again);
});

test("Reset under noise turned since tells the start's loss on the points of now", () => {
  const state = settled(act(settings(ran(begun(), 5), { n: 50 }), "reset"));
  assert.deepEqual(state.record.at(0).weight, begun().record.at(0).weight);
  assert.notEqual(state.record.at(0).loss, begun().record.at(0).loss);
});

test("New start is another seed of the weights, New data one of the points; both are new runs", () => {
  const state = ran(begun(), 5);
  const start = act(state, "new-start", { seed: 5 });
  assert.deepEqual([start.seeds, start.phase, start.record.checkpoint], [{ ...state.seeds, start: 5 }, "ready", null]);
  assert.equal(wanted(start).training.seed, 5);
  const data = act(state, "new-data", { seed: 9 });
  assert.deepEqual([data.seeds, data.phase, data.controls], [{ ...state.seeds, data: 9 }, "ready", state.controls]);
  assert.equal(wanted(data).data.seed, 9);
  assert.equal(settled(data).points.shown, JSON.stringify(wanted(data).data));
});

test("real data cannot be drawn anew", () => {
  const state = ran(settings(begun(), { dataset: "hubble" }), 2);
  assert.equal(act(state, "new-data", { seed: 9 }), state);
});

test("what begins a run while one plays drops what is in flight and does not play", () => {
  const playing = turn(act(begun(), "play"));
  for (const [type, given] of [["reset"], ["new-start", { seed: 5 }], ["new-data", { seed: 5 }], ["start-at", { weight: 1, bias: 1 }]]) {
    const state = act(playing, type, given);
    assert.deepEqual([type, state.phase, state.goal], [type, "ready", null]);
    assert.ok(state.generation > playing.generation);
  }
});

test("a place on the map is a start, to which Reset comes back", () => {
  const chosen = settled(act(ran(begun(), 3), "start-at", { weight: 1.1, bias: -2.2 }));
  assert.deepEqual(seen(chosen).weight, [Math.fround(1.1)]);
  assert.equal(chosen.record.start.start_loss, seen(chosen).loss);
  const back = settled(act(ran(chosen, 4), "reset"));
  assert.deepEqual(seen(back), seen(chosen));
  assert.equal(act(FIRST, "start-at", { weight: 1, bias: 1 }), FIRST);
  const several = settings(begun(), { dataset: "house-prices" });
  assert.equal(act(several, "start-at", { weight: 1, bias: 1 }), several);
});

/* ---- controls: what changes what ---- */

test("rate, speed and noise, batch size and number of points: the run goes on", () => {
  const state = turn(act(begun(), "play"));
  for (const controls of [{ learning_rate: 0.3 }, { speed: 5 }, { noise: 1 }, { batch_size: 300 }, { n: 20 }, { weight_decay: 0.1 }]) {
    const set = act(state, "set", { controls });
    assertChanged(state, set, "controls");
    assert.equal(turn(set).record.epoch > state.record.epoch, true);
  }
});

test("another optimizer: the run goes on, in a segment of its own", () => {
  const state = settled(act(ran(settings(ran(begun(), 3), { optimizer: "momentum" }), 3), "pause"));
  assert.deepEqual([state.record.epoch, state.record.segments.map(({ epoch }) => epoch)], [6, [0, 3]]);
  assert.equal(state.record.checkpoint.buffers["linear.weight.momentum_buffer"].length, 1);
});

test("settings of a run that stands still open a segment with its next step, not before", () => {
  const state = settings(ran(begun(), 3), { learning_rate: 0.3 });
  assert.equal(state.record.segments.length, 1);
  assert.equal(settled(act(state, "step")).record.segments.length, 2);
});

test("other points under a run that stands still come at once, and are measured on them", () => {
  const before = ran(begun(), 3);
  const state = settings(before, { n: 20 });
  assert.equal(state.points.targets.length, 20);
  assert.deepEqual([state.record.epoch, state.record.history.loss(3)], [3, before.record.history.loss(3)]);
  assert.notEqual(seen(state).loss, seen(before).loss);
});

test("data set and scaling: a new run, paused, with the noise of its units and the feature as it is", () => {
  const playing = turn(act(settings(begun(), { scaling: "ten" }), "play"));
  const houses = act(playing, "set", { controls: { dataset: "house-prices" } });
  assert.deepEqual([houses.phase, houses.record.checkpoint, houses.shownData], ["ready", null, null]);
  assert.deepEqual([houses.controls.noise, houses.controls.scaling], [schema.data["house-prices"].noise.default, "inside"]);
  const hubble = act(playing, "set", { controls: { dataset: "hubble" } });
  assert.equal(hubble.controls.noise, playing.controls.noise);
  const scaled = act(playing, "set", { controls: { scaling: "none" } });
  assert.deepEqual([scaled.phase, scaled.record.checkpoint], ["ready", null]);
  assert.equal(settled(houses).points.kind, "house-prices");
});

test("where no truth is known, least squares is shown, and where it is, no more", () => {
  const state = settings(begun(), { dataset: "hubble" });
  assert.equal(state.view.shown["Least squares"], true);
  const off = act(state, "show-trace", { name: "Least squares", shown: false });
  assert.equal(settings(off, { scaling: "ten" }).view.shown["Least squares"], false);
  assert.equal(settings(state, { dataset: "line" }).view.shown["Least squares"], false);
});

test("a control that is set takes back what was said", () => {
  const said = act(begun(), "say", { notice: { id: "panels.one-feature" } });
  assert.deepEqual(said.notice, { id: "panels.one-feature" });
  assert.equal(act(said, "set", { controls: { noise: 1 } }).notice, null);
  assert.equal(act(said, "play").notice, null);
  assert.equal(act(said, "say", { notice: null }).notice, null);
  assert.equal(act(said, "view", { view: { more: true } }).notice, said.notice);
});

/* ---- looking back ---- */

test("one can look back where nothing moves and something has been", () => {
  const state = begun();
  assert.equal(isStill(state), false);
  assert.equal(isStill(ran(state, 2)), true);
  assert.equal(isStill({ ...ran(state, 2), points: null }), false);
  assert.equal(isStill(act(ran(state, 2), "play")), false);
  assert.equal(isStill(act(ran(state, 2), "step")), false);
});

test("looking back shows an epoch and changes nothing of the run", () => {
  const state = ran(settings(begun(), { learning_rate: 0.1 }), 8);
  const looking = act(state, "look-at", { epoch: 3 });
  assertChanged(state, looking, "view");
  assert.deepEqual(seen(looking), state.record.at(3));
  assert.equal(act(looking, "look-at", { epoch: 3 }), looking);
  assert.equal(act(looking, "look-at", { epoch: 8 }).view.epoch, null);
  assert.equal(act(looking, "look-at", { epoch: Infinity }).view.epoch, null);
  assert.equal(act(looking, "look-at", { epoch: -5 }).view.epoch, 0);
});

test("looking further and back, row by row, ends at both ends", () => {
  const state = ran(begun(), 3);
  const back = act(act(state, "look-by", { rows: -1 }), "look-by", { rows: -1 });
  assert.equal(back.view.epoch, 1);
  const start = act(back, "look-by", { rows: -1 });
  assert.equal(start.view.epoch, 0);
  assert.equal(act(start, "look-by", { rows: -1 }), start);
  assert.equal(act(act(state, "look-by", { rows: -1 }), "look-by", { rows: 1 }).view.epoch, null);
});

test("what plays or has a goal is not looked back in", () => {
  for (const type of ["play", "step"]) {
    const state = act(ran(begun(), 3), type);
    assert.equal(act(state, "look-at", { epoch: 1 }), state);
  }
  assert.equal(act(FIRST, "look-at", { epoch: 1 }), FIRST);
});

/* ---- going back ---- */

test("going on from an epoch replays up to it, to the same numbers, and then rests", () => {
  const before = lookingBack();
  const replaying = act(before, "go-on-here");
  assert.deepEqual([replaying.phase, replaying.view.epoch, replaying.goal.epoch, replaying.goal.then], ["replaying", null, 3, null]);
  assert.deepEqual(seen(replaying), before.record.at(3), "what was looked at is shown until it is there");
  const back = settled(replaying);
  assert.deepEqual([back.phase, back.goal, back.record.epoch], ["paused", null, 3]);
  assert.deepEqual(back.record.history.rows(99), before.record.history.rows(99).slice(0, 4));
});

test("a replay runs under the settings of then, and what follows under those of now", () => {
  const state = act(settings(ran(settings(begun(), { learning_rate: 0.1 }), 8), { learning_rate: 0.02 }), "look-at", { epoch: 5 });
  const back = settled(act(state, "go-on-here"));
  assert.equal(back.controls.learning_rate, 0.02);
  const on = settled(act(back, "step"));
  assert.deepEqual(on.record.segments.map(({ epoch, training }) => [epoch, training.optimizer.learning_rate]), [[0, 0.1], [5, 0.02]]);
});

test("going on from a full checkpoint is there at once", () => {
  const state = act(ran(begun(), 3), "look-at", { epoch: 0 });
  const back = act(state, "go-on-here");
  assert.deepEqual([back.phase, back.goal, back.record.epoch], ["ready", null, 0]);
});

test("go-on-here without an epoch looked at changes nothing", () => {
  const state = ran(begun(), 3);
  assert.equal(act(state, "go-on-here"), state);
});

test("play, step and pause while it goes back say what follows", () => {
  const replaying = act(lookingBack(), "go-on-here");
  const willPlay = act(replaying, "play");
  assert.deepEqual([willPlay.phase, willPlay.goal.then, isPlaying(willPlay)], ["replaying", "play", true]);
  assert.equal(turn(willPlay).phase, "playing");
  assert.deepEqual(act(willPlay, "pause").goal.then, null);
  const willStep = act(replaying, "step");
  assert.equal(willStep.goal.then, "step");
  assert.deepEqual([settled(willStep).phase, settled(willStep).record.epoch], ["paused", 4]);
});

/* ---- diverged ---- */

test("a run that diverges stops at its last good checkpoint, and tells of the epoch that showed it", () => {
  const state = diverged();
  const { record } = state;
  assert.deepEqual([state.phase, state.goal, record.diverged], ["diverged", null, true]);
  assert.equal(record.epoch, record.checkpoint.epoch + 1);
  assert.equal(wanted(state), null);
});

test("Start on a diverged run says what to change, and does nothing else", () => {
  const state = diverged();
  const explained = act(state, "play");
  assertChanged(state, explained, "notice");
  assert.deepEqual(explained.notice, { id: "notice.lower-rate.below", values: { rate: Number(bordersOf(state).limit.toPrecision(3)) } });
  assertChanged(state, act(state, "step"), "notice");
  assert.deepEqual(act(act(state, "view", { view: { limits: false } }), "play").notice, { id: "notice.lower-rate" });
});

test("under a lower rate Start and Step go on from the last good epoch", () => {
  const state = settings(diverged(), { learning_rate: 0.1 });
  assert.equal(isStuck(state), false);
  const playing = act(state, "play");
  assert.deepEqual([playing.phase, playing.goal, playing.record.epoch], ["playing", null, 12]);
  const on = ran(settled(act(state, "step")), 2);
  assert.deepEqual([on.phase, on.record.diverged, on.record.epoch], ["paused", false, 15]);
  assert.deepEqual(on.record.at(12), state.record.at(12));
});

test("Halve goes no lower than rates go", () => {
  const state = diverged();
  const [last] = state.record.segments.slice(-1);
  const { low } = schema.controls.learning_rate;
  const slow = { ...last, training: { ...last.training, optimizer: { ...last.training.optimizer, learning_rate: 1.5 * low } } };
  const record = Object.assign(Object.create(Object.getPrototypeOf(state.record)), state.record, { segments: [...state.record.segments.slice(0, -1), slow] });
  assert.equal(divergence({ ...state, record }).halved, low);
});

test("Halve goes on at half the rate, or as often halved as makes it stable", () => {
  const state = diverged();
  const { halved } = divergence(state);
  assert.ok(halved < 0.95 * bordersOf(state).limit && 2 * halved >= 0.95 * bordersOf(state).limit);
  const on = act(state, "halve");
  assert.equal(on.controls.learning_rate, halved);
  const playing = turn(turn(on));
  assert.deepEqual([playing.phase, playing.record.diverged], ["playing", false]);
  const good = begun();
  assert.equal(act(good, "halve"), good);
});

test("a diverged run can be looked back in, gone back in, and reset", () => {
  const state = diverged();
  const looking = act(state, "look-at", { epoch: 12 });
  assert.equal(buttons(looking).step, "plain");
  assert.equal(act(looking, "step").view.epoch, 13);
  assert.equal(settled(act(looking, "go-on-here")).phase, "paused");
  assert.equal(settled(act(state, "reset")).phase, "ready");
  assert.equal(act(state, "pause").phase, "diverged");
});

/* ---- answers ---- */

test("a refusal changes nothing but what is said, and stops", () => {
  const playing = turn(act(begun(), "play"));
  const state = act(playing, "answer", { command: wanted(playing), progress: { seq: 1, notice: { id: "server.unusable", values: { reason: "x" } } }, connection: {} });
  assert.deepEqual([state.phase, state.notice.id, state.record], ["paused", "server.unusable", playing.record]);
});

test("a stored run that the server refuses starts anew, with a sentence", () => {
  const stored = frozen({ ...ran(begun(), 3), points: null, shownData: null });
  const state = act(stored, "refuse", { notice: { id: "server.checkpoint.finite" } });
  assert.deepEqual([state.notice, state.record.checkpoint, state.phase, state.stale], [{ id: "notice.unreadable" }, null, "ready", true]);
});

/** @returns the state after an answer of another version of the server, which knows no such checkpoint and began anew */
function updated(state) {
  const command = wanted(state);
  const progress = { ...answerTo({ ...command, checkpoint: null }), notice: { id: "server.updated" } };
  return act(state, "answer", { command, progress, connection: {} });
}

test("a server of another version begins the run anew and stops it, unless it had only just begun", () => {
  const state = updated(turn(act(begun(), "play")));
  assert.deepEqual([state.phase, state.record.checkpoint, state.notice.id], ["ready", null, "server.updated"]);
  const fresh = updated(act(begun(), "play"));
  assert.equal(fresh.phase, "playing");
  assert.equal(turn(turn(fresh)).record.epoch, 1);
});

test("a sentence of a server that takes no new pages goes with its next answer, any other stays", () => {
  const notice = { id: "server.too-many-pages" };
  const waiting = act(FIRST, "wait", { notice });
  assert.deepEqual([waiting.notice, waiting.refused], [notice, true]);
  assert.deepEqual([turn(waiting).notice, turn(waiting).refused], [null, false]);
  const said = act(act(begun(), "play"), "say", { notice });
  assert.deepEqual(turn(said).notice, notice);
});

test("the connection is told by itself", () => {
  const state = begun();
  const waiting = act(state, "connection", { connection: { waiting: true } });
  assertChanged(state, waiting, "connection");
  assert.deepEqual(waiting.connection, { ...state.connection, waiting: true });
});

test("an answer with a pace is told of", () => {
  const playing = act(begun(), "play");
  const command = wanted(playing);
  const connection = { waiting: false, paceMs: 250, perSecond: 4 };
  assert.deepEqual(act(playing, "answer", { command, progress: answerTo(command), connection }).connection, connection);
});

test("inside an epoch the page measures the loss on other points itself", () => {
  const state = act(ran(begun(), 3), "set", { controls: { n: 20 } });
  const command = wanted(state);
  const halfway = { ...state.record.checkpoint, batch: 2, step: 5, batch_size: 100 };
  const progress = { ...answerTo(command), weight: [], bias: [], loss: [], checkpoint: halfway };
  const after = act(state, "answer", { command, progress, connection: {} });
  assert.equal(after.record.checkpoint.batch, 2);
  assert.notEqual(seen(after).loss, seen(state).loss);
  assert.equal(after.record.history.loss(3), state.record.history.loss(3));
});

/* ---- runs to compare ---- */

test("a run is kept under the first number that is free, and forgotten alone or with all", () => {
  let state = ran(begun(), 3);
  for (let i = 0; i < 3; i += 1) state = act(state, "keep-run");
  state = act(state, "forget-run", { number: 2 });
  assert.deepEqual(state.runs.map(({ number }) => number), [1, 3]);
  assert.deepEqual(act(state, "keep-run").runs.map(({ number }) => number), [1, 3, 2]);
  assert.deepEqual(act(state, "forget-runs").runs, []);
});

test("at most eight runs are kept, and none where there is none", () => {
  let state = ran(begun(), 1);
  for (let i = 0; i < MOST_RUNS; i += 1) state = act(state, "keep-run");
  assert.equal(state.runs.length, MOST_RUNS);
  assert.equal(act(state, "keep-run"), state);
  assert.equal(act(FIRST, "keep-run"), FIRST);
});

test("a run is kept with what is told of it, and stays so", () => {
  const state = ran(settings(ran(begun(), 3), { learning_rate: 0.1, batch_size: 300 }), 2);
  const [run] = act(state, "keep-run").runs;
  assert.deepEqual([run.epochs, run.changed, run.diverged, run.optimizer.learning_rate, run.batchSize], [5, true, false, 0.1, 300]);
  assert.deepEqual([run.loss, run.shown, run.rows.length], [seen(state).loss, state.points.shown, 6]);
});

/* ---- the view ---- */

test("the view is changed by itself", () => {
  const state = begun();
  for (const [type, given] of [
    ["view", { view: { logarithmic: false } }],
    ["show-trace", { name: "True line", shown: false }],
    ["open-panel", { panel: "map" }],
    ["projector", { open: true }],
  ]) {
    assertChanged(state, act(state, type, given), "view");
  }
  assert.deepEqual(act(state, "show-trace", { name: "Data", shown: false }).view.shown, { ...state.view.shown, Data: false });
  assert.deepEqual(act(act(state, "open-panel", { panel: "map" }), "close-panel", { panel: "map" }).view.panels, []);
});

test("the projector opens and is left in the mode of then", () => {
  for (const mode of ["light", "dark"]) {
    const desk = begun({ mode });
    const wall = act(desk, "projector", { open: true });
    assert.deepEqual(wall.view, { ...desk.view, projector: true });
    assert.equal(act(wall, "projector", { open: true }), wall);
    assert.deepEqual(act(wall, "projector", { open: false }).view, desk.view);
    assert.equal(act(desk, "projector", { open: false }), desk);
  }
});

test("the card of a diverged run is closed, and comes back where Start or Step would say the same, and when a run diverges anew", () => {
  const closed = act(diverged(), "view", { view: { card: false } });
  assert.equal(act(closed, "play").view.card, true);
  assert.equal(act(closed, "step").view.card, true);
  const anew = settings(act(closed, "reset"), { learning_rate: 2.5 });
  assert.equal(ran(anew, 100).view.card, true);
});

test("an action that there is not is an error", () => {
  assert.throws(() => reduce(FIRST, { type: "explode" }), /explode/);
  assert.throws(() => reduce(FIRST, { type: "toString" }), /toString/);
});

test("other points inside an epoch: the loss of the last whole one is told on them, until another is whole", () => {
  const before = ran(settings(begun(), { learning_rate: 0.1 }), 3);
  const playing = act(act(before, "set", { controls: { noise: 1 } }), "play");
  const command = wanted(playing);
  const others = { ...answerTo({ ...command, epochs: 0 }).points };
  const { checkpoint } = before.record;
  const inside = { seq: 1, epoch: 3, weight: [], bias: [], loss: [], checkpoint: { ...checkpoint, batch: 2, step: checkpoint.step + 2 }, diverged: false, pace_ms: 100 };
  const told = act(playing, "answer", { command, progress: { ...inside, points: { ...others, targets: others.targets.map((value) => value + 1) } }, connection: {} });
  const wantedLoss = loss(told.points, told.record.now);
  assert.equal(told.record.now.loss, wantedLoss);
  assert.notEqual(wantedLoss, before.record.now.loss);
  const further = act(told, "answer", { command: { ...command, checkpoint: told.record.checkpoint }, progress: { ...inside, checkpoint: { ...inside.checkpoint, batch: 3 } }, connection: {} });
  assert.equal(further.record.now.loss, wantedLoss);
});
