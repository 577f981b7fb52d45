"""Several features, standardised for training or as they are: numpy and torch by hand are the oracles."""

import numpy as np
import pytest
import torch
from torch import nn

from model.data import DATA_SETS, fingerprint, load
from model.data.standardised import StandardisedFeatures
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer

KINDS = [kind for kind in DATA_SETS.values() if issubclass(kind, StandardisedFeatures)]


def by_hand(features, targets, start, rate, epochs):
    """The five lines of a textbook; return weights and bias after them."""
    x, y = (torch.tensor(values, dtype=torch.float32) for values in (features, targets[:, None]))
    model = nn.Linear(x.shape[1], 1)
    with torch.no_grad():
        model.weight.copy_(torch.tensor([start["linear.weight"]]))
        model.bias.copy_(torch.tensor(start["linear.bias"]))
    loss, optimizer = nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=rate)
    for _ in range(epochs):
        optimizer.zero_grad()
        loss(model(x), y).backward()
        optimizer.step()
    return model.weight[0].tolist(), model.bias.item()


@pytest.mark.parametrize("kind", KINDS)
def test_the_points_are_the_same_and_known_by_another_name(kind):
    scaled, plain = load(kind()), load(kind(scaling="none"))
    assert np.array_equal(scaled.features, plain.features)
    assert np.array_equal(scaled.targets, plain.targets)
    assert np.array_equal(plain.training_features, plain.features)
    assert fingerprint(kind()) != fingerprint(kind(scaling="none"))
    with pytest.raises(ValueError, match="standardised for training, or not at all"):
        kind(scaling="ten")


@pytest.mark.parametrize("kind", KINDS)
def test_as_they_are_the_model_is_torch_s_on_the_features_themselves(kind):
    spec = kind(scaling="none")
    data, rate = load(spec), kind.rate_setting("none").default
    trainer = Trainer(data, TrainingSettings(SGD(rate)))
    start = trainer.checkpoint().parameters
    last = trainer.run(30).snapshots[-1]
    weight, bias = by_hand(data.features, data.targets, start, rate, 30)
    assert (last.weight, last.bias) == (pytest.approx(weight, rel=1e-6), pytest.approx(bias, rel=1e-6))
    assert last.loss == pytest.approx(np.mean((data.features @ weight + bias - data.targets) ** 2), rel=1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_as_they_are_it_diverges_or_crawls_where_standardised_features_arrive(kind):
    scaled, plain = load(kind()), load(kind(scaling="none"))
    design = np.column_stack([plain.features, np.ones(len(plain.targets))])
    limit = 1 / np.linalg.eigvalsh(design.T @ design / len(design))[-1]
    rates = kind.rate_setting("none")
    assert rates.low < limit < rates.high
    assert Trainer(plain, TrainingSettings(SGD(1.1 * limit))).run(500).diverged
    best = np.mean((plain.targets - design @ np.linalg.lstsq(design, plain.targets, rcond=None)[0]) ** 2)
    arrived = Trainer(scaled, TrainingSettings(SGD(0.3))).run(400).snapshots[-1]
    crawling = Trainer(plain, TrainingSettings(SGD(0.9 * limit))).run(400).snapshots[-1]
    assert arrived.loss < 1.02 * best
    assert crawling.loss > 1.02 * best
