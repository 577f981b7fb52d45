"""Measured data: what published tables have in common, with one feature or with several.

Such a set names its file of numbers, what stands in the columns, its source and its licence; nothing of it can be set
but how x is scaled. Why it is so: docs/why/data.md.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from model.data.dataset import Dataset, Variable, scaled
from model.data.rates import rates_of
from model.data.spec import DataSpec
from model.data.standardised import MOMENTS, StandardisedFeatures
from model.data.table import Table
from model.defaults_and_limits import INSIDE, SCALINGS, Setting


class KnownFit(NamedTuple):
    """What is known of a table's least squares beside these numbers: n, weights (d,) and bias, of x as it is.

    In the data's own units, with as many digits as are given; docs/why/data.md says by whom.
    """

    n: int
    weight: tuple[float, ...]
    bias: float


class Published(DataSpec):
    """A published table.

    `array` is what its numbers are called in a script, and `words` how the points are named. `known_fit` is what its
    numbers are held against.
    """

    __slots__ = ()

    array: ClassVar[str]
    words: ClassVar[str]
    inputs: ClassVar[tuple[Variable, ...]]
    output: ClassVar[Variable]
    known_fit: ClassVar[KnownFit]

    @classmethod
    def table(cls) -> Table:
        """Return its numbers, as they are shown."""
        raise NotImplementedError

    def named(self, varying: Collection[str] = ()) -> str:  # noqa: ARG002 - a table has nothing to change
        """Name the points."""
        return self.words


@dataclass(frozen=True, slots=True)
class MeasuredData(Published):
    """A published table of one feature, drawn over it."""

    view: ClassVar[str] = "line"
    scalings: ClassVar[tuple[str, ...]] = SCALINGS
    x_range: ClassVar[tuple[float, float]]
    scaling: str = "none"

    def load(self) -> Dataset:
        """Make the points."""
        table = self.table()
        x, y = table.points()
        points = Dataset(
            features=x[:, None],
            targets=y,
            inputs=self.inputs,
            output=self.output,
            x=x,
            x_range=self.x_range,
            labels=() if table.counts else table.labels,
        )
        return scaled(points, self.scaling)

    def code(self, given: Mapping[str, str]) -> list[str]:  # noqa: ARG002
        """Return the lines that make x and y: the table itself."""
        return self.table().code(self.array)

    @classmethod
    def rate_setting(cls, scaling: str = "none") -> Setting:
        """Return the learning rates of its slider: five decades about the largest stable one, as for the line."""
        return rates_of(cls, scaling)


@dataclass(frozen=True, slots=True)
class MeasuredFeatures(StandardisedFeatures, Published):
    """A published table of several features."""

    scaling: str = INSIDE

    def load(self) -> Dataset:
        """Make the points."""
        table = self.table()
        mean, scale = (table.x.mean(axis=0), table.x.std(axis=0)) if self.is_standardised else (None, None)
        return Dataset(table.x, table.y, self.inputs, self.output, mean=mean, scale=scale, labels=table.labels)

    def code(self, given: Mapping[str, str]) -> list[str]:  # noqa: ARG002
        """Return the lines that make x, as the model sees it, and y, mean and scale."""
        moments = [f"{MOMENTS}x.mean(axis=0), x.std(axis=0)"] if self.is_standardised else []
        return [*self.table().code(self.array), *moments, *self.standardising_code("x")]
