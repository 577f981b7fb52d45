"""Data on which something cannot be divided by or inverted: few points, equal points, features that depend."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import theory
from model.data import DATA_SETS, HousePricesData, LineData, load
from model.data.standardised import StandardisedFeatures
from model.defaults_and_limits import SCALINGS
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer

ONE_X = LineData(n=2, seed=10121757)  # the only two points lie at one x, to the last bit of float32
FEW = [
    kind(**{"n": n, "seed": seed, "noise": noise})
    for kind in (LineData, HousePricesData)
    for n in (2, 3, 4, 5, 6)
    for seed in (0, 10121757, 2**32 - 1)
    for noise in (0.0, 2.0)
]


def with_scalings(spec):
    return [replace(spec, scaling=name) for name in choices_of(type(spec))] if hasattr(spec, "scaling") else [spec]


def choices_of(kind):
    return kind.scalings if issubclass(kind, StandardisedFeatures) else SCALINGS


def check(spec):
    data = load(spec)
    for values in (data.features, data.training_features, data.targets, *(data.x_range or ())):
        assert np.isfinite(values).all()
    best = theory.least_squares(data.features, data.targets)
    known = [best.loss, *(best.weight or []), best.bias or 0, *(best.weight_error or [])]
    assert np.isfinite(known).all()
    assert min(best.weight_error or [0]) >= 0
    curvatures = theory.curvatures(data.training_features)
    assert np.isfinite(curvatures).all()
    assert curvatures.min() >= 0
    assert 0 < theory.largest_stable_learning_rate(data.training_features) <= 1 + 1e-12
    last = Trainer(data, TrainingSettings(SGD(1e-4))).run(3)
    assert np.isfinite([*last.snapshots[-1].weight, last.snapshots[-1].bias, last.snapshots[-1].loss]).all()


@pytest.mark.parametrize("scaling", SCALINGS)
def test_points_at_one_x_have_many_best_lines_however_x_is_scaled(scaling):
    check(replace(ONE_X, scaling=scaling))
    data = load(replace(ONE_X, scaling=scaling))
    assert np.ptp(data.features) == 0
    best = theory.least_squares(data.features, data.targets)
    assert (best.weight, best.bias, best.weight_error) == (None, None, None)
    assert best.loss == pytest.approx(data.target_variance)


def test_a_feature_that_does_not_vary_becomes_0_and_keeps_its_unit_of_length():
    data = load(replace(ONE_X, scaling="standardised"))
    assert data.features.tolist() == [[0.0], [0.0]]
    assert data.scaling == load(replace(ONE_X, scaling="centred")).scaling
    assert data.scaling.to_original_units(2.0, data.true_bias) == pytest.approx((2.0, 3.0))


@pytest.mark.parametrize("spec", [scaled for spec in FEW for scaled in with_scalings(spec)], ids=str)
def test_few_points(spec):
    check(spec)


def specs(kind):
    given = {
        "n": st.integers(2, 12),
        "noise": st.sampled_from([0.0, 0.25, 2.0]),
        "seed": st.integers(0, 2**32 - 1),
        "weight": st.sampled_from([-1000.0, 0.0, 2.0, 1000.0]),
        "bias": st.sampled_from([-1000.0, 0.0, 1000.0]),
        "scaling": st.sampled_from(choices_of(kind)),
    }
    return st.builds(kind, **{field.name: given[field.name] for field in fields(kind)})


@given(st.one_of(*[specs(kind) for kind in DATA_SETS.values()]))
@settings(deadline=None, max_examples=200)
def test_any_spec_can_be_looked_at_and_learned_from(spec):
    check(spec)


def test_a_standard_error_is_that_of_the_textbook_and_finite_where_xtx_is_singular():
    data = load(LineData(n=40))
    design = np.column_stack([data.features, np.ones(40)])
    best = theory.least_squares(data.features, data.targets)
    residuals = design @ [*best.weight, best.bias] - data.targets
    by_hand = np.sqrt(residuals @ residuals / 38 * np.linalg.inv(design.T @ design)[0, 0])
    assert best.weight_error == pytest.approx([by_hand])
    near = np.array([[1.0], [1.0 + 1e-9], [1.0 + 2e-9]])
    design = np.column_stack([near, np.ones(3)])
    best = theory.least_squares(near, np.array([0.0, 1.0, 3.0]))
    assert best.weight_error == pytest.approx([np.sqrt((1 / 6) / 2e-18)], rel=1e-5)
