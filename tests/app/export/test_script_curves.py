"""The script and the notebook of a run of a curve, or with test points: the run's numbers, to the last bit."""

from dataclasses import replace

import pytest

from app.export.notebook import notebook
from model.data import HousePricesData, HubbleData, LineData, load
from model.data.curve import base_of, shaped
from model.optimizers import SGD, Adam, AdamW, TrainingSettings
from model.record import replay
from tests.runs import Run, executed, own

POINTS = [1.0, 2.0, 4.0, 4.5, 6.0, 7.0, 8.5, 9.0, 9.5, 11.0, 12.0]
HEIGHTS = [2.0, 1.5, 3.0, 3.5, 3.0, 5.0, 4.0, 2.0, 1.0, 0.5, -1.0]
FRAME = {"x_range": (0.0, 12.0), "y_range": (-2.0, 6.0)}
SPECS = [
    shaped(LineData(n=30), 3),
    shaped(LineData(n=30, scaling="ten"), 9, 30, 5),
    shaped(LineData(n=30, scaling="standardised"), 4, 50),
    shaped(LineData(n=30), 1, 20),
    shaped(HubbleData(), 2, 40),
    shaped(HousePricesData(n=40), 1, 30),
    shaped(own(POINTS, HEIGHTS), 2, 30),
    shaped(own(POINTS, HEIGHTS, **FRAME), 1, 30),
    shaped(own(POINTS, HEIGHTS, scaling="centred"), 3),
]


def check(run):
    assert replay(run.record()) == run.history
    namespace = executed(run.script())
    is_split = any(shot.test_loss is not None for shot in run.history)
    told = [(s.epoch, s.weight, s.bias, s.loss, *([s.test_loss] if is_split else [])) for s in run.history]
    assert namespace["history"] == told
    assert namespace["model"].linear.weight.tolist()[0] == run.checkpoint.parameters["linear.weight"]
    return namespace


def changed(run, **points):
    """The run with its points changed and their shape kept."""
    data = replace(base_of(run.data), **points)
    return run.change({"points": data} if base_of(run.data) is not run.data else points)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: f"{spec.kind}-{spec.degree}-{spec.test_share}")
@pytest.mark.parametrize("training", [TrainingSettings(SGD(0.02)), TrainingSettings(AdamW(0.05, weight_decay=0.1), 7)])
def test_the_script_gives_the_run(spec, training, capsys):
    run = Run(spec, training).epochs(6)
    check(run)
    test_loss = run.history[-1].test_loss
    assert ("test loss" in capsys.readouterr().out) == (test_loss is not None)


@pytest.mark.parametrize("scaling", ["none", "centred", "standardised", "hundred"])
@pytest.mark.parametrize(("degree", "share"), [(3, 0), (1, 30), (4, 40)])
def test_points_that_come_and_go_on_the_way(scaling, degree, share):
    run = Run(shaped(LineData(n=30, scaling=scaling), degree, share), TrainingSettings(SGD(0.0001), 8)).epochs(2)
    for n in (45, 9, 2000, 12):
        run = changed(run, n=n).epochs(1).batches(1)
    check(changed(run, noise=1.0).epochs(2))


@pytest.mark.parametrize(("degree", "share"), [(3, 0), (1, 30), (2, 30)])
@pytest.mark.parametrize("size", [None, 3])
def test_points_that_are_touched_on_the_way(degree, share, size):
    run = Run(
        shaped(own(POINTS, HEIGHTS, scaling="none", **FRAME), degree, share), TrainingSettings(SGD(0.01), size)
    ).epochs(3)
    moved = own([2.5, *POINTS[1:]], [5.0, *HEIGHTS[1:]], scaling="none", **FRAME)
    run = run.change({"points": moved}).epochs(2)
    more = own([2.5, *POINTS[1:], 3.0], [5.0, *HEIGHTS[1:], 4.0], scaling="none", **FRAME)
    check(run.change({"points": more}).epochs(2))


def test_a_line_that_is_touched_becomes_ones_own_and_keeps_degree_and_split():
    run = Run(shaped(LineData(n=12), 3, 30, 4), TrainingSettings(SGD(0.02))).epochs(1)
    points = load(LineData(n=12))
    table = own([0.5, *points.x[1:]], points.targets, scaling="none", x_range=(0.0, 1.0))
    run.data = shaped(table, 3, 30, 4)
    assert replay(run.epochs(2).record()) == run.history


def test_a_curve_of_many_powers_is_written_with_the_names_of_these(capsys):
    check(Run(shaped(HubbleData(), 3), TrainingSettings(Adam(0.1))).epochs(2))
    printed = capsys.readouterr().out
    assert "weight of distance: " in printed
    assert "weight of distance³: " in printed


def test_the_notebook_draws_both_losses():
    split = notebook(Run(shaped(LineData(n=20), 2, 30), TrainingSettings(SGD(0.1))).epochs(2).record())
    assert 'label=\\"test\\"' in split
    assert "label=" not in notebook(Run(shaped(LineData(n=20), 2), TrainingSettings(SGD(0.1))).epochs(2).record())
