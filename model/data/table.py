"""Real data: a table of numbers, features and target in each row, whose rows may have names."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import wrap

import numpy as np

from model.data.dataset import ROUNDED, Array, float32

WIDTH = 100  # of rows without names, in code


@dataclass(frozen=True)
class Table:
    """The columns of a table, as float32 values in float64; `labels` names the rows.

    `x` is (n,) of one feature, (n, d) of several. `counts` says how often each row counts, where that is not once.
    """

    x: Array
    y: Array
    labels: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()

    def points(self) -> tuple[Array, Array]:
        """Return x, (n,) or (n, d), and y (n,) of every point: each row as often as it counts."""
        if not self.counts:
            return self.x, self.y
        return np.repeat(self.x, self.counts, axis=0), np.repeat(self.y, self.counts)

    def code(self, name: str) -> list[str]:
        """Return the lines that make x and y, from an array of this name."""
        inputs = self.x[:, None] if self.x.ndim == 1 else self.x
        columns = [*inputs.T, self.y, *([np.array(self.counts, float)] if self.counts else [])]
        rows = [[shortest(value) for value in row] for row in zip(*columns, strict=True)]
        made = _with_labels(name, rows, self.labels) if self.labels else _closely(name, rows)
        if self.counts:
            made.append(f"{name} = np.repeat({name}[:, :-1], {name}[:, -1].astype(int), axis=0)")
        if self.x.ndim == 1:
            return [*made, f"x, y = {name}.T{ROUNDED}"]
        return [*made, f"{name} = {name}{ROUNDED}", f"x, y = {name}[:, :-1], {name}[:, -1]"]


def _with_labels(name: str, rows: list[list[str]], labels: tuple[str, ...]) -> list[str]:
    lines = [f"        [{', '.join(row)}],  # {label}" for row, label in zip(rows, labels, strict=True)]
    return [f"{name} = np.array(", "    [", *lines, "    ]", ")"]


def _closely(name: str, rows: list[list[str]]) -> list[str]:
    """Return the lines of an array whose rows nothing tells apart: several in a line."""
    numbers = wrap(", ".join(" ".join(number.removesuffix(".0") for number in row) for row in rows), WIDTH)
    made = f"{name} = np.array({name}, dtype=float).reshape(-1, {len(rows[0])})"
    return [f'{name} = """', *(f"    {line}" for line in numbers), '""".replace(",", " ").split()', made]


@cache
def read_rows(path: Path) -> tuple[Mapping[str, str], ...]:
    """Read a CSV file with a line of names: its rows by these names."""
    with path.open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def column(rows: tuple[Mapping[str, str], ...], name: str) -> Array:
    """Return one column of numbers, (rows,); raise ValueError where a cell is none."""
    return np.array([float(row[name]) for row in rows])


def read_table(path: Path, *, x: str, y: str, label: str) -> Table:
    """Read the columns of these names from a CSV file."""
    rows = read_rows(path)
    return Table(float32(column(rows, x)), float32(column(rows, y)), tuple(row[label] for row in rows))


def shortest(value: float) -> str:
    """Write a float32 value with the fewest digits that name it."""
    return repr(float(str(np.float32(value))))
