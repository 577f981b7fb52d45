"""What mathematics knows about this loss: where its lowest point is, how curved it is, which steps are stable.

The loss is mean((X·w + b − y)²), so its Hessian is H = 2·AᵀA/n with A = [X, 1]. Gradient descent with a fixed
learning rate converges below 2/λmax and goes without a zig-zag below 1/λmax.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
ROUNDING = 1e-12  # a loss this far below the variance of the targets is rounding, not a distance
NOTHING = 1e-6  # of the variance of the targets


@dataclass(frozen=True, slots=True)
class LeastSquares:
    """The parameters with the lowest loss: weight (d,) and bias, and that loss; None where they are not unique.

    `weight_error` (d,) holds the standard errors of the weights, in the weights' units: s·√diag((XᵀX)⁻¹) with
    s² = residual sum of squares / (n - d - 1); None where no degree of freedom is left. Source: Hastie, Tibshirani,
    Friedman, The Elements of Statistical Learning, 2nd ed., section 3.2.
    """

    weight: list[float] | None
    bias: float | None
    loss: float
    weight_error: list[float] | None = None


def least_squares(features: Array, targets: Array) -> LeastSquares:
    """Solve for the lowest mean squared error of features (n, d) and targets (n,)."""
    design = _design(features)
    solution, _, rank, _ = np.linalg.lstsq(design, targets, rcond=None)
    residuals = design @ solution - targets
    loss = _unless_rounding(float(residuals @ residuals) / len(residuals), targets)
    if rank < design.shape[1]:
        return LeastSquares(None, None, loss)
    *weight, bias = solution.tolist()
    return LeastSquares(weight, bias, loss, _weight_error(design, loss))


def best_curve(x: Array, targets: Array, degree: int) -> LeastSquares:
    """Solve for the polynomial of a degree with the lowest mean squared error over x (n,); its weights are of x, x², ….

    It is found about the middle of x, where powers tell themselves apart; those of years do not. The weights are None
    too where as numbers of float64 they no longer make that curve.
    """
    low, high = float(x.min()), float(x.max())
    middle, half = (low + high) / 2, (high - low) / 2 or 1.0
    design = np.vander((x - middle) / half, degree + 1, increasing=True)
    solution, _, rank, _ = np.linalg.lstsq(design, targets, rcond=None)
    loss = _unless_rounding(float(np.mean((design @ solution - targets) ** 2)), targets)
    bias, *weight = _about_zero(solution.tolist(), middle, half)
    made = float(np.mean((np.vander(x, degree + 1, increasing=True) @ [bias, *weight] - targets) ** 2))
    if rank <= degree or not made <= near_loss(loss, float(np.var(targets))):
        return LeastSquares(None, None, loss)
    return LeastSquares(weight, bias, loss)


def _about_zero(coefficients: list[float], middle: float, half: float) -> list[float]:
    """Turn coefficients of the powers of (x - middle) / half, lowest first, into those of the powers of x."""
    found: list[float] = []
    for coefficient in reversed(coefficients):
        shifted = [0.0, *(value / half for value in found)]
        for place, value in enumerate(found):
            shifted[place] -= value * middle / half
        found = [shifted[0] + coefficient, *shifted[1:]]
    return found


def _unless_rounding(loss: float, targets: Array) -> float:
    return 0.0 if loss < ROUNDING * float(np.var(targets)) else loss


def near_loss(lowest: float, variance: float, percent: float = 1.0) -> float:
    """Return what loss is within so many percent of the lowest, or next to nothing of what the targets vary.

    Where a line can fit all points the lowest is 0, and nothing but 0 would be within 1 % of it.
    """
    return max((1 + percent / 100) * lowest, NOTHING * variance)


def _weight_error(design: Array, loss: float) -> list[float] | None:
    n, parameters = design.shape
    if n <= parameters:
        return None
    variance = loss * n / (n - parameters)
    # From the singular values: XᵀX, whose condition number is squared, can be singular where X is not.
    _, sizes, directions = np.linalg.svd(design, full_matrices=False)
    return np.sqrt(variance * np.sum((directions.T / sizes) ** 2, axis=1))[:-1].tolist()


def gradient(features: Array, targets: Array, weight: Array, bias: float) -> tuple[Array, float]:
    """Return the gradient of the loss by weight (d,) and by bias, at weight (d,) and bias."""
    residuals = features @ weight + bias - targets
    return 2 * features.T @ residuals / len(targets), float(2 * residuals.mean())


def hessian(features: Array) -> Array:
    """Return the Hessian (d + 1, d + 1) of the loss, the bias last; it depends on nothing but the features."""
    design = _design(features)
    return 2 * design.T @ design / len(design)


def curvatures(features: Array) -> Array:
    """Return the Hessian's eigenvalues (d + 1,), smallest first; none is negative, but for rounding, which is 0."""
    return np.maximum(np.linalg.eigvalsh(hessian(features)).astype(np.float64), 0.0)


def largest_stable_learning_rate(features: Array) -> float:
    """Return 2/λmax, above which full-batch gradient descent diverges on these features (n, d)."""
    return float(2 / curvatures(features)[-1])


def _design(features: Array) -> Array:
    return np.column_stack([features, np.ones(len(features))])
