"""Two ozone monitors: a line whose fit NIST has certified."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from model.data.dataset import Variable, float32
from model.data.measured import KnownFit, MeasuredData
from model.data.table import Table, column, read_rows

CSV = Path(__file__).with_name("norris_nist.csv")


@dataclass(frozen=True, slots=True)
class NorrisData(MeasuredData):
    """The reading of a monitor (y) against that of the one at NIST (x), 36 times.

    Certified: weight 1.00211681802045, bias -0.262323073774029.
    """

    kind: ClassVar[str] = "norris"
    group: ClassVar[str] = "measured"
    words: ClassVar[str] = "36 readings of two ozone monitors"
    array: ClassVar[str] = "readings"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("reference"),)
    output: ClassVar[Variable] = Variable("monitor")
    x_range: ClassVar[tuple[float, float]] = (0.0, 1000.0)
    about: ClassVar[str] = (
        "x is what the monitor at NIST reads, y what the other does. "
        "NIST certifies the fit: 1.00211681802045 and -0.262323073774029."
    )
    source: ClassVar[str] = "J. Norris, NIST, Statistical Reference Datasets: Norris, Calibration of Ozone Monitors"
    licence: ClassVar[str] = "public-domain"
    known_fit: ClassVar[KnownFit] = KnownFit(36, (1.00212,), -0.2623)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        rows = read_rows(CSV)
        return Table(float32(column(rows, "x")), float32(column(rows, "y")))
