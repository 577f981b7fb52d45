"""What numpy, torch and theory say, as JSON for the tests in Node: `python -m tests.assets.oracles` writes it.

Nothing here asks the page's program for anything: borders are found from the optimizer's own iteration and proved by
runs of the Trainer on both sides.
"""

import json
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import numpy as np

from app.run.points import describe
from components.lessons.names import CONTROLS, SWITCHES, Names
from components.lessons.reader import read_lessons
from components.schema import schema
from components.text import CATALOGUE, comes_later
from model import theory
from model.data import DATA_SETS, HousePricesData, HubbleData, LineData, PenguinMassesData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer, example_order
from tests.assets.classes import classes
from tests.assets.curves import curves
from tests.runs import own, table_as_json

PLACE = Path(__file__).parents[2] / ".oracles" / "oracles.json"
SPECS = (LineData(), LineData(n=20, seed=3), LineData(scaling="ten"), LineData(scaling="standardised"), HubbleData())
MEDIANS = {0.1: 127, 0.3: 43, 0.5: 25, 0.65: 20, 0.75: 48}
SEEDS = 25
ARMS = ([150.5, 162.0, 171.0, 158.0, 180.5], [152.0, 161.0, 175.5, 157.0, -0.0])
OWN = (
    own(*ARMS, labels=("Ann", "Bob", "Çelik", "Дана", "=E"), title="Arm span", x_range=(140.0, 190.0)),
    own(*ARMS, scaling="none", mean=(160.0,), scale=(9.5,)),
    own([[1.0, 9.0], [2.5, 4.0], [3.0, 5.5], [4.0, -1.0]], [2.0, 3.0, 7.0, 7.5]),
    own([1e-9, 2e12 / 3, 1 / 3], [1.0, 2.0, 3.0], true_weight=(2.0,), true_bias=3.0, y_range=(0.0, 4.0)),
)
ORDERS = ((0, 0, 10), (7, 3, 50), (2**32 - 1, 12, 2000), (1, 0, 1), (5, 10_000_000, 7), (2**31, 255, 64))
BATCHES = ((LineData(n=50), 7, 0.0), (LineData(n=50), 25, 0.3), (HubbleData(scaling="standardised"), 5, 0.0))
SGD_KINDS = (
    {},
    {"momentum": 0.5},
    {"momentum": 0.9},
    {"momentum": 0.5, "nesterov": True},
    {"momentum": 0.9, "nesterov": True},
    {"weight_decay": 0.7},
    {"momentum": 0.9, "weight_decay": 0.7},
    {"momentum": 0.9, "nesterov": True, "weight_decay": 0.7},
)


def write():
    """Write the oracles where the tests in Node read them."""
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text(json.dumps(oracles()), encoding="utf-8")


def oracles():
    return {
        "schema": schema() | {"text": CATALOGUE},
        "later": [id_ for id_ in CATALOGUE if comes_later(id_)],
        "lessons": lessons(),
        "data": {kind: drawn(spec()) for kind, spec in DATA_SETS.items()},
        "points": [places(spec) for spec in SPECS],
        "losses": [loss_on_other_points(spec) for spec in (*SPECS, HousePricesData(n=40))],
        "next": [next_place(decay) for decay in (0.0, 0.3)],
        "borders": [border(spec, kind) for spec in (LineData(), HubbleData(scaling="centred")) for kind in SGD_KINDS],
        "zigzag": zigzag(),
        "converging": converging(),
        "lines": [line for rate in (0.01, 0.1, 0.6) for line in lines_of(LineData(), rate, 0, 15)],
        "columns": [lines_of(LineData(), 0.01, seed, 3000) for seed in range(3)],
        "curve": {"points": [drawn(LineData(seed=seed)) for seed in range(SEEDS)], "rates": list(map(rate, MEDIANS))},
        "deviations": [per_deviation(spec) for spec in (HousePricesData(n=40), PenguinMassesData())],
        "curves": curves(),
        "steps": [step_of_several(HousePricesData(n=40, scaling=s), d) for s in ("inside", "none") for d in (0.0, 0.3)],
        "own": [own_points(spec) for spec in OWN],
        "orders": [order(*place) for place in ORDERS],
        "batches": [batches(spec, size, decay) for spec, size, decay in BATCHES],
        "classes": classes(),
        "near": [near(spec) for spec in (LineData(n=30, noise=1.0), HousePricesData(n=40), HubbleData())],
    }


def lessons():
    """Ours as the page gets them, and the names that a lesson may use."""
    known = schema()
    names = Names(known)
    links = {"controls": CONTROLS, "switches": SWITCHES}
    return {"all": [asdict(lesson) for lesson in read_lessons(known)], "hideable": names.hideable, **links}


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
    trainer.run(1)
    after = trainer.checkpoint().parameters
    return {
        **{"points": drawn(spec), "rate": rate, "decay": decay, "seen": place(seen)},
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


def near(spec):
    """Five epochs of which the loss itself, on the points given, says whether they are within 1 % of the lowest."""
    data, best = load(spec), best_of(load(spec))
    end = [*best.weight, best.bias]
    path = [[value * factor for value in end] for factor in (0, 1, 0.2, 1.001, 1)]
    losses = [np.mean((data.features @ weight + bias - data.targets) ** 2) for *weight, bias in path]
    return {"points": drawn(spec), "path": path, "near": [bool(loss <= 1.01 * best.loss) for loss in losses]}


if __name__ == "__main__":
    write()
