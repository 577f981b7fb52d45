"""What counts for a challenge: start, optimizer, data without noise; and whether the data can meet it at all."""

from dataclasses import replace

import pytest

from model import theory
from model.data import DATA_SETS, LineData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer
from tests.app.rooms.school import LINE
from tests.app.rooms.test_runs import DATA, claim_of
from tests.runs import Run


def run_of(epochs, rate, data=DATA, start=None):
    """A run from what its seed draws, or from a weight and a bias."""
    training = TrainingSettings(SGD(rate))
    if start is None:
        return Run(data, training).epochs(epochs)
    parameters = {"linear.weight": [start[0]], "linear.bias": [start[1]]}
    drawn = Trainer(load(data), training).checkpoint()
    return Run(data, training, replace(drawn, parameters=parameters)).epochs(epochs)


def test_a_start_that_was_chosen_counts_for_a_line_alone(teacher, join):
    one = join()
    lowest = theory.least_squares(load(DATA).features, load(DATA).targets)
    beside = run_of(3, 0.1, start=[lowest.weight[0], lowest.bias])
    teacher.drive("challenge", ready="within-25", data=LINE)
    assert one.send("challenge", beside.body(), claim_of(beside)) == {"refused": "chosen-start"}
    teacher.drive("challenge", ready="largest-rate", data=LINE)
    assert one.send("challenge", beside.body(), claim_of(beside)) == {"refused": "chosen-start"}
    line, start = [lowest.weight[0], lowest.bias], [-4.0, 8.0]
    teacher.drive("challenge", kind="line", line=line, start=start, tolerance=0.2, epochs=400, data=LINE)
    assert one.send("challenge", beside.body(), claim_of(beside)) == {"refused": "other-start"}
    there = run_of(300, 0.6, start=start)
    assert one.send("challenge", there.body(), claim_of(there))["result"]["epochs"] <= 300


def test_points_without_noise_are_met_as_on_the_page(teacher, join):
    """There the lowest loss is 0, and nothing but 0 would be within 1 % of it."""
    one, data = join(), LINE | {"noise": 0.0}
    exact = DATA_SETS["line"](n=20, noise=0.0, seed=7)
    teacher.drive("challenge", kind="within", percent=1, epochs=400, data=data)
    run = run_of(400, 0.6, exact)
    reached = one.send("challenge", run.body(), claim_of(run))["result"]["epochs"]
    assert run.history[reached].loss <= 1e-6 * load(exact).target_variance < run.history[reached - 1].loss
    one.tick(100, rate=0.6, data=data)
    one.tick(300, rate=0.6, data=data)
    assert teacher.watch()["picture"]["counts"]["arrived"] == 1


@pytest.mark.parametrize(
    ("asked", "data"),
    [
        ({"kind": "within", "percent": 1, "epochs": 200}, LineData(n=20, seed=7)),
        ({"kind": "within", "percent": 5, "epochs": 300}, LineData(n=60, seed=1, noise=1.0)),
        ({"kind": "line", "line": [2.0, 3.0], "start": [-4.0, 8.0], "tolerance": 0.2, "epochs": 500}, LineData()),
    ],
)
def test_the_teacher_is_told_in_how_few_epochs_the_data_can_do_it(teacher, asked, data):
    """As runs of the trainer say, at rates as close to each other as those that were tried."""
    raw = {"kind": "line", "n": data.n, "noise": data.noise, "seed": data.seed, "scaling": data.scaling}
    told = teacher.drive("challenge", **asked, data=raw)["changed"]["challenge"]["fewest"]
    points = load(data)
    limit = theory.largest_stable_learning_rate(points.training_features)
    best = theory.least_squares(points.training_features, points.training_targets)

    def needs(rate):
        run = run_of(asked["epochs"], rate, data, asked.get("start"))
        for it in run.history[1:]:
            if asked["kind"] == "within" and it.loss <= (1 + asked["percent"] / 100) * best.loss:
                return it.epoch
            near = [abs(it.weight[0] - 2.0), abs(it.bias - 3.0)]
            if asked["kind"] == "line" and max(near) <= asked["tolerance"]:
                return it.epoch
        return None

    found = [needs(share * limit) for share in (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)]
    assert told <= min(it for it in found if it) <= 1.2 * told + 2


def test_a_challenge_that_the_data_cannot_meet_is_said(teacher, join):
    one = join()
    hundred = {"kind": "line", "n": 50, "noise": 0.25, "seed": 0, "scaling": "hundred"}
    assert teacher.drive("challenge", ready="within-25", data=hundred)["changed"]["challenge"]["fewest"] is None
    assert "fewest" not in one.poll()["changed"]["challenge"]
    houses = {"kind": "house-prices", "n": 40, "noise": 10.0, "seed": 0, "scaling": "inside"}
    assert teacher.drive("challenge", ready="from-afar", data=houses) == {"refused": "several-features"}
    assert teacher.drive("challenge", ready="within-200", data=houses)["changed"]["challenge"]["fewest"] is not None
