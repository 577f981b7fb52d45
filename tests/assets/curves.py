"""What numpy and torch say of curves and of points kept for testing, for the tests in Node."""

from dataclasses import asdict

import numpy as np

from app.run.points import describe
from model.data import HousePricesData, HubbleData, LineData, load
from model.data.curve import base_of, shaped
from model.data.points import PointsData
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer
from tests.runs import own, table_as_json

X = [1.0, 2.0, 4.0, 4.5, 6.0, 7.0, 8.5, 9.0, 9.5, 11.0, 12.0, 3.25]
Y = [2.0, 1.5, 3.0, 3.5, 3.0, 5.0, 4.0, 2.0, 1.0, 0.5, -1.0, 2.25]
YEARS = [1950 + 5 * x for x in X]
FRAME = {"x_range": (0.0, 13.0), "y_range": (-2.0, 6.0)}
SPECS = (
    shaped(LineData(n=20, noise=1.0, seed=9), 9, 30, 9),
    shaped(LineData(n=40), 3),
    shaped(LineData(n=40, scaling="standardised"), 5, 20),
    shaped(LineData(n=40), 1, 30),
    shaped(HubbleData(), 2, 40),
    shaped(HousePricesData(n=40), 1, 50),
    shaped(own(X, Y, **FRAME), 4, 30),
    shaped(own(X, Y, scaling="none", **FRAME), 1, 30),
    shaped(own(YEARS, Y, x_range=(1950.0, 2020.0), y_range=(-2.0, 6.0)), 5),
)


def curves():
    return [of(spec) for spec in SPECS]


def of(spec):
    """Points as the page gets them, a few epochs of torch, and what numpy measures at the last weights."""
    data = load(spec)
    trainer = Trainer(data, TrainingSettings(SGD(0.01, weight_decay=0.1)))
    start = trainer.checkpoint().parameters
    shots = [trainer.snapshot(), *trainer.run(4).snapshots]
    weight, bias = shots[-1].weight, shots[-1].bias
    predicted = data.features @ np.array(weight) + bias
    points = base_of(spec)
    table = points.table if isinstance(points, PointsData) else None
    return {
        "spec": {
            "kind": spec.kind,
            "degree": spec.degree,
            "test_share": spec.test_share,
            "split_seed": spec.split_seed,
        },
        "points": asdict(describe(spec)),
        "start": {"weight": start["linear.weight"], "bias": start["linear.bias"][0]},
        "shots": [asdict(shot) for shot in shots],
        "predicted": predicted.tolist(),
        "learned": spec.count(),
        "counts": [shaped(LineData(n=n), spec.degree, spec.test_share, spec.split_seed).count() for n in (9, 10, 33)]
        if spec.kind == "line"
        else [],
        "tests": [] if data.test is None else np.flatnonzero(data.test).tolist(),
        "table": None if table is None else table_as_json(table),
    }
