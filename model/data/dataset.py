"""The points of a data set, and how the x of a line is scaled before anybody sees it."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import inf, isfinite, nan

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SPANS = {"unit": 1.0, "ten": 10.0, "hundred": 100.0}
ROUNDED = ".astype(np.float32).astype(np.float64)"  # what `float32` does, as code


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


@dataclass(frozen=True)
class Dataset:
    """The points of one spec.

    `features` (n, d) and `targets` (n,) hold float32 values in the data's own units, as float64; they are what the
    loss is measured on. `x` (n,) is what the page draws them over, and `x_range` from where to where; None where
    there is no one such quantity. With one feature x is that feature; where the features are made of x, as its powers
    are, x is still the one axis.
    `true_weight` (d,) and `true_bias` are None where no truth is known.
    `mean` and `scale` (d,) standardise the features for training: the model sees (features - mean) / scale.
    `scaling` is set where the one feature was scaled on purpose: then features, x, its range and true parameters are
    those of the scaled feature.
    `test` (n,) tells which points are for testing alone: training and the loss know the others.
    """

    features: Array
    targets: Array
    inputs: tuple[Variable, ...]
    output: Variable
    x: Array | None = None
    x_range: tuple[float, float] | None = None
    true_weight: Array | None = None
    true_bias: float | None = None
    mean: Array | None = None
    scale: Array | None = None
    labels: tuple[str, ...] = ()
    scaling: Scaling | None = None
    test: NDArray[np.bool_] | None = None

    @property
    def input_dim(self) -> int:
        """Return the number of features, d."""
        return self.features.shape[1]

    @property
    def x_is_the_feature(self) -> bool:
        """Tell whether x is the one feature, and not what features are made of."""
        return self.x is not None and self.input_dim == 1 and np.array_equal(self.x, self.features[:, 0])

    @cached_property
    def seen_features(self) -> Array:
        """Return the features (n, d) of all points as the model sees them."""
        if self.mean is None or self.scale is None:
            return self.features
        return float32((self.features - self.mean) / self.scale)

    @cached_property
    def training_features(self) -> Array:
        """Return the features (n, d), of the points that are learned from, as the model sees them."""
        return self._learned(self.seen_features)

    @cached_property
    def training_targets(self) -> Array:
        """Return the targets (n,) that are learned from."""
        return self._learned(self.targets)

    @cached_property
    def target_variance(self) -> float:
        """Return the variance of the targets that are learned from, in squared units of the output."""
        return float(np.var(self.training_targets))

    def to_original_units(self, weight: list[float], bias: float) -> tuple[list[float], float]:
        """Turn parameters of the training features, d weights and a bias, into those of the data's own units."""
        if self.mean is None or self.scale is None:
            return weight, bias
        original = np.asarray(weight) / self.scale
        return original.tolist(), float(bias - original @ self.mean)

    def measured(self, weight: list[float], bias: float) -> tuple[list[float], float, float]:
        """Return parameters in the data's own units, d weights and a bias, and their loss.

        They are given in training units. Where one of them is not finite, no other is known either, and the loss is inf.
        """
        if not all(map(isfinite, [*weight, bias])):
            return [nan] * len(weight), nan, inf
        return *self.to_original_units(weight, bias), self.loss(weight, bias)

    def loss(self, weight: list[float], bias: float) -> float:
        """Return the mean squared error, in float64, at parameters in training units."""
        return _mean_square(self.training_features, self.training_targets, weight, bias)

    def test_loss(self, weight: list[float], bias: float) -> float | None:
        """Return the mean squared error on the points for testing, at parameters in training units; None without any.

        It is infinite where a parameter is not finite.
        """
        if self.test is None:
            return None
        if not all(map(isfinite, [*weight, bias])):
            return inf
        return _mean_square(*self._test_points, weight, bias)

    @cached_property
    def _test_points(self) -> tuple[Array, Array]:
        return self.seen_features[self.test], self.targets[self.test]

    def _learned(self, rows: Array) -> Array:
        return rows if self.test is None else rows[~self.test]


def _mean_square(features: Array, targets: Array, weight: list[float], bias: float) -> float:
    residuals = features @ np.asarray(weight)
    residuals += bias
    residuals -= targets
    return float(residuals @ residuals) / len(residuals)


def float32(values: Array) -> Array:
    """Round to float32, the precision that torch trains in, and return as float64."""
    return values.astype(np.float32).astype(np.float64)


def scaled(dataset: Dataset, name: str) -> Dataset:
    """Scale the one feature of a data set: to a range, to mean 0, or to mean 0 and standard deviation 1."""
    if name == "none" or dataset.x_range is None:
        return dataset
    scaling = _scaling(name, dataset.features[:, 0], dataset.x_range)
    low, high = ((end - scaling.shift) * scaling.factor for end in dataset.x_range)
    features = float32((dataset.features - scaling.shift) * scaling.factor)
    weight, bias = dataset.true_weight, dataset.true_bias
    if weight is not None and bias is not None:
        scaled_weight, bias = scaling.to_scaled_units(float(weight[0]), bias)
        weight = np.array([scaled_weight])
    return replace(
        dataset,
        features=features,
        inputs=(replace(dataset.inputs[0], unit="scaled"),),
        x=features[:, 0],
        x_range=(low, high),
        true_weight=weight,
        true_bias=bias,
        scaling=scaling,
    )


def scaling_code(name: str, scaling: Scaling) -> list[str]:
    """Return the lines that scale x as `scaled` does."""
    shift, factor = repr(scaling.shift), repr(scaling.factor)
    if name == "centred":
        shift, factor = "x.mean()", "1.0"
    elif name == "standardised":
        shift, factor = "x.mean()", "1 / x.std() if np.ptp(x) else 1.0"
    return [f"shift, factor = {shift}, {factor}", f"x = ((x - shift) * factor){ROUNDED}"]


def _scaling(name: str, feature: Array, x_range: tuple[float, float]) -> Scaling:
    low, high = x_range
    if name in SPANS:
        return Scaling(low, SPANS[name] / (high - low))
    mean = float(feature.mean())
    if name == "centred" or not np.ptp(feature):  # a feature that does not vary has no standard deviation to divide by
        return Scaling(mean, 1.0)
    return Scaling(mean, 1 / float(feature.std()))
