"""What lessons say, their numbers worked out by training the model: one that tells any has a function of its name."""

from itertools import pairwise

import numpy as np
import pytest

from model.data.curve import shaped
from model.data.line import LineData
from model.defaults_and_limits import NOISE
from model.optimizers import SGD, TrainingSettings
from model.snapshot import Checkpoint
from model.theory import curvatures, gradient
from model.trainer import Trainer
from tests.model.lesson_runs import (
    HOUSES,
    HUBBLE,
    LINE,
    TEN_POINTS,
    TWENTY_POINTS,
    best,
    diverges_at,
    limit,
    near,
    run,
    slopes,
    true_loss,
)

BILLION_YEARS = 3.0857e19 / (365.25 * 24 * 3600 * 1e9)  # what 1 Mpc / (1 km/s) is


def guess_the_line():
    yield f"These {LINE.n} points"
    yield f"a loss of {run(LINE, 0.1, 0)[0][0].loss:.2f}"
    yield f"after {near(LINE, 0.1)} epochs no line"
    yield f"weight {LINE.weight:g} and bias {LINE.bias:g}"
    yield "weight {:.3f}, bias {:.3f}".format(*best(LINE).weight, best(LINE).bias)


def one_step():
    data = LINE.load()
    at = np.zeros(1), 0.0
    [slope], level = gradient(data.features, data.targets, *at)
    start = Checkpoint(0, 0, 0, data.loss([0.0], 0.0), {"linear.weight": [0.0], "linear.bias": [0.0]})
    epochs = Trainer(data, TrainingSettings(SGD(learning_rate=0.1)), start).run(10).snapshots
    assert data.targets.min() > 0
    assert len(epochs) == 10
    yield f"The points lie around {data.targets.mean():.0f}"
    yield f"here −{-slope:.2f} for the weight and −{-level:.2f} for the bias"
    yield f"fell from {start.start_loss:.2f}"
    yield f"0 − 0.1 × (−{-slope:.2f}) = {epochs[0].weight[0]:.3f}"
    yield f"moved the bias by {epochs[0].bias:.3f}"
    yield f"less far, by {epochs[9].bias - epochs[8].bias:.3f}"


def race():
    yield f"answer: {near(LINE, 0.01)} epochs"
    yield f"about a tenth: {near(LINE, 0.1)} epochs at 0.1"
    for rate in (0.1, 0.3, 0.5, 0.75, 0.78):
        yield f"- rate {rate:g}: {near(LINE, rate)}\n"
    yield f"- rate 0.69: **{near(LINE, 0.69)}**\n"
    curve = [near(LINE, rate / 100) for rate in range(55, 77)]
    assert near(LINE, 0.69) == min(curve)
    assert sum(epochs <= 30 for epochs in curve) > 10  # the race can be won
    yield f"above {limit(LINE):.3f}: never"
    assert diverges_at(LINE, 0.79)


def too_fast():
    steps, _ = run(LINE, 1.0, 20)
    assert diverges_at(LINE, 1.0) < 20
    yield f"{steps[9].loss / steps[8].loss:.2f} times at each epoch"
    yield f"rates below **{limit(LINE):.3f}**"
    yield f"task: rate-below {limit(LINE):.3f}".replace("0.", ".")
    slow, _ = run(LINE, 0.8, 300)
    yield f"At 0.8 the loss grows by only {100 * (slow[99].loss / slow[98].loss - 1):.0f} % an epoch"
    yield f"after {diverges_at(LINE, 0.8)} epochs"
    assert limit(LineData(noise=1.0)) == limit(LINE)


def one_map():
    low, high = curvatures(LINE.load().features)
    yield f"{high / low:.0f} times as strongly curved"
    yield "weight {:.3f}, bias {:.3f}".format(*best(LINE).weight, best(LINE).bias)


def own_noise():
    assert 0.6 < np.mean(np.abs(slopes(20) - 2) < 0.2) < 0.75
    assert 0.6 < np.mean(np.abs(slopes(250) - 2) < 0.05) < 0.72
    assert np.mean(np.abs(slopes(20) - 2) < 1) > 0.99
    assert limit(TWENTY_POINTS) > 0.5
    yield f"each has only {TWENTY_POINTS.n} points"
    yield "most from 1.8 to 2.2"
    yield "about two thirds from 1.95 to 2.05"
    yield f"From {TWENTY_POINTS.n} points to {LINE.n} are twelve times as many"
    assert LINE.n // TWENTY_POINTS.n == 12
    yield "not even four times as narrow"
    assert 3.4 < slopes(20).std() / slopes(250).std() < 4


def standardise():
    yield f"answer: {near(LINE, 0.5)} epochs"
    ten, hundred = LineData(scaling="ten"), LineData(scaling="hundred")
    assert diverges_at(ten, 0.5)
    yield f"the border is {limit(ten):.4f}, with x from 0 to 100 even {limit(hundred):.6f}"
    assert near(LineData(scaling="standardised"), 0.5) == 1
    assert run(LineData(scaling="standardised"), 0.5, 1)[0][1].loss == pytest.approx(best(LINE).loss, rel=1e-6)


def three_questions():
    weight = best(LINE).weight[0]
    epochs, _ = run(LINE, 0.01, 1000)
    assert near(LINE, 0.01) > 1000
    yield f"it is {epochs[300].weight[0]:.3f} at epoch 300, and still on its way to {weight:.3f}"
    yield f"it ends at weight {weight:.3f} and bias {best(LINE).bias:.3f}"
    yield f"a loss of {true_loss(LINE):.4f}, the other one {best(LINE).loss:.4f}"
    assert diverges_at(LineData(scaling="hundred"), 0.01)
    yield f"rates below {limit(LineData(scaling='hundred')):.6f}"


