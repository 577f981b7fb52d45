"""The runs that lessons tell of, trained here, and what is known of their points."""

from functools import cache

import numpy as np

from model.data.house_prices import HousePricesData
from model.data.hubble import HubbleData
from model.data.line import LineData
from model.optimizers import SGD, TrainingSettings
from model.theory import largest_stable_learning_rate, least_squares
from model.trainer import Trainer

LINE, HOUSES, HUBBLE = LineData(), HousePricesData(), HubbleData()
TEN_POINTS, TWENTY_POINTS = LineData(n=10), LineData(n=20)


@cache
def run(spec, rate, epochs, batch=None):
    """Epochs 0, 1, 2 … of a run with the page's own start, and whether it diverged."""
    trainer = Trainer(spec.load(), TrainingSettings(SGD(learning_rate=rate), batch_size=batch))
    first = trainer.snapshot()
    stretch = trainer.run(epochs)
    return [first, *stretch.snapshots], stretch.diverged


def best(spec):
    data = spec.load()
    return least_squares(data.features, data.targets)


def limit(spec):
    return largest_stable_learning_rate(spec.load().training_features)


def near(spec, rate):
    """The first epoch at which the loss is within 1 % of the lowest."""
    goal = 1.01 * best(spec).loss
    epochs = (epoch for most in (60, 500, 2000) for epoch in run(spec, rate, most)[0])
    return next(epoch.epoch for epoch in epochs if epoch.loss <= goal)


def diverges_at(spec, rate, most=2000):
    epochs, diverged = run(spec, rate, most)
    assert diverged
    return epochs[-1].epoch


def true_loss(spec):
    data = spec.load()
    return data.loss(data.true_weight, data.true_bias)


@cache
def slopes(n):
    """The best slopes of four hundred draws of n points."""
    return np.array([best(LineData(n=n, seed=seed)).weight[0] for seed in range(400)])
