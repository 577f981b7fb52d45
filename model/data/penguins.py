"""Penguins of the Palmer Archipelago: 342 that were measured, of three kinds."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np

from model.data.dataset import Variable, float32
from model.data.measured import KnownFit, MeasuredData, MeasuredFeatures
from model.data.table import Table, column, read_rows

CSV = Path(__file__).with_name("penguins2014.csv")
SOURCE = (
    "K. B. Gorman, T. D. Williams, W. R. Fraser, Ecological sexual dimorphism and environmental variability within a "
    "community of Antarctic penguins, PLoS ONE 9 (2014) e90081, Palmer Station LTER"
)
FLIPPER, MASS = Variable("flipper_length", "mm"), Variable("body_mass", "g")
LENGTH, DEPTH = Variable("bill_length", "mm"), Variable("bill_depth", "mm")


@dataclass(frozen=True, slots=True)
class PenguinsData(MeasuredData):
    """The length of the flipper and the mass of the body."""

    kind: ClassVar[str] = "penguins"
    group: ClassVar[str] = "penguins"
    words: ClassVar[str] = "342 penguins"
    array: ClassVar[str] = "penguins"
    inputs: ClassVar[tuple[Variable, ...]] = (FLIPPER,)
    output: ClassVar[Variable] = MASS
    x_range: ClassVar[tuple[float, float]] = (170.0, 235.0)
    about: ClassVar[str] = "x is the length of the flipper in mm, y the mass of the body in g."
    source: ClassVar[str] = SOURCE
    licence: ClassVar[str] = "cc0"
    known_fit: ClassVar[KnownFit] = KnownFit(342, (49.68557,), -5780.831)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        return _table(cls.inputs, cls.output)


@dataclass(frozen=True, slots=True)
class PenguinMassesData(MeasuredFeatures):
    """Three lengths of which the mass is told."""

    kind: ClassVar[str] = "penguin-masses"
    group: ClassVar[str] = "penguins"
    words: ClassVar[str] = "342 penguins and their masses"
    array: ClassVar[str] = "penguins"
    inputs: ClassVar[tuple[Variable, ...]] = (FLIPPER, LENGTH, DEPTH)
    output: ClassVar[Variable] = MASS
    about: ClassVar[str] = "Lengths of flipper and bill and depth of the bill in mm, mass in g."
    source: ClassVar[str] = SOURCE
    licence: ClassVar[str] = "cc0"
    known_fit: ClassVar[KnownFit] = KnownFit(342, (50.2692, 4.1618, 20.0495), -6424.765)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        return _table(cls.inputs, cls.output)


@dataclass(frozen=True, slots=True)
class PenguinBillsData(PenguinsData):
    """Length and depth of the bill: of all together the longer is less deep, of each kind it is deeper."""

    species: ClassVar[str] = ""
    kind: ClassVar[str] = "bills"
    words: ClassVar[str] = "the bills of 342 penguins"
    array: ClassVar[str] = "bills"
    inputs: ClassVar[tuple[Variable, ...]] = (LENGTH,)
    output: ClassVar[Variable] = DEPTH
    x_range: ClassVar[tuple[float, float]] = (30.0, 60.0)  # for each kind too
    about: ClassVar[str] = "x is the length of the bill in mm, y its depth in mm."
    known_fit: ClassVar[KnownFit] = KnownFit(342, (-0.0850,), 20.8855)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        return _table(cls.inputs, cls.output, cls.species)


@dataclass(frozen=True, slots=True)
class AdelieBillsData(PenguinBillsData):
    """Those of the Adelie penguins."""

    species: ClassVar[str] = "Adelie"
    kind: ClassVar[str] = "bills-adelie"
    words: ClassVar[str] = "the bills of 151 Adelie penguins"
    known_fit: ClassVar[KnownFit] = KnownFit(151, (0.1788,), 11.4091)


@dataclass(frozen=True, slots=True)
class ChinstrapBillsData(PenguinBillsData):
    """Those of the chinstrap penguins."""

    species: ClassVar[str] = "Chinstrap"
    kind: ClassVar[str] = "bills-chinstrap"
    words: ClassVar[str] = "the bills of 68 chinstrap penguins"
    known_fit: ClassVar[KnownFit] = KnownFit(68, (0.2222,), 7.5691)


@dataclass(frozen=True, slots=True)
class GentooBillsData(PenguinBillsData):
    """Those of the gentoo penguins."""

    species: ClassVar[str] = "Gentoo"
    kind: ClassVar[str] = "bills-gentoo"
    words: ClassVar[str] = "the bills of 123 gentoo penguins"
    known_fit: ClassVar[KnownFit] = KnownFit(123, (0.2048,), 5.2510)


def _table(inputs: tuple[Variable, ...], output: Variable, species: str = "") -> Table:
    rows = tuple(row for row in read_rows(CSV) if species in ("", row["species"]))
    columns = [float32(column(rows, f"{name.name}_{name.unit}")) for name in (*inputs, output)]
    labels = tuple(row["species"] for row in rows)
    return Table(columns[0] if len(inputs) == 1 else np.column_stack(columns[:-1]), columns[-1], labels)
