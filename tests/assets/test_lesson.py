"""What the page computes about learning, held against finite differences, numpy, torch and runs beside each border."""

import json
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.run.protocol import describe
from model import theory
from model.data import HousePricesData, HubbleData, LineData, load
from model.optimizers import SGD
from model.snapshot import Checkpoint
from model.trainer import Trainer, TrainingSettings

SPECS = [LineData(), LineData(n=20, seed=3), LineData(scaling="ten"), LineData(scaling="standardised"), HubbleData()]


def points(spec):
    data = load(spec)
    return data, json.loads(json.dumps(vars_of(describe(spec))))


def vars_of(described):
    return {name: getattr(described, name) for name in described.__slots__}


def far_from(best):
    return best.weight[0] - 1.3, best.bias - 2.1


def start_at(data, weight, bias):
    parameters = {"linear.weight": [float(np.float32(weight))], "linear.bias": [float(np.float32(bias))]}
    return Checkpoint(0, 0, 0, data.loss(parameters["linear.weight"], parameters["linear.bias"][0]), parameters)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_the_arrow_is_minus_rate_times_the_finite_difference_of_the_loss(script, spec):
    data, shown = points(spec)
    weight, bias = far_from(theory.least_squares(data.features, data.targets))
    rate, h = 0.1, 1e-5
    slope = (data.loss([weight + h], bias) - data.loss([weight - h], bias)) / (2 * h)
    rise = (data.loss([weight], bias + h) - data.loss([weight], bias - h)) / (2 * h)
    arrow = script(
        "(points, seen, optimizer) => chalkline.nextStep({ points, seen, optimizer })",
        shown,
        {"weight": [weight], "bias": bias},
        {"name": "sgd", "learning_rate": rate},
    )
    assert arrow["weight"] - weight == pytest.approx(-rate * slope, rel=1e-5)
    assert arrow["bias"] - bias == pytest.approx(-rate * rise, rel=1e-5)


@pytest.mark.parametrize("decay", [0.0, 0.3])
def test_the_arrow_ends_where_torch_goes_next(script, decay):
    data, shown = points(LineData())
    trainer = Trainer(data, TrainingSettings(SGD(0.4, weight_decay=decay)))
    before, after = trainer.snapshot(), trainer.run(1).snapshots[0]
    arrow = script(
        "(points, seen, optimizer) => chalkline.nextStep({ points, seen, optimizer })",
        shown,
        {"weight": before.weight, "bias": before.bias},
        {"name": "sgd", "learning_rate": 0.4, "weight_decay": decay},
    )
    assert (arrow["weight"], arrow["bias"]) == pytest.approx((after.weight[0], after.bias), rel=1e-6)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_the_map_shows_the_loss_itself(script, spec):
    data, shown = points(spec)
    best = theory.least_squares(data.features, data.targets)
    places = [(best.weight[0] + dw, best.bias + db) for dw in (-2.0, 0.0, 0.7) for db in (-3.0, 0.0, 1.1)]
    found = script("(points, places) => places.map(([w, b]) => chalkline.lesson.lossAt(points, w, b))", shown, places)
    assert found == pytest.approx([data.loss([weight], bias) for weight, bias in places], rel=1e-6)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_residuals_loss_and_r_squared_are_numpys(script, spec):
    data, shown = points(spec)
    weight, bias = far_from(theory.least_squares(data.features, data.targets))
    found = script(
        """(points, at) => ({ residuals: chalkline.lesson.residuals(points, at),
                             loss: chalkline.lesson.loss(points, at),
                             share: chalkline.lesson.rSquared(points, chalkline.lesson.loss(points, at)) })""",
        shown,
        {"weight": [weight], "bias": bias},
    )
    residuals = data.targets - (data.features[:, 0] * weight + bias)
    assert found["residuals"] == pytest.approx(residuals.tolist(), rel=1e-6, abs=1e-6)
    assert found["loss"] == pytest.approx(np.mean(residuals**2))
    assert found["share"] == pytest.approx(1 - np.mean(residuals**2) / np.var(data.targets))


SGD_KINDS = [
    {},
    {"momentum": 0.5},
    {"momentum": 0.9},
    {"momentum": 0.5, "nesterov": True},
    {"momentum": 0.9, "nesterov": True},
    {"weight_decay": 0.7},
    {"momentum": 0.9, "weight_decay": 0.7},
    {"momentum": 0.9, "nesterov": True, "weight_decay": 0.7},
]


@pytest.mark.parametrize("spec", [LineData(), HubbleData(scaling="centred")], ids=str)
@pytest.mark.parametrize("kind", SGD_KINDS, ids=str)
def test_a_run_converges_below_the_limit_and_diverges_above_it(script, spec, kind):
    data, shown = points(spec)
    borders = script(
        "(points, optimizer) => chalkline.lesson.borders(points.learning_rate_limit, optimizer)",
        shown,
        {"name": "sgd", "learning_rate": 1, **kind},
    )
    below, above = (
        Trainer(data, TrainingSettings(SGD(factor * borders["limit"], **kind))).run(4000) for factor in (0.97, 1.03)
    )
    assert not below.diverged
    assert below.snapshots[-1].loss < below.snapshots[0].loss
    assert above.diverged


