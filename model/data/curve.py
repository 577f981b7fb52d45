"""A curve through the points of a line, and points that are kept from training: what may be asked of any data set.

Why it is so: docs/why/curves.md.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from math import gcd
from typing import ClassVar

import numpy as np

from model.data.dataset import ROUNDED, Array, Dataset, Variable
from model.data.points import PointsData
from model.data.spec import DataSpec
from model.defaults_and_limits import DEGREE, INSIDE, SEED, SPLIT_FROM, TEST_SHARES, Setting
from model.theory import LeastSquares, best_curve, least_squares

FRAME = 1001  # places, evenly over the axis of x
MOST_PLACES = 5010  # of points: as many as anybody brings, and ten more
AHEAD = 10  # points that may be added, of which is known whether they would be kept from training
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


@dataclass(frozen=True, slots=True)
class CurveData(DataSpec):
    """The points of a data set, of which a curve of a degree is learned, and a share in percent is for testing.

    The features are the powers of the one x, as it is shown. `split_seed` draws the test points.
    """

    bounds: ClassVar[Mapping[str, Setting]] = {"degree": DEGREE, "split_seed": SEED}
    points: DataSpec
    degree: int = int(DEGREE.default)
    test_share: int = TEST_SHARES[0]
    split_seed: int = int(SEED.default)

    def __post_init__(self) -> None:
        DataSpec.__post_init__(self)
        if self.test_share not in TEST_SHARES:
            raise ValueError(f"The test share must be one of {', '.join(map(str, TEST_SHARES))}.")
        if not self.test_share:  # nothing is drawn
            object.__setattr__(self, "split_seed", int(SEED.default))
        if self.degree == 1:
            return
        if self.points.shown_as() != "line":
            raise ValueError("Only data with one feature have a degree.")
        if isinstance(self.points, PointsData) and self.points.scaling == INSIDE:  # its powers are, each by itself
            object.__setattr__(self, "points", replace(self.points, scaling="none"))

    @property
    def kind(self) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Return the kind of its points."""
        return self.points.kind

    def shown_as(self) -> str:
        """Return how its points are shown."""
        return self.points.shown_as()

    def load(self) -> Dataset:
        """Make the points."""
        points = self.points.load()
        points = points if self.degree == 1 else curved(points, self.degree)
        if not self.is_split(len(points.targets)):
            return points
        return replace(points, test=places_for_testing(self.test_share, self.split_seed)[: len(points.targets)])

    def is_split(self, n: int) -> bool:
        """Tell whether some of so many points are for testing: few are learned from, all of them."""
        return self.test_share > 0 and n >= SPLIT_FROM

    def count(self) -> int:
        """Return the number of points that are learned from."""
        n = self.points.count()
        if not self.is_split(n):
            return n
        return n - int(places_for_testing(self.test_share, self.split_seed)[:n].sum())

    def named(self, varying: Collection[str] = ()) -> str:
        """Name the points, and what is learned of them."""
        curve = f", as a curve of degree {self.degree}" if self.degree > 1 else ""
        split = f", {self.test_share} % of them kept for testing" if self.test_share else ""
        return f"{self.points.named(varying)}{curve}{split}"

    def shape_code(self) -> list[str]:
        """Return the lines that make of x, as it is shown, and y what the model sees, and the points for testing."""
        return [*(self._powers_code() if self.degree > 1 else []), *(self._split_code() if self.test_share else [])]

    def _unscaled(self) -> DataSpec:
        if getattr(self.points, "scaling", "none") == "none":
            return self.points
        return replace(self.points, scaling="none")  # pyright: ignore[reportArgumentType]

    def _powers_code(self) -> list[str]:
        powers = f"{self.degree + 1}, increasing=True)[:, 1:]"
        plain = self._unscaled()
        ends = f"({', '.join(map(repr, _ends(plain.load())))})"
        is_scaled = plain is not self.points and self.points.load().scaling is not None
        return [
            f"low, high = {f'((end - shift) * factor for end in {ends})' if is_scaled else ends}",
            f"powers = np.vander(np.linspace(low, high, {FRAME}), {powers}",
            "mean, scale = powers.mean(axis=0), powers.std(axis=0)  # of each power, over the whole axis of x",
            f"x = ((np.vander(x, {powers} - mean) / scale){ROUNDED}",
        ]

    def _split_code(self) -> list[str]:
        size, count = _block(self.test_share)
        draws = f"np.random.default_rng(({self.split_seed}, 2)).random(({MOST_PLACES // size}, {size}))"
        ranks = f"{draws}.argsort(axis=1).ravel()[: len(y)]"
        return [
            f"is_test = ({ranks} < {count}) & (len(y) >= {SPLIT_FROM})",
            "test_x, test_y = x[is_test], y[is_test]",
            "x, y = x[~is_test], y[~is_test]",
        ]


