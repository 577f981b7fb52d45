"""Theory: oracles from numpy and from runs on both sides of a border."""

import numpy as np
import pytest

from model import theory
from model.data import HousePricesData, HubbleData, LineData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer


def test_the_hessian_has_the_known_eigenvalues_for_many_points():
    low, high = theory.curvatures(np.random.default_rng(0).random((2_000_000, 1)))
    assert low == pytest.approx(0.13148, abs=2e-4)
    assert high == pytest.approx(2.53518, abs=2e-3)


def test_hubble_has_the_known_limit():
    assert theory.largest_stable_learning_rate(load(HubbleData()).features) == pytest.approx(0.4918, abs=1e-4)


def test_the_gradient_agrees_with_finite_differences():
    data = load(HousePricesData(n=40))
    weight, bias, h = np.array([1.0, -2.0, 3.0, 0.5]), 20.0, 1e-4

    def loss(w, b):
        return np.mean((data.features @ w + b - data.targets) ** 2)

    by_weight, by_bias = theory.gradient(data.features, data.targets, weight, bias)
    for i, step in enumerate(h * np.eye(4)):
        assert by_weight[i] == pytest.approx(
            (loss(weight + step, bias) - loss(weight - step, bias)) / (2 * h), rel=1e-6
        )
    assert by_bias == pytest.approx((loss(weight, bias + h) - loss(weight, bias - h)) / (2 * h), rel=1e-6)


def test_least_squares_has_no_gradient_and_says_when_it_is_not_unique():
    data = load(HousePricesData())
    best = theory.least_squares(data.features, data.targets)
    assert best.weight is not None
    assert best.bias is not None
    by_weight, by_bias = theory.gradient(data.features, data.targets, np.array(best.weight), best.bias)
    assert np.abs(by_weight).max() < 1e-6
    assert abs(by_bias) < 1e-8
    few = load(HousePricesData(n=3))
    assert theory.least_squares(few.features, few.targets).weight is None


@pytest.mark.parametrize("spec", [LineData(), LineData(n=20, seed=3), HubbleData(), HousePricesData()])
def test_runs_converge_below_the_limit_and_diverge_above_it(spec):
    data = load(spec)
    limit = theory.largest_stable_learning_rate(data.training_features)
    below, above = (Trainer(data, TrainingSettings(SGD(factor * limit))).run(3000) for factor in (0.97, 1.05))
    assert not below.diverged
    assert below.snapshots[-1].loss < below.snapshots[0].loss
    assert above.diverged


def test_the_limit_follows_the_scale_of_x():
    limits = {
        scaling: theory.largest_stable_learning_rate(load(LineData(scaling=scaling)).features)
        for scaling in LineData.scalings
    }
    assert limits["ten"] == pytest.approx(0.0293, rel=0.05)
    assert limits["hundred"] == pytest.approx(0.0003, rel=0.05)
    assert (limits["centred"], limits["standardised"]) == pytest.approx((1, 1), abs=1e-6)


def test_standardised_a_learning_rate_of_one_half_reaches_least_squares_in_one_epoch():
    data = load(LineData(scaling="standardised"))
    best = theory.least_squares(data.features, data.targets)
    end = Trainer(data, TrainingSettings(SGD(0.5))).run(1).snapshots[0]
    assert (end.weight[0], end.bias) == pytest.approx((best.weight[0], best.bias), abs=1e-5)


def test_the_slopes_standard_error_is_that_of_many_samples():
    fits = [theory.least_squares(data.features, data.targets) for data in (load(LineData(seed=s)) for s in range(400))]
    errors = [fit.weight_error[0] for fit in fits]
    assert np.mean(errors) == pytest.approx(0.055, abs=0.002)
    assert np.std([fit.weight[0] for fit in fits]) == pytest.approx(np.mean(errors), rel=0.12)


def test_two_points_leave_no_standard_error():
    data = load(LineData(n=2))
    assert theory.least_squares(data.features, data.targets).weight_error is None
