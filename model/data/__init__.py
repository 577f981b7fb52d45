"""What the data are: frozen specs, one file a data set, and the points that each of them stands for."""

import hashlib
from collections.abc import Mapping

from model.data.dataset import Dataset
from model.data.house_prices import HousePricesData
from model.data.hubble import HubbleData
from model.data.line import LineData
from model.data.spec import DataSpec

DataSets = Mapping[str, type[DataSpec]]
DATA_SETS: DataSets = {spec.kind: spec for spec in (LineData, HousePricesData, HubbleData)}


def load(spec: DataSpec) -> Dataset:
    """Make the points that a spec stands for: always the same for the same spec."""
    return spec.load()


def fingerprint(spec: DataSpec) -> str:
    """Return a short hash that tells two specs apart, the same in every process."""
    return hashlib.sha256(repr(spec).encode()).hexdigest()[:12]
