"""Real data: a table of two numbers a row, x and y, each row with a name."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from model.data.dataset import ROUNDED, Array, float32


@dataclass(frozen=True)
class Table:
    """The columns of a table, as float32 values in float64; `labels` names the rows."""

    x: Array
    y: Array
    labels: tuple[str, ...]

    def code(self, name: str) -> list[str]:
        """Return the lines that make x and y, from an array of this name."""
        rows = zip(self.x, self.y, self.labels, strict=True)
        return [
            f"{name} = np.array(",
            "    [",
            *(f"        [{shortest(x)}, {shortest(y)}],  # {label}" for x, y, label in rows),
            "    ]",
            ")",
            f"x, y = {name}.T{ROUNDED}",
        ]


def read_table(path: Path, *, x: str, y: str, label: str) -> Table:
    """Read the columns of these names from a CSV file."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = (float32(np.array([float(row[name]) for row in rows])) for name in (x, y))
    return Table(*columns, labels=tuple(row[label] for row in rows))


def shortest(value: float) -> str:
    """Write a float32 value with the fewest digits that name it."""
    return repr(float(str(np.float32(value))))
