/* A page without a page: its state, and a server of a few lines that answers each command at once. */

import { designOf, learned } from "../../assets/lesson/curve.js";
import { toOriginal, trainingPoints } from "../../assets/lesson/inside.js";
import { loss, predictions, testLoss } from "../../assets/lesson/loss.js";
import { exampleOrder } from "../../assets/lesson/order.js";
import { pointsOf as ownPoints } from "../../assets/lesson/theory.js";
import { reduce } from "../../assets/run/actions.js";
import { commandOf, wish } from "../../assets/run/command.js";
import { RunRecord } from "../../assets/run/record.js";
import { firstState } from "../../assets/run/state.js";
import { oracles, schema } from "./oracles.js";

const MOST_TURNS = 100_000;
const TOO_HIGH = 1e6;

/* ---- the server ---- */

/** @param {any} command @returns the progress that the real server would send, but for how far floats go */
export function answerTo(command, tables = {}) {
  const points = pointsOf(command.data, tables);
  const run = beginAt(command, points);
  const rows = command.epochs || run.batch ? [] : [rowOf(run, points)];
  let good = checkpointOf(run);
  let diverged = false;
  for (let i = 0; i < command.epochs && !diverged; i += 1) {
    takeEpoch(run, points, command.training, i + 1 < command.epochs ? 0 : (command.batch ?? 0));
    if (run.batch) {
      good = checkpointOf(run);
      break;
    }
    const row = rowOf(run, points);
    if (Number.isFinite(row.loss)) rows.push(row);
    diverged = !(row.loss <= TOO_HIGH * Math.max(run.startLoss, variance(points.targets)));
    if (!diverged) good = checkpointOf(run);
  }
  const told = command.shown === points.shown ? {} : { points };
  const column = (name) => rows.map((row) => row[name]);
  const tests = points.split ? { test_loss: column("test") } : {};
  const epochs = { ...tests, weight: column("weight"), bias: column("bias"), loss: column("loss") };
  return { seq: 0, epoch: rows.at(-1)?.epoch ?? run.epoch, ...epochs, checkpoint: good, diverged, pace_ms: 100, ...told };
}

/** The points of a kind, as many as asked for; every spec has a name of its own. */
function pointsOf(data, tables) {
  if (data.kind === "points") return { ...ownPoints(tables[data.hash], shapeOf(data, tables[data.hash].x_range), ""), shown: JSON.stringify(data) };
  const all = oracles.data[data.kind];
  const n = data.n ?? all.targets.length;
  const points = { ...all, shown: JSON.stringify(data), features: all.features.slice(0, n), targets: all.targets.slice(0, n) };
  return data.degree || data.test_share ? { ...points, ...shapeOf(data, all.feature_range, all.inside) } : points;
}

/** What the server adds for a curve and for points for testing: here every third is one, from ten points on. */
function shapeOf({ degree = 1, test_share: share }, range, inside = null) {
  const split = share ? { test: Array.from({ length: 2010 }, (_, i) => i).filter((i) => i % 10 < share / 10), from: 10 } : null;
  const moments = (k) => ((range?.[1] ?? 1) ** k) / (k + 1); // of x from 0 to there, evenly
  const powers = Array.from({ length: degree }, (_, i) => i + 1);
  const scale = (k) => Math.sqrt(moments(2 * k) - moments(k) ** 2);
  return { degree, split, inside: degree > 1 ? { mean: powers.map(moments), scale: powers.map(scale) } : inside };
}

function beginAt({ checkpoint, training }, points) {
  if (!checkpoint) {
    const run = { epoch: 0, batch: 0, step: 0, size: training.batch_size, weight: designOf(points)[0].map((_, i) => Math.fround(-0.5 + 0.01 * ((training.seed + i) % 7))), bias: 0.25, velocity: null };
    return { ...run, startLoss: loss(points, shownOf(run, points)) };
  }
  const { epoch, batch, step, batch_size: size, start_loss: startLoss, parameters, buffers } = checkpoint;
  const velocity = buffers ? [...buffers["linear.weight.momentum_buffer"], buffers["linear.bias.momentum_buffer"][0]] : null;
  return { epoch, batch, step, size: batch ? size : training.batch_size, weight: parameters["linear.weight"], bias: parameters["linear.bias"][0], velocity, startLoss };
}

