"""The bodies and brains of 62 mammals, from the shrew to the elephant: a line in logarithms."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np

from model.data.dataset import Variable, float32
from model.data.measured import KnownFit, MeasuredData
from model.data.table import Table, column, read_rows

CSV = Path(__file__).with_name("mammals1976.csv")


@dataclass(frozen=True, slots=True)
class MammalsData(MeasuredData):
    """The mass of body and brain of 62 kinds of mammals, as logarithms to the base 10."""

    kind: ClassVar[str] = "mammals"
    group: ClassVar[str] = "measured"
    words: ClassVar[str] = "62 mammals and their brains"
    array: ClassVar[str] = "mammals"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("body", "log₁₀ kg"),)
    output: ClassVar[Variable] = Variable("brain", "log₁₀ g")
    x_range: ClassVar[tuple[float, float]] = (-2.5, 4.0)
    about: ClassVar[str] = "x is log10 of the mass of the body in kg, y log10 of that of the brain in g."
    source: ClassVar[str] = (
        "T. Allison, D. V. Cicchetti, Sleep in mammals: ecological and constitutional correlates, "
        "Science 194 (1976) 732-734"
    )
    licence: ClassVar[str] = "facts"
    known_fit: ClassVar[KnownFit] = KnownFit(62, (0.751686,), 0.927127)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        rows = read_rows(CSV)
        body, brain = (float32(np.log10(column(rows, name))) for name in ("body_kg", "brain_g"))
        return Table(body, brain, tuple(row["species"] for row in rows))
