"""What numpy, torch and theory say, as JSON for the tests in Node: `python -m tests.assets.oracles` writes it.

Nothing here asks the page's program for anything: borders are found from the optimizer's own iteration and proved by
runs of the Trainer on both sides.
"""

import json
from dataclasses import asdict
from pathlib import Path

from app.run.protocol import parse_training
from components.lessons.names import Names
from components.lessons.reader import read_lessons
from components.schema import schema
from components.text import CATALOGUE, comes_later
from model.data import DATA_SETS, HousePricesData, HubbleData, LineData, PenguinMassesData
from model.optimizers import CHOICES
from tests.assets.classes import classes
from tests.assets.curves import curves
from tests.assets.places import (
    drawn,
    loss_on_other_points,
    near,
    next_place,
    own_points,
    per_deviation,
    places,
    step_of_several,
)
from tests.assets.planes import planes
from tests.assets.runs_of_torch import MEDIANS, SEEDS, batches, border, converging, lines_of, order, rate, zigzag
from tests.runs import own

PLACE = Path(__file__).parents[2] / ".oracles" / "oracles.json"
SPECS = (LineData(), LineData(n=20, seed=3), LineData(scaling="ten"), LineData(scaling="standardised"), HubbleData())
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
        "choices": {name: chosen(choice) for name, choice in CHOICES.items()},
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
        "planes": planes(),
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
    return {
        "all": [asdict(lesson) for lesson in read_lessons(known)],
        "hideable": names.hideable,
        "controls": names.controls,
    }


def chosen(choice):
    """What a choice's controls say, and the optimizer of a command that the server makes these very settings of."""
    bounds = {name: choice.optimizer.bounds[name] for name in choice.fields}
    controls = {name: round((setting.low + 2 * setting.high) / 3, 6) for name, setting in bounds.items()}
    given = {**choice.fixed, **controls}
    command = {"name": choice.optimizer.name, **given}
    assert parse_training({"optimizer": command, "seed": 1}).optimizer == choice.optimizer(**given)
    return {"controls": controls, "command": command}


if __name__ == "__main__":
    write()
