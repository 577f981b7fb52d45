"""The schema: what the page's program must know of settings, data sets, optimizers, panels, texts and figures.

Plain JSON, derived from the model's tables and the page's own: forms, bounds and the check of whatever comes from a
tab's storage or a link read it, and nothing of it is written a second time.
"""

import json
from dataclasses import fields
from typing import Any
from zlib import crc32

from components import ids
from components.figures.fit import fit_figure
from components.figures.loss import loss_figure
from components.figures.loss_map import loss_map_figure
from components.figures.prices import prices_figure
from components.figures.residuals import residuals_figure
from components.figures.samples import fan_figure, histogram_figure
from components.panels import PANELS
from components.switches import SWITCHES
from components.text import CATALOGUE, comes_later
from components.theme import PALETTES
from model.data import DATA_SETS, DataSets, DataSpec
from model.data.points import PointsData
from model.defaults_and_limits import (
    INSIDE,
    LEARNING_RATE,
    NUMBERS,
    SCALINGS,
    SEED,
    SPEED,
    SPEEDS,
    START_SEED,
    TEST_SHARES,
    TICK_MS,
    Setting,
)
from model.optimizers import CHOICES

Row = dict[str, Any]

VERSION = 7  # of what a tab keeps, as far as it is more than the controls
FIGURES = {
    "fit": fit_figure,
    "prices": prices_figure,
    "loss": loss_figure,
    "map": loss_map_figure,
    "residuals": residuals_figure,
    "fan": fan_figure,
    "histogram": histogram_figure,
}
# Whatever an optimizer has, which stands after the choice of one.
OF_OPTIMIZERS = {"weight_decay", *(name for choice in CHOICES.values() for name in choice.fields)}
OF_DATA = ("n", "noise", "seed", "scaling")
# What a link calls a control whose own name it does not say.
LINK_KEYS = {
    **{"dataset": "data", "learning_rate": "lr", "batch_size": "batch"},
    **{"weight_decay": "decay", "test_share": "test"},
}


def schema(data_sets: DataSets = DATA_SETS) -> dict[str, Any]:
    """Return the whole schema."""
    controls = _controls(data_sets)
    return {
        "version": _version(controls),
        "tick_ms": TICK_MS,
        "controls": controls,
        "seeds": {"data": SEED.default, "start": START_SEED.default, "low": SEED.low, "high": SEED.high},
        "data": {kind: _data_set(spec) for kind, spec in {**data_sets, PointsData.kind: PointsData}.items()},
        "optimizers": {
            name: {"name": choice.optimizer.name, "fixed": dict(choice.fixed), "fields": list(choice.fields)}
            for name, choice in CHOICES.items()
        },
        "switches": [switch.row() for switch in SWITCHES],
        "panels": {panel.name: {"features": panel.features, "key": panel.key, "room": panel.room} for panel in PANELS},
        "text": {id_: entry for id_, entry in CATALOGUE.items() if not comes_later(id_)},
        "figures": {
            mode: {name: json.loads(str(figure(palette=palette).to_json())) for name, figure in FIGURES.items()}
            for mode, palette in PALETTES.items()
        },
    }


def _version(controls: dict[str, Row]) -> int:
    """Return what names the form of what a tab keeps: another control makes it another."""
    return crc32(json.dumps([VERSION, sorted(controls)]).encode())


def _controls(data_sets: DataSets) -> dict[str, Row]:
    """Return a row for each control: numbers, choices, and the numbers of optimizers."""
    first = next(iter(data_sets))
    settings = {**NUMBERS, **{name: data_sets[first].bounds.get(name, NUMBERS[name]) for name in ("noise", "n")}}
    numbers = {name: _number(name, setting) for name, setting in settings.items()}
    choices = {
        "speed": _choice(ids.SPEED, list(SPEEDS)) | {"default": SPEED},
        "dataset": _choice(ids.DATASET, [*data_sets, PointsData.kind]),
        "scaling": _choice(ids.SCALING, [*SCALINGS, INSIDE]),
        "test_share": _choice(ids.TEST_SHARE, list(TEST_SHARES)),
        "optimizer": _choice(ids.OPTIMIZER, list(CHOICES)),
    }
    of_optimizers = {name: row for name, row in numbers.items() if name in OF_OPTIMIZERS}
    rows = {name: row for name, row in numbers.items() if name not in OF_OPTIMIZERS} | choices | of_optimizers
    return {name: row | {"key": LINK_KEYS.get(name, name)} for name, row in rows.items()}


def _number(name: str, setting: Setting) -> Row:
    may_be_all = {"all": True} if setting.default is None else {}
    return {"id": ids.of_number(name), "kind": setting.kind, **_bounds(setting), **may_be_all}


def _choice(id_: str, choices: list[Any]) -> Row:
    """Return the row of a choice, of which the first is the default."""
    return {"id": id_, "kind": "choice", "default": choices[0], "choices": choices}


def _data_set(spec: type[DataSpec]) -> Row:
    names = {field.name for field in fields(spec)}  # pyright: ignore[reportArgumentType]
    noise = spec.noise_setting()
    rates = {scaling: spec.rate_setting(scaling) for scaling in ("none", *spec.scalings)}
    return {
        "view": spec.view,
        "group": spec.group,
        "noise": None if noise is None else _bounds(noise),
        "rates": {scaling: _bounds(rate) for scaling, rate in rates.items() if rate != LEARNING_RATE},
        "scalings": list(spec.scalings),
        "scaling": INSIDE if INSIDE in spec.scalings else SCALINGS[0],
        **({} if spec.view == "line" else {"features": spec().load().input_dim}),
        "fields": [name for name in OF_DATA if name in names and (name == "scaling" or name in spec.bounds)],
    }


def _bounds(setting: Setting) -> Row:
    return {"default": setting.default, "low": setting.low, "high": setting.high, "step": setting.step}
