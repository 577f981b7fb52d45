"""What the data are: frozen specs, one file a data set, and the points that each of them stands for."""

import hashlib
from collections.abc import Mapping

import numpy as np

from model.data.anscombe import AnscombeFourData, AnscombeOneData, AnscombeThreeData, AnscombeTwoData
from model.data.boyle import BoyleData
from model.data.cars import CarsData
from model.data.cherry_trees import CherryTreesData
from model.data.dataset import Dataset
from model.data.forbes import ForbesData
from model.data.galton import GaltonData
from model.data.gapminder import IncomeData, IncomeDollarsData
from model.data.house_prices import HousePricesData
from model.data.hubble import HubbleData
from model.data.line import LineData
from model.data.mammals import MammalsData
from model.data.mauna_loa import MaunaLoaData
from model.data.norris import NorrisData
from model.data.old_faithful import OldFaithfulData
from model.data.penguins import (
    AdelieBillsData,
    ChinstrapBillsData,
    GentooBillsData,
    PenguinBillsData,
    PenguinMassesData,
    PenguinsData,
)
from model.data.spec import DataSpec

DataSets = Mapping[str, type[DataSpec]]
# In the order of the page's list; those of a group stand together.
SPECS: tuple[type[DataSpec], ...] = (
    *(LineData, HousePricesData),
    *(HubbleData, BoyleData, ForbesData, GaltonData, CarsData, OldFaithfulData, MammalsData, MaunaLoaData),
    *(NorrisData, IncomeData, IncomeDollarsData, CherryTreesData),
    *(PenguinsData, PenguinMassesData, PenguinBillsData, AdelieBillsData, ChinstrapBillsData, GentooBillsData),
    *(AnscombeOneData, AnscombeTwoData, AnscombeThreeData, AnscombeFourData),
)
DATA_SETS: DataSets = {spec.kind: spec for spec in SPECS}


def load(spec: DataSpec) -> Dataset:
    """Make the points that a spec stands for: always the same for the same spec.

    Raises ValueError where the model would see what is no number: the ninth power of a million million, say.
    """
    with np.errstate(all="ignore"):  # it is looked for
        dataset = spec.load()
        told = (dataset.seen_features, dataset.mean, dataset.scale, dataset.x_range)
        are_numbers = all(np.isfinite(it).all() for it in told if it is not None)
    if not are_numbers:
        raise ValueError("These points, or their powers, are larger or smaller than what can be learned from.")
    return dataset


def fingerprint(spec: DataSpec) -> str:
    """Return a short hash that tells two specs apart, the same in every process."""
    return hashlib.sha256(spec.identity().encode()).hexdigest()[:12]
