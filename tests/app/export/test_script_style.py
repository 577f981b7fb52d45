"""How a script reads: like a textbook, in the house style, with a table where a slider was dragged."""

import ast
import subprocess
import sys

import pytest

from model.data import DATA_SETS, HubbleData, LineData
from model.optimizers import SGD, Adam, TrainingSettings
from model.snapshot import Checkpoint
from model.trainer import initial_parameters, textbook_lines
from tests.app.export.scripted import DATA, START, UNSCALED, check
from tests.runs import Run


def test_the_common_run_reads_like_a_textbook():
    code = Run(LineData(), TrainingSettings(SGD(0.1))).epochs(100).script()
    lines = [line for line in code.splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) <= 45
    assert "optimizer = torch.optim.SGD(model.parameters(), lr=0.1)" in lines
    assert textbook_lines() in "\n".join(line.removeprefix("    ") for line in code.splitlines())
    for absent in ("batches", "permutation", "make_points", "param_groups", "def train"):
        assert absent not in "\n".join(lines)


def test_a_script_needs_numpy_and_torch_alone():
    for run in (
        Run(data, TrainingSettings(Adam(0.1), 16)).epochs(1).change(weight_decay=0.1).epochs(1) for data in DATA
    ):
        tree = ast.parse(run.script())
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        sources = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert imported | sources == {"numpy", "torch"}


def test_the_start_is_said_to_be_drawn_only_where_it_was():
    training = TrainingSettings(SGD(0.1), seed=5)
    weight, bias = initial_parameters(5, 1)
    drawn = Checkpoint(0, 0, 0, 1.0, {"linear.weight": weight, "linear.bias": [bias]})
    assert "as seed 5 draws it" in Run(LineData(), training, drawn).script()
    by_hand = Run(LineData(), training, START).epochs(3)
    assert "chosen by hand" in by_hand.script()
    assert "draws it" not in by_hand.script()
    assert check(by_hand)["history"][0][1:3] == ([0.25], -1.5)


@pytest.mark.parametrize("batch_size", [None, 16])
def test_a_slider_that_was_dragged_becomes_a_table(batch_size):
    run = Run(LineData(n=40), TrainingSettings(SGD(0.05), batch_size)).epochs(2)
    for i in range(150):
        run.change({"noise": i / 100}).epochs(1)
    for i in range(5):
        run.change(learning_rate=0.04 - i / 1000).epochs(2)
    for i in range(5):
        run.change({"n": 41 + i}).epochs(1)
    check(run)
    code = run.script()
    assert "the noise is changed 150 times" in code
    assert "the learning rate is changed 5 times" in code
    assert "the number of points is changed 5 times" in code
    assert code.count("make_points(") < 6


@pytest.mark.parametrize("data", [*DATA, UNSCALED, LineData(bias=-3.0, scaling="unit")])
def test_the_script_is_written_in_the_house_style(data):
    settings = [TrainingSettings(Adam(0.1)), TrainingSettings(SGD(0.1), 8)]
    runs = [Run(data, training).epochs(2) for training in settings]
    runs += [Run(data, training).epochs(2).change(weight_decay=0.1).epochs(1) for training in settings]
    if not isinstance(data, HubbleData):
        runs.append(Run(data, settings[1]).epochs(2))
        for i in range(6):
            runs[-1].change({"n": 30 + i}).epochs(1)
        runs[-1].change(training={"batch_size": None}).epochs(2).change(training={"seed": 8, "batch_size": 9}).batches(
            2
        )
    for run in runs:
        for command in (["format", "--check", "--line-length", "120"], ["check", "--line-length", "120"]):
            ruff = [sys.executable, "-m", "ruff", *command, "--isolated", "--stdin-filename", "run.py", "-"]
            done = subprocess.run(ruff, input=run.script(), capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{done.stdout}\n{run.script()}"


@pytest.mark.parametrize("kind", ["galton", "old-faithful", "gapminder", "penguin-masses", "cherry-trees", "boyle"])
def test_the_script_of_each_kind_of_table_is_written_in_the_house_style(kind):
    text = Run(DATA_SETS[kind](), TrainingSettings(SGD(1e-6))).epochs(1).script()
    assert len(text.splitlines()) < 450
    assert max(map(len, text.splitlines())) <= 120
    for command in (["format", "--check", "--line-length", "120"], ["check", "--line-length", "120"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--isolated", "--stdin-filename", "run.py", "-"]
        done = subprocess.run(ruff, input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{done.stdout}\n{text}"
