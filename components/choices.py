"""What can be chosen, from the model's tables: data sets, scalings of x, optimizers with the fields that each has."""

from dataclasses import dataclass
from typing import Any

from components import ids
from components.text import CATALOGUE, text
from model.data import DataSets, DataSpec
from model.defaults_and_limits import SCALINGS, TEST_SHARES
from model.optimizers import CHOICES

Options = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of some optimizers: its element id, what it holds at first, and the choices that have it."""

    id: str
    default: float
    choices: tuple[str, ...]


def optimizer_fields() -> list[Field]:
    """Return the fields of the optimizers in their order, each once."""
    settings = {name: choice.optimizer.bounds[name] for choice in CHOICES.values() for name in choice.fields}
    return [Field(ids.of_number(name), setting.default or 0.0, _having(name)) for name, setting in settings.items()]


def datasets(data_sets: DataSets) -> Options:
    """Return the data sets as options, under the headings of their groups, which cannot be chosen."""
    options: Options = []
    group = ""
    for kind, spec in data_sets.items():
        if spec.group != group:
            group = spec.group
            options.append({"value": f"group-{kind}", "label": text(f"data.group.{group}"), "disabled": True})
        options.append(_option(kind, f"data.{kind}.title"))
    return options


def optimizers() -> Options:
    """Return the optimizers as options."""
    return [_option(choice, f"optimizer.{choice}") for choice in CHOICES]


def scalings(spec: type[DataSpec] | None = None) -> Options:
    """Return the scalings of x as options: those of a data set, in its own words where it has some, or all."""
    names = spec.scalings if spec else SCALINGS
    own = {name: f"scaling.{spec.kind}.{name}" if spec else "" for name in names}
    return [_option(name, own[name] if own[name] in CATALOGUE else f"scaling.{name}") for name in names]


def _having(field: str) -> tuple[str, ...]:
    return tuple(choice for choice, one in CHOICES.items() if field in one.fields)


def _option(value: str, id_: str) -> dict[str, Any]:
    return {"value": value, "label": text(id_) if id_ in CATALOGUE else value}


def test_shares() -> Options:
    """Return the shares of the points that may be kept from training."""
    return [_option(str(share), f"test-share.{share}") for share in TEST_SHARES]
