"""What numpy and torch say of places: the loss, its slope, where a step leads, on points as the page gets them."""

from dataclasses import asdict

import numpy as np

from app.run.points import describe
from model import theory
from model.data import LineData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer
from tests.runs import table_as_json


def drawn(spec):
    """The points as the page gets them."""
    return asdict(describe(spec))


def best_of(data):
    return theory.least_squares(data.features, data.targets)


def place(snapshot):
    return {"weight": snapshot.weight, "bias": snapshot.bias}


def places(spec):
    """The loss, its slope by finite differences, and the residuals, at places about least squares."""
    data, best, h = load(spec), best_of(load(spec)), 1e-5
    weight, bias = best.weight[0] - 1.3, best.bias - 2.1
    residuals = data.targets - (data.features[:, 0] * weight + bias)
    about = [(best.weight[0] + dw, best.bias + db) for dw in (-2.0, 0.0, 0.7) for db in (-3.0, 0.0, 1.1)]
    return {
        "points": drawn(spec),
        "at": {"weight": [weight], "bias": bias},
        "slope": {
            "weight": (data.loss([weight + h], bias) - data.loss([weight - h], bias)) / (2 * h),
            "bias": (data.loss([weight], bias + h) - data.loss([weight], bias - h)) / (2 * h),
        },
        "losses": [{"weight": w, "bias": b, "loss": data.loss([w], b)} for w, b in about],
        "residuals": residuals.tolist(),
        "loss": np.mean(residuals**2),
        "share": 1 - np.mean(residuals**2) / np.var(data.targets),
    }


def loss_on_other_points(spec):
    data, best = load(spec), best_of(load(spec))
    weight, bias = [value + 1.5 for value in best.weight], best.bias - 2
    loss = np.mean((data.features @ weight + bias - data.targets) ** 2)
    return {"points": drawn(spec), "at": {"weight": weight, "bias": bias}, "loss": loss}


def next_place(decay):
    """Where torch goes next."""
    trainer = Trainer(load(LineData()), TrainingSettings(SGD(0.4, weight_decay=decay)))
    before, after = trainer.snapshot(), trainer.run(1).snapshots[0]
    return {"points": drawn(LineData()), "decay": decay, "before": place(before), "after": place(after)}


def per_deviation(spec):
    """Least squares twice: of the features in their units, and of the same features standardised."""
    data = load(spec)
    standardised = (data.features - data.features.mean(axis=0)) / data.features.std(axis=0)
    told = theory.least_squares(standardised, data.targets)
    return {"points": drawn(spec), "deviations": data.features.std(axis=0).tolist(), "told": place(told)}


def step_of_several(spec, decay):
    """One step of torch, and the gradient before it by numpy, in training units."""
    data, rate = load(spec), 1e-5 if spec.scaling == "none" else 0.1
    trainer = Trainer(data, TrainingSettings(SGD(rate, weight_decay=decay)))
    held, seen = trainer.checkpoint().parameters, trainer.snapshot()
    weight, bias = np.array(held["linear.weight"]), held["linear.bias"][0]
    slope, level = theory.gradient(data.training_features, data.targets, weight, bias)
    taken = trainer.run(1).snapshots[0]
    after = trainer.checkpoint().parameters
    return {
        **{"points": drawn(spec), "rate": rate, "decay": decay, "seen": place(seen), "taken": place(taken)},
        "gradient": [*(slope + decay * weight).tolist(), level + decay * bias],
        "before": [*weight.tolist(), bias],
        "after": [*after["linear.weight"], *after["linear.bias"]],
    }


def own_points(spec):
    """A table with its name, and where torch goes next on it."""
    trainer = Trainer(load(spec), TrainingSettings(SGD(0.2, weight_decay=0.1)))
    held = {
        "weight": trainer.checkpoint().parameters["linear.weight"],
        "bias": trainer.checkpoint().parameters["linear.bias"][0],
    }
    before, after = trainer.snapshot(), trainer.run(1).snapshots[0]
    places = {"held": held, "before": place(before), "after": place(after)}
    return {
        "table": table_as_json(spec.table),
        "name": spec.hash,
        "points": drawn(spec),
        "decay": 0.1,
        "rate": 0.2,
        **places,
    }


def near(spec):
    """Five epochs of which the loss itself, on the points given, says whether they are within 1 % of the lowest."""
    data, best = load(spec), best_of(load(spec))
    end = [*best.weight, best.bias]
    path = [[value * factor for value in end] for factor in (0, 1, 0.2, 1.001, 1)]
    losses = [np.mean((data.features @ weight + bias - data.targets) ** 2) for *weight, bias in path]
    return {"points": drawn(spec), "path": path, "near": [bool(loss <= 1.01 * best.loss) for loss in losses]}
