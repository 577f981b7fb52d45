"""Hubble's 24 nebulae of 1929: real data, with no true line to know."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from model.data.dataset import Variable
from model.data.measured import KnownFit, MeasuredData
from model.data.table import Table, read_table
from model.defaults_and_limits import LEARNING_RATE, Setting

CSV = Path(__file__).with_name("hubble1929.csv")


@dataclass(frozen=True, slots=True)
class HubbleData(MeasuredData):
    """Distance and velocity of nebulae."""

    kind: ClassVar[str] = "hubble"
    group: ClassVar[str] = "measured"
    words: ClassVar[str] = "Hubble's 24 nebulae of 1929"
    array: ClassVar[str] = "nebulae"
    inputs: ClassVar[tuple[Variable, ...]] = (Variable("distance", "Mpc"),)
    output: ClassVar[Variable] = Variable("velocity", "km/s")
    x_range: ClassVar[tuple[float, float]] = (0.0, 2.1)
    about: ClassVar[str] = "Distance in Mpc and velocity in km/s."
    source: ClassVar[str] = (
        "E. Hubble, A relation between distance and radial velocity among extra-galactic nebulae, "
        "PNAS 15 (1929) 168-173, Table 1"
    )
    licence: ClassVar[str] = "public-domain"
    known_fit: ClassVar[KnownFit] = KnownFit(24, (454.158,), -40.784)

    @classmethod
    def table(cls) -> Table:
        """Return its numbers."""
        return read_table(CSV, x="distance_mpc", y="velocity_km_per_s", label="nebula")

    @classmethod
    def rate_setting(cls, scaling: str = "none") -> Setting:  # noqa: ARG003
        """Return the learning rates of its slider: however x is scaled those that links to it have named so far."""
        return LEARNING_RATE
