"""What a browser sends: what parses is bounded, what does not gets a notice."""

import json
from dataclasses import FrozenInstanceError

import pytest

from app.notices import RefusedError
from app.run.pace import Pace
from app.run.protocol import parse_command, refusal
from app.run.sessions import SessionCache
from app.run.ticks import Ticks
from model.data import LineData, fingerprint
from model.optimizers import SGD, Adam
from tests.support import with_value

GOOD = {
    "version": 1,
    "run": "0123456789abcdef",
    "seq": 123456,
    "epochs": 1,
    "data": {"kind": "line", "n": 250, "noise": 0.25, "seed": 7},
    "training": {"optimizer": {"name": "sgd", "learning_rate": 0.01}, "batch_size": None, "seed": 136},
    "checkpoint": {
        "version": 1,
        "epoch": 123456,
        "batch": 0,
        "step": 123456,
        "start_loss": 15.870881273196412,
        "parameters": {"linear.weight": [1.9953542947769165], "linear.bias": [2.9815845489501953]},
    },
    "shown": fingerprint(LineData()),
}


def changed(path, value):
    return with_value(GOOD, path, value)


def test_a_good_command_becomes_frozen_types():
    command = parse_command(GOOD)
    assert command.training.optimizer == SGD(0.01)
    assert command.checkpoint is not None
    assert command.checkpoint.epoch == 123456
    with pytest.raises(FrozenInstanceError):
        command.epochs = 3  # pyright: ignore


def test_every_optimizer_has_its_settings():
    optimizer = {"name": "adam", "learning_rate": 0.1, "beta1": 0.8, "beta2": 0.99, "weight_decay": 0.1}
    assert parse_command(changed("training/optimizer", optimizer)).training.optimizer == Adam(0.1, 0.8, 0.99, 0.1)


def test_nesterov_without_a_momentum_is_plain_gradient_descent():
    optimizer = parse_command(changed("training/optimizer/nesterov", True)).training.optimizer
    assert optimizer == SGD(0.01)
    assert optimizer.family() == SGD(0.01).family()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", "1"),
        ("version", 2),
        ("run", ""),
        ("run", "x" * 65),
        ("run", None),
        ("seq", -1),
        ("seq", 1.5),
        ("epochs", 101),
        ("epochs", -1),
        ("epochs", True),
        ("epochs", 10**30),
        ("data", None),
        ("data", {}),
        ("data/kind", "moons"),
        ("data/kind", ["line"]),
        ("data/n", 1),
        ("data/n", 2001),
        ("data/n", 2.5),
        ("data/n", "250"),
        ("data/noise", 2.1),
        ("data/noise", float("nan")),
        ("data/noise", float("inf")),
        ("data/noise", 10**400),
        ("data/seed", 2**32),
        ("data/colour", "red"),
        ("training/seed", -1),
        ("training/batch_size", 0),
        ("training/batch_size", 2001),
        ("training/optimizer", "sgd"),
        ("training/optimizer", {"name": "lbfgs"}),
        ("training/optimizer/learning_rate", 1e-13),
        ("training/optimizer/learning_rate", 11),
        ("training/optimizer/learning_rate", "0.1"),
        ("training/optimizer/momentum", 1.0),
        ("training/optimizer/nesterov", 1),
        ("training/optimizer/__class__", "x"),
        ("checkpoint", []),
        ("checkpoint/epoch", -1),
        ("checkpoint/epoch", 10**13),
        ("checkpoint/batch_size", 0),
        ("checkpoint/start_loss", float("inf")),
        ("checkpoint/parameters", {}),
        ("checkpoint/parameters/linear.weight", [float("nan")]),
        ("checkpoint/parameters/linear.weight", [1e39]),
        ("checkpoint/parameters/linear.weight", [0.0] * 10**6),
        ("checkpoint/parameters/linear.weight", [[1.0]]),
        ("checkpoint/parameters/linear.gain", [1.0]),
        ("checkpoint/buffers", {"linear.weight.step": [float("inf")]}),
        ("checkpoint/buffers", {"linear.weight.step": [-1.0]}),
        ("checkpoint/extra", 1),
        ("shown", "x" * 65),
        ("unknown", 1),
    ],
)
def test_what_does_not_parse_changes_nothing_and_gets_a_sentence(path, value):
    ticks = Ticks(SessionCache(10), Pace(), 1000)
    with pytest.raises(RefusedError) as refused:
        ticks.advance(parse_command(changed(path, value)))
    is_other = path == "version" and type(value) is int
    assert refused.value.notice == {"id": "server.other-version" if is_other else "server.unusable"}
    assert len(refused.value.detail) <= 200
    assert refused.value.detail or is_other
    assert len(ticks.sessions) == 0


@pytest.mark.parametrize("raw", [None, [], "command", 3, True, {}, {"version": 1}])
def test_what_is_no_command_at_all_is_refused(raw):
    with pytest.raises(RefusedError):
        parse_command(raw)


def test_a_refusal_keeps_the_number_of_the_command():
    said = {"notice": {"id": "server.unusable"}, "detail": "No."}
    assert refusal(GOOD, RefusedError("server.unusable", "No.")) == {"version": 1, "seq": 123456, **said}
    assert refusal({"seq": "7"}, RefusedError("server.unusable"))["seq"] is None
    assert refusal(None, RefusedError("server.unusable"))["seq"] is None


def test_a_tick_is_small_on_the_wire():
    up = {
        "output": "progress.data",
        "outputs": {"id": "progress", "property": "data"},
        "inputs": [{"id": "command", "property": "data", "value": GOOD}],
        "changedPropIds": ["command.data"],
        "parsedChangedPropsIds": ["command.data"],
    }
    ticks = Ticks(SessionCache(10), Pace(), 1000)
    progress = ticks.advance(parse_command(GOOD)).as_json()
    assert "points" not in progress
    down = {"multi": True, "response": {"progress": {"data": progress}}}
    assert len(json.dumps(up, separators=(",", ":"))) <= 1000
    assert len(json.dumps(down, separators=(",", ":"))) <= 400


@pytest.mark.parametrize(
    "spoilt",
    [
        {"buffers": {"linear.weight.momentum_buffer": [1.0] * 1000}},
        {"buffers": {f"name-{number}": [] for number in range(1000)}},
        {"buffers": {"n" * 5000: [1.0]}},
        {"family": "f" * 5000},
    ],
    ids=["values", "names", "a long name", "a long family"],
)
@pytest.mark.parametrize("epochs", [0, 1])
def test_a_checkpoint_holds_the_numbers_of_one_small_model_and_no_more(spoilt, epochs):
    raw = {**GOOD, "epochs": epochs, "checkpoint": {**GOOD["checkpoint"], "family": "x", **spoilt}}
    with pytest.raises(RefusedError, match="no more"):
        parse_command(raw)
