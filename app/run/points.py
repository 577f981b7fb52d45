"""What the page draws of a data set: the points, and what theory knows about them."""

from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from model import theory
from model.data import DataSpec, fingerprint, load
from model.data.curve import AHEAD, CurveData, best_fit, places_for_testing, shape_of
from model.data.dataset import Dataset
from model.defaults_and_limits import N_SAMPLES, SPLIT_FROM

Raw = dict[str, Any]
LARGEST_WHOLE = 2**24  # up to here float32 has every whole number


@dataclass(frozen=True, slots=True)
class Points:
    """The data to draw, and what theory knows about them; features (n, d) and parameters in original units.

    `x` (n,) is what a "line" is drawn over, and `feature_range` from where to where; None where it is the one feature.
    `inside` is how the features are standardised for training alone: mean and scale (d,). `split` says at which places
    points are for testing, those that may be added among them, and from how many points on; None where none are.

    Of a curve, `features` holds the one x, whose powers up to `degree` the page makes, and `inputs` and `true_weight`
    are of x alone; `least_squares`, `curvatures` and `inside` are of all powers.
    """

    shown: str
    kind: str
    view: str
    x: list[float] | None
    features: list[list[float]]
    targets: list[float]
    inputs: list[Raw]
    output: Raw
    feature_range: tuple[float, float] | None
    true_weight: list[float] | None
    true_bias: float | None
    least_squares: Raw
    curvatures: list[float]
    learning_rate_limit: float
    labels: tuple[str, ...]
    scaling: Raw | None
    inside: Raw | None
    degree: int
    split: Raw | None

    def as_json(self) -> Raw:
        """Return the fields as they are: a copy of 2,000 points took ten milliseconds of everybody's time."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def describe(spec: DataSpec) -> Points:
    """Return what the page draws of a data set."""
    dataset = load(spec)
    degree = shape_of(spec)[0]
    is_curve = degree > 1 and dataset.x is not None
    inputs = dataset.inputs[:1] if is_curve else dataset.inputs
    return Points(
        shown=fingerprint(spec),
        kind=spec.kind,
        view=spec.shown_as(),
        x=None if dataset.x is None or dataset.x_is_the_feature or is_curve else _short(dataset.x),
        features=_short(dataset.features[:, : len(inputs)]),
        targets=_short(dataset.targets),
        inputs=[asdict(variable) for variable in inputs],
        output=asdict(dataset.output),
        feature_range=dataset.x_range,
        true_weight=None if dataset.true_weight is None else dataset.true_weight[: len(inputs)].tolist(),
        true_bias=dataset.true_bias,
        least_squares=asdict(best_fit(spec, dataset)),
        curvatures=theory.curvatures(dataset.training_features).tolist(),
        learning_rate_limit=theory.largest_stable_learning_rate(dataset.training_features),
        labels=dataset.labels,
        scaling=None if dataset.scaling is None else asdict(dataset.scaling),
        inside=_inside(dataset),
        degree=degree,
        split=_split(spec, len(dataset.targets)),
    )


def _split(spec: DataSpec, n: int) -> Raw | None:
    if not isinstance(spec, CurveData) or not spec.test_share:
        return None
    known = max(n, int(N_SAMPLES.high)) if "n" in spec.points.bounds else n
    places = places_for_testing(spec.test_share, spec.split_seed)[: known + AHEAD]
    return {"test": np.flatnonzero(places).tolist(), "from": SPLIT_FROM}


def _inside(dataset: Dataset) -> Raw | None:
    """Return how the features are standardised for training."""
    if dataset.mean is None or dataset.scale is None:
        return None
    return {"mean": dataset.mean.tolist(), "scale": dataset.scale.tolist()}


def _short(values: np.ndarray) -> list[Any]:
    """Return float32 values with the fewest digits that name them: half the bytes on the wire, and exact.

    Whole numbers, as most of a table are, name themselves: all others took a third of the time in which a run begins.
    """
    single = values.astype(np.float32)
    short = single.astype(np.float64)
    longer = (short != np.round(short)) | (np.abs(short) >= LARGEST_WHOLE)
    short[longer] = single[longer].astype(str).astype(np.float64)
    return short.tolist()
