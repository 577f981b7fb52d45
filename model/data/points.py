"""Points of one's own: a table that somebody has typed, pasted or touched, named by its content."""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from sys import getsizeof
from typing import ClassVar

import numpy as np

from model.data.dataset import ROUNDED, Array, Dataset, Variable, float32, scaled
from model.data.spec import DataSpec
from model.data.table import shortest
from model.defaults_and_limits import ANY_LEARNING_RATE, INSIDE, LEARNING_RATE, SCALINGS, Setting

NAME_LENGTH = 32
_MARKS = re.compile(r"[\\`*_<>\[\]#|\"]")  # what code and Markdown read


@dataclass(frozen=True, eq=False)
class PointsTable:
    """Features (n, d) and targets (n,) as they were read, in float64, with the names of what they are.

    `x_range` is what the one feature is drawn over, and `y_range` what holds the targets: they stay where they are
    while points are moved, so that axes do not jump. None with several features. `labels` names the points, or is
    empty. `true_weight` (d,) and `true_bias` are those that the points were drawn about, where they were. `mean` and
    `scale` (d,) are how the features were standardised before points were moved: weights go on meaning the same.
    """

    features: Array
    targets: Array
    inputs: tuple[Variable, ...]
    output: Variable
    labels: tuple[str, ...] = ()
    title: str = ""
    x_range: tuple[float, float] | None = None
    y_range: tuple[float, float] | None = None
    true_weight: tuple[float, ...] | None = None
    true_bias: float | None = None
    mean: tuple[float, ...] | None = None
    scale: tuple[float, ...] | None = None

    @cached_property
    def nbytes(self) -> int:
        """Return how many bytes its numbers and labels take."""
        return self.features.nbytes + self.targets.nbytes + sum(getsizeof(label) + 8 for label in self.labels)

    @cached_property
    def name(self) -> str:
        """Return the name of the content: the same from the page's program (assets/run/own_points.js)."""
        n, d = self.features.shape
        columns = [f"{column.name}\t{column.unit}" for column in (*self.inputs, self.output)]
        words = ["points-1", f"{n} {d}", *columns, self.title, *self.labels]
        truth = None if self.true_weight is None or self.true_bias is None else (*self.true_weight, self.true_bias)
        others = [values or () for values in (self.x_range, self.y_range, truth, self.mean, self.scale)]
        words.append(" ".join(str(len(values)) for values in others))
        numbers = np.concatenate([self.features.ravel(), self.targets, *others]).astype("<f8") + 0.0  # there is no -0
        return hashlib.sha256("\n".join([*words, ""]).encode() + numbers.tobytes()).hexdigest()[:NAME_LENGTH]


@dataclass(frozen=True, slots=True)
class PointsData(DataSpec):
    """Points of one's own, by the name of their content; `table` holds them."""

    kind: ClassVar[str] = "points"
    view: ClassVar[str] = "line"
    group: ClassVar[str] = "own"
    scalings: ClassVar[tuple[str, ...]] = (INSIDE, *SCALINGS)
    hash: str
    n: int
    inputs: int = 1
    scaling: str = INSIDE
    table: PointsTable | None = field(default=None, compare=False, repr=False)

    @classmethod
    def rate_setting(cls, scaling: str = "none") -> Setting:
        """Return the learning rates that may be asked for: any, where the points say which are of use."""
        return ANY_LEARNING_RATE if scaling in ("none", "hundred", "centred") else LEARNING_RATE

    def __post_init__(self) -> None:
        if self.scaling not in (INSIDE, *SCALINGS):
            raise ValueError(f"Scaling must be one of {', '.join((INSIDE, *SCALINGS))}.")
        if self.inputs > 1 and self.scaling not in (INSIDE, "none"):
            raise ValueError("Several features are standardised for training, or not at all.")
        if self.table and (*self.table.features.shape, self.table.name) != (self.n, self.inputs, self.hash):
            raise ValueError("The points are not those of that name.")

    def shown_as(self) -> str:
        """Return how they are shown: over the one feature, or as predictions beside targets."""
        return "line" if self.inputs == 1 else "predicted-actual"

    def load(self) -> Dataset:
        """Make the points, rounded to float32."""
        table = self._table()
        features = float32(table.features)
        mean, scale = _standardisation(table, features) if self.scaling == INSIDE else (None, None)
        points = Dataset(
            features=features,
            targets=float32(table.targets),
            inputs=table.inputs,
            output=table.output,
            x=features[:, 0] if self.inputs == 1 else None,
            x_range=_range_of(table) if self.inputs == 1 else None,
            true_weight=None if table.true_weight is None else np.array(table.true_weight),
            true_bias=table.true_bias,
            mean=mean,
            scale=scale,
            labels=table.labels,
        )
        return points if self.scaling == INSIDE else scaled(points, self.scaling)

    def count(self) -> int:
        """Return the number of points."""
        return self.n

    def named(self, varying: Collection[str] = ()) -> str:
        """Name the points."""
        title = f": {_MARKS.sub('', self._table().title)}" if self._table().title else ""
        return f"{'' if 'n' in varying else f'{self.n} '}points of one's own{title}"

    def code(self, given: Mapping[str, str]) -> list[str]:
        """Return the lines that make x and y: the numbers themselves."""
        del given
        table = self._table()
        labels = table.labels or ("",) * self.n
        rows = zip(table.features.tolist(), table.targets.tolist(), labels, strict=True)
        names = ", ".join([*(column.name or "x" for column in table.inputs), table.output.name or "y"])
        lines = [
            f"points = np.array(  # {names}",
            "    [",
            *(
                f"        [{', '.join(map(shortest, [*x, y]))}],{f'  # {label}' if label else ''}"
                for x, y, label in rows
            ),
            "    ]",
            f"){ROUNDED}",
            "x, y = points.T"
            if self.inputs == 1 and self.scaling != INSIDE
            else "x, y = points[:, :-1], points[:, -1]",
        ]
        if self.scaling == INSIDE:
            lines += [*_standardisation_code(table), f"x = ((x - mean) / scale){ROUNDED}"]
        return lines

    def _table(self) -> PointsTable:
        if self.table is None:
            raise ValueError("There is only the name of these points.")
        return self.table


def _range_of(table: PointsTable) -> tuple[float, float]:
    if table.x_range:
        return table.x_range
    low, high = float(table.features.min()), float(table.features.max())
    return (low, high) if low < high else (low - 0.5, high + 0.5)


def _standardisation(table: PointsTable, features: Array) -> tuple[Array, Array]:
    """Return mean and scale (d,), the standard deviations; 1 for a feature that does not vary."""
    if table.mean and table.scale:
        return np.array(table.mean), np.array(table.scale)
    return features.mean(axis=0), np.where(np.ptp(features, axis=0), features.std(axis=0), 1.0)


def _standardisation_code(table: PointsTable) -> list[str]:
    if table.mean and table.scale:
        return [
            f"mean, scale = np.array({[*table.mean]!r}), np.array({[*table.scale]!r})  # as before points were moved"
        ]
    return ["mean, scale = x.mean(axis=0), np.where(np.ptp(x, axis=0), x.std(axis=0), 1.0)"]
