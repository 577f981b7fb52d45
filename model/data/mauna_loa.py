"""Carbon dioxide in the air above Mauna Loa, year by year."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from model.data.dataset import Variable, float32
from model.data.measured import KnownFit, MeasuredData
from model.data.table import Table, column, read_rows

CSV = Path(__file__).with_name("mauna_loa_co2.csv")


@dataclass(frozen=True, slots=True)
class MaunaLoaData(MeasuredData):
    """The yearly means of the weekly ones, 1959 to 2001; 1964 has too few weeks."""

    kind: ClassVar[str] = "co2"
    group: ClassVar[str] = "measured"
    words: ClassVar[str] = "42 years of carbon dioxide on Mauna Loa"
    array: ClassVar[str] = "means"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("year"),)
    output: ClassVar[Variable] = Variable("co2", "ppm")
    x_range: ClassVar[tuple[float, float]] = (1955.0, 2005.0)
    about: ClassVar[str] = "x is the year, y the mean of its carbon dioxide in parts per million."
    source: ClassVar[str] = "C. D. Keeling, T. P. Whorf, Atmospheric CO2 concentrations at Mauna Loa, CDIAC and NOAA"
    licence: ClassVar[str] = "public-domain"
    known_fit: ClassVar[KnownFit] = KnownFit(42, (1.351166,), -2335.250)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        rows = read_rows(CSV)
        return Table(float32(column(rows, "year")), float32(column(rows, "co2_ppm")))
