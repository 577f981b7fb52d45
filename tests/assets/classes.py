"""What numpy says of what a class shows itself, for the tests in Node: its U-curve and its slopes."""

from dataclasses import asdict

import numpy as np

from app.run.points import describe
from model.data import HubbleData, LineData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer

RATES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.78)
TABLE = (1273, 636, 255, 127, 64, 43, 32, 25, 21, 20, 23, 48, 185)  # medians of many samples
SEEDS = 51
SLOPES = 400


def classes():
    return {
        "u_curves": [u_curve(LineData(seed=seed), start_of(seed)) for seed in range(SEEDS)],
        "u_curve_table": [list(RATES), list(TABLE)],
        "u_curve_inside": u_curve(HubbleData(scaling="standardised"), (100.0, 50.0), (0.05, 0.2, 0.45)),
        "slopes": [slopes(250), slopes(20)],
    }


def start_of(seed):
    """Where PyTorch lets a run begin."""
    snapshot = Trainer(load(LineData()), TrainingSettings(SGD(), seed=seed)).snapshot()
    return (*snapshot.weight, snapshot.bias)


def u_curve(spec, start, rates=RATES):
    """Epochs of gradient descent by hand until the loss is within 1 % of numpy's lowest."""
    points = load(spec)
    xs, ys = points.features[:, 0], points.targets
    return {
        "points": asdict(describe(spec)),
        "start": list(start),
        "rates": list(rates),
        "epochs": [epochs_to_near(xs, ys, start, rate) for rate in rates],
    }


def epochs_to_near(xs, ys, start, rate):
    design = np.column_stack([xs, np.ones(len(xs))])
    lowest = np.mean((design @ np.linalg.lstsq(design, ys, rcond=None)[0] - ys) ** 2)
    line = np.array(start)
    for epoch in range(20_000):
        errors = design @ line - ys
        loss = np.mean(errors**2)
        if loss <= 1.01 * lowest:
            return epoch
        if loss > 1e9:
            return None
        line = line - rate * 2 * design.T @ errors / len(ys)
    return None


def slopes(n):
    """Least-squares slopes of many samples, their mean and spread, and what one sample says of that spread."""
    found = [np.polyfit(sample.features[:, 0], sample.targets, 1)[0] for sample in map(load, samples(n))]
    counts, edges = np.histogram(found, bins=21)
    return {
        "n": n,
        "slopes": found,
        "mean": float(np.mean(found)),
        "sd": float(np.std(found, ddof=1)),
        "bins": [counts.tolist(), edges.tolist()],
        "points": asdict(describe(LineData(n=n))),
    }


def samples(n):
    return [LineData(n=n, seed=seed) for seed in range(SLOPES)]
