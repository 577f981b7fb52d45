"""The data sets side by side, as a file: numbers of the model, for those that an application has."""

import json

import pytest

from app.data_table import data_table
from model import theory
from model.data import DATA_SETS, load
from tests.more_data import MORE_DATA_SETS


def rows(data_sets):
    return {row["kind"]: row for row in json.loads(data_table(data_sets).body)}


def test_it_holds_what_the_model_says_of_each():
    told = rows(DATA_SETS)
    assert list(told) == list(DATA_SETS)
    for kind, row in told.items():
        points = load(DATA_SETS[kind]())
        best = theory.least_squares(points.features, points.targets)
        assert (row["n"], row["weight"]) == (len(points.targets), best.weight)
        assert row["limit"] == theory.largest_stable_learning_rate(points.training_features)
        assert len(row["inputs"]) == points.input_dim
        assert bool(row["source"]) == bool(row["licence"]) == (points.true_weight is None)
    assert told["gapminder-dollars"]["limit"] == pytest.approx(3.326e-9, rel=1e-3)


def test_it_tells_of_the_data_sets_that_an_application_has():
    assert {"spring", "rides"} <= set(rows(MORE_DATA_SETS))
