"""Curves and splits: the powers by numpy, the same test points whatever their number, training that ends at polyfit."""

import numpy as np
import pytest

from app.run.points import describe
from model.data import DATA_SETS, AnscombeTwoData, HousePricesData, HubbleData, LineData, fingerprint, load
from model.data.curve import CurveData, curved, places_for_testing, shaped
from model.defaults_and_limits import TEST_SHARES
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer
from tests.runs import own

SHARES = TEST_SHARES[1:]


def polynomial(data, degree):
    """numpy's own fit: the coefficients of 1, x, x²… by orthogonal columns, on the points that are learned from."""
    learned = slice(None) if data.test is None else ~data.test
    x, y = data.x[learned], data.targets[learned]
    fit = np.polynomial.Polynomial.fit(x, y, degree)
    return fit.convert().coef, float(np.mean((fit(x) - y) ** 2))


def test_a_line_that_keeps_all_its_points_is_no_other_spec():
    assert shaped(LineData(), 1, 0, 12) == LineData()
    assert shaped(LineData(), 3, 0, 12) == shaped(LineData(), 3)  # where nothing is drawn, no seed tells them apart
    assert fingerprint(shaped(LineData(), 3)) != fingerprint(shaped(LineData(), 2)) != fingerprint(LineData())


@pytest.mark.parametrize("degree", [2, 3, 9])
@pytest.mark.parametrize("spec", [LineData(n=40), LineData(n=40, scaling="ten"), HubbleData("standardised")])
def test_features_are_the_powers_of_x_as_it_is_shown(spec, degree):
    data, plain = load(shaped(spec, degree)), load(spec)
    assert np.allclose(data.features, np.column_stack([plain.x**k for k in range(1, degree + 1)]), rtol=1e-14)
    assert (data.x == plain.x).all()
    assert (data.targets == plain.targets).all()
    assert data.x_range == plain.x_range


@pytest.mark.parametrize("degree", [2, 5, 9])
def test_each_power_is_standardised_over_the_axis(degree):
    data = load(shaped(LineData(n=2000, seed=3), degree))
    k = np.arange(1, degree + 1)  # of x uniform on [0, 1], by integrals
    assert np.allclose(data.mean, 1 / (k + 1), rtol=5e-3)
    assert np.allclose(data.scale, np.sqrt(1 / (2 * k + 1) - 1 / (k + 1) ** 2), rtol=5e-3)
    assert np.abs(data.training_features.mean(axis=0)).max() < 0.1
    assert np.abs(data.training_features.std(axis=0) - 1).max() < 0.1


@pytest.mark.parametrize("spec", [LineData(n=30), HubbleData(), own([3.0, 4.0, 9.0, 11.0], [1.0, 5.0, 2.0, 2.0])])
def test_more_points_do_not_change_what_weights_mean(spec):
    few, many = load(shaped(spec, 4)), load(shaped(LineData(n=50) if spec.kind == "line" else spec, 4))
    assert (few.mean == many.mean).all()
    assert (few.scale == many.scale).all()


@pytest.mark.parametrize("degree", [2, 3])
@pytest.mark.parametrize("share", [0, 30])
def test_training_ends_at_numpys_polynomial(degree, share):
    data = load(shaped(LineData(n=40, noise=0.5, scaling="standardised"), degree, share))
    trained = Trainer(data, TrainingSettings(SGD(0.2, momentum=0.9))).run(3000).snapshots[-1]
    coefficients, lowest = polynomial(data, degree)
    assert np.allclose([trained.bias, *trained.weight], coefficients, rtol=2e-4, atol=2e-4)
    assert trained.loss == pytest.approx(lowest, rel=1e-6)


@pytest.mark.parametrize("degree", [2, 4, 7])
@pytest.mark.parametrize("share", [0, 40])
def test_what_the_page_calls_least_squares_is_numpys_polynomial(degree, share):
    spec = shaped(LineData(n=60, noise=0.5, scaling="standardised"), degree, share)
    coefficients, lowest = polynomial(load(spec), degree)
    best = describe(spec).least_squares
    assert np.allclose([best["bias"], *best["weight"]], coefficients, rtol=1e-3, atol=1e-3)
    assert best["loss"] == pytest.approx(lowest, rel=1e-5)


@pytest.mark.parametrize(("kind", "degree"), [("line", 9), ("co2", 5), ("forbes", 7), ("anscombe-2", 9), ("boyle", 9)])
def test_the_lowest_loss_of_a_curve_is_that_of_polynomials_however_far_from_0_x_lies(kind, degree):
    """The model's powers are too alike there for float32."""
    spec = shaped(DATA_SETS[kind](), degree)
    data, best = load(spec), describe(spec).least_squares
    _, lowest = polynomial(data, degree)
    assert best["loss"] == pytest.approx(lowest, rel=1e-6)
    made = np.vander(data.x, degree + 1, increasing=True) @ [best["bias"], *best["weight"]]
    assert np.mean((made - data.targets) ** 2) == pytest.approx(lowest, rel=1e-2)


