"""The notebook of a run: valid, the same in every answer, and its cells are the script."""

import json
import sys
from types import ModuleType

import nbformat
import pytest

from app.export.notebook import notebook
from model.data import HousePricesData, HubbleData, LineData
from model.optimizers import SGD, Adam, TrainingSettings
from tests.runs import Run, executed

RUNS = [
    Run(LineData(), TrainingSettings(SGD(0.1))).epochs(5),
    Run(LineData(n=40), TrainingSettings(SGD(0.1), 16)).epochs(2).change({"noise": 1.0}).batches(2),
    Run(HousePricesData(), TrainingSettings(Adam(0.5))).epochs(3),
    Run(LineData(n=2, seed=10121757, scaling="standardised"), TrainingSettings(SGD(0.1))).epochs(3),
    Run(HubbleData("standardised"), TrainingSettings(SGD(0.1))).epochs(3).change(learning_rate=0.05).epochs(1),
]


def cells(run, kind="code"):
    read = nbformat.reads(notebook(run.record()), as_version=4)
    return [cell.source for cell in read.cells if cell.cell_type == kind]


@pytest.fixture
def no_matplotlib(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)


@pytest.fixture
def drawn(monkeypatch):
    """Everything that is asked of a matplotlib that only listens."""
    asked = []
    pyplot = ModuleType("matplotlib.pyplot")
    for name in ("plot", "yscale", "xlabel", "ylabel", "show"):
        setattr(pyplot, name, lambda *given, name=name: asked.append((name, *given)))
    package = ModuleType("matplotlib")
    package.pyplot = pyplot  # pyright: ignore
    monkeypatch.setitem(sys.modules, "matplotlib", package)
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", pyplot)
    return asked


@pytest.mark.parametrize("run", RUNS)
def test_a_notebook_is_valid_and_always_the_same(run):
    text = notebook(run.record())
    nbformat.validate(json.loads(text))
    assert notebook(run.record()) == text
    assert json.loads(text)["metadata"]["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("run", RUNS)
def test_its_cells_run_as_the_script_does(run, capsys, no_matplotlib):
    expected = executed(run.script())["history"]
    printed = capsys.readouterr().out
    *code, curve = cells(run)
    namespace = executed("\n".join(code))
    assert namespace["history"] == expected == [(s.epoch, s.weight, s.bias, s.loss) for s in run.history]
    assert capsys.readouterr().out == printed
    exec(curve, namespace)
    assert "pip install matplotlib" in capsys.readouterr().out


@pytest.mark.parametrize("run", RUNS)
def test_a_cell_may_be_run_again(run, no_matplotlib):
    code = cells(run)
    namespace = executed("\n".join(code))
    history = list(namespace["history"])
    for again in (*code[1:], *reversed(code[1:-1])):
        exec(again, namespace)
        assert namespace["history"] == history


def test_its_code_is_that_of_the_script():
    for run in RUNS:
        script = run.script()
        imports, data = cells(run)[0].split("(1)", 1)
        assert imports in script
        for cell in (data.split("\n\n", 1)[1], *cells(run)[1:-1]):
            assert cell in script


def test_the_last_cell_draws_the_loss_of_every_epoch(drawn):
    run = RUNS[0]
    executed("\n".join(cells(run)))
    assert drawn[0] == ("plot", [s.epoch for s in run.history], [s.loss for s in run.history])
    assert [name for name, *_ in drawn] == ["plot", "yscale", "xlabel", "ylabel", "show"]


def test_words_stand_before_every_cell_of_code():
    read = nbformat.reads(notebook(RUNS[0].record()), as_version=4)
    assert [cell.cell_type for cell in read.cells] == ["markdown"] + 5 * ["markdown", "code"]
    assert cells(RUNS[0], "markdown")[0].startswith("# Linear regression in PyTorch\n")
