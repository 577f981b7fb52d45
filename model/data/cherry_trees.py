"""31 black cherry trees that were felled: diameter and height, and how much timber there was."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np

from model.data.dataset import Variable, float32
from model.data.measured import KnownFit, MeasuredFeatures
from model.data.table import Table, column, read_rows

CSV = Path(__file__).with_name("cherry_trees1976.csv")


@dataclass(frozen=True, slots=True)
class CherryTreesData(MeasuredFeatures):
    """Volume of timber from diameter, measured 4 ft 6 in above the ground, and height.

    Typed here as 31 rows of numbers; the book was not at hand. The fit that is published with them comes out to every
    digit that is given: 4.7082, 0.3393, -57.9877, residual standard error 3.882.
    """

    kind: ClassVar[str] = "cherry-trees"
    group: ClassVar[str] = "measured"
    words: ClassVar[str] = "31 black cherry trees"
    array: ClassVar[str] = "trees"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("diameter", "in"), Variable("height", "ft"))
    output: ClassVar[Variable] = Variable("volume", "ft³")
    about: ClassVar[str] = "Diameter in inches, height in feet, timber in cubic feet."
    source: ClassVar[str] = "T. A. Ryan, B. L. Joiner, B. F. Ryan, The Minitab Student Handbook (1976)"
    licence: ClassVar[str] = "facts"
    known_fit: ClassVar[KnownFit] = KnownFit(31, (4.7082, 0.3393), -57.9877)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        rows = read_rows(CSV)
        features = [float32(column(rows, name)) for name in ("diameter_in", "height_ft")]
        return Table(np.column_stack(features), float32(column(rows, "volume_ft3")))