def what_is_a_step():
    yield f"all {LINE.n} points"
    yield f"{LINE.n} ÷ 50 = {LINE.n // 50} steps"
    yield f"its loss would be {run(LINE, 0.01, 1)[0][1].loss:.2f}"
    yield f"With five steps it came to {run(LINE, 0.01, 1, batch=50)[0][1].loss:.2f}"
    yield f"{LINE.n} steps an epoch"
    one_by_one, _ = run(LINE, 0.01, 20, batch=1)
    yield f"answer: about {one_by_one[1].loss:.1f}"
    late = np.array([epoch.bias for epoch in one_by_one[10:]])
    assert np.abs(np.diff(late)).max() > 0.02  # it trembles in the digits that are shown
    yield f"with all {LINE.n} points"


def why_not_the_true_line():
    ten = best(TEN_POINTS)
    yield f"a loss on them is {true_loss(TEN_POINTS):.4f}".replace("a loss", "Its loss")
    yield f"the lowest possible is {ten.loss:.4f}"
    yield "weight {:.3f} and bias {:.3f}, is called".format(*ten.weight, ten.bias)
    assert TEN_POINTS.bias - ten.bias > 2 * abs(ten.weight[0] + ten.bias - TEN_POINTS.weight - TEN_POINTS.bias)
    quiet, _ = run(LineData(n=10, noise=0.0), 0.5, 200)
    assert (round(quiet[200].weight[0], 3), round(quiet[200].bias, 3)) == (2.0, 3.0)
    yield f"the noise back to {NOISE.default:g}, and the points to {LINE.n}"
    yield "weight {:.3f} and bias {:.3f}: the pushes".format(*best(LINE).weight, best(LINE).bias)


def four_weights():
    data, found = HOUSES.load(), best(HOUSES)
    matter = np.abs(np.array(found.weight) * data.features.std(axis=0))
    assert matter.argmax() == 0
    yield f"Here {HOUSES.n} houses"
    yield f"moves the price by {found.weight[0] * data.features[:, 0].std():.0f} thousand euros"
    area, bedrooms, floors, age = found.weight
    yield f"about {-age:.1f} thousand euros off"
    epochs, _ = run(HOUSES, 0.1, 400)
    settled = [settles(found.weight[i], [epoch.weight[i] for epoch in epochs]) for i in (3, 0, 2, 1)]
    yield "after {} epochs, area after {}, floors after {}, bedrooms after {}".format(*settled)
    yield f"a bedroom seems to be worth {epochs[10].weight[1]:.0f} thousand euros. In the end it is {bedrooms:.1f}"
    a, b, c, d = data.true_weight
    yield f"with {a} a square metre, {b:g} a bedroom, {c:g} a floor and −{-d} a year"
    yield f"The best fit has {area:.2f}, {bedrooms:.1f}, {floors:.1f} and −{-age:.2f}"
    error = np.array(found.weight_error)
    assert (error / np.abs(found.weight)).argmax() == error.argmax() == 2
    yield f"floors: {floors:.1f} ± {error[2]:.1f}"


def settles(final, values):
    """The epoch from which on a weight stays within 5 % of its final value."""
    return max(i for i, value in enumerate(values) if abs(value - final) > 0.05 * abs(final)) + 1


def hubble():
    data, found = HUBBLE.load(), best(HUBBLE)
    [slope], [error] = found.weight, found.weight_error
    assert len(data.targets) == 24
    assert data.targets.min() < 0
    assert near(HUBBLE, 0.4) < 20
    yield f"answer: {slope:.0f} km/s per Mpc at the end"
    yield f"The table says {slope:.0f} ± {error:.0f}"
    yield f"{round(slope - error, -1):.0f} or {round(slope + error, -1):.0f}"
    yield f"The time is {BILLION_YEARS:.0f} ÷ slope"
    yield f"{BILLION_YEARS:.0f} ÷ {slope:.0f} = {BILLION_YEARS / slope:.2f} billion years"


def overfitting():
    def told(degree, decay):
        spec = shaped(LineData(n=20, noise=1.0, seed=9), degree, 30, 9)
        trainer = Trainer(spec.load(), TrainingSettings(SGD(learning_rate=0.05, weight_decay=decay)))
        return [trainer.snapshot(), *trainer.run(3000).snapshots]

    curve, held, line = told(9, 0.0), told(9, 0.05), told(1, 0.0)
    tests = [epoch.test_loss for epoch in curve]
    lowest = int(np.argmin(tests))
    assert shaped(LineData(n=20), 9, 30, 9).count() == 14
    assert all(after.loss < before.loss for before, after in pairwise(curve[::100]))  # training falls all the while
    assert all(after > before for before, after in pairwise(tests[100::100]))  # and the test loss rises
    yield "Of 20 points it sees 14"
    yield f"lowest at epoch {lowest}, at {tests[lowest]:.3f}. At epoch 3000 it is {tests[3000]:.3f}"
    yield f"only fallen further, to {curve[3000].loss:.3f}"
    yield "It is set to 0.05 now"
    yield f"lower: {held[3000].test_loss:.3f}, and it has stopped rising; the loss on the dots is {held[3000].loss:.3f}"
    assert abs(held[3000].test_loss - held[2000].test_loss) < 0.001
    assert curve[3000].loss < held[3000].loss < line[3000].loss
    yield f"answer: {line[3000].test_loss:.3f}: two numbers"
