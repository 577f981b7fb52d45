"""What the data are: frozen specs, and the points that each of them stands for.

Points come from numpy's `default_rng`. A generated data set is a prefix of one stream of 2,000 draws, so that
changing the number of points keeps the ones that stay, and the noise scales the same draws.
"""

import csv
import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from model.settings import HOUSE_NOISE, N_SAMPLES, NOISE, SCALINGS, SEED, TRUE_PARAMETER, Setting

STREAM_LENGTH = int(N_SAMPLES.high)
HUBBLE_CSV = Path(__file__).with_name("hubble1929.csv")

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Variable:
    """A column of the data: its name and its unit ("" where it has none)."""

    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Scaling:
    """How the one feature was scaled before anybody saw it: scaled = (original - shift) · factor."""

    shift: float
    factor: float

    def to_original_units(self, weight: float, bias: float) -> tuple[float, float]:
        """Turn the weight and bias of the scaled feature into those of the original one."""
        return weight * self.factor, bias - weight * self.factor * self.shift

    def to_scaled_units(self, weight: float, bias: float) -> tuple[float, float]:
        """Turn the weight and bias of the original feature into those of the scaled one."""
        return weight / self.factor, bias + weight * self.shift


@dataclass(frozen=True, slots=True)
class LineData:
    """The article's data: x uniform on [0, 1), y = weight·x + bias + noise·N(0, 1); then x is scaled.

    `scaling` is one of SCALINGS; weight and bias are those of x before it is scaled.
    """

    kind: ClassVar[str] = "line"
    title: ClassVar[str] = "A straight line"
    noise_setting: ClassVar[Setting | None] = NOISE
    scalings: ClassVar[tuple[str, ...]] = ("none", "ten", "hundred", "centred", "standardised")
    n: int = int(N_SAMPLES.default)
    noise: float = NOISE.default
    seed: int = int(SEED.default)
    weight: float = 2.0
    bias: float = 3.0
    scaling: str = "none"

    def __post_init__(self) -> None:
        N_SAMPLES.check(self.n)
        NOISE.check(self.noise)
        SEED.check(self.seed)
        TRUE_PARAMETER.check(self.weight)
        TRUE_PARAMETER.check(self.bias)
        _check_scaling(self.scaling)


@dataclass(frozen=True, slots=True)
class HousePricesData:
    """House prices from area, bedrooms, floors and age: the article's example of several features."""

    kind: ClassVar[str] = "house-prices"
    title: ClassVar[str] = "House prices"
    noise_setting: ClassVar[Setting | None] = HOUSE_NOISE
    scalings: ClassVar[tuple[str, ...]] = ()
    n: int = int(N_SAMPLES.default)
    noise: float = HOUSE_NOISE.default
    seed: int = int(SEED.default)

    def __post_init__(self) -> None:
        N_SAMPLES.check(self.n)
        HOUSE_NOISE.check(self.noise)
        SEED.check(self.seed)


@dataclass(frozen=True, slots=True)
class HubbleData:
    """Hubble's 24 nebulae of 1929: real data, with no true line to know.

    Source: E. Hubble, "A relation between distance and radial velocity among extra-galactic nebulae",
    PNAS 15 (1929) 168-173, Table 1.
    """

    kind: ClassVar[str] = "hubble"
    title: ClassVar[str] = "Hubble, 1929"
    noise_setting: ClassVar[Setting | None] = None
    scalings: ClassVar[tuple[str, ...]] = SCALINGS
    scaling: str = "none"

    def __post_init__(self) -> None:
        _check_scaling(self.scaling)


DataSpec = LineData | HousePricesData | HubbleData
DATA_SPECS: dict[str, type[DataSpec]] = {kind.kind: kind for kind in (LineData, HousePricesData, HubbleData)}


@dataclass(frozen=True)
class Dataset:
    """The points of one spec.

    `features` (n, d) and `targets` (n,) hold float32 values in the data's own units, as float64; they are what the
    page draws and what the loss is measured on. `true_weight` (d,) and `true_bias` are None where no truth is known;
    `feature_range` is what the one feature is drawn over.
    `mean` and `scale` (d,) standardise the features for training: the model sees (features - mean) / scale.
    `scaling` is set where the one feature was scaled on purpose: then features, ranges and true parameters are those
    of the scaled feature.
    """

    features: Array
    targets: Array
    inputs: tuple[Variable, ...]
    output: Variable
    feature_range: tuple[float, float] | None = None
    true_weight: Array | None = None
    true_bias: float | None = None
    mean: Array | None = None
    scale: Array | None = None
    labels: tuple[str, ...] = ()
    scaling: Scaling | None = None

    @property
    def input_dim(self) -> int:
        """Return the number of features, d."""
        return self.features.shape[1]

    @cached_property
    def training_features(self) -> Array:
        """Return the features (n, d) as the model sees them."""
        if self.mean is None or self.scale is None:
            return self.features
        return _float32((self.features - self.mean) / self.scale)

    @cached_property
    def target_variance(self) -> float:
        """Return the variance of the targets, in squared units of the output."""
        return float(np.var(self.targets))

    def to_original_units(self, weight: list[float], bias: float) -> tuple[list[float], float]:
        """Turn parameters of the training features, d weights and a bias, into those of the data's own units."""
        if self.mean is None or self.scale is None:
            return weight, bias
        original = np.asarray(weight) / self.scale
        return original.tolist(), float(bias - original @ self.mean)

    def loss(self, weight: list[float], bias: float) -> float:
        """Return the mean squared error, in float64, at parameters in training units."""
        residuals = self.training_features @ np.asarray(weight)
        residuals += bias
        residuals -= self.targets
        return float(residuals @ residuals) / len(residuals)