/** One epoch, or what is left of it, up to a batch where that is not 0. */
function takeEpoch(run, all, { optimizer, batch_size: next, seed }, end) {
  const points = all.degree > 1 ? trainingPoints(learned(all)) : learned(all);
  const n = points.targets.length;
  const size = Math.min(run.size ?? n, n);
  const order = size < n ? exampleOrder(seed, run.epoch, n) : null;
  while (run.batch * size < n && (!end || run.batch < end)) {
    const batch = order?.slice(run.batch * size, (run.batch + 1) * size);
    step(run, batch ? { degree: 1, features: batch.map((i) => points.features[i]), targets: batch.map((i) => points.targets[i]) } : points, optimizer);
  }
  if (run.batch * size >= n) Object.assign(run, { epoch: run.epoch + 1, batch: 0, size: next });
}

/** One step on these points, with or without momentum. */
function step(run, points, { learning_rate: rate, momentum = 0 }) {
  const rest = predictions(points, run).map((value, i) => value - points.targets[i]);
  const slope = (column) => (2 * rest.reduce((sum, value, i) => sum + value * (points.features[i][column] ?? 1), 0)) / rest.length;
  const gradient = [...run.weight.map((_, i) => slope(i)), slope(-1)];
  const direction = gradient.map((value, i) => Math.fround(momentum * (run.velocity?.[i] ?? 0) + value));
  const after = [...run.weight, run.bias].map((value, i) => Math.fround(value - rate * direction[i]));
  Object.assign(run, { batch: run.batch + 1, step: run.step + 1, weight: after.slice(0, -1), bias: after.at(-1), velocity: momentum ? direction : null });
}

function rowOf(run, points) {
  const shown = shownOf(run, points);
  return { epoch: run.epoch, ...shown, loss: loss(points, shown), test: testLoss(points, shown) };
}

/** The parameters in the data's own units. */
function shownOf({ weight, bias }, points) {
  return points.degree > 1 ? toOriginal(points, { weight, bias }) : { weight, bias };
}

function checkpointOf({ epoch, batch, step, size, weight, bias, velocity, startLoss }) {
  const parameters = { "linear.weight": weight, "linear.bias": [bias] };
  const buffers = velocity && { "linear.weight.momentum_buffer": velocity.slice(0, -1), "linear.bias.momentum_buffer": velocity.slice(-1) };
  return { epoch, batch, step, start_loss: startLoss, parameters, ...(batch ? { batch_size: size } : {}), ...(buffers ? { buffers } : {}) };
}

function variance(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

/* ---- the page ---- */

/** @returns the state after an action; the one before is frozen, so that whatever would change it throws */
export function act(state, type, given = {}) {
  return frozen(reduce(frozen(state), { type, ...given }));
}

/** @returns the state after the answer to what it wants of the server now; the same where it wants nothing */
export function turn(state, server = answerTo) {
  const command = wanted(state);
  return command ? act(state, "answer", { command, progress: server(command, state.tables), connection: {} }) : state;
}

/** @returns the command for what is wanted now, or null */
export function wanted(state) {
  const { look, epochsToGoal, playing, speed } = wish(state, false);
  if (look) return commandOf(state, 0);
  if (epochsToGoal > 0) return commandOf(state, Math.min(epochsToGoal, 100));
  return playing ? commandOf(state, Math.max(1, speed)) : null;
}

/** @returns the state when nothing is wanted any more */
export function settled(state) {
  for (let i = 0, now = state; i < MOST_TURNS; i += 1) {
    const next = turn(now);
    if (next === now) return now;
    now = next;
  }
  throw new Error("the page never comes to rest");
}

/** @returns a page that has its points and its first epoch */
export function begun(view = {}) {
  return settled(frozen(firstState(schema, "a1b2", view)));
}

/** @returns the state paused, after so many ticks */
export function ran(state, ticks) {
  let now = act(state, "play");
  for (let i = 0; i < ticks && now.phase === "playing"; i += 1) now = turn(now);
  return now.phase === "playing" ? settled(act(now, "pause")) : now;
}

/** @returns the state with these controls set, and what they ask for answered */
export function settings(state, controls) {
  return settled(act(state, "set", { controls }));
}

/** @returns a run that has diverged after some good epochs */
export function diverged() {
  return ran(settings(ran(settings(begun(), { learning_rate: 0.1 }), 12), { learning_rate: 2.5 }), 100);
}

/** @returns the value itself, which nobody can change any more but for the memory of histories */
export function frozen(value) {
  if (value === null || typeof value !== "object" || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  const prototype = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || Array.isArray(value) || value instanceof RunRecord;
  if (!isPlain) return value;
  Object.freeze(value);
  Object.values(value).forEach(frozen);
  return value;
}