@pytest.mark.parametrize(("kind", "degree"), [("co2", 9), ("anscombe-4", 2)])
def test_weights_that_float64_cannot_hold_or_that_are_many_are_not_told(kind, degree):
    best = describe(shaped(DATA_SETS[kind](), degree)).least_squares
    assert (best["weight"], best["bias"]) == (None, None)
    assert best["loss"] > 0


def test_a_parabola_of_anscombes_is_found():
    best = describe(shaped(AnscombeTwoData(), 2)).least_squares
    assert [best["bias"], *best["weight"]] == pytest.approx([-5.9957, 2.7808, -0.1267], abs=1e-4)  # as published


def test_above_the_limit_a_curve_diverges_and_below_it_does_not():
    spec = shaped(LineData(n=40), 3, 30)
    limit = describe(spec).learning_rate_limit
    assert not Trainer(load(spec), TrainingSettings(SGD(0.98 * limit))).run(400).diverged
    assert Trainer(load(spec), TrainingSettings(SGD(1.05 * limit))).run(4000).diverged


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("seed", [0, 7, 2**32 - 1])
def test_a_split_is_the_share_in_each_ten_and_stays_as_points_are_added(share, seed):
    places = places_for_testing(share, seed)
    assert (places[:5000].reshape(-1, 10).sum(axis=1) == share // 10).all()
    for n in (10, 11, 37, 2000):
        data = load(shaped(LineData(n=n), 1, share, seed))
        assert (data.test == places[:n]).all()


def test_another_seed_is_another_split():
    drawn = {tuple(places_for_testing(30, seed)[:20]) for seed in range(50)}
    assert len(drawn) > 45
    often = np.mean([places_for_testing(30, seed)[:10] for seed in range(2000)], axis=0)
    assert np.abs(often - 0.3).max() < 0.05


def test_of_fewer_than_ten_points_all_are_learned_from():
    spec = shaped(LineData(n=9), 1, 50)
    assert load(spec).test is None
    assert spec.count() == 9
    assert describe(spec).split == {"test": np.flatnonzero(places_for_testing(50, 7)[:2010]).tolist(), "from": 10}


@pytest.mark.parametrize("spec", [LineData(n=40), HousePricesData(n=40), own(np.arange(20.0), np.arange(20.0) ** 2)])
@pytest.mark.parametrize("share", SHARES)
def test_training_and_its_loss_know_nothing_of_the_test_points(spec, share):
    data = load(shaped(spec, 1, share))
    weight, bias = [0.3] * data.input_dim, 1.5
    seen = data.features if data.mean is None else (data.features - data.mean) / data.scale
    squares = (seen @ np.array(weight) + bias - data.targets) ** 2
    assert data.loss(weight, bias) == pytest.approx(squares[~data.test].mean(), rel=1e-6)
    assert data.test_loss(weight, bias) == pytest.approx(squares[data.test].mean(), rel=1e-6)
    trainer = Trainer(data, TrainingSettings(SGD(0.001)))
    assert len(trainer.features) == len(trainer.targets) == (~data.test).sum() == shaped(spec, 1, share).count()


def test_the_test_loss_is_that_of_the_weights_that_are_told():
    spec = shaped(LineData(n=50, noise=0.5), 5, 20, 3)
    data = load(spec)
    for told in Trainer(data, TrainingSettings(SGD(0.05))).run(20).snapshots:
        powers = np.column_stack([data.x**k for k in range(1, 6)])
        squares = (powers @ told.weight + told.bias - data.targets) ** 2
        assert told.test_loss == pytest.approx(squares[data.test].mean(), rel=1e-5)
        assert told.loss == pytest.approx(squares[~data.test].mean(), rel=1e-5)


def test_what_cannot_be_is_refused():
    for degree, share, points in (
        (10, 0, LineData()),
        (0, 0, LineData()),
        (2, 10, LineData()),
        (2, 0, HousePricesData()),
    ):
        with pytest.raises(ValueError, match=r"Degree|share|feature"):
            CurveData(points, degree, share)
    with pytest.raises(ValueError, match="feature"):
        shaped(own([[1.0, 2.0], [2.0, 1.0], [4.0, 4.0]], [1.0, 2.0, 3.0]), 2)


def test_the_page_gets_x_alone_and_makes_its_powers():
    points = describe(shaped(HubbleData(), 3, 30))
    plain = describe(HubbleData())
    assert (points.features, points.inputs, points.x) == (plain.features, plain.inputs, None)
    assert points.degree == 3
    assert len(points.inside["mean"]) == len(points.least_squares["weight"]) == 3
    assert [place for place in points.split["test"] if place < 24] == np.flatnonzero(
        places_for_testing(30, 7)[:24]
    ).tolist()
    assert plain.degree == 1
    assert plain.split is None


def test_a_true_line_stays_a_line():
    data = curved(load(LineData()), 4)
    assert data.true_weight.tolist() == [2.0, 0.0, 0.0, 0.0]
    assert describe(shaped(LineData(), 4)).true_weight == [2.0]
