"""The published tables: their sources, the fits that are known of them, and the learning rates that suit them."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model import theory
from model.data import DATA_SETS, load
from model.data.measured import Published
from model.data.norris import CSV as NORRIS
from model.data.table import column, read_rows
from model.defaults_and_limits import LEARNING_RATE
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer

FOLDER = Path(__file__).parents[3] / "model/data"
PUBLISHED = {kind: spec for kind, spec in DATA_SETS.items() if issubclass(spec, Published)}


def digits(number):
    """The half of the last digit that a number is given with."""
    text = f"{number!r}"
    decimals = len(text.partition(".")[2])
    return 0.5 * 10**-decimals


@pytest.mark.parametrize("kind", PUBLISHED)
def test_least_squares_is_what_is_known_of_the_table(kind):
    n, weight, bias = PUBLISHED[kind].known_fit
    data = load(PUBLISHED[kind]())
    assert len(data.targets) == n
    design = np.column_stack([data.features, np.ones(n)])
    by_numpy = np.linalg.lstsq(design, data.targets, rcond=None)[0]
    best = theory.least_squares(data.features, data.targets)
    np.testing.assert_allclose([*best.weight, best.bias], by_numpy, rtol=1e-9)
    tolerance = {"anscombe-3": (5e-4, 3e-3), "anscombe-4": (5e-4, 3e-3)}.get(kind, (0, 0))
    for value, known in zip(best.weight, weight, strict=True):
        assert abs(value - known) <= max(1.1 * digits(known), tolerance[0])
    assert abs(best.bias - bias) <= max(1.1 * digits(bias), tolerance[1])


def test_norris_meets_the_certificate_to_the_digits_of_float64():
    rows = read_rows(NORRIS)
    x, y = column(rows, "x"), column(rows, "y")
    best = theory.least_squares(x[:, None], y)
    assert best.weight == pytest.approx([1.00211681802045], rel=1e-13)
    assert best.bias == pytest.approx(-0.262323073774029, rel=1e-12)
    # Certified too: the standard error of the slope, and the residual standard deviation.
    assert best.weight_error == pytest.approx([0.000429796848199937], rel=1e-12)
    assert np.sqrt(best.loss * 36 / 34) == pytest.approx(0.884796396144373, rel=1e-12)


def test_anscombe_s_four_agree_in_all_that_is_told_of_them():
    told = []
    for number in (1, 2, 3, 4):
        data = load(DATA_SETS[f"anscombe-{number}"]())
        best = theory.least_squares(data.features, data.targets)
        told.append(
            [*best.weight, best.bias, data.features.mean(), data.targets.mean(), data.features.var(), best.loss]
        )
    np.testing.assert_allclose(told, [told[0]] * 4, rtol=2e-3)


def test_boyle_s_pressures_are_sixteenths_and_their_product_hardly_changes():
    with (FOLDER / "boyle1662.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pressures = [float(row["pressure_inHg"]) for row in rows]
    assert all((16 * pressure).is_integer() for pressure in pressures)
    products = [pressure * float(row["volume"]) for pressure, row in zip(pressures, rows, strict=True)]
    assert (round(min(products)), round(max(products))) == (1396, 1415)


def test_the_slope_of_all_bills_has_another_sign_than_that_of_each_kind():
    def slope(kind):
        data = load(DATA_SETS[kind]())
        return theory.least_squares(data.features, data.targets).weight[0]

    assert slope("bills") == pytest.approx(-0.085, abs=5e-4)
    of_each = [slope(f"bills-{species}") for species in ("adelie", "chinstrap", "gentoo")]
    assert [round(value, 2) for value in of_each] == [0.18, 0.22, 0.2]
    parts = [load(DATA_SETS[f"bills-{species}"]()) for species in ("adelie", "chinstrap", "gentoo")]
    assert sum(len(part.targets) for part in parts) == 342


def test_the_trees_give_what_is_published_of_their_residuals():
    data = load(DATA_SETS["cherry-trees"]())
    best = theory.least_squares(data.features, data.targets)
    assert np.sqrt(best.loss * 31 / 28) == pytest.approx(3.882, abs=5e-4)


@pytest.mark.parametrize("kind", PUBLISHED)
def test_each_table_says_where_it_is_from_and_who_may_use_it(kind):
    spec = PUBLISHED[kind]
    assert any(f"({year})" in spec.source or str(year) in spec.source for year in range(1662, 2026)) or kind in (
        "co2",
        "norris",
    )
    assert spec.licence in ("public-domain", "facts", "cc0", "cc-by")
    assert spec.group in ("measured", "penguins", "quartet")
    assert spec.about.endswith(".")


def test_every_file_of_numbers_belongs_to_a_data_set():
    written = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    for path in FOLDER.glob("*.csv"):
        assert f'"{path.name}"' in written


SCALED = [(kind, scaling) for kind, spec in PUBLISHED.items() for scaling in ("none", *spec.scalings)]


def test_the_slider_s_rates_lie_about_the_largest_stable_one():
    limits = []
    for kind, scaling in dict.fromkeys(SCALED):
        spec = PUBLISHED[kind]
        rates = spec.rate_setting(scaling)
        data = load(spec(scaling=scaling) if spec.scalings else spec())
        limit = theory.largest_stable_learning_rate(data.training_features)
        limits.append(limit)
        assert rates.low < limit <= rates.high, (kind, scaling)
        if kind != "hubble":
            assert rates.default < limit, (kind, scaling)
            assert rates.high / 100 * (1 - 1e-9) <= limit <= rates.high / 10 * (1 + 1e-9), (kind, scaling)
        if scaling == "standardised":
            assert rates == LEARNING_RATE
    assert max(limits) / min(limits) > 1e8


def test_standardised_every_table_of_one_feature_is_learned_with_the_default_rate():
    for kind, spec in PUBLISHED.items():
        if "standardised" not in spec.scalings:
            continue
        data = load(replace(spec(), scaling="standardised"))
        best = theory.least_squares(data.features, data.targets)
        last = Trainer(data, TrainingSettings(SGD(LEARNING_RATE.default))).run(600).snapshots[-1]
        assert last.loss <= best.loss + 1e-3 * data.target_variance, kind
