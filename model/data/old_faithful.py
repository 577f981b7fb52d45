"""Old Faithful in Yellowstone: how long it erupts, and how long one waits then."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from model.data.dataset import Variable, float32
from model.data.measured import KnownFit, MeasuredData
from model.data.table import Table, column, read_rows

CSV = Path(__file__).with_name("old_faithful.csv")


@dataclass(frozen=True, slots=True)
class OldFaithfulData(MeasuredData):
    """The length of 272 eruptions of a geyser, and the time until the next."""

    kind: ClassVar[str] = "old-faithful"
    group: ClassVar[str] = "measured"
    words: ClassVar[str] = "272 eruptions of Old Faithful"
    array: ClassVar[str] = "eruptions"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("eruption", "min"),)
    output: ClassVar[Variable] = Variable("waiting", "min")
    x_range: ClassVar[tuple[float, float]] = (1.0, 5.5)
    about: ClassVar[str] = "x is how many minutes an eruption takes, y how many it is until the next."
    source: ClassVar[str] = (
        "A. Azzalini, A. W. Bowman, A look at some data on the Old Faithful geyser, "
        "Applied Statistics 39 (1990) 357-365"
    )
    licence: ClassVar[str] = "facts"
    known_fit: ClassVar[KnownFit] = KnownFit(272, (10.72964,), 33.47440)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        rows = read_rows(CSV)
        return Table(float32(column(rows, "eruption_min")), float32(column(rows, "waiting_min")))
