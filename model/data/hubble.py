"""Hubble's 24 nebulae of 1929: real data, with no true line to know."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from model.data.dataset import Dataset, Variable, scaled
from model.data.spec import DataSpec
from model.data.table import Table, read_table
from model.defaults_and_limits import SCALINGS

CSV = Path(__file__).with_name("hubble1929.csv")


@dataclass(frozen=True, slots=True)
class HubbleData(DataSpec):
    """Distance and velocity of nebulae.

    Source: E. Hubble, "A relation between distance and radial velocity among extra-galactic nebulae",
    PNAS 15 (1929) 168-173, Table 1.
    """

    kind: ClassVar[str] = "hubble"
    view: ClassVar[str] = "line"
    scalings: ClassVar[tuple[str, ...]] = SCALINGS
    about: ClassVar[str] = (
        "Hubble's 24 nebulae of 1929, distance in Mpc and velocity in km/s (PNAS 15, page 168, Table 1)."
    )
    scaling: str = "none"

    def load(self) -> Dataset:
        """Make the points."""
        table = _table()
        points = Dataset(
            features=table.x[:, None],
            targets=table.y,
            inputs=(Variable("distance", "Mpc"),),
            output=Variable("velocity", "km/s"),
            x=table.x,
            x_range=(0.0, 2.1),
            labels=table.labels,
        )
        return scaled(points, self.scaling)

    def named(self, varying: Collection[str] = ()) -> str:  # noqa: ARG002 - a table has nothing to change
        """Name the points."""
        return "Hubble's 24 nebulae of 1929"

    def code(self, given: Mapping[str, str]) -> list[str]:  # noqa: ARG002
        """Return the lines that make x and y: the table itself."""
        return _table().code("nebulae")


def _table() -> Table:
    return read_table(CSV, x="distance_mpc", y="velocity_km_per_s", label="nebula")