def test_up_to_the_first_border_a_run_is_smooth_and_beyond_it_zig_zags(script):
    data, shown = points(LineData())
    borders = script(
        "(points) => chalkline.lesson.borders(points.learning_rate_limit, { name: 'sgd' })",
        shown,
    )
    best = theory.least_squares(data.features, data.targets)
    _, directions = np.linalg.eigh(theory.hessian(data.features))

    def signs(factor):
        trainer = Trainer(data, TrainingSettings(SGD(factor * borders["zigzag"])))
        path = [(s.weight[0] - best.weight[0], s.bias - best.bias) for s in trainer.run(5).snapshots]
        return [np.sign(directions[:, -1] @ np.array(place)) for place in path]

    assert len(set(signs(0.9))) == 1
    assert all(one != other for one, other in zip(signs(1.3), signs(1.3)[1:], strict=False))


def test_some_optimizers_have_no_fixed_limit_and_momentum_has_one_border(script):
    borders = script(
        """() => ["adam", "rmsprop", "adagrad"].map((name) => chalkline.lesson.borders(0.78, { name }))""",
    )
    assert borders == [{"limit": None, "zigzag": None}] * 3
    assert script("() => chalkline.lesson.borders(0.78, { name: 'sgd', momentum: 0.9 }).zigzag") is None
    assert script("() => chalkline.words.limit(null, false)") == "no fixed limit"
    assert script("() => chalkline.words.limit(0.7842, false)") == "diverges above 0.784"


def test_every_run_that_converges_stays_on_the_map(script):
    data, shown = points(LineData())
    limit = theory.largest_stable_learning_rate(data.features)
    for seed in range(12):
        trainer = Trainer(data, TrainingSettings(SGD(0.97 * limit), seed=seed))
        start, path = trainer.snapshot(), trainer.run(60).snapshots
        frame = script(
            """(points, at) =>
                chalkline.frameFor({ points, record: { at: () => at } }, { width: 400, height: 280 }, null)""",
            shown,
            {"weight": start.weight, "bias": start.bias},
        )
        for snapshot in [start, *path]:
            assert frame["weight"][0] <= snapshot.weight[0] <= frame["weight"][1]
            assert frame["bias"][0] <= snapshot.bias <= frame["bias"][1]


def test_the_map_of_standardised_points_is_round_and_stays_where_it_is(script):
    _, shown = points(LineData(scaling="standardised"))
    frames = script(
        """(points) => {
            const size = { width: 400, height: 280 };
            const at = (weight, bias) => ({ at: () => ({ weight: [weight], bias }) });
            const first = chalkline.frameFor({ points, record: at(-1, 0) }, size, null);
            return [first, chalkline.frameFor({ points, record: at(0, 1) }, size, first)];
        }""",
        shown,
    )
    width, height = (frames[0][axis][1] - frames[0][axis][0] for axis in ("weight", "bias"))
    assert width / 400 == pytest.approx(height / 280)
    assert frames[0] == frames[1]


numbers = st.floats(-2000, 2000, allow_nan=False)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=numbers, direction=numbers, rate=st.sampled_from([1e-4, 0.01, 0.1, 0.3, 0.65, 1.0, 2.5, 10.0]))
def test_the_step_in_numbers_is_true_to_the_digits_shown(script, before, direction, rate):
    before = float(np.float32(before))
    after = float(np.float32(before - rate * direction))
    shown = script("(b, r, d, a) => chalkline.step.trueLine(b, r, d, a)", before, rate, direction, after)
    if shown["exact"]:
        end = Decimal(shown["before"]) - Decimal(repr(rate)) * Decimal(shown["direction"])
        assert end.quantize(Decimal(shown["after"])) == Decimal(shown["after"])
    assert float(shown["before"]) == pytest.approx(before, abs=0.06)
    assert float(shown["after"]) == pytest.approx(after, abs=0.06)


def test_a_real_run_is_told_in_lines_that_are_true(script):
    data, shown = points(LineData())
    for rate in (0.01, 0.1, 0.6):
        trainer = Trainer(data, TrainingSettings(SGD(rate)))
        before = trainer.snapshot()
        for _ in range(15):
            by_weight, by_bias = theory.gradient(data.features, data.targets, np.array(before.weight), before.bias)
            after = trainer.run(1).snapshots[0]
            pairs = [(before.weight[0], float(by_weight[0]), after.weight[0]), (before.bias, by_bias, after.bias)]
            for old, gradient, new in pairs:
                line = script("(b, r, d, a) => chalkline.step.trueLine(b, r, d, a)", old, rate, gradient, new)
                assert line["exact"]
            before = after
    assert shown["learning_rate_limit"] == pytest.approx(theory.largest_stable_learning_rate(data.features))


