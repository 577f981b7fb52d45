"""142 countries in 2007: income a person and length of life, over the income itself and over its logarithm."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np

from model.data.dataset import Variable, float32
from model.data.measured import KnownFit, MeasuredData
from model.data.table import Table, column, read_rows

CSV = Path(__file__).with_name("gapminder2007.csv")


@dataclass(frozen=True, slots=True)
class IncomeDollarsData(MeasuredData):
    """Income in dollars: no line, and the smallest learning rate of all."""

    kind: ClassVar[str] = "gapminder-dollars"
    group: ClassVar[str] = "measured"
    words: ClassVar[str] = "142 countries in 2007"
    array: ClassVar[str] = "countries"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("income", "US$"),)
    output: ClassVar[Variable] = Variable("life", "years")
    x_range: ClassVar[tuple[float, float]] = (0.0, 50000.0)
    about: ClassVar[str] = "x is the income a person in international dollars, y the expected length of life in years."
    source: ClassVar[str] = "Gapminder, income a person and life expectancy, 2007"
    licence: ClassVar[str] = "cc-by"
    known_fit: ClassVar[KnownFit] = KnownFit(142, (0.000637134,), 59.5656)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        rows = read_rows(CSV)
        names = tuple(row["country"] for row in rows)
        return Table(float32(cls._income(column(rows, "gdp_per_person_usd"))), _life(rows), names)

    @staticmethod
    def _income(dollars: np.ndarray) -> np.ndarray:
        return dollars


@dataclass(frozen=True, slots=True)
class IncomeData(IncomeDollarsData):
    """The logarithm of the income: ten times as much makes 16.6 years."""

    kind: ClassVar[str] = "gapminder"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("income", "log₁₀ US$"),)
    x_range: ClassVar[tuple[float, float]] = (2.0, 5.0)
    about: ClassVar[str] = (
        "x is log10 of the income a person in international dollars, y the expected length of life in years."
    )
    known_fit: ClassVar[KnownFit] = KnownFit(142, (16.58506,), 4.94961)

    @staticmethod
    def _income(dollars: np.ndarray) -> np.ndarray:
        return np.log10(dollars)


def _life(rows: tuple) -> np.ndarray:
    return float32(column(rows, "life_expectancy_years"))
