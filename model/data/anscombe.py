"""Anscombe's quartet: four sets with the same line, the same loss and the same mean, that look nothing alike."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from model.data.dataset import Variable, float32
from model.data.measured import KnownFit, MeasuredData
from model.data.table import Table, column, read_rows

CSV = Path(__file__).with_name("anscombe1973.csv")


@dataclass(frozen=True, slots=True)
class AnscombeOneData(MeasuredData):
    """The first: points about a line."""

    number: ClassVar[str] = "I"
    kind: ClassVar[str] = "anscombe-1"
    group: ClassVar[str] = "quartet"
    words: ClassVar[str] = "the first of Anscombe's quartet"
    array: ClassVar[str] = "points"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("x"),)
    output: ClassVar[Variable] = Variable("y")
    x_range: ClassVar[tuple[float, float]] = (2.0, 20.0)  # for all four
    about: ClassVar[str] = "Made so that least squares gives the line 0.5 x + 3 in each of the four."
    source: ClassVar[str] = "F. J. Anscombe, Graphs in statistical analysis, The American Statistician 27 (1973) 17-21"
    licence: ClassVar[str] = "facts"
    known_fit: ClassVar[KnownFit] = KnownFit(11, (0.500,), 3.00)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        rows = tuple(row for row in read_rows(CSV) if row["set"] == cls.number)
        return Table(float32(column(rows, "x")), float32(column(rows, "y")))


@dataclass(frozen=True, slots=True)
class AnscombeTwoData(AnscombeOneData):
    """The second: a parabola."""

    number: ClassVar[str] = "II"
    kind: ClassVar[str] = "anscombe-2"
    words: ClassVar[str] = "the second of Anscombe's quartet"


@dataclass(frozen=True, slots=True)
class AnscombeThreeData(AnscombeOneData):
    """The third: a line and one point that is not on it."""

    number: ClassVar[str] = "III"
    kind: ClassVar[str] = "anscombe-3"
    words: ClassVar[str] = "the third of Anscombe's quartet"


@dataclass(frozen=True, slots=True)
class AnscombeFourData(AnscombeOneData):
    """The fourth: one x but for a single point, which is all that the slope comes from."""

    number: ClassVar[str] = "IV"
    kind: ClassVar[str] = "anscombe-4"
    words: ClassVar[str] = "the fourth of Anscombe's quartet"
