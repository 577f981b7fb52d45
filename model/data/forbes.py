"""Forbes's 17 places of 1857: the higher the place, the sooner water boils."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from model.data.dataset import Variable, float32
from model.data.measured import KnownFit, MeasuredData
from model.data.table import Table, column, read_rows

CSV = Path(__file__).with_name("forbes1857.csv")


@dataclass(frozen=True, slots=True)
class ForbesData(MeasuredData):
    """The boiling point of water and the pressure of the air, in the Alps and in Scotland."""

    kind: ClassVar[str] = "forbes"
    group: ClassVar[str] = "measured"
    words: ClassVar[str] = "Forbes's 17 boiling points of 1857"
    array: ClassVar[str] = "places"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("boiling_point", "°F"),)
    output: ClassVar[Variable] = Variable("pressure", "inHg")
    x_range: ClassVar[tuple[float, float]] = (192.0, 214.0)
    about: ClassVar[str] = (
        "x is where water boils, in degrees Fahrenheit, y the pressure of the air in inches of mercury."
    )
    source: ClassVar[str] = "J. D. Forbes, Transactions of the Royal Society of Edinburgh 21 (1857) 135-143"
    licence: ClassVar[str] = "public-domain"
    known_fit: ClassVar[KnownFit] = KnownFit(17, (0.52289,), -81.064)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        rows = read_rows(CSV)
        return Table(float32(column(rows, "boiling_point_degF")), float32(column(rows, "pressure_inHg")))
