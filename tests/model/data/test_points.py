"""Points of somebody's own: the numbers as they were read, and a name for their content."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import theory
from model.data import load
from model.data.dataset import Variable
from model.data.points import PointsData
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer
from tests.runs import own

ARM = [150.5, 162.0, 171.0, 158.0, 180.5]
HEIGHT = [152.0, 161.0, 175.5, 157.0, 183.0]
NUMBERS = st.floats(-1e6, 1e6, width=32)


def test_the_numbers_are_those_that_were_read_and_the_fit_is_numpys():
    data = load(own(ARM, HEIGHT))
    assert data.features[:, 0].tolist() == ARM
    assert data.targets.tolist() == HEIGHT
    slope, intercept = np.polyfit(ARM, HEIGHT, 1)
    best = theory.least_squares(data.features, data.targets)
    assert best.weight == pytest.approx([slope])
    assert best.bias == pytest.approx(intercept)


def test_it_is_standardised_for_training_and_told_in_its_own_units():
    """Half a learning rate of a standardised feature is least squares in one epoch, whatever the units."""
    for scale in (1e-3, 1.0, 1e6):
        spec = own([scale * x for x in ARM], HEIGHT)
        trainer = Trainer(load(spec), TrainingSettings(SGD(0.5)))
        [after] = trainer.run(1).snapshots
        slope, intercept = np.polyfit(np.float32([scale * x for x in ARM]).astype(float), HEIGHT, 1)
        assert after.weight == pytest.approx([slope], rel=1e-4)
        assert after.bias == pytest.approx(intercept, rel=1e-4)


def test_a_feature_that_does_not_vary_is_no_division_by_nothing():
    data = load(own([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]], [1.0, 2.0, 3.0]))
    assert np.isfinite(data.training_features).all()
    one = load(own([4.0, 4.0, 4.0], [1.0, 2.0, 3.0]))
    assert one.x_range == (3.5, 4.5)
    assert theory.least_squares(one.features, one.targets).weight is None


def test_weights_go_on_meaning_the_same_while_points_are_moved():
    before = own(ARM, HEIGHT)
    data = load(before)
    frame = {"mean": tuple(data.mean), "scale": tuple(data.scale), "x_range": (140.0, 190.0), "y_range": (140.0, 190.0)}
    moved = load(own([*ARM[:-1], 200.0], HEIGHT, **frame))
    assert (moved.mean.tolist(), moved.scale.tolist()) == (data.mean.tolist(), data.scale.tolist())
    assert moved.x_range == (140.0, 190.0)
    assert moved.to_original_units([1.0], 0.0) == data.to_original_units([1.0], 0.0)


TABLE = own(ARM, HEIGHT, labels=("a", "b", "c", "d", "e"), title="Arms").table
OTHERS = [
    replace(TABLE, features=TABLE.features + 1),
    replace(TABLE, targets=TABLE.targets[::-1]),
    replace(TABLE, inputs=(Variable("x0", "m"),)),
    replace(TABLE, output=Variable("z")),
    replace(TABLE, labels=("a", "b", "c", "d", "f")),
    replace(TABLE, title="Legs"),
    replace(TABLE, x_range=(0.0, 1.0)),
    replace(TABLE, y_range=(0.0, 1.0)),
    replace(TABLE, true_weight=(0.0,), true_bias=1.0),
    replace(TABLE, mean=(0.0,), scale=(1.0,)),
]


def test_whatever_differs_has_another_name():
    names = {TABLE.name, *(table.name for table in OTHERS)}
    assert len(names) == len(OTHERS) + 1
    assert replace(TABLE).name == TABLE.name


def test_a_name_belongs_to_its_points():
    with pytest.raises(ValueError, match="not those of that name"):
        PointsData("0" * 32, 5, 1, table=TABLE)
    with pytest.raises(ValueError, match="not those of that name"):
        PointsData(TABLE.name, 4, 1, table=TABLE)
    with pytest.raises(ValueError, match="only the name"):
        PointsData(TABLE.name, 5).load()


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=30))
def test_any_points_make_a_dataset(rows):
    x, y = zip(*rows, strict=True)
    data = load(own(x, y))
    low, high = data.x_range
    assert low < high
    assert low <= min(x)
    assert max(x) <= high
    assert np.isfinite(data.training_features).all()
