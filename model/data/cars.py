"""Fifty cars of the 1920s: speed, and how far they went on when they braked."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from model.data.dataset import Variable, float32
from model.data.measured import KnownFit, MeasuredData
from model.data.table import Table, column, read_rows

CSV = Path(__file__).with_name("cars1930.csv")


@dataclass(frozen=True, slots=True)
class CarsData(MeasuredData):
    """Speed and stopping distance of 50 cars."""

    kind: ClassVar[str] = "cars"
    group: ClassVar[str] = "measured"
    words: ClassVar[str] = "50 cars that stop"
    array: ClassVar[str] = "cars"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("speed", "mph"),)
    output: ClassVar[Variable] = Variable("distance", "ft")
    x_range: ClassVar[tuple[float, float]] = (0.0, 26.0)
    about: ClassVar[str] = "x is the speed in miles an hour, y how many feet the car went until it stood."
    source: ClassVar[str] = "M. Ezekiel, Methods of Correlation Analysis (1930)"
    licence: ClassVar[str] = "facts"
    known_fit: ClassVar[KnownFit] = KnownFit(50, (3.93241,), -17.5791)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        rows = read_rows(CSV)
        return Table(float32(column(rows, "speed_mph")), float32(column(rows, "stopping_distance_ft")))
