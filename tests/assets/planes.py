"""Sections through the loss of several features, by numpy: for the tests of the loss map in Node."""

from dataclasses import asdict

import numpy as np

from app.run.points import describe
from model import theory
from model.data import CherryTreesData, HousePricesData, PenguinMassesData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer

SPECS = (HousePricesData(n=40), HousePricesData(n=40, scaling="none"), PenguinMassesData(), CherryTreesData())
EPOCHS = 7
LONG = 60


def planes():
    """For each data set: two of its parameters in both measures, at the start and after some epochs."""
    return [told for spec in SPECS for told in _of(spec)]


def _of(spec):
    data = load(spec)
    rate = 0.9 * theory.largest_stable_learning_rate(data.training_features)
    trainer = Trainer(data, TrainingSettings(SGD(rate, weight_decay=0.0), seed=3))
    path = [trainer.snapshot(), *trainer.run(LONG).snapshots]
    d = data.features.shape[1]
    for pair in ((0, 1), (1, d), (d, 0)):
        for per in (False, True):
            measure = _Measure(data, pair, per)
            yield {
                "points": asdict(describe(spec)),
                "pair": pair,
                "per": per,
                "rate": rate,
                "truth": measure.truth(),
                "path": [{"weight": list(s.weight), "bias": s.bias, "place": measure.place(s)} for s in path],
                "lowest": [measure.lowest(s) for s in path],
                "at": measure.losses(path[EPOCHS]),
                "now": EPOCHS,
            }


def _list(weight, bias):
    return np.array([*weight, bias], dtype=float)


class _Measure:
    """Two parameters as the page tells them: of the features as they are, or counted in standard deviations."""

    def __init__(self, data, pair, per):
        features = (data.features - data.features.mean(axis=0)) / data.features.std(axis=0) if per else data.features
        self.design = np.column_stack([features, np.ones(len(features))])
        self.data, self.pair, self.per = data, list(pair), per

    def told(self, parameters):
        if not self.per:
            return parameters
        *weight, bias = parameters
        return _list(np.array(weight) * self.data.features.std(axis=0), bias + self.data.features.mean(axis=0) @ weight)

    def place(self, snapshot):
        return self.told(_list(snapshot.weight, snapshot.bias))[self.pair].tolist()

    def truth(self):
        weight, bias = self.data.true_weight, self.data.true_bias
        return None if weight is None else self.told(_list(weight, bias))[self.pair].tolist()

    def loss(self, parameters):
        return float(np.mean((self.design @ parameters - self.data.targets) ** 2))

    def lowest(self, snapshot):
        """Least squares of the two alone, of what the others leave over."""
        held = self.told(_list(snapshot.weight, snapshot.bias))
        others = [i for i in range(len(held)) if i not in self.pair]
        rest = self.data.targets - self.design[:, others] @ held[others]
        found = np.linalg.lstsq(self.design[:, self.pair], rest, rcond=None)[0]
        held[self.pair] = found
        return {"x": found[0], "y": found[1], "loss": self.loss(held)}

    def losses(self, snapshot):
        """The loss about where the model is, summed over the points."""
        held = self.told(_list(snapshot.weight, snapshot.bias))
        places = []
        for across, up in ((0, 0), (-1.5, 0.5), (0.3, -2.0)):
            moved = held.copy()
            moved[self.pair] += np.array([across, up]) * np.maximum(1, np.abs(held[self.pair]))
            places.append({"x": moved[self.pair[0]], "y": moved[self.pair[1]], "loss": self.loss(moved)})
        return places
