"""The data: seeded, prefixes of one stream, breathing with the noise, in float32."""

from dataclasses import replace

import numpy as np
import pytest

from components.readouts import MOST_WEIGHTS
from model import theory
from model.data import DATA_SETS, HousePricesData, HubbleData, LineData, fingerprint, load


def test_the_articles_line():
    data = load(LineData())
    assert data.features.shape == (250, 1)
    assert (data.features >= 0).all()
    assert (data.features < 1).all()
    residuals = data.targets - (2 * data.features[:, 0] + 3)
    assert abs(residuals.mean()) < 0.05
    assert residuals.std() == pytest.approx(0.25, rel=0.15)


def test_the_same_spec_gives_the_same_points_and_another_seed_others():
    one, again, other = load(LineData()), load(LineData()), load(LineData(seed=8))
    assert np.array_equal(one.targets, again.targets)
    assert not np.array_equal(one.features, other.features)


@pytest.mark.parametrize("kind", [LineData, HousePricesData])
def test_fewer_points_are_a_prefix_of_more(kind):
    few, many = load(kind(n=20)), load(kind(n=2000))
    assert np.array_equal(few.features, many.features[:20])
    assert np.array_equal(few.targets, many.targets[:20])
    if few.scale is not None:
        assert np.array_equal(few.scale, many.scale)


@pytest.mark.parametrize("kind", [LineData, HousePricesData])
def test_noise_scales_the_same_draws(kind):
    still, some, twice = (load(kind(noise=noise)) for noise in (0.0, 1.0, 2.0))
    assert np.array_equal(still.features, twice.features)
    np.testing.assert_allclose(twice.targets - still.targets, 2 * (some.targets - still.targets), atol=1e-4)


def test_without_noise_least_squares_is_the_truth():
    data = load(LineData(noise=0.0))
    best = theory.least_squares(data.features, data.targets)
    assert best.weight == pytest.approx([2], abs=1e-5)
    assert best.bias == pytest.approx(3, abs=1e-5)


def test_hubble_is_the_published_table():
    data = load(HubbleData())
    assert data.features.shape == (24, 1)
    assert data.true_weight is None
    assert data.labels[0] == "S. Mag."
    best = theory.least_squares(data.features, data.targets)
    assert best.weight == pytest.approx([454.158], abs=0.001)
    assert best.bias == pytest.approx(-40.784, abs=0.001)


def test_houses_are_plausible():
    data = load(HousePricesData(n=2000))
    area, bedrooms, floors, age = data.features.T
    assert 35 <= area.min() < area.max() <= 280
    assert set(bedrooms) <= set(range(1, 8))
    assert set(floors) == {1, 2, 3}
    assert 0 <= age.min() < age.max() <= 80
    assert data.targets.min() > 0
    np.testing.assert_allclose(data.training_features.mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(data.training_features.std(axis=0), 1, atol=1e-6)


def test_parameters_in_original_units_predict_the_same():
    data = load(HousePricesData())
    weight, bias = [3.0, -2.0, 0.5, 7.0], 400.0
    original_weight, original_bias = data.to_original_units(weight, bias)
    np.testing.assert_allclose(
        data.features @ original_weight + original_bias, data.training_features @ np.array(weight) + bias, rtol=1e-5
    )


@pytest.mark.parametrize("spec", [kind() for kind in DATA_SETS.values()])
def test_points_are_float32_values(spec):
    data = load(spec)
    for values in (data.features, data.targets):
        assert np.array_equal(values, values.astype(np.float32).astype(float))


@pytest.mark.parametrize(
    ("spec", "known"),
    [
        (LineData(), "549862d90375"),
        (LineData(n=3, scaling="ten"), "d5b2e9e85d08"),
        (HousePricesData(), "f8749051ba47"),
        (HubbleData("unit"), "e101eb2fb41f"),
    ],
)
def test_fingerprints_are_those_that_pages_already_hold(spec, known):
    assert fingerprint(spec) == known


def test_fingerprints_tell_specs_apart_and_never_change():
    assert fingerprint(LineData()) == fingerprint(LineData())
    assert len({fingerprint(spec) for spec in (LineData(), LineData(n=3), HousePricesData(), HubbleData())}) == 4


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"n": 1}, "Points must lie between 2 and 2000"),
        ({"n": 2001}, "Points must lie between"),
        ({"noise": -0.1}, "Noise must lie between 0 and 2"),
        ({"noise": float("nan")}, "Noise must lie between"),
        ({"seed": -1}, "Seed must lie between"),
    ],
)
def test_bad_specs_get_a_sentence(values, sentence):
    with pytest.raises(ValueError, match=sentence):
        LineData(**values)


SCALED = [kind(scaling=scaling) for kind in (LineData, HubbleData) for scaling in kind.scalings]


@pytest.mark.parametrize("spec", SCALED, ids=str)
def test_scaled_data_are_the_same_line_in_other_units(spec):
    plain, scaled = load(replace(spec, scaling="none")), load(spec)
    best, best_scaled = (theory.least_squares(data.features, data.targets) for data in (plain, scaled))
    weight, bias = best_scaled.weight[0], best_scaled.bias
    if scaled.scaling is not None:
        assert scaled.scaling.to_scaled_units(*scaled.scaling.to_original_units(weight, bias)) == pytest.approx(
            (weight, bias)
        )
        weight, bias = scaled.scaling.to_original_units(weight, bias)
    assert (weight, bias) == pytest.approx((best.weight[0], best.bias), rel=1e-5)
    assert best_scaled.loss == pytest.approx(best.loss, rel=1e-6)
    low, high = scaled.x_range
    assert low <= scaled.features.min() <= scaled.features.max() <= high
    if scaled.true_weight is not None:
        predicted = scaled.features[:, 0] * scaled.true_weight[0] + scaled.true_bias
        np.testing.assert_allclose(predicted, plain.features[:, 0] * 2 + 3, atol=1e-5)


def test_each_scaling_gives_the_range_or_the_moments_that_it_names():
    def feature(scaling):
        return load(HubbleData(scaling=scaling)).features[:, 0]

    assert [load(HubbleData(scaling=s)).x_range for s in ("unit", "ten", "hundred")] == [
        (0, 1),
        (0, 10),
        (0, 100),
    ]
    assert feature("centred").mean() == pytest.approx(0, abs=1e-7)
    assert feature("centred").std() == pytest.approx(feature("none").std(), rel=1e-6)
    assert (feature("standardised").mean(), feature("standardised").std()) == pytest.approx((0, 1), abs=1e-6)
    with pytest.raises(ValueError, match="Scaling must be one of none"):
        HubbleData(scaling="log")


@pytest.mark.parametrize("kind", DATA_SETS)
def test_the_page_has_room_for_every_weight_and_a_name_can_stand_in_an_id(kind):
    points = load(DATA_SETS[kind]())
    assert len(points.inputs) <= MOST_WEIGHTS
    assert all(variable.name.isidentifier() for variable in (*points.inputs, points.output))
