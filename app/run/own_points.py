"""Points of somebody's own: parsed and bounded, and remembered by the name of their content."""

from collections import OrderedDict
from math import isfinite
from typing import Annotated, Any

import msgspec
import numpy as np

from app.run.points import Points, describe
from model.data import DataSpec
from model.data.dataset import Variable
from model.data.points import PointsData, PointsTable

MOST_POINTS = 5_000
MOST_FEATURES = 19
LARGEST = 1e12  # of a number, up or down
NARROWEST = 1e-12  # of a range, or of a scale
MOST_NUMBERS_OF_ONE = 25_000  # 5,000 points with four features: more would hold up everybody's ticks
MOST_NUMBERS = 1_000_000  # remembered in all, of eight bytes: 8 MB
MOST_DESCRIBED = 200_000  # numbers of points that are described already: lists of Python's, 8 MB
OF_EACH = 150  # as many as a table takes beside its numbers

Raw = dict[str, Any]
Row = Annotated[list[float], msgspec.Meta(min_length=1, max_length=MOST_FEATURES)]
Pair = tuple[float, float]


class RawVariable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column's name and unit."""

    name: Annotated[str, msgspec.Meta(max_length=40)]
    unit: Annotated[str, msgspec.Meta(max_length=20)] = ""


class RawTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table as the page sends it."""

    features: Annotated[list[Row], msgspec.Meta(min_length=2, max_length=MOST_POINTS)]
    targets: Annotated[list[float], msgspec.Meta(min_length=2, max_length=MOST_POINTS)]
    inputs: Annotated[list[RawVariable], msgspec.Meta(min_length=1, max_length=MOST_FEATURES)]
    output: RawVariable
    labels: Annotated[list[Annotated[str, msgspec.Meta(max_length=60)]], msgspec.Meta(max_length=MOST_POINTS)] = []
    title: Annotated[str, msgspec.Meta(max_length=60)] = ""
    x_range: Pair | None = None
    y_range: Pair | None = None
    true_weight: Row | None = None
    true_bias: float | None = None
    mean: Row | None = None
    scale: Row | None = None


class RawSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data of a command whose points are somebody's own."""

    kind: str
    hash: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
    n: Annotated[int, msgspec.Meta(ge=2, le=MOST_POINTS)]
    inputs: Annotated[int, msgspec.Meta(ge=1, le=MOST_FEATURES)] = 1
    scaling: Annotated[str, msgspec.Meta(max_length=20)] = "inside"


class UnknownPointsError(Exception):
    """The points are not known here: whoever asks has to send them along."""


class OwnPoints:
    """Name -> table; bounded by the numbers in all of them, the one that was used longest ago leaves first."""

    def __init__(self, most_numbers: int = MOST_NUMBERS) -> None:
        self.most_numbers = most_numbers
        self.numbers = 0
        self._tables: OrderedDict[str, PointsTable] = OrderedDict()
        self.described_numbers = 0
        self._descriptions: OrderedDict[DataSpec, Points] = OrderedDict()

    def __len__(self) -> int:
        return len(self._tables)

    def remember(self, table: PointsTable) -> None:
        """Keep a table."""
        if table.name not in self._tables:  # who brings the same points again brings no second copy
            self.numbers += _size(table)
            self._tables[table.name] = table
        self._tables.move_to_end(table.name)
        while self.numbers > self.most_numbers and len(self._tables) > 1:
            self.numbers -= _size(self._tables.popitem(last=False)[1])

    def spec(self, raw: Raw) -> PointsData:
        """Turn JSON into a spec with its points.

        Raises ValueError or msgspec's error unless all of it is in bounds, UnknownPointsError without the points.
        """
        spec = msgspec.convert(raw, RawSpec)
        table = self._tables.get(spec.hash)
        if table is None:
            raise UnknownPointsError
        self._tables.move_to_end(spec.hash)
        return PointsData(spec.hash, spec.n, spec.inputs, spec.scaling, table)

    def described(self, spec: DataSpec) -> Points:
        """Return what the page draws of points; made once, as it takes some milliseconds of everybody's time."""
        points = self._descriptions.get(spec)
        if points is None:
            self._descriptions[spec] = points = describe(spec)
            self.described_numbers += _numbers(points)
        self._descriptions.move_to_end(spec)
        while self.described_numbers > MOST_DESCRIBED and len(self._descriptions) > 1:
            self.described_numbers -= _numbers(self._descriptions.popitem(last=False)[1])
        return points


def parse_table(raw: Any) -> PointsTable:
    """Turn JSON into a table; raise ValueError or msgspec's error unless all of it is in bounds."""
    table = msgspec.convert(raw, RawTable)
    n, d = len(table.targets), len(table.inputs)
    _check(len(table.features) == n and all(len(row) == d for row in table.features), "Rows of different lengths.")
    _check(n * (d + 1) <= MOST_NUMBERS_OF_ONE, "More numbers than are taken at once.")
    _check(len(table.labels) in (0, n), "As many labels as points, or none.")
    _check((table.true_weight is None) == (table.true_bias is None), "A true weight needs a true bias.")
    _check((table.mean is None) == (table.scale is None), "A mean needs a scale.")
    for row in (table.true_weight, table.mean, table.scale):
        _check(row is None or len(row) == d, "A number for each feature.")
    for low, high in filter(None, (table.x_range, table.y_range)):
        _check(high - low >= NARROWEST, "A range that is none.")
    _check(table.x_range is None or d == 1, "One range for several features.")
    _check(table.scale is None or min(table.scale) >= NARROWEST, "A scale that is not positive.")
    features, targets = np.array(table.features), np.array(table.targets)
    others = [*(table.x_range or ()), *(table.y_range or ()), *(table.true_weight or ()), table.true_bias or 0.0]
    numbers = [*others, *(table.mean or ()), *(table.scale or ())]
    _check(all(isfinite(value) and abs(value) <= LARGEST for value in numbers), "A number out of bounds.")
    _check(bool((np.abs(features) <= LARGEST).all() and (np.abs(targets) <= LARGEST).all()), "A number out of bounds.")
    words = [table.title, *table.labels, *(word for it in (*table.inputs, table.output) for word in (it.name, it.unit))]
    _check(all(word.isprintable() for word in words), "A name that cannot be written.")
    return PointsTable(
        features,
        targets,
        tuple(Variable(it.name, it.unit) for it in table.inputs),
        Variable(table.output.name, table.output.unit),
        tuple(table.labels),
        table.title,
        table.x_range,
        table.y_range,
        None if table.true_weight is None else tuple(table.true_weight),
        table.true_bias,
        None if table.mean is None else tuple(table.mean),
        None if table.scale is None else tuple(table.scale),
    )


def _size(table: PointsTable) -> int:
    return OF_EACH + table.nbytes // 8


def _numbers(points: Points) -> int:
    return OF_EACH + len(points.targets) * (1 + len(points.inputs))


def _check(is_right: bool, sentence: str) -> None:
    if not is_right:
        raise ValueError(sentence)
