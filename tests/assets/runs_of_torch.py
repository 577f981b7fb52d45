"""What runs of the Trainer say: from which rate on they diverge, how they come to rest, and each of their steps."""

from dataclasses import asdict
from itertools import pairwise

import numpy as np

from model import theory
from model.data import LineData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer, example_order
from tests.assets.places import best_of, drawn, place

MEDIANS = {0.1: 127, 0.3: 43, 0.5: 25, 0.65: 20, 0.75: 48}
SEEDS = 25


def border(spec, kind):
    """Runs at 0.97 and 1.03 times the largest rate whose iteration shrinks every error, the lower one twice as long."""
    data = load(spec)
    limit = largest_rate(float(theory.curvatures(data.features)[-1]), **kind)
    above = Trainer(data, TrainingSettings(SGD(1.03 * limit, **kind))).run(4000)
    below = Trainer(data, TrainingSettings(SGD(0.97 * limit, **kind))).run(2 * len(above.snapshots))
    return {
        "limit": theory.largest_stable_learning_rate(data.features),
        "optimizer": {"name": "sgd", "learning_rate": 1, **kind},
        "below": {"rate": 0.97 * limit, "diverged": below.diverged, "falls": falls(below.snapshots)},
        "above": {"rate": 1.03 * limit, "diverged": above.diverged},
    }


def falls(snapshots):
    return snapshots[-1].loss < snapshots[0].loss


def largest_rate(curvature, momentum=0.0, nesterov=False, weight_decay=0.0):
    """Bisect for the rate at which torch.optim.SGD's iteration of (parameter, velocity) stops to shrink."""
    h = curvature + weight_decay

    def radius(rate):
        step = (h * (1 + momentum), momentum**2) if nesterov else (h, momentum)
        return max(abs(np.linalg.eigvals([[1 - rate * step[0], -rate * step[1]], [h, momentum]])))

    low, high = 1e-6 / h, 10 / h
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if radius(middle) < 1 else (low, middle)
    return low


def zigzag():
    """On which side of least squares, along the steepest direction, a run lies at rates about half the limit."""
    data = load(LineData())
    best, limit = best_of(data), theory.largest_stable_learning_rate(data.features)
    _, directions = np.linalg.eigh(theory.hessian(data.features))

    def sides(rate):
        path = Trainer(data, TrainingSettings(SGD(rate))).run(5).snapshots
        places = [np.array((s.weight[0] - best.weight[0], s.bias - best.bias)) for s in path]
        return {"rate": rate, "sides": [float(np.sign(directions[:, -1] @ place)) for place in places]}

    return {"limit": limit, "smooth": sides(0.9 * limit / 2), "zigzag": sides(1.3 * limit / 2)}


def converging():
    data = load(LineData())
    limit = theory.largest_stable_learning_rate(data.features)
    trainers = [Trainer(data, TrainingSettings(SGD(0.97 * limit), seed=seed)) for seed in range(12)]
    return {"points": drawn(LineData()), "limit": limit, "runs": [list(map(place, path(it, 60))) for it in trainers]}


def path(trainer, epochs):
    return [trainer.snapshot(), *trainer.run(epochs).snapshots]


def lines_of(spec, rate, seed, epochs):
    """Before, rate, gradient and after, of every step of a real run, for weight and bias."""
    data = load(spec)
    run = path(Trainer(data, TrainingSettings(SGD(rate), seed=seed)), epochs)
    lines = []
    for before, after in pairwise(run):
        by_weight, by_bias = theory.gradient(data.features, data.targets, np.array(before.weight), before.bias)
        lines.append([before.weight[0], rate, float(by_weight[0]), after.weight[0]])
        lines.append([before.bias, rate, float(by_bias), after.bias])
    return lines


def rate(learning_rate):
    """A class of 25, each with points and a start of its own, as the table of median epochs has them."""
    epochs = 3 * MEDIANS[learning_rate] + 60
    settings = [TrainingSettings(SGD(learning_rate), seed=seed) for seed in range(SEEDS)]
    runs = [path(Trainer(load(LineData(seed=it.seed)), it), epochs) for it in settings]
    paths = [[[*snapshot.weight, snapshot.bias] for snapshot in run] for run in runs]
    return {"rate": learning_rate, "median": MEDIANS[learning_rate], "paths": paths}


def order(seed, epoch, n):
    """In which order numpy has an epoch visit its points."""
    return {"seed": seed, "epoch": epoch, "n": n, "order": example_order(seed, epoch, n).tolist()}


def batches(spec, size, decay):
    """Where torch stands after each batch of two epochs: the checkpoints."""
    settings = TrainingSettings(SGD(0.05, weight_decay=decay), size, 3)
    trainer = Trainer(load(spec), settings)
    checkpoints = [trainer.checkpoint()]
    while trainer.epoch < 2:
        trainer.run(1, batch=trainer.batch + 1)
        checkpoints.append(trainer.checkpoint())
    told = {"decay": decay, "size": size, "seed": settings.seed}
    return {"points": drawn(spec), **told, "checkpoints": list(map(asdict, checkpoints))}
