"""Boyle's 25 pairs of volume and pressure, 1662: over 1/volume they lie on a line."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from model.data.dataset import Variable, float32
from model.data.measured import KnownFit, MeasuredData
from model.data.table import Table, column, read_rows

CSV = Path(__file__).with_name("boyle1662.csv")


@dataclass(frozen=True, slots=True)
class BoyleData(MeasuredData):
    """Volume and pressure of enclosed air, whose product hardly changes: x is 1/volume, and the slope is that product.

    The numbers are those of a transcription of the printed page; the page itself was not at hand. In its rows of the
    volumes 36, 17 and 16 the pressure is not the sum of its two parts, as printed: 39 5/16, 82 12/16 and 87 14/16.
    """

    kind: ClassVar[str] = "boyle"
    group: ClassVar[str] = "measured"
    words: ClassVar[str] = "Boyle's 25 pressures of 1662"
    array: ClassVar[str] = "pressures"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("inverse_volume"),)
    output: ClassVar[Variable] = Variable("pressure", "inHg")
    x_range: ClassVar[tuple[float, float]] = (0.0, 0.09)
    about: ClassVar[str] = (
        "x is 1 / volume of enclosed air, in spaces of the tube, y its pressure in inches of mercury."
    )
    source: ClassVar[str] = (
        "R. Boyle, A Defence of the Doctrine Touching the Spring and Weight of the Air (1662), "
        "table of the condensation of the air"
    )
    licence: ClassVar[str] = "public-domain"
    known_fit: ClassVar[KnownFit] = KnownFit(25, (1403.1,), 0.19)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        rows = read_rows(CSV)
        return Table(float32(1 / column(rows, "volume")), float32(column(rows, "pressure_inHg")))
