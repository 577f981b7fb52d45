"""Galton's 928 children of 1886 and their parents: where the word regression is from."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from model.data.dataset import Variable, float32
from model.data.measured import KnownFit, MeasuredData
from model.data.table import Table, column, read_rows

CSV = Path(__file__).with_name("galton1886.csv")


@dataclass(frozen=True, slots=True)
class GaltonData(MeasuredData):
    """The height of 928 grown children and that of their parents' mean, a woman's height counted 1.08 times."""

    kind: ClassVar[str] = "galton"
    group: ClassVar[str] = "measured"
    words: ClassVar[str] = "Galton's 928 children of 1886"
    array: ClassVar[str] = "children"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("parents", "in"),)
    output: ClassVar[Variable] = Variable("child", "in")
    x_range: ClassVar[tuple[float, float]] = (63.0, 74.0)
    about: ClassVar[str] = (
        "x is the height of the parents' mean in inches, y that of their grown child; "
        "the third number says how many there were."
    )
    source: ClassVar[str] = (
        "F. Galton, Regression towards mediocrity in hereditary stature, "
        "Journal of the Anthropological Institute 15 (1886) 246-263"
    )
    licence: ClassVar[str] = "public-domain"
    known_fit: ClassVar[KnownFit] = KnownFit(928, (0.64629,), 23.9415)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        rows = read_rows(CSV)
        counts = tuple(int(row["count"]) for row in rows)
        parents, children = (float32(column(rows, f"{of}_height_in")) for of in ("midparent", "child"))
        return Table(parents, children, counts=counts)
