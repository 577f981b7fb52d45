"""The script of a run against the run itself: the same numbers after every epoch, to the last bit."""

import subprocess
import sys
from dataclasses import replace

import pytest

from model.data import DATA_SETS, CherryTreesData, HousePricesData, HubbleData, LineData, load
from model.defaults_and_limits import SCALINGS
from model.optimizers import SGD, Adagrad, Adam, TrainingSettings
from tests.app.export.scripted import DATA, NAMES, OPTIMIZERS, UNSCALED, check
from tests.runs import Run


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=NAMES)
@pytest.mark.parametrize("weight_decay", [0.0, 0.05])
@pytest.mark.parametrize("data", DATA, ids=lambda data: data.kind)
@pytest.mark.parametrize("batch_size", [None, 16, 2000])
def test_the_script_gives_the_weights_of_the_run(optimizer, weight_decay, data, batch_size):
    training = TrainingSettings(replace(optimizer, weight_decay=weight_decay), batch_size, seed=5)
    check(Run(data, training).epochs(12))


@pytest.mark.parametrize("kind", [LineData, HubbleData])
@pytest.mark.parametrize("scaling", SCALINGS)
@pytest.mark.parametrize("batch_size", [None, 7])
def test_every_scaling_is_that_of_the_run_and_leads_back_to_original_units(kind, scaling, batch_size, capsys):
    data = kind(scaling=scaling)
    run = Run(data, TrainingSettings(SGD(0.0001), batch_size)).epochs(8)
    check(run)
    last = run.history[-1]
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"epoch 8: weight {last.weight[0]}, bias {last.bias}, loss {last.loss}"
    known = load(data).scaling
    if known is None:
        assert len(lines) == 1
    else:
        weight, bias = known.to_original_units(last.weight[0], last.bias)
        assert lines[1] == f"in original units: weight {weight}, bias {bias}"


@pytest.mark.parametrize("n", [2, 3, 249, 2000])
@pytest.mark.parametrize("data", [LineData(weight=-0.3, bias=-7.1, noise=0.0, seed=2**32 - 1), HousePricesData(seed=0)])
def test_any_number_of_points_and_any_line(data, n):
    check(Run(replace(data, n=n), TrainingSettings(SGD(0.01), 1 if n < 5 else 100)).epochs(3))


@pytest.mark.parametrize("scaling", SCALINGS)
def test_two_points_at_one_x_and_more_of_them_on_the_way(scaling):
    run = Run(LineData(n=2, seed=10121757, scaling=scaling), TrainingSettings(SGD(0.0001))).epochs(3)
    check(run)
    check(run.change({"n": 5}).epochs(2).change({"n": 2}).epochs(1))


def test_house_prices_come_out_in_original_units(capsys):
    run = Run(HousePricesData(), TrainingSettings(Adam(0.5))).epochs(5)
    check(run)
    last = run.history[-1]
    printed = capsys.readouterr().out.splitlines()
    names = ("area", "bedrooms", "floors", "age")
    assert printed[0] == f"epoch 5: bias {last.bias}, loss {last.loss}"
    assert printed[1:] == [f"weight of {name}: {w}" for name, w in zip(names, last.weight, strict=True)]


def test_features_as_they_are_give_the_run_too_and_the_file_says_so(capsys):
    run = Run(UNSCALED, TrainingSettings(SGD(1e-5), 16)).epochs(5)
    check(run.change({"n": 30, "noise": 5.0}).epochs(2))
    assert capsys.readouterr().out.splitlines()[1] == f"weight of area: {run.history[-1].weight[0]}"
    assert "standardised" not in run.script()
    assert "standardised features: mean 0" in Run(HousePricesData(), TrainingSettings(SGD(0.1))).epochs(1).script()
    check(Run(CherryTreesData("none"), TrainingSettings(Adam(0.1))).epochs(3))


def test_the_file_alone_gives_the_numbers_in_a_process_of_its_own(tmp_path):
    run = Run(LineData(), TrainingSettings(SGD(0.1), 32)).epochs(20).change(learning_rate=0.05).epochs(10)
    file = tmp_path / "run.py"
    file.write_text(run.script(), encoding="utf-8")
    command = [sys.executable, "-I", "-W", "error", str(file)]
    printed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    last = run.history[-1]
    assert printed == f"epoch 30: weight {last.weight[0]}, bias {last.bias}, loss {last.loss}\n"


def test_a_run_that_has_not_begun():
    for data in DATA:
        assert len(check(Run(data, TrainingSettings(Adagrad(0.1), 10)))["history"]) == 1


def test_a_run_that_diverged():
    check(Run(LineData(), TrainingSettings(SGD(2.0))).epochs(30))


@pytest.mark.parametrize("kind", DATA_SETS)
def test_the_script_of_every_data_set_gives_the_run(kind):
    spec = DATA_SETS[kind]()
    check(Run(spec, TrainingSettings(SGD(type(spec).rate_setting().default))).epochs(3))
