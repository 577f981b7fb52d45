"""Divergence: noticed as defined, after every epoch, with the last good checkpoint and finite numbers only."""

from math import isfinite

import pytest

from model.data import HousePricesData, LineData, load
from model.optimizers import SGD, Adam, TrainingSettings
from model.trainer import DIVERGENCE_FACTOR, Trainer


def test_a_run_stops_at_the_first_epoch_over_the_limit():
    data, training = load(LineData()), TrainingSettings(SGD(1.0))
    stretch = Trainer(data, training).run(200)
    limit = DIVERGENCE_FACTOR * max(stretch.checkpoint.start_loss, data.target_variance)
    losses = [snapshot.loss for snapshot in stretch.snapshots]
    assert stretch.diverged
    assert losses[-1] > limit
    assert max(losses[:-1]) <= limit
    assert stretch.checkpoint.epoch == stretch.snapshots[-1].epoch - 1
    assert stretch.checkpoint == Trainer(data, training).run(stretch.checkpoint.epoch).checkpoint


@pytest.mark.parametrize(("rate", "factor"), [(0.80, 1.06), (0.85, 1.33), (0.9, 1.64), (1.0, 2.36)])
def test_the_loss_grows_by_the_known_factor(rate, factor):
    data = load(LineData(seed=8, n=2000))  # many points: the factor is a fact about the distribution
    losses = [snapshot.loss for snapshot in Trainer(data, TrainingSettings(SGD(rate))).run(400).snapshots]
    if rate > 0.8:
        assert losses[-1] / losses[-2] == pytest.approx(factor, rel=0.04)
    else:
        assert losses[-1] > losses[-50]


@pytest.mark.parametrize("batch_size", [None, 1, 7])
@pytest.mark.parametrize("spec", [LineData(n=50), HousePricesData(n=50)])
@pytest.mark.parametrize("optimizer", [SGD(10.0), SGD(10.0, momentum=0.9), Adam(10.0)])
def test_no_number_that_leaves_is_not_finite(spec, batch_size, optimizer):
    data, training = load(spec), TrainingSettings(optimizer, batch_size)
    checkpoint, diverged = None, False
    for _ in range(60):
        calls = iter(range(10_000))
        stretch = Trainer(data, training, checkpoint).run(5, lambda: next(calls) > 20)  # noqa: B023
        checkpoint, diverged = stretch.checkpoint, stretch.diverged
        assert checkpoint.is_finite()
        assert all(isfinite(snapshot.loss) for snapshot in stretch.snapshots)
        if diverged:
            break
    assert diverged == (optimizer.name == "sgd")
