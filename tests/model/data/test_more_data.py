"""Data sets that somebody adds: what a dataset must hold for them, and the code that makes them."""

import numpy as np
import pytest

from model.data import DATA_SETS, HousePricesData, LineData, load
from tests.more_data import MORE_DATA_SETS, ParabolaData, RidesData, SpringData
from tests.runs import executed

ALL = [*(kind() for kind in MORE_DATA_SETS.values()), ParabolaData(), LineData(n=9, weight=-1.5, bias=-2.0)]


def given(spec):
    return {name: repr(value) for name, value in spec.arguments().items()}


@pytest.mark.parametrize("spec", ALL, ids=str)
def test_the_code_alone_makes_the_points_that_the_model_sees(spec):
    data = load(spec)
    made = executed("\n".join(["import numpy as np", *spec.code(given(spec))]))
    x = data.training_features if made["x"].ndim == 2 else data.features[:, 0]
    assert np.array_equal(made["x"], x)
    assert np.array_equal(made["y"], data.targets)
    if data.mean is not None:
        assert np.array_equal(made["mean"], data.mean)
        assert np.array_equal(made["scale"], data.scale)


@pytest.mark.parametrize("spec", ALL, ids=str)
def test_what_a_data_set_says_of_itself_is_true(spec):
    data = load(spec)
    assert spec.count() == len(data.targets) == len(data.features)
    assert spec.view in ("line", "predicted-actual")
    assert (data.x is not None) == (data.x_range is not None) == (spec.view == "line")
    assert len(data.inputs) == data.input_dim
    assert (data.true_weight is None) == (data.true_bias is None)
    if data.x is not None:
        low, high = data.x_range
        assert low <= data.x.min() <= data.x.max() <= high


def test_what_is_shown_is_apart_from_the_features():
    data = load(ParabolaData(n=20))
    assert data.features.shape == (20, 2)
    assert data.x.shape == (20,)
    assert not data.x_is_the_feature
    assert load(LineData(scaling="ten")).x_is_the_feature
    assert load(SpringData("standardised")).x_is_the_feature
    assert load(HousePricesData()).x is None


def test_real_data_have_no_truth():
    for spec in (SpringData(), SpringData("centred"), RidesData()):
        data = load(spec)
        assert (data.true_weight, data.true_bias) == (None, None)


def test_the_table_is_left_as_it_is():
    assert not {"spring", "rides", "parabola"} & set(DATA_SETS)
