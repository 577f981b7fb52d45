"""Links of version 1 that are out there: the real model stands where each of them leads, as it did when it was made.

What the page reads of each stands beside it, and a test in Node holds the two together (tests/assets/run/).
"""

import json
from dataclasses import replace

import pytest

from app.run.own_points import OwnPoints, parse_table
from app.run.protocol import parse_data, parse_training
from model.data import DATA_SETS, load
from model.trainer import Trainer
from tests.support import ROOT

KEPT = json.loads((ROOT / "tests" / "assets" / "kept_links.json").read_text(encoding="utf-8"))["opened"]
RUNS = [kept for kept in KEPT if "run" in kept["opens"]]
STAGES = [stage for kept in RUNS for stage in kept["opens"]["run"]["stages"]]


def end_of(opens):
    """Train through its stages, as the page's commands do; tell where the model stands then."""
    own = OwnPoints()
    for table in opens.get("tables", {}).values():
        own.remember(parse_table(table))
    checkpoint, diverged = None, False
    for stage in opens["run"]["stages"]:
        data = load(parse_data(stage["data"], DATA_SETS, own))
        settings = parse_training(stage["training"])
        if checkpoint is None:
            checkpoint = start_of(Trainer(data, settings), opens["run"]["start"])
        trainer = Trainer(data, settings, checkpoint)
        lacking = stage["epoch"] - checkpoint.epoch + bool(stage["batch"])
        stretch = trainer.run(lacking, batch=stage["batch"])
        checkpoint, diverged = trainer.checkpoint(), stretch.diverged
    assert checkpoint is not None
    return {"step": checkpoint.step, "diverged": diverged, **checkpoint.parameters}


def start_of(trainer, chosen):
    start = trainer.checkpoint()
    if chosen is None:
        return start
    loss = trainer.dataset.loss(chosen["weight"], chosen["bias"])
    parameters = {"linear.weight": chosen["weight"], "linear.bias": [chosen["bias"]]}
    return replace(start, parameters=parameters, start_loss=loss)


@pytest.mark.parametrize("kept", RUNS, ids=lambda kept: kept["link"][:60])
def test_the_model_stands_where_the_link_leads(kept):
    end, told = end_of(kept["opens"]), kept["end"]
    assert (end["step"], end["diverged"]) == (told["step"], told["diverged"])
    for name in ("linear.weight", "linear.bias"):
        assert end[name] == pytest.approx(told[name], rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("kind", ["house-prices", "cherry-trees", "penguin-masses"])
def test_several_features_were_always_standardised_in_training(kind):
    """What the page says of them now, and did not say when some of these links were made."""
    assert parse_data({"kind": kind}) == parse_data({"kind": kind, "scaling": "inside"})


@pytest.mark.parametrize("kind", DATA_SETS)
def test_every_data_set_is_trained_from_what_a_link_names(kind):
    training = {"optimizer": {"name": "sgd", "learning_rate": DATA_SETS[kind].rate_setting().low}, "seed": 136}
    stage = {"epoch": 3, "batch": 0, "data": {"kind": kind}, "training": training}
    end = end_of({"run": {"start": None, "stages": [stage]}})
    assert (end["step"], end["diverged"]) == (3, False)


def test_there_are_runs_of_every_kind():
    assert len(RUNS) >= 80
    assert len({stage["data"]["kind"] for stage in STAGES}) >= 25
    assert any(stage["batch"] for stage in STAGES)
    assert any(kept["end"]["diverged"] for kept in RUNS)