@pytest.mark.parametrize("seed", range(3))
def test_a_line_of_a_step_is_no_longer_than_its_columns(script, seed):
    """By how many characters each number needs: 8, 8 and 11 digits wide are the columns of `.step-table`."""
    data, rate = load(LineData()), 0.01
    path = [
        (point.weight[0], point.bias)
        for point in Trainer(data, TrainingSettings(SGD(rate), seed=seed)).run(3000).snapshots
    ]
    gradients = [theory.gradient(data.features, data.targets, np.array([weight]), bias) for weight, bias in path]
    steps = [
        (old, rate, float(np.squeeze(slope)), new)
        for ends, slopes in zip(pairwise(path), gradients, strict=False)
        for old, new, slope in zip(*ends, slopes, strict=True)
    ]
    lines = script("(steps) => steps.map((step) => chalkline.step.trueLine(...step))", steps)
    assert all(line["exact"] for line in lines)
    widths = [[len(line[part].replace(".", "")) for part in ("after", "before", "direction")] for line in lines]
    assert (np.max(widths, axis=0) <= [7, 8, 9]).all()


NEAR = """(points, path) => chalkline.compare.nearFrom({
    length: path.length, epoch: (row) => row, weight: (row) => path[row].slice(0, -1), bias: (row) => path[row].at(-1),
}, points)"""


@pytest.mark.parametrize(("rate", "median"), [(0.1, 127), (0.3, 43), (0.5, 25), (0.65, 20), (0.75, 48)])
def test_the_class_finds_its_u_curve(script, rate, median):
    """The table of median epochs to stay within 1 % of the lowest loss."""
    epochs = []
    for seed in range(25):
        data, shown = points(LineData(seed=seed))
        trainer = Trainer(data, TrainingSettings(SGD(rate), seed=seed))
        run = [trainer.snapshot(), *trainer.run(3 * median + 60).snapshots]
        epochs.append(script(NEAR, shown, [[*snapshot.weight, snapshot.bias] for snapshot in run]))
    reached = [np.inf if epoch is None else epoch for epoch in epochs]
    assert np.median(reached) == pytest.approx(median, rel=0.2)


@pytest.mark.parametrize("spec", [LineData(n=30, noise=1.0), HousePricesData(n=40), HubbleData()], ids=str)
def test_within_one_percent_is_told_of_the_points_of_now_and_means_for_good(script, spec):
    """Whatever points an epoch was trained on: the oracle is the loss itself, on the points given."""
    data, shown = points(spec)
    best = theory.least_squares(data.features, data.targets)
    place = [*best.weight, best.bias]
    path = [[value * factor for value in place] for factor in (0, 1, 0.2, 1.001, 1)]

    def is_near(*parameters):
        *weight, bias = parameters
        return np.mean((data.features @ weight + bias - data.targets) ** 2) <= 1.01 * best.loss

    assert [bool(is_near(*parameters)) for parameters in path] == [False, True, False, True, True]
    assert script(NEAR, shown, path) == 3
    assert script(NEAR, shown, path[:3]) is None


@pytest.mark.parametrize("spec", [*SPECS, HousePricesData(n=40)], ids=str)
def test_the_loss_on_other_points_is_their_mean_squared_error(script, spec):
    data, shown = points(spec)
    best = theory.least_squares(data.features, data.targets)
    weight, bias = [value + 1.5 for value in best.weight], best.bias - 2
    found = script("(points, at) => chalkline.lesson.lossOn(points, at)", shown, {"weight": weight, "bias": bias})
    assert found == pytest.approx(np.mean((data.features @ weight + bias - data.targets) ** 2), rel=1e-6)


def test_the_trail_of_a_run_that_trembles_for_ever_stays_short(script):
    sizes = script(
        """() => {
            const trail = new chalkline.Trail();
            const history = { length: 0, cuts: 0 };
            const place = (row) => [200 + 9 * Math.sin(row * 12.9898), 140 + 9 * Math.sin(row * 78.233)];
            return [1000, 20000].map((length) => {
                history.length = length;
                trail.follow(history, place, "one");
                return trail.line.length;
            });
        }"""
    )
    assert sizes[1] < 1.5 * sizes[0]


def test_the_trail_leaves_out_what_lies_on_itself_and_finds_what_is_under_the_pointer(script):
    found = script(
        """() => {
            const trail = new chalkline.Trail();
            const places = [[0, 0], [100, 0], [100.5, 0.2], [100, 50]];
            const history = { length: 4, cuts: 0 };
            trail.follow(history, (row) => places[row], "one");
            const first = { line: trail.line, near: trail.nearest(98, 47), none: trail.nearest(50, 40) };
            Object.assign(history, { length: 2, cuts: 1 });
            trail.follow(history, (row) => places[row], "one");
            return { ...first, again: trail.corners.length };
        }"""
    )
    assert found == {"line": "M0.0,0.0L100.0,0.0M100.5,0.2L100.0,50.0", "near": 3, "none": None, "again": 2}