def shaped(points: DataSpec, degree: int = 1, test_share: int = 0, split_seed: int | None = None) -> DataSpec:
    """Return the points as a curve and split, or as they are where neither is asked for: one spec for one thing."""
    if degree == 1 and not test_share:
        return points
    return CurveData(points, degree, test_share, int(SEED.default) if split_seed is None else split_seed)


def base_of(spec: DataSpec) -> DataSpec:
    """Return the points themselves, whatever is learned of them."""
    return spec.points if isinstance(spec, CurveData) else spec


def shape_of(spec: DataSpec) -> tuple[int, int, int]:
    """Return degree, share and seed of the test points: a run keeps them."""
    return (spec.degree, spec.test_share, spec.split_seed) if isinstance(spec, CurveData) else (1, 0, 0)


def curved(points: Dataset, degree: int) -> Dataset:
    """Return the points with the powers of x as features, each standardised for training.

    Mean and scale are those of the powers over the whole axis: they hold for any number of points, and for points that
    are moved, and no test point has a part in them. Features are (n, degree). Raise ValueError unless there is one
    feature, and one x.
    """
    if points.x is None or points.input_dim > 1:
        raise ValueError("Only data with one feature have a degree.")
    frame = powers_of(np.linspace(*_ends(points), FRAME), degree)
    weight = points.true_weight
    return replace(
        points,
        features=powers_of(points.x, degree),
        inputs=tuple(_power(points.inputs[0], exponent) for exponent in range(1, degree + 1)),
        true_weight=None if weight is None else np.concatenate([weight, np.zeros(degree - 1)]),
        mean=frame.mean(axis=0),
        scale=frame.std(axis=0),
    )


def best_fit(spec: DataSpec, points: Dataset) -> LeastSquares:
    """Solve for the lowest loss on the points of a spec that are learned from, in the data's own units."""
    rows = slice(None) if points.test is None else ~points.test
    degree, *_ = shape_of(spec)
    if degree > 1 and points.x is not None:
        return best_curve(points.x[rows], points.training_targets, degree)
    return least_squares(points.features[rows], points.training_targets)


def powers_of(x: Array, degree: int) -> Array:
    """Return x (n,), its square and so on as columns (n, degree)."""
    return np.vander(x, degree + 1, increasing=True)[:, 1:]


def places_for_testing(test_share: int, seed: int) -> np.ndarray:
    """Tell of each place, (places,), whether a point there is for testing.

    That hangs on the place alone, so that a point stays on its side however many there are. In each ten the share is
    exact; where it is 20, 40 or 50 %, in each five or two.
    """
    size, count = _block(test_share)
    draws = np.random.default_rng((seed, 2)).random((MOST_PLACES // size, size))
    return draws.argsort(axis=1).ravel() < count


def _block(test_share: int) -> tuple[int, int]:
    common = gcd(test_share, 100)
    return 100 // common, test_share // common


def _ends(points: Dataset) -> tuple[float, float]:
    if points.x_range is None:
        raise ValueError("There is no x to take powers of.")
    return points.x_range


def _power(variable: Variable, exponent: int) -> Variable:
    if exponent == 1:
        return variable
    raised = SUPERSCRIPTS[exponent]
    unit = f"({variable.unit})" if len(variable.unit.split()) > 1 or "/" in variable.unit else variable.unit
    return Variable(f"{variable.name}{raised}", f"{unit}{raised}" if unit else "")
