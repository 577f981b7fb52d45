"""Whether data can meet a challenge: how few epochs plain gradient descent needs, at the best of all rates.

Worked out from the curvature of the loss, along whose directions each step shortens the way by a fixed factor.
"""

import numpy as np
from numpy.typing import NDArray

from app.rooms.bounds import Pair
from app.rooms.challenges import Challenge
from model import theory
from model.data import DataSpec, load
from model.data.curve import best_fit
from model.data.dataset import Dataset
from model.optimizers import TrainingSettings
from model.trainer import initial_parameters

RATES = 160
SLOWEST = 1e-3  # of the largest rate that converges
FASTEST = 0.9999

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


def fewest_epochs(challenge: Challenge, spec: DataSpec) -> int | None:
    """Return the fewest epochs in which some rate meets a challenge from its start, None where none does in time."""
    points = load(spec)
    best = theory.least_squares(points.training_features, points.training_targets)
    if best.weight is None or best.bias is None:
        return None
    lowest = np.array([*best.weight, best.bias])
    mark = theory.near_loss(best_fit(spec, points).loss, points.target_variance, challenge.percent)
    curvatures, directions = np.linalg.eigh(theory.hessian(points.training_features))
    way = directions.T @ (_start(challenge, points) - lowest)
    rates = theory.largest_stable_learning_rate(points.training_features) * np.geomspace(SLOWEST, FASTEST, RATES)
    epochs = np.arange(1, challenge.epochs + 1)
    found = []
    for rate in rates:
        left = way * (1 - rate * curvatures) ** epochs[:, None]
        if challenge.line is not None:
            met = _meets_line(lowest + left @ directions.T, points, challenge.line, challenge.tolerance)
        else:
            met = best.loss + (left**2 @ curvatures) / 2 <= mark
        if met.any():
            found.append(int(epochs[met.argmax()]))
    return min(found, default=None)


def _start(challenge: Challenge, points: Dataset) -> Array:
    if challenge.start is None:
        weight, bias = initial_parameters(TrainingSettings().seed, points.input_dim)
        return np.array([*weight, bias])
    weight, bias = challenge.start
    if points.mean is None or points.scale is None:
        return np.array([weight, bias])
    return np.array([weight * points.scale[0], bias + weight * points.mean[0]])


def _meets_line(parameters: Array, points: Dataset, line: Pair, tolerance: float) -> Flags:
    weight, bias = parameters[:, 0], parameters[:, 1]
    if points.mean is not None and points.scale is not None:
        weight = weight / points.scale[0]
        bias = bias - weight * points.mean[0]
    return (abs(weight - line[0]) <= tolerance) & (abs(bias - line[1]) <= tolerance)