def load(spec: DataSpec) -> Dataset:
    """Make the points that a spec stands for: always the same for the same spec."""
    if isinstance(spec, LineData):
        return _scaled(_line(spec), spec.scaling)
    if isinstance(spec, HousePricesData):
        return _house_prices(spec)
    return _scaled(_hubble(), spec.scaling)


def fingerprint(spec: DataSpec) -> str:
    """Return a short hash that tells two specs apart, the same in every process."""
    return hashlib.sha256(repr(spec).encode()).hexdigest()[:12]


def _line(spec: LineData) -> Dataset:
    x = np.random.default_rng(spec.seed).random(STREAM_LENGTH)[: spec.n]
    draws = np.random.default_rng((spec.seed, 1)).standard_normal(STREAM_LENGTH)[: spec.n]
    x = _float32(x)
    return Dataset(
        features=x[:, None],
        targets=_float32(spec.weight * x + spec.bias + spec.noise * draws),
        inputs=(Variable("x"),),
        output=Variable("y"),
        feature_range=(0.0, 1.0),
        true_weight=np.array([spec.weight]),
        true_bias=spec.bias,
    )


HOUSE_FEATURES = (
    Variable("area", "m²"),
    Variable("bedrooms"),
    Variable("floors"),
    Variable("age", "years"),
)
HOUSE_TRUE_WEIGHT = np.array([2.5, 15.0, 10.0, -1.5])  # thousands of euros per unit of each feature
HOUSE_TRUE_BIAS = 80.0


def _house_prices(spec: HousePricesData) -> Dataset:
    stream = house_stream(spec.seed)
    features = stream[: spec.n].copy()  # not the whole stream for as long as a run lives
    draws = np.random.default_rng((spec.seed, 1)).standard_normal(STREAM_LENGTH)[: spec.n]
    return Dataset(
        features=features,
        targets=_float32(features @ HOUSE_TRUE_WEIGHT + HOUSE_TRUE_BIAS + spec.noise * draws),
        inputs=HOUSE_FEATURES,
        output=Variable("price", "k€"),
        true_weight=HOUSE_TRUE_WEIGHT,
        true_bias=HOUSE_TRUE_BIAS,
        # Of the whole stream, so that changing the number of points does not move what the weights mean.
        mean=stream.mean(axis=0),
        scale=stream.std(axis=0),
    )


def house_stream(seed: int) -> Array:
    """Draw 2,000 plausible houses (2000, 4): larger ones have more bedrooms and floors, prices follow later."""
    rng = np.random.default_rng(seed)
    area = np.clip(rng.lognormal(np.log(110.0), 0.35, STREAM_LENGTH), 35.0, 280.0).round()
    bedrooms = np.clip((area / 38.0 + rng.normal(0.0, 0.7, STREAM_LENGTH)).round(), 1, 7)
    floors = np.clip((area / 95.0 + rng.normal(0.3, 0.5, STREAM_LENGTH)).round(), 1, 3)
    age = (80.0 * rng.beta(1.2, 1.8, STREAM_LENGTH)).round()
    return np.column_stack([area, bedrooms, floors, age])


def _hubble() -> Dataset:
    with HUBBLE_CSV.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    distance = np.array([float(row["distance_mpc"]) for row in rows])
    velocity = np.array([float(row["velocity_km_per_s"]) for row in rows])
    return Dataset(
        features=_float32(distance)[:, None],
        targets=_float32(velocity),
        inputs=(Variable("distance", "Mpc"),),
        output=Variable("velocity", "km/s"),
        feature_range=(0.0, 2.1),
        labels=tuple(row["nebula"] for row in rows),
    )


def _check_scaling(name: str) -> None:
    if name not in SCALINGS:
        raise ValueError(f"Scaling must be one of {', '.join(SCALINGS)}.")


def _scaled(dataset: Dataset, name: str) -> Dataset:
    """Scale the one feature of a data set: to a range, to mean 0, or to mean 0 and standard deviation 1."""
    if name == "none" or dataset.feature_range is None:
        return dataset
    scaling = _scaling(name, dataset.features[:, 0], dataset.feature_range)
    low, high = ((end - scaling.shift) * scaling.factor for end in dataset.feature_range)
    weight, bias = dataset.true_weight, dataset.true_bias
    if weight is not None and bias is not None:
        scaled_weight, bias = scaling.to_scaled_units(float(weight[0]), bias)
        weight = np.array([scaled_weight])
    return replace(
        dataset,
        features=_float32((dataset.features - scaling.shift) * scaling.factor),
        inputs=(replace(dataset.inputs[0], unit="scaled"),),
        feature_range=(low, high),
        true_weight=weight,
        true_bias=bias,
        scaling=scaling,
    )


def _scaling(name: str, feature: Array, feature_range: tuple[float, float]) -> Scaling:
    low, high = feature_range
    span = {"unit": 1.0, "ten": 10.0, "hundred": 100.0}
    if name in span:
        return Scaling(low, span[name] / (high - low))
    mean = float(feature.mean())
    if name == "centred" or not np.ptp(feature):  # a feature that does not vary has no standard deviation to divide by
        return Scaling(mean, 1.0)
    return Scaling(mean, 1 / float(feature.std()))


def _float32(values: Array) -> Array:
    """Round to float32, the precision that torch trains in, and return as float64."""
    return values.astype(np.float32).astype(np.float64)
